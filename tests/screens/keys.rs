//! Keys of one's own: what is bound is what runs, and what footer, help and messages name.

use crate::desk::Desk;
use chainrule::cli::config::read;

fn rebound(keys: &str) -> Desk {
    let mut desk = Desk::new("paper", (120, 36));
    let (config, warnings) = read(&format!("[keys]\n{keys}"), "config.toml");
    assert!(warnings.is_empty(), "{warnings:?}");
    desk.app.set_keymap(config.keymap);
    desk.draw();
    desk
}

#[test]
fn a_key_of_ones_own_runs_the_command_and_is_named_everywhere() {
    let mut desk =
        rebound("next-step = [\"s\"]\nhelp = [\"F\"]\nplay = [\"alt-p\"]\nrerun = [\"alt-r\"]");
    assert!(desk.footer().contains("s step") && desk.footer().contains("F help"));
    desk.press("s s");
    assert_eq!(desk.app.step(), 2);
    desk.press("n");
    assert_eq!(desk.app.step(), 2);
    assert!(desk.footer().contains("n does nothing here; F lists the keys"), "{}", desk.footer());
    desk.press("alt-p");
    assert!(desk.footer().contains("alt-p pauses"), "{}", desk.footer());
    desk.press("alt-p");
    desk.command("lr 0.1");
    assert!(desk.footer().contains("alt-r re-runs"), "{}", desk.footer());
    desk.press("F");
    let help = desk.text();
    assert!(help.lines().any(|line| line.contains(" s  ") && line.contains("compute the next")));
    desk.press("F");
    desk.press(":");
    desk.write("next-step");
    assert!(desk.text().contains("next-step  s  compute"), "{}", desk.text());
}

#[test]
fn a_command_without_a_key_is_named_as_it_is_typed() {
    let desk = rebound("help = []");
    assert!(desk.footer().contains(":help help"), "{}", desk.footer());
}

#[test]
fn the_footer_says_what_the_keys_do_here() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("8");
    assert!(desk.footer().starts_with(" e edit  + up  - down"), "{}", desk.footer());
    desk.press("1 p n p");
    desk.app.press(chainrule::app::key::Key::char('<'));
    assert!(desk.app.is_playing());
    desk.press("left");
    desk.draw();
    assert!(desk.footer().starts_with(" p pause  esc stop"), "{}", desk.footer());
    desk.press("esc ?");
    assert!(desk.footer().contains("? close"), "{}", desk.footer());
}

#[test]
fn the_help_begins_with_what_is_focused() {
    for (key, name, doc) in [
        ("8", "here: 8 hyperparameters", "what steers the training"),
        ("2", "here: 2 why", "where the cell under the cursor comes from"),
    ] {
        for size in [(80, 24), (200, 60)] {
            let mut desk = Desk::new("paper", size);
            desk.press(&format!("{key} ?"));
            let lines = desk.lines();
            assert!(lines[1].contains(name), "{}", lines[1]);
            assert!(lines[2].contains(doc), "{}", lines[2]);
        }
    }
}
