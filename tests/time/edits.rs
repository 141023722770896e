//! Single edits whose outcome is known without the timeline: fresh runs with those settings.

use chainrule::math::hyperparameter::Hyperparameter;
use chainrule::train::{Change, Setup, Timeline, Trainer};
use chainrule::worksheet::quantity::Role;

use crate::setups::{paper, setups};
use crate::straight::{Straight, assert_curve, assert_same};

fn hyper(name: &str, value: f64) -> Change {
    Change::Hyper(Hyperparameter::find(name).unwrap(), value)
}

/// The paper's network from other weights on, with another learning rate.
fn fresh(parameters: Vec<Vec<f64>>, learning_rate: f64) -> Trainer {
    let mut setup = paper();
    setup.parameters = parameters;
    setup.hyper.learning_rate = learning_rate;
    Trainer::new(&setup)
}

fn owned(trainer: &Trainer) -> Vec<Vec<f64>> {
    trainer.parameters().into_iter().map(<[f64]>::to_vec).collect()
}

fn assert_same_parameters(one: &Trainer, other: &Trainer) {
    assert_eq!(owned(one), owned(other));
    assert_eq!(one.loss().to_bits(), other.loss().to_bits());
}

#[test]
fn a_learning_rate_changed_at_iteration_2_goes_on_as_a_fresh_run_from_those_weights() {
    let mut timeline = Timeline::new(paper());
    timeline.seek(2);
    timeline.edit(2, hyper("learning_rate", 0.1));
    // Iteration 1 with 0.5; from what it left, fresh runs with 0.1.
    let mut start = fresh(paper().parameters, 0.5);
    start.advance(&[]);
    let mut other = fresh(owned(&start), 0.1);
    for _ in 0..50 {
        assert_same_parameters(timeline.trainer(), &other);
        timeline.advance();
        other.advance(&[]);
    }
    assert_eq!(timeline.iteration(), 52);
}

#[test]
fn a_learning_rate_changed_and_re_run_from_the_start_is_a_fresh_run_with_it() {
    let text = include_str!("../../assets/lessons/paper.toml");
    let fresh = crate::setups::lesson(&text.replace("learning_rate = 0.5", "learning_rate = 0.1"));
    assert_eq!(fresh.hyper.learning_rate, 0.1);
    // As the last iteration shown is over, the change is made for the next one: it counts too.
    for (at, from) in [(2, 3), (3, 3), (4, 4)] {
        let mut timeline = Timeline::new(paper());
        timeline.seek(3);
        timeline.edit(at, hyper("learning_rate", 0.1));
        timeline.rerun(from);
        let mut straight = Straight::new(&fresh, &[]);
        assert_same(timeline.trainer(), straight.go_to(3), "re-run");
        timeline.seek(100);
        assert_same(timeline.trainer(), straight.go_to(100), "re-run");
        assert_curve(&timeline, &straight.losses, "re-run");
    }
}

#[test]
fn what_is_set_for_a_later_iteration_does_not_hold_in_a_re_run_from_before_it() {
    let mut timeline = Timeline::new(paper());
    timeline.edit(9, hyper("learning_rate", 0.1));
    timeline.edit(9, Change::Input { row: 0, column: 0, value: 3.0 });
    timeline.seek(4);
    timeline.rerun(5);
    assert_same(timeline.trainer(), Straight::new(&paper(), &[]).go_to(4), "re-run");
    assert!(timeline.run().edits.is_empty());
}

#[test]
fn undoing_a_change_and_a_re_run_is_the_run_without_them_and_redoing_brings_them_back() {
    let mut timeline = Timeline::new(paper());
    timeline.seek(2);
    timeline.edit(2, hyper("learning_rate", 0.1));
    timeline.seek(30);
    timeline.rerun(30);
    let edited = timeline.runs()[1].edits.clone();
    let rerun = timeline.runs()[2].edits.clone();
    for (history, edits) in [((1, 1), &edited), ((0, 2), &Vec::new())] {
        assert!(timeline.undo());
        assert_eq!(timeline.history(), history);
        assert_same(timeline.trainer(), Straight::new(&paper(), edits).go_to(30), "undone");
    }
    assert!(!timeline.undo());
    for edits in [&edited, &rerun] {
        assert!(timeline.redo());
        let mut straight = Straight::new(&paper(), edits);
        assert_same(timeline.trainer(), straight.go_to(30), "redone");
        assert_curve(&timeline, &straight.losses, "redone");
    }
    assert!(!timeline.redo());
}

#[test]
fn an_edit_keeps_the_curve_complete_where_losses_are_merged() {
    let mut timeline = Timeline::new(paper());
    timeline.seek(66_000);
    assert_eq!(timeline.run().losses.width(), 8);
    for here in 20_000..20_010 {
        timeline.seek(here);
        timeline.edit(here + 1, hyper("learning_rate", 0.1));
        assert_eq!(timeline.run().reached(), here);
        timeline.advance();
        assert_eq!(timeline.run().reached(), here + 1);
        let mut straight = Straight::new(&paper(), &timeline.run().edits);
        straight.go_to(here + 1);
        assert_curve(&timeline, &straight.losses, "merged");
        assert!(timeline.undo());
    }
}

/// The setup of that name.
fn named(name: &str) -> Setup {
    setups().into_iter().find(|(other, _)| *other == name).unwrap().1
}

fn numbers(trainer: &Trainer, role: impl Fn(Role) -> bool) -> Vec<f64> {
    let sheet = trainer.worksheet();
    let ids = sheet.quantities().filter(|(_, q)| role(q.role)).map(|(id, _)| id);
    ids.flat_map(|id| trainer.trace().slice(sheet, id).to_vec()).collect()
}

#[test]
fn momentum_switched_on_begins_with_the_gradient_as_its_buffer() {
    let mut setup = named("momentum");
    setup.hyper.momentum = 0.0;
    let mut timeline = Timeline::new(setup);
    timeline.edit(5, hyper("momentum", 0.9));
    timeline.seek(4);
    assert!(numbers(timeline.trainer(), |role| matches!(role, Role::State(..))).is_empty());
    timeline.seek(5);
    let buffers = numbers(timeline.trainer(), |role| matches!(role, Role::State(..)));
    assert_eq!(buffers, numbers(timeline.trainer(), |role| matches!(role, Role::Gradient(_))));
    assert_eq!(timeline.trainer().now().t, 1);
}

#[test]
fn amsgrad_switched_on_keeps_the_running_means_and_how_old_they_are() {
    let mut timeline = Timeline::new(named("adam"));
    let plain = Straight::new(&named("adam"), &[]).go_to(5).parameters().concat();
    timeline.edit(5, hyper("amsgrad", 1.0));
    timeline.seek(5);
    assert_eq!(timeline.trainer().now().t, 5);
    assert_eq!(timeline.trainer().parameters().concat(), plain);
    // The maximum starts at 0, and v ≥ 0: the first update is the one without amsgrad.
    let mut without = Straight::new(&named("adam"), &[]);
    timeline.seek(6);
    assert_eq!(timeline.trainer().parameters(), without.go_to(6).parameters());
}

#[test]
fn going_back_before_an_edit_of_the_data_shows_the_data_as_they_were() {
    for (name, setup) in setups() {
        let mut timeline = Timeline::new(setup.clone());
        timeline.edit(6, Change::Input { row: 1, column: 1, value: 9.0 });
        timeline.seek(8);
        assert_eq!(timeline.trainer().data().x[3], 9.0, "{name}");
        timeline.seek(5);
        assert_same(timeline.trainer(), Straight::new(&setup, &[]).go_to(5), name);
    }
}
