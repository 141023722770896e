//! `play --plain`: lines in, lines out, as a script or a screen reader meets it.
#![expect(clippy::unwrap_used, reason = "a run that fails ends the test")]

use assert_cmd::Command;
use std::process::Output;

/// What the program answers to these lines, without a terminal and without an environment.
fn run(arguments: &[&str], lines: impl Into<Vec<u8>>) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
    command.env_clear().env("XDG_STATE_HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
    command.args(["play", "--plain"]).args(arguments).write_stdin(lines);
    command.output().unwrap()
}

fn said(arguments: &[&str], lines: &str) -> String {
    let output = run(arguments, lines);
    assert_eq!(output.status.code(), Some(0), "{lines:?}");
    assert!(output.stderr.is_empty(), "{lines:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_end_of_the_input_ends_it_and_so_does_quit() {
    assert!(said(&[], "").starts_with("Three iterations by hand\n"));
    let quit = said(&[], "step\nquit\nstep\n");
    assert_eq!(quit.matches("step 1 of 11").count(), 1);
    assert!(!quit.contains("step 2 of 11"), "{quit}");
    assert_eq!(said(&[], "step"), said(&[], "step\n"));
}

// Printed in the paper: δ_s[1,1] = −0.0872554 in the second iteration.
#[test]
fn the_numbers_of_the_paper_are_shown_and_explained() {
    let lines = format!("next\n{}show delta1\nwhy delta1[1,1]\n", "step\n".repeat(7));
    let text = said(&[], &lines);
    assert!(text.contains("(delta1, 4×3)"), "{text}");
    let why: Vec<_> = text.lines().filter(|line| line.starts_with("δ_s[1,1] = ")).collect();
    assert!(why.len() >= 3 && why.last().unwrap().contains("-0.0872554"), "{why:?}");
}

#[test]
fn everything_the_design_names_works_by_name() {
    let lines = "step\nnext\nshow W1\nwhy delta1[3,3]\nset learning_rate 0.1\nlr 0.2\n400\nhelp\n";
    let text = said(&["paper"], lines);
    for expected in [
        "W   (W1, 2×3)",
        "δ_s[3,3] = ",
        "learning_rate = 0.1 from iteration 2 on",
        "learning_rate = 0.2 from iteration 2 on",
        "iteration 400, step 11 of 11",
        "  next-step, step: compute the next quantity",
    ] {
        assert!(text.contains(expected), "no {expected:?} in\n{text}");
    }
}

#[test]
fn nothing_is_printed_but_text() {
    let panes: Vec<_> = chainrule::app::PANES.iter().map(|pane| pane.name).collect();
    let panes = panes.join("\n");
    for lesson in ["paper", "hinge", "xor", "three-layers", "weight-change"] {
        let text = said(&[lesson], &format!("step\nnext\nhelp\n{panes}\n\u{1b}[2J\n"));
        let drawn =
            |c: &char| (c.is_control() && *c != '\n') || ('\u{2500}'..='\u{28ff}').contains(c);
        assert_eq!(text.chars().find(drawn), None, "{text}");
        assert!(!text.lines().any(|line| line.starts_with('>')), "a prompt nobody reads:\n{text}");
    }
}

#[test]
fn what_cannot_be_done_is_one_line_and_the_rest_goes_on() {
    let before = said(&[], "");
    for line in ["stpe", "show nothing", "why W1[9,9]", "lr fast", "play", "0", "open zz", "edit"] {
        let text = said(&[], &format!("{line}\n"));
        let more = text.strip_prefix(&before).unwrap();
        assert_eq!(more.lines().count(), 1, "{line}: {more}");
        assert!(said(&[], &format!("{line}\nstep\n")).contains("step 1 of 11"), "{line}");
    }
    let bytes = run(&[], b"\xff\xfe\x00\nstep\n");
    assert_eq!(bytes.status.code(), Some(0));
    assert!(String::from_utf8(bytes.stdout).unwrap().contains("step 1 of 11"));
}

// The weights that the paper starts from.
#[test]
fn a_copy_is_printed_and_a_second_one_is_the_matrix_with_its_tabs() {
    let text = said(&[], "copy\ncopy\nstep\ncopy\n");
    let (cell, matrix) = ("\n0.6\n", "\n0.6\t0.7\t0.0\n0.01\t0.43\t0.88\n");
    assert_eq!((text.matches(cell).count(), text.matches(matrix).count()), (1, 1), "{text}");
    assert!(text.ends_with("y again copies the whole matrix\n0.45799999999999996\n"), "{text}");
}

#[test]
fn the_word_play_may_be_left_out() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
    let arguments = ["hinge", "--plain", "--set", "lr=2"];
    let output = command.env_clear().args(arguments).write_stdin("hyperparameters\n").output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(text.starts_with("A margin between classes\n"), "{text}");
    assert!(text.contains("learning_rate = 2,"), "{text}");
}

#[test]
fn options_of_play_count_here_too() {
    let text = said(&["xor", "--at", "300", "--set", "lr=2"], "hyperparameters\n");
    assert!(text.contains("iteration 300 of "), "{text}");
    assert!(text.contains("learning_rate = 2,"), "{text}");
}

// At a rate of 10⁶ the first step is of hundreds of thousands, and tanh of what follows is 1.
#[test]
fn trouble_is_told_once_when_it_comes_up_and_is_gone_to_by_name() {
    let text = said(&[], "set lr 1e6\nrerun\nnext\nnext\nnext\ngoto saturated\n");
    assert_eq!(text.matches("goto saturated goes there").count(), 1, "{text}");
    assert_eq!(text.matches("goto exploding goes there").count(), 1, "{text}");
    let at = text.find("saturated at iteration 2: y_out[·,1]").unwrap();
    assert!(text.find("iteration 2 of 3").unwrap() < at, "{text}");
    assert!(
        text.ends_with("loss 4\n") || text.contains("iteration 2 of 3, step 4 of 11"),
        "{text}"
    );
    assert!(!said(&[], "next\nnext\nnext\n").contains("goes there"));
}

// The paper's first quantity: s[1,1] = 0.75·0.6 + 0.8·0.01 = 0.458, s[1,2] = 0.75·0.7 + 0.8·0.43 = 0.869.
#[test]
fn what_is_to_be_predicted_is_not_told() {
    let told = |more: &str| said(&[], &format!("predict\nstep\n{more}"));
    for lines in ["", "show S1\n", "show S1[1,2]\n", "why S1[1,2]\n", "worksheet\n", "hint\n"] {
        let text = told(lines);
        assert!(!text.contains("0.458") && !text.contains("0.869"), "{lines}{text}");
    }
    assert!(told("").contains("\n  ?  ?  ?\n"), "{}", told(""));
    assert!(told("hint\n").contains("s[1,1] = 0.75 × 0.6 + 0.8 × 0.01\n"), "{}", told("hint\n"));
    assert!(told("reveal\n").ends_with("\ns[1,1] = 0.458\n"), "{}", told("reveal\n"));
    assert!(told("answer 0.458\nshow S1\n").contains("\n  0.458  ?  ?\n"));
    assert!(told("reveal all\n").contains("0.869"));
    assert!(told("answer\n").ends_with("\nanswer needs more on the same line: answer …\n"));
}
