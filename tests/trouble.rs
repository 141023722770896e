//! The first trouble of a run: what it is, where and when, whichever way one got there; and none
//! where training goes well.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

use std::fs;

use chainrule::lesson::{LESSONS, embedded, parse};
use chainrule::math::hyperparameter::Hyperparameter;
use chainrule::train::{Change, Found, History, Setup, Timeline, Trainer};
use chainrule::worksheet::network::Parameter;
use chainrule::worksheet::quantity::Role;
use serde_json::Value;

/// Kind, iteration, quantity, row and column from 1.
type Row = (&'static str, u64, String, usize, usize);

fn row(found: &Found) -> Row {
    let name = found.role.name();
    (found.trouble.name, found.iteration, name, found.row + 1, found.column + 1)
}

fn rows(timeline: &Timeline) -> Vec<Row> {
    timeline.run().troubles.all().iter().map(row).collect()
}

/// What is found in so many iterations.
fn troubles(setup: &Setup, iterations: u64) -> Vec<Row> {
    let mut timeline = Timeline::new(setup.clone());
    timeline.seek(iterations);
    rows(&timeline)
}

fn is_at(name: &'static str, iteration: u64, quantity: &str, row: usize, column: usize) -> Row {
    (name, iteration, quantity.into(), row, column)
}

fn setup(text: &str) -> Setup {
    parse(text, "lesson.toml").unwrap().setup
}

/// One layer after the other as (units, activation), its weights, and what comes after.
fn network(inputs: usize, layers: &[(usize, &str)], weights: &str, more: &str) -> Setup {
    let layer = |(units, activation): &(usize, &str)| {
        format!("{{ units = {units}, activation = \"{activation}\" }}")
    };
    let layers = layers.iter().map(layer).collect::<Vec<_>>().join(", ");
    setup(&format!(
        "[network]\ninputs = {inputs}\nlayers = [{layers}]\n[init]\nweights = {weights}\n\
         [loss]\nname = \"half_squared\"\n[optimizer]\nname = \"sgd\"\n{more}"
    ))
}

fn linear(rate: &str) -> Setup {
    let more = format!("learning_rate = {rate}\n[data]\nx = [[2]]\ny = [[0]]");
    network(1, &[(1, "identity")], "[[[1.0]]]", &more)
}

fn paper(rate: f64) -> Setup {
    let mut setup = embedded("paper").unwrap().lesson().unwrap().setup;
    setup.hyper.learning_rate = rate;
    setup
}

fn case(name: &str) -> Value {
    let path = format!("{}/tests/cases/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The first iteration of a case in which a column of a layer's activations is all as wanted.
fn first(case: &Value, layer: usize, column: usize, wanted: fn(f64) -> bool) -> Option<u64> {
    let all = |iteration: &&Value| {
        let rows = iteration["activations"][layer].as_array().unwrap();
        rows.iter().all(|row| wanted(row[column].as_f64().unwrap()))
    };
    case["expected"].as_array().unwrap().iter().find(all)?["iteration"].as_u64()
}

// w′ = w − η·x²·w. η = 1e6: the first step is −4·10⁶·w. L = ½(2w)² passes 1.8·10³⁰⁸ at 25.
// η = 3: w′ = −11 w, steps of 12·11^(i − 1): 132 at 2. η = 0.4: w′ = −0.6 w, nothing goes wrong.
#[test]
fn a_linear_unit_explodes_and_then_overflows_in_its_loss() {
    let overflow = [is_at("exploding", 1, "W1_next", 1, 1), is_at("nan", 25, "L", 1, 1)];
    assert_eq!(troubles(&linear("1e6"), 24), overflow[..1]);
    assert_eq!(troubles(&linear("1e6"), 60), overflow);
    assert_eq!(troubles(&linear("3.0"), 1), []);
    assert_eq!(troubles(&linear("3.0"), 2), [is_at("exploding", 2, "W1_next", 1, 1)]);
    assert_eq!(troubles(&linear("0.4"), 2_000), []);
}

#[test]
fn the_paper_at_a_million_saturates_after_its_first_step() {
    let flat = |a: f64| 1.0 - a * a < 0.01;
    let since = first(&case("70_lr_1e6_paper_net_saturates"), 1, 0, flat).unwrap();
    assert_eq!(since, 2);
    let found = troubles(&paper(1e6), 300);
    assert_eq!(found[1..], [is_at("saturated", since, "A2", 1, 1)]);
    assert_eq!((found[0].0, found[0].1), ("exploding", 1));
}

#[test]
fn units_that_give_0_for_every_example_from_the_start_are_dead_from_the_start() {
    let more = "learning_rate = 0.5\n[data]\nx = [[0.5, 1.0], [1.0, 0.2]]\ny = [[1], [-1]]";
    let weights = "[[[-1.0, -0.5], [-0.3, -2.0]], [[0.7], [-0.4]]]";
    let since = first(&case("81_all_dead_relu"), 0, 0, |a| a == 0.0).unwrap();
    let found = troubles(&network(2, &[(2, "relu"), (1, "tanh")], weights, more), 50);
    assert_eq!(found, [is_at("dead", since, "A1", 1, 1)]);
}

/// Every number that is not finite and every column of zeros, looked for without any shortcut.
fn searched(setup: &Setup, iterations: u64) -> (Option<Row>, Option<Row>) {
    let mut trainer = Trainer::new(setup);
    let (mut broken, mut dead) = (None, None);
    for iteration in 1..=iterations {
        let (sheet, trace) = (trainer.worksheet(), trainer.trace());
        for (id, q) in sheet.quantities() {
            let cells = trace.slice(sheet, id);
            let place = |at: usize| (at / q.columns + 1, at % q.columns + 1);
            if let Some(at) = cells.iter().position(|x| !x.is_finite()) {
                let (row, column) = place(at);
                broken.get_or_insert(("nan", iteration, q.role.name(), row, column));
            }
            if matches!(q.role, Role::Activation(l) if l < sheet.network().depth()) {
                let zeros = |c: &usize| cells.iter().skip(*c).step_by(q.columns).all(|a| *a == 0.0);
                if let Some(c) = (0..q.columns).find(zeros) {
                    dead.get_or_insert(("dead", iteration, q.role.name(), 1, c + 1));
                }
            }
        }
        trainer.advance(&[]);
    }
    (broken, dead)
}

// ReLU and identity at η = 1e6: 4.3e85, then every unit is dead, the loss frozen at ½·4·1² = 2.
#[test]
fn what_is_found_on_the_way_is_what_a_search_through_every_number_finds() {
    let mut identity = paper(1e6);
    identity.network.layers[1].activation =
        chainrule::math::activation::Activation::find("identity").unwrap();
    let mut timeline = Timeline::new(identity.clone());
    timeline.seek(40);
    assert_eq!(timeline.trainer().loss(), 2.0);
    let mut setups = vec![identity, linear("1e6"), linear("0.6"), linear("1e300")];
    for rate in [1.0, 10.0, 100.0, 1e150, 1e308] {
        setups.push(paper(rate));
        let mut adam = paper(rate);
        adam.network.optimizer = chainrule::math::optimizer::Optimizer::find("adam").unwrap();
        setups.push(adam);
        let mut frozen = paper(rate);
        frozen.network.frozen = vec![Parameter { layer: 1, bias: false }];
        frozen.data.x[0] = 1e308;
        setups.push(frozen);
    }
    let mut seen = [0, 0];
    for (which, setup) in setups.iter().enumerate() {
        let (broken, dead) = searched(setup, 1_100);
        let found = troubles(setup, 1_100);
        let of = |name| found.iter().find(|row| row.0 == name).cloned();
        assert_eq!((of("nan"), of("dead")), (broken, dead), "setup {which}");
        seen[0] += usize::from(of("nan").is_some());
        seen[1] += usize::from(of("dead").is_some());
    }
    assert!(seen[0] > 3 && seen[1] > 1, "{seen:?}");
}

// 50 × 1e308 is too large for a number, tanh of it is 1, and the loss ½ (1 − 1)² is 0.
#[test]
fn an_overflow_that_the_activation_hides_is_found_too() {
    let more = "learning_rate = 0.1\n[data]\nx = [[1e308]]\ny = [[1]]";
    let found = troubles(&network(1, &[(1, "tanh")], "[[[50.0]]]", more), 1);
    assert_eq!(found, [is_at("nan", 1, "S1", 1, 1)]);
}

/// Lessons that show trouble on purpose, without anybody changing anything: what is found first.
/// relu-at-zero: s = 0 in its only example, so ReLU′(0) = 0 from the first iteration on;
/// dead-units: the first step throws the units below 0.
const TROUBLED: &[(&str, &str, u64)] = &[("relu-at-zero", "dead", 1), ("dead-units", "dead", 2)];

#[test]
fn lessons_that_go_well_have_no_trouble() {
    for lesson in LESSONS {
        let found = troubles(&lesson.lesson().unwrap().setup, 3_000);
        let first = found.first().map(|(kind, at, ..)| (*kind, *at));
        let expected = TROUBLED.iter().find(|(name, ..)| *name == lesson.name);
        assert_eq!(first, expected.map(|(_, kind, at)| (*kind, *at)), "{}", lesson.name);
    }
}

#[test]
fn an_output_that_is_flat_where_it_is_right_has_nothing_to_learn() {
    let unit = |weight: &str, target: &str| {
        let more = format!("learning_rate = 0.1\n[data]\nx = [[1], [2]]\ny = [[{target}], [1]]");
        network(1, &[(1, "sigmoid")], &format!("[[[{weight}]]]"), &more)
    };
    // σ(9) = 0.9999 and σ(18): f′ = a (1 − a) is 1e-4 at most.
    assert_eq!(troubles(&unit("9.0", "1"), 500), []);
    assert_eq!(troubles(&unit("9.0", "0"), 1), [is_at("saturated", 1, "A1", 1, 1)]);
}

// w = −1: ReLU(−x) is 0 for x > 0. One example a batch: an epoch is two iterations.
#[test]
fn a_unit_is_judged_by_all_examples_not_by_those_of_one_batch() {
    let unit = |x: &str| {
        let more =
            format!("learning_rate = 1e-6\n[data]\nx = [{x}]\ny = [[1], [1], [1], [1]]\nbatch = 2");
        network(1, &[(1, "relu"), (1, "identity")], "[[[-1.0]], [[1.0]]]", &more)
    };
    assert_eq!(troubles(&unit("[1], [2], [3], [-1]"), 9), []);
    assert_eq!(troubles(&unit("[-1], [2], [3], [1]"), 9), [], "alive in the first batch alone");
    let dead = unit("[1], [2], [3], [4]");
    assert_eq!(troubles(&dead, 1), []);
    assert_eq!(troubles(&dead, 9), [is_at("dead", 2, "A1", 1, 1)]);
    let mut many = dead;
    many.data.rows = 1_400;
    many.data.x = (0..1_400).map(|i| if i == 700 { -1.0 } else { 1.0 }).collect();
    many.data.y = vec![1.0; 1_400];
    assert_eq!(troubles(&many, 2_000), []);
    many.data.x[700] = 1.0;
    assert_eq!(troubles(&many, 2_000), [is_at("dead", 700, "A1", 1, 1)]);
}

fn rate(value: f64) -> Change {
    Change::Hyper(Hyperparameter::find("learning_rate").unwrap(), value)
}

#[test]
fn every_way_to_an_iteration_finds_the_same_trouble() {
    let straight = troubles(&linear("1e6"), 60);
    for way in [&[60, 3, 40, 60][..], &[2, 1, 25, 24, 26, 60], &[30, 1, 60, 1]] {
        let mut timeline = Timeline::new(linear("1e6"));
        for iteration in way {
            timeline.seek(*iteration);
        }
        assert_eq!(rows(&timeline), straight, "{way:?}");
    }
    let mut timeline = Timeline::new(linear("1e6"));
    (1..60).for_each(|_| timeline.advance());
    assert_eq!(rows(&timeline), straight);
}

#[test]
fn a_branch_keeps_the_trouble_before_its_edit_and_finds_its_own() {
    let straight = troubles(&linear("1e6"), 60);
    let mut timeline = Timeline::new(linear("1e6"));
    timeline.seek(60);
    timeline.edit(20, rate(0.25));
    assert_eq!(rows(&timeline), straight[..1], "at a rate of 1/4, w is 0 at once");
    timeline.undo();
    assert_eq!(rows(&timeline), straight);
    timeline.redo();
    assert_eq!(rows(&timeline), straight[..1]);
    timeline.edit(40, rate(1e6));
    let parameter = Parameter { layer: 1, bias: false };
    timeline.edit(50, Change::Parameter { parameter, row: 0, column: 0, value: 1e300 });
    // S = 2e300, L = ½ S²: inf at once.
    let again = [straight[0].clone(), is_at("nan", 50, "L", 1, 1)];
    assert_eq!(rows(&timeline), again);

    let branch = |run: &chainrule::train::Run| chainrule::train::Branch {
        label: run.label.clone(),
        parent: run.parent,
        start: run.start,
        edits: run.edits.clone(),
        reached: run.reached(),
    };
    let runs: Vec<_> = timeline.runs().iter().map(branch).collect();
    let (current, visited) = (timeline.current(), timeline.visited().to_vec());
    let history = History { runs, current, visited, undo: Vec::new(), redo: Vec::new() };
    assert_eq!(rows(&Timeline::resume(vec![linear("1e6")], history, |_| u64::MAX)), again);
}

// Losses are merged from 16,384 on, so a branch begins before its edit.
#[test]
fn an_edit_far_out_finds_what_a_run_with_that_edit_finds() {
    for at in [16_390, 33_001, 40_000] {
        let mut timeline = Timeline::new(paper(0.5));
        timeline.seek(40_000);
        timeline.edit(at, rate(1e9));
        timeline.seek(40_100);
        let mut fresh = Timeline::new(paper(0.5));
        fresh.edit(at, rate(1e9));
        fresh.seek(40_100);
        assert_eq!(rows(&timeline), rows(&fresh), "{at}");
        assert!(rows(&fresh).iter().all(|row| row.1 >= at) && !rows(&fresh).is_empty());
    }
}
