//! Random walks of steps, seeks, edits, undo, redo, re-runs and switches of run.

use chainrule::math::hyperparameter::used_by;
use chainrule::math::number::Digits;
use chainrule::train::{Change, Setup, Timeline};
use chainrule::worksheet::mistake::MISTAKES;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::setups::{paper, setups};
use crate::straight::{Straight, assert_curve, assert_same};

/// A move through a timeline; numbers are reduced to what the setup has.
#[derive(Clone, Copy, Debug)]
enum Move {
    Advance(u64),
    Seek(u64),
    Edit { kind: usize, place: usize, value: usize, after: i64 },
    Undo,
    Redo,
    Rerun(u64),
    Switch(usize),
}

/// The values a hyperparameter may be given: 0 and others where that adds or drops a state.
fn values(name: &str) -> &'static [f64] {
    match name {
        "momentum" => &[0.0, 0.9, 0.5],
        "nesterov" | "centered" | "amsgrad" => &[0.0, 1.0],
        "learning_rate" => &[0.5, 0.1, 0.003],
        "eps" => &[1e-8, 1e-4],
        "margin" | "dampening" | "alpha" | "beta1" | "beta2" => &[0.25, 0.75, 0.95],
        _ => &[0.0, 0.1, 0.02],
    }
}

/// Three in ten of the edits are of hyperparameters; the others of weights, biases, inputs, targets,
/// mistakes and rounding.
fn edit(setup: &Setup, kind: usize, place: usize, value: usize) -> Change {
    let network = &setup.network;
    let number = [0.0, -0.5, 1.25, -0.0, 0.3][value % 5];
    let parameters = network.parameters();
    let parameter = |bias: bool| {
        let of: Vec<_> = parameters.iter().filter(|p| p.bias == bias).collect();
        let parameter = **of.get(place % of.len().max(1)).unwrap_or(&&parameters[0]);
        let (rows, columns) = network.shape(parameter);
        let (row, column) = (place / 2 % rows, place / 3 % columns);
        Change::Parameter { parameter, row, column, value: number }
    };
    let row = place % setup.data.rows;
    match kind % 10 {
        0 => parameter(false),
        1 => parameter(true),
        2 => Change::Input { row, column: place / 2 % network.inputs, value: number },
        3 => Change::Target { row, column: place / 2 % network.outputs(), value: number.abs() },
        4 | 5 => Change::Mistake(MISTAKES.get(value % 90)),
        6 => Change::Rounding(
            [None, Some(Digits::Decimals(3)), Some(Digits::Significant(4))][value % 3],
        ),
        _ => {
            let loss = network.loss.parameter.map(|(name, _)| name);
            let rows: Vec<_> = used_by(network.optimizer, loss).collect();
            let row = rows[place % rows.len()];
            Change::Hyper(row, values(row.name)[value % values(row.name).len()])
        }
    }
}

fn make(timeline: &mut Timeline, step: Move) {
    match step {
        Move::Advance(n) => (0..n).for_each(|_| timeline.advance()),
        Move::Seek(iteration) => timeline.seek(iteration),
        Move::Edit { kind, place, value, after } => {
            let at = timeline.iteration().saturating_add_signed(after).max(1);
            let change = edit(timeline.setup(), kind, place, value);
            timeline.edit(at, change);
        }
        Move::Undo => drop(timeline.undo()),
        Move::Redo => drop(timeline.redo()),
        Move::Rerun(ahead) => timeline.rerun(timeline.iteration() + ahead),
        Move::Switch(run) => timeline.switch(run % timeline.runs().len()),
    }
}

fn moves(far: impl Strategy<Value = u64> + 'static) -> impl Strategy<Value = Move> {
    let edit = (any::<usize>(), any::<usize>(), any::<usize>(), -3i64..4);
    prop_oneof![
        3 => (1u64..6).prop_map(Move::Advance),
        4 => far.prop_map(Move::Seek),
        6 => edit.prop_map(|(kind, place, value, after)| Move::Edit { kind, place, value, after }),
        2 => Just(Move::Undo),
        1 => Just(Move::Redo),
        1 => (0u64..3).prop_map(Move::Rerun),
        1 => any::<usize>().prop_map(Move::Switch),
    ]
}

/// The same cases every time, and no file of past failures.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Walks, and asserts that place and curve are those of the run's edits made straight away.
fn walk(name: &str, setup: &Setup, moves: &[Move]) {
    let mut timeline = Timeline::new(setup.clone());
    for &step in moves {
        let before = timeline.iteration();
        make(&mut timeline, step);
        if !matches!(step, Move::Advance(_) | Move::Seek(_)) {
            assert_eq!(timeline.iteration(), before, "{name}: {step:?} stays where it is");
        }
        assert!(timeline.run().reached() >= timeline.iteration(), "{name}: after {step:?}");
    }
    let (here, reached) = (timeline.iteration(), timeline.run().reached());
    let edits = timeline.run().edits.clone();
    let mut straight = Straight::new(setup, &edits);
    assert_same(timeline.trainer(), straight.go_to(here), name);
    straight.go_to(reached);
    assert_curve(&timeline, &straight.losses, name);

    let mut fresh = Timeline::new(setup.clone());
    for edit in edits {
        fresh.edit(edit.at, edit.change);
    }
    fresh.seek(here);
    assert_same(timeline.trainer(), fresh.trainer(), name);
    fresh.seek(reached);
    if timeline.run().losses.width() == fresh.run().losses.width() {
        assert_curve(&fresh, &straight.losses, name);
    }
    timeline.seek(reached);
    assert_same(timeline.trainer(), &straight.trainer, name);
}

#[test]
fn every_walk_through_time_ends_where_a_straight_run_with_the_same_edits_does() {
    let far = prop_oneof![1u64..12, 1u64..60];
    let setups = setups();
    let walks = (0..setups.len(), prop::collection::vec(moves(far), 1..24));
    let run = |(which, moves): (usize, Vec<Move>)| {
        let (name, setup): &(&str, Setup) = &setups[which];
        walk(name, setup, &moves);
        Ok(())
    };
    runner(400).run(&walks, run).unwrap();
}

#[test]
fn walks_past_thinned_keyframes_and_merged_losses_end_there_too() {
    // Keyframes thin out at 4,096 of them, losses merge at 16,384.
    let far = prop_oneof![
        1u64..9,
        2_000u64..2_020,
        4_090u64..4_105,
        16_380u64..16_390,
        20_000u64..20_020,
        33_000u64..33_010,
        66_000u64..66_010,
    ];
    let setup = paper();
    let run = |moves: Vec<Move>| {
        walk("paper", &setup, &moves);
        Ok(())
    };
    runner(32).run(&prop::collection::vec(moves(far), 2..20), run).unwrap();
}
