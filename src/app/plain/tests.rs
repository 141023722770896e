//! What lines are answered: every name of the tables, and every refusal in one line.

use super::*;
use crate::app::PANES;
use crate::lesson;

fn paper() -> App {
    App::new(lesson::default().lesson().expect("a lesson"))
}

/// What each of these lines is answered, the lines of an answer joined.
fn session(lines: &[&str]) -> Vec<String> {
    let mut app = paper();
    lines.iter().map(|line| respond(&mut app, line).lines.join("\n")).collect()
}

#[test]
fn every_pane_and_every_name_of_the_table_is_told() {
    for row in PANES {
        assert!(told::after(row.name).is_some(), "{}", row.name);
        let mut app = paper();
        assert!(!respond(&mut app, row.name).lines.is_empty(), "{}", row.name);
    }
    for command in COMMANDS {
        let (first, effects) = {
            let mut app = paper();
            let answer = respond(&mut app, command.name);
            assert!(matches!(app.mode, Mode::Browse) && !app.is_moving(), "{}", command.name);
            (answer.lines, answer.effects)
        };
        assert!(!first.is_empty() || !effects.is_empty(), "{} is not answered", command.name);
    }
}

/// The paper, iteration 1: s = X·W, first row 0.75·W[1,·] + 0.8·W[2,·].
#[test]
fn a_step_tells_the_quantity_and_its_numbers() {
    let told = &session(&["step"])[0];
    assert!(told.starts_with("iteration 1 of 3, step 1 of 11\ns = X · W   (S1, 4×3)\n"), "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with("  ")).count(), 4, "{told}");
}

#[test]
fn a_key_does_what_its_command_does() {
    let by_key = session(&["space", "n", "N", "r", "u"]);
    let by_name = session(&["next", "step", "previous-step", "rerun", "undo"]);
    assert_eq!(by_key, by_name);
}

#[test]
fn what_is_unknown_is_one_line_with_the_nearest_choice() {
    let rows = [
        ("stpe", "step"),
        ("lrr 0.1", "lr"),
        ("show delt1", "delta1"),
        ("why W1[9,9]", "columns 1 to 3"),
        ("set margn 1", "learning_rate"),
        ("lr fast", "learning_rate"),
        ("open papr", "paper"),
        ("edit", "edit …"),
        ("play", "400"),
    ];
    for (line, word) in rows {
        let told = &session(&[line])[0];
        assert!(told.lines().count() == 1 && told.contains(word), "{line}: {told}");
    }
}

#[test]
fn an_edit_always_means_the_cell_under_the_cursor() {
    let told = session(&["hyperparameters", "show W1[1,2]", "edit 0.5", "show W1[1,2]"]);
    assert!(told[2].starts_with("W[1,2] = 0.5 from iteration 1 on"), "{}", told[2]);
    assert!(told[3].ends_with("W[1,2] = 0.5"), "{}", told[3]);
}

#[test]
fn quitting_is_an_effect_even_after_zooming() {
    let mut app = paper();
    respond(&mut app, "zoom");
    for name in ["quit", "quit-now", "q", "ctrl-c"] {
        assert_eq!(respond(&mut app, name).effects, [Effect::Quit], "{name}");
    }
}
