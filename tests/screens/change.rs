//! Editing: typed values, refusals, re-runs, undo and redo.

use crate::desk::Desk;
use chainrule::app::Mode;
use chainrule::train::{Setup, Trainer};

/// The numbers of an iteration of a training that starts as `change` leaves the setup.
fn fresh(desk: &Desk, iteration: u64, change: impl Fn(&mut Setup)) -> Vec<u64> {
    let mut setup = desk.app.lesson().setup.clone();
    change(&mut setup);
    let mut trainer = Trainer::new(&setup);
    while trainer.iteration() < iteration {
        trainer.advance(&[]);
    }
    bits(&trainer)
}

/// Every number of an iteration, to the bit.
pub(crate) fn bits(trainer: &Trainer) -> Vec<u64> {
    let (sheet, trace) = (trainer.worksheet(), trainer.trace());
    let all = sheet.quantities().flat_map(|(id, _)| trace.slice(sheet, id));
    all.map(|x| x.to_bits()).collect()
}

#[test]
fn a_typed_weight_replaces_the_old_one_and_acts_at_once() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space");
    desk.go("W[1,1]");
    desk.press("e");
    desk.write("0.5");
    desk.press("enter");
    assert!(desk.footer().contains("W[1,1] = 0.5 from iteration 1 on"), "{}", desk.footer());
    // 0.75 × 0.5 + 0.8 × 0.01 = 0.383
    desk.go("S1[1,1]");
    assert_eq!(desk.under_cursor(), "0.383");
    desk.press("space space");
    let expected = fresh(&desk, 3, |setup| setup.parameters[0][0] = 0.5);
    assert_eq!(bits(desk.app.trainer()), expected);
}

#[test]
fn an_old_value_can_be_corrected_instead_of_typed_anew() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("e");
    assert!(desk.footer().contains("W[1,1] = 0.6"), "{}", desk.footer());
    desk.press("end 5 enter");
    assert_eq!(bits(desk.app.trainer()), fresh(&desk, 1, |setup| setup.parameters[0][0] = 0.65));
}

#[test]
fn a_learning_rate_acts_from_the_next_update_and_a_rerun_from_the_first() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space space");
    desk.press("g space 8 e");
    desk.write("0.1");
    desk.press("enter");
    assert!(desk.footer().contains("learning_rate = 0.1 from iteration 2 on"), "{}", desk.footer());
    assert!(desk.header().contains("η 0.5 → 0.1"), "{}", desk.header());
    desk.press("space");
    // The first update was still made with 0.5: the paper's second s.
    desk.press("1");
    desk.go("S1[1,1]");
    assert_eq!(desk.under_cursor(), "0.4695");
    desk.press("r");
    let expected = fresh(&desk, 2, |setup| setup.hyper.learning_rate = 0.1);
    assert_eq!(bits(desk.app.trainer()), expected);
    assert!(desk.app.timeline().ghost().is_some());
    // Undone: first the re-run, then the change.
    desk.press("u u");
    assert_eq!(bits(desk.app.trainer()), fresh(&desk, 2, |_| ()));
    assert_eq!(desk.under_cursor(), "0.4695");
    desk.press("ctrl-r ctrl-r");
    assert_eq!(bits(desk.app.trainer()), expected);
    desk.press("ctrl-r");
    assert!(desk.footer().contains("nothing to redo"), "{}", desk.footer());
}

#[test]
fn a_flag_is_edited_as_on_or_off() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.command("momentum 0.9");
    desk.press("8 down down e");
    assert!(desk.footer().contains("nesterov = off"), "{}", desk.footer());
    desk.write("on");
    desk.press("enter");
    assert!(desk.footer().contains("nesterov = on from iteration 1 on"), "{}", desk.footer());
    assert!(desk.app.trainer().hyper().nesterov);
}

