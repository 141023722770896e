//! A reader who presses only what the screen proposes gets through every lesson: each cue can be
//! read whole where it is said, also while predicting, and in the end the next lesson is offered.

use chainrule::app::{Mode, Pane};
use chainrule::lesson::LESSONS;

use crate::desk::Desk;

/// More keys than any lesson takes.
const MANY: usize = 40;

/// What the lesson pane shows, its words one blank apart.
fn words(desk: &Desk) -> String {
    let shown = desk.pane(Pane::Lesson).join(" ");
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that the lesson pane has to show: what is last, after scrolling.
fn all_words(desk: &mut Desk) -> String {
    desk.press("9");
    let mut all = words(desk);
    for _ in 0..3 {
        desk.press("down");
        all += &words(desk);
    }
    all
}

#[test]
fn at_every_cue_all_of_it_is_read_on_a_small_screen() {
    for row in LESSONS {
        let mut desk = Desk::new(row.name, (80, 24));
        for cue in desk.app.lesson().cues.clone() {
            let shown = words(&desk);
            assert_eq!(desk.app.cue(), Some(&cue), "{}", row.name);
            assert!(shown.contains(&cue.say), "{}: {:?}\n{shown}", row.name, cue.say);
            let work = shown.contains("type it in.") || cue.ask.is_none();
            let tried = desk.footer().contains("t try it") || cue.tries.is_empty();
            assert!(work && tried, "{}: {shown}\n{}", row.name, desk.footer());
            desk.press("m");
            desk.app.settle();
            desk.draw();
        }
        assert!(desk.app.lesson_is_over(), "{}", row.name);
    }
}

#[test]
fn the_course_is_gone_through_by_the_keys_that_its_words_name() {
    let mut desk = Desk::new(LESSONS[0].name, (80, 24));
    for (at, row) in LESSONS.iter().enumerate() {
        assert_eq!(desk.app.lesson().name, row.name);
        assert!(desk.footer().starts_with(" m read on  o lessons"), "{}", desk.footer());
        let number = format!("lesson {} of {}", at + 1, LESSONS.len());
        assert!(all_words(&mut desk).contains(&number), "{}", row.name);
        for _ in 0..MANY {
            desk.press("m");
            desk.app.settle();
        }
        desk.draw();
        let Some(next) = LESSONS.get(at + 1) else { continue };
        let told = format!("O opens {}", next.name);
        assert!(desk.footer().contains(&format!("the lesson is over; {told}")));
        assert!(all_words(&mut desk).contains(&format!("the end; {told}")), "{}", row.name);
        assert!(desk.footer().contains("O next lesson"), "{}", desk.footer());
        // What was chosen at the end of one lesson does not hide the words of the next.
        desk.press("4 O 1");
    }
    desk.press("O");
    assert!(desk.footer().contains("this is the last lesson"), "{}", desk.footer());
}

#[test]
fn the_words_come_back_with_the_key_that_reads_on() {
    for pane in ["4", "7 z", "8", "6"] {
        for size in [(80, 24), (120, 36), (200, 60)] {
            let mut desk = Desk::new("dead-units", size);
            desk.press(pane);
            desk.press("m");
            let said = desk.app.cue().unwrap().say.clone();
            assert!(words(&desk).contains(&said), "{pane} {size:?}: {}", words(&desk));
        }
    }
}

#[test]
fn while_predicting_the_key_that_reads_on_asks_and_then_tells() {
    let mut desk = Desk::new("one-weight", (80, 24));
    desk.press("v");
    for quantity in ["S1", "A1", "L", "delta1", "dW1", "W1_next"] {
        desk.press("m");
        let id = desk.app.worksheet().named(quantity);
        assert!(desk.app.asked().is_some() && desk.app.asked() == id, "{quantity}");
        desk.press("m");
        assert!(desk.app.asked().is_none(), "{quantity}: nothing changes");
        assert!(words(&desk).contains(&desk.app.cue().unwrap().say), "{quantity}");
    }
}

#[test]
fn the_cell_to_work_out_is_the_one_that_is_asked_for() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("v n m");
    assert!(words(&desk).contains("Work out s_ReLU[3,1] by hand; n asks for it."));
    desk.press("n");
    assert!(words(&desk).contains("Work out s_ReLU[3,1] by hand; enter on it answers."));
    desk.press("enter");
    let Mode::Prompt(prompt) = desk.app.mode() else { panic!("no prompt") };
    assert_eq!(prompt.label, "s_ReLU[3,1] = ");
}

#[test]
fn a_proposal_that_was_passed_over_or_taken_back_is_told() {
    let told = "M, then t: what was proposed before this is not done.";
    let mut desk = Desk::new("one-weight", (80, 24));
    while desk.app.proposed().is_empty() {
        desk.press("m");
    }
    let proposing = desk.app.cue().cloned();
    desk.press("m");
    assert!(words(&desk).starts_with(told), "{}", words(&desk));
    assert!(desk.footer().contains("M go back"), "{}", desk.footer());
    desk.press("M");
    assert_eq!(desk.app.cue(), proposing.as_ref());
    assert!(!words(&desk).contains(told));
    desk.press("t");
    assert_eq!(desk.app.iteration(), 5);
    assert!(!words(&desk).contains(told), "{}", words(&desk));
    desk.press("u");
    assert!(words(&desk).contains(told), "it is taken back");
    desk.press("ctrl-r");
    assert!(!words(&desk).contains(told), "and done again");
}

#[test]
fn what_a_proposal_leaves_is_said_and_how_to_go_on_is() {
    let mut desk = Desk::new("weight-change", (80, 24));
    desk.press("t");
    let said = desk.app.message().unwrap().text.clone();
    assert_eq!(said, "the lesson proposes nothing here; m reads on");
    let mut desk = Desk::new("relu-at-zero", (80, 24));
    while desk.app.proposed().is_empty() {
        desk.press("m");
    }
    desk.press("t");
    assert_eq!(desk.app.message().unwrap().text, "done; 9 brings back the words");
    let hints = desk.app.hints();
    assert_eq!((hints[0].command.name, hints[0].word), ("lesson", "words"));
}
