//! Doing what the lesson proposes: one key, the lines of the cue at hand, and no more than a reader
//! may do.

use chainrule::app::Pane;
use chainrule::lesson::{embedded, parse};

use crate::desk::Desk;

/// The paper's lesson with only this to propose at the start.
fn proposing(lines: &str, size: (u16, u16)) -> Desk {
    let text = embedded("paper").unwrap().text;
    let text: String = text.split("[[cue]]").next().unwrap().into();
    let cue = format!("[[cue]]\nat = \"start\"\nsay = \"Look.\"\ntry = \"{lines}\"\n");
    Desk::of(parse(&(text + &cue), "own.toml").unwrap(), size)
}

#[test]
fn the_lesson_says_what_its_key_would_do_and_the_key_does_it() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        let mut desk = proposing("set learning_rate 0.25; goto 2; check", size);
        let shown = desk.pane(Pane::Lesson).concat();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains("t: set learning_rate 0.25; goto 2; check"), "{shown}");
        assert!(desk.footer().contains("t try it"), "{}", desk.footer());
        desk.press("t");
        assert_eq!((desk.app.iteration(), desk.app.focus()), (2, Pane::Check));
        assert_eq!(desk.app.trainer().hyper().learning_rate, 0.25);
        desk.press("u");
        assert_eq!(desk.app.trainer().hyper().learning_rate, 0.5);
    }
}

#[test]
fn where_nothing_is_proposed_the_key_says_so() {
    let mut desk = Desk::new("paper", (80, 24));
    assert!(!desk.footer().contains("try it"), "{}", desk.footer());
    desk.press("t");
    assert!(desk.footer().contains("the lesson proposes nothing here"), "{}", desk.footer());
}

#[test]
fn a_lesson_that_wants_to_do_more_than_look_and_change_is_refused() {
    let more =
        ["write out.json", "write! x", "save x", "open hinge", "restore", "quit", "copy", "try"];
    let disguised = more.map(|line| format!(": :\u{a0}: {line}"));
    for line in more.map(String::from).into_iter().chain(disguised) {
        let mut desk = proposing(&format!("goto 2; {line}; goto 3"), (80, 24));
        assert!(desk.press("t").is_empty(), "{line}");
        assert_eq!(desk.app.iteration(), 2, "{line}");
        let name = line.trim_start_matches([':', ' ', '\u{a0}']).split(' ').next().unwrap();
        assert!(desk.footer().contains(&format!("a lesson may not run {name}")), "{line}");
    }
}

#[test]
fn a_refusal_stops_the_lines_and_is_told() {
    let mut desk = proposing("goto 2; set learning_rate fast; goto 3", (80, 24));
    desk.press("t");
    assert_eq!(desk.app.iteration(), 2);
    assert!(desk.app.message().is_some_and(|message| message.refused));
}

#[test]
fn lines_after_a_far_iteration_wait_until_it_is_reached() {
    let far = "goto 3000000; set learning_rate 0.125; rerun";
    let mut desk = proposing(far, (80, 24));
    desk.press("t");
    assert_eq!(desk.app.pursued(), Some(3_000_000));
    assert_eq!(desk.app.timeline().runs().len(), 1, "nothing is set on the way");
    desk.press("esc");
    desk.app.settle();
    assert_eq!(desk.app.timeline().runs().len(), 1, "stopping leaves the rest undone");
    let mut desk = proposing("goto 60000; set learning_rate 0.125; goto 3", (80, 24));
    desk.press("t");
    desk.app.settle();
    let run = desk.app.timeline().run();
    assert_eq!(run.edits[0].at, 60_001, "{:?}", run.edits);
    assert_eq!(desk.app.iteration(), 3);
}
