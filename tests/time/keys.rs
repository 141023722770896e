//! The same through the keyboard: a learning rate changed at iteration 2 and gone on with, re-run
//! from the start, and undone.

use chainrule::app::App;
use chainrule::app::key::Key;
use chainrule::lesson::embedded;
use chainrule::math::hyperparameter::Hyperparameter;
use chainrule::train::{Change, Edit};

use crate::setups::{lesson, paper};
use crate::straight::{Straight, assert_curve, assert_same};

fn app() -> App {
    App::new(embedded("paper").unwrap().lesson().unwrap())
}

/// Presses keys by name, apart from each other by blanks.
fn press(app: &mut App, keys: &str) {
    for name in keys.split(' ') {
        app.press(Key::parse(name).unwrap());
    }
}

fn learning_rate(at: u64) -> Vec<Edit> {
    let row = Hyperparameter::find("learning_rate").unwrap();
    vec![Edit { at, change: Change::Hyper(row, 0.1) }]
}

/// Where it stands, and where it gets to ten iterations on, is a run with these edits.
fn assert_run(app: &mut App, edits: &[Edit], what: &str) {
    let mut straight = Straight::new(&paper(), edits);
    let here = app.iteration();
    assert_same(app.trainer(), straight.go_to(here), what);
    app.command(&(here + 10).to_string()).unwrap();
    app.settle();
    assert_same(app.trainer(), straight.go_to(here + 10), what);
    straight.go_to(app.timeline().run().reached());
    assert_curve(app.timeline(), &straight.losses, what);
    app.command(&here.to_string()).unwrap();
}

/// The keys that set the learning rate, after which the worksheet has the focus again.
const SET: &str = "8 e ctrl-u 0 . 1 enter 1";

#[test]
fn a_learning_rate_typed_between_two_iterations_steers_the_next_one() {
    let mut app = app();
    press(&mut app, "space");
    press(&mut app, SET);
    assert_run(&mut app, &learning_rate(2), "iteration 1 is over: from 2 on");
    press(&mut app, "space");
    assert_eq!(app.iteration(), 2);
    assert_run(&mut app, &learning_rate(2), "and so at 2");
}

#[test]
fn a_learning_rate_typed_within_iteration_2_steers_that_one() {
    for set in [SET, ": l r space 0 . 1 enter"] {
        let mut app = app();
        press(&mut app, "space n n n");
        press(&mut app, set);
        assert_eq!((app.iteration(), app.step()), (2, 3));
        assert_run(&mut app, &learning_rate(2), set);
    }
}

#[test]
fn re_running_starts_with_the_learning_rate_just_typed_and_undo_takes_both_back() {
    let text = include_str!("../../assets/lessons/paper.toml");
    let fresh = lesson(&text.replace("learning_rate = 0.5", "learning_rate = 0.1"));
    // After whole iterations, and in the middle of one.
    for (before, at) in [("space", 2), ("space space", 3), ("space n n", 2)] {
        let mut app = app();
        press(&mut app, before);
        let here = app.iteration();
        press(&mut app, SET);
        press(&mut app, "r");
        assert_same(app.trainer(), Straight::new(&fresh, &[]).go_to(here), before);
        assert_run(&mut app, &learning_rate(1), before);
        press(&mut app, "u");
        assert_run(&mut app, &learning_rate(at), before);
        press(&mut app, "u");
        assert_run(&mut app, &[], before);
        press(&mut app, "ctrl-r ctrl-r");
        assert_run(&mut app, &learning_rate(1), before);
        press(&mut app, "b");
        assert_eq!(app.iteration(), here);
    }
}

#[test]
fn a_re_run_that_would_be_the_same_again_is_not_another_run() {
    let mut app = app();
    press(&mut app, "n");
    press(&mut app, SET);
    let runs = app.timeline().runs().len();
    press(&mut app, "r r");
    assert_eq!(app.timeline().runs().len(), runs);
    assert_run(&mut app, &learning_rate(1), "n r r");
    press(&mut app, "u");
    assert_run(&mut app, &[], "n r r u");
}
