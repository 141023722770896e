//! What a newcomer or a careless hand does: empty lines, lines without end, numbers without
//! measure, keys bound elsewhere.

use crate::desk::Desk;
use chainrule::app::key::Key;
use chainrule::app::{Command, Keymap, Mode};

/// Why the open line was refused.
fn refused(desk: &Desk) -> String {
    let Mode::Prompt(prompt) = desk.app.mode() else { panic!("no line is open: {}", desk.text()) };
    prompt.refused.clone().unwrap_or_default()
}

#[test]
fn an_empty_line_says_what_is_wanted() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("e ctrl-u enter");
    assert_eq!(refused(&desk), "type a number for W[1,1], such as -0.25");
    desk.press("esc");
    desk.command("write report");
    assert_eq!(
        refused(&desk),
        "a report is a file ending in .txt or .md or .tex or .html or .json or .csv or .py or \
         .torch.py or .npz or .safetensors"
    );
}

#[test]
fn a_line_that_is_full_says_so_instead_of_dropping_digits() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("e");
    desk.write(&"9".repeat(200));
    assert_eq!(refused(&desk), "");
    desk.write("9");
    assert!(refused(&desk).contains("200 characters"), "{}", desk.text());
    desk.press("esc e");
    desk.app.paste(&"9".repeat(400));
    assert!(refused(&desk).contains("200 characters"), "{}", refused(&desk));
}

#[test]
fn a_number_without_measure_is_named_in_a_few_characters() {
    let mut desk = Desk::new("paper", (80, 24));
    for (line, short) in
        [("lr 1e-300", "1e-300"), ("lr 1e300", "1e300"), ("W1[1,1] 1e200", "1e200")]
    {
        desk.command(line);
        let label = desk.app.timeline().run().label.clone();
        assert!(label.replace("e+", "e").contains(short) && label.len() < 40, "{label}");
    }
    desk.command("runs");
    assert!(desk.app.message().unwrap().text.len() < 160, "{}", desk.text());
    desk.command("set lr");
    assert!(refused(&desk).contains("learning_rate is 1e300"), "{}", refused(&desk));
    desk.press("esc e");
    let Mode::Prompt(prompt) = desk.app.mode() else { panic!("{}", desk.text()) };
    assert_eq!(prompt.text, "1e200");
}

#[test]
fn words_about_keys_follow_them_where_they_were_bound() {
    let mut desk = Desk::new("paper", (80, 24));
    let mut keymap = Keymap::default();
    for (command, keys) in [
        ("command", vec![Key::char(';')]),
        ("help", vec![]),
        ("copy", vec![Key::char('f')]),
        ("next-step", vec![Key::char('s')]),
    ] {
        keymap.bind(Command::find(command).unwrap(), keys).unwrap();
    }
    desk.app.set_keymap(keymap);
    // Typed as it is said it works.
    desk.press("n");
    assert!(desk.footer().contains("n does nothing here; ;help lists"), "{}", desk.footer());
    desk.press("; h e l p enter");
    assert!(matches!(desk.app.mode(), Mode::Help(_)), "{}", desk.text());
    desk.press("esc f");
    assert!(desk.footer().contains("f again copies"), "{}", desk.footer());
}