#[test]
fn the_margin_of_the_hinge_lesson_is_live() {
    let mut desk = Desk::new("hinge", (120, 36));
    desk.press("space");
    // The iteration stands complete, so this acts from the next one on; the re-run has it already.
    desk.command("margin 0.2");
    assert!(desk.footer().contains("margin = 0.2 from iteration 2 on"), "{}", desk.footer());
    desk.press("r");
    let margin = |setup: &mut Setup| setup.hyper.margin = 0.2;
    assert_eq!(bits(desk.app.trainer()), fresh(&desk, 1, margin));
}

#[test]
fn what_is_refused_stays_in_the_line_with_the_reason() {
    let mut desk = Desk::new("paper", (80, 24));
    let before = bits(desk.app.trainer());
    for (keys, typed, reason) in [
        ("e", "abc", "\"abc\" is not a number"),
        ("e", "inf", "a finite number is needed"),
        (":", "lr fast", "number"),
        (":", "rerum", "did you mean rerun?"),
        (":", "margin 1", "this network has no margin"),
        (":", "0", "iterations go from 1"),
        ("/", "delta1", "not computed yet"),
        ("/", "nowhere", "nothing called"),
    ] {
        desk.press(keys);
        desk.write(typed);
        desk.press("enter");
        let screen = desk.text();
        assert!(desk.footer().contains(typed) && screen.contains(reason), "{typed}: {screen}");
        assert!(matches!(desk.app.mode(), Mode::Prompt(_)), "{typed}");
        desk.press("esc");
        assert!(matches!(desk.app.mode(), Mode::Browse), "{typed}");
    }
    assert_eq!(bits(desk.app.trainer()), before);
}

#[test]
fn what_is_computed_cannot_be_edited_and_says_so() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("n e");
    assert!(desk.footer().contains("s is computed"), "{}", desk.footer());
    assert!(matches!(desk.app.mode(), Mode::Browse));
}

#[test]
fn a_search_begins_empty_and_repeats_the_last_one() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("space");
    desk.go("delta");
    assert_eq!(desk.app.worksheet().quantity(desk.app.cursor().quantity).role.name(), "delta2");
    desk.press("/ enter");
    assert_eq!(desk.app.worksheet().quantity(desk.app.cursor().quantity).role.name(), "delta1");
    // By its symbol, and by the symbol's plain spelling.
    desk.go("δ_out[2,1]");
    let by_symbol = desk.app.cursor();
    desk.go("delta2[2,1]");
    assert_eq!(desk.app.cursor(), by_symbol);
    desk.go("delta_out[2,1]");
    assert_eq!(desk.app.cursor(), by_symbol);
    desk.go("X[3,1]");
    assert_eq!(desk.under_cursor(), "-0.75");
}

#[test]
fn a_line_longer_than_the_screen_shows_its_end_and_why_it_was_refused() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press(":");
    let typed = "nonsense ".repeat(20);
    desk.write(&(typed + "END"));
    assert!(desk.footer().contains("nonsense END"), "{}", desk.footer());
    desk.press("enter");
    let screen = desk.text();
    assert!(desk.footer().contains("END") && screen.contains("there is no command"), "{screen}");
    desk.press("home");
    assert!(desk.footer().starts_with(" :nonsense nonsense"), "{}", desk.footer());
}

#[test]
fn a_rerun_with_nothing_changed_goes_back_to_the_start_of_the_same_run() {
    let mut desk = Desk::new("paper", (120, 36));
    desk.press("space space space n r");
    assert_eq!(desk.app.timeline().runs().len(), 1);
    assert_eq!((desk.app.iteration(), desk.app.step()), (1, 0));
    assert_eq!(desk.app.timeline().run().reached(), 4);
    desk.press("space");
    desk.command("lr 0.1");
    desk.press("r r");
    // The start, the change at iteration 2, and the re-run with it.
    assert_eq!(desk.app.timeline().runs().len(), 3);
    assert_eq!((desk.app.iteration(), desk.app.step()), (1, 0));
}
