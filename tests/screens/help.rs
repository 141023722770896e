//! The help: everything there is to press, at the smallest usual size.

use crate::desk::Desk;
use chainrule::app::{COMMANDS, Command, Mode};

/// Everything the help shows when it is scrolled to its end line by line.
fn everything(desk: &mut Desk) -> Vec<String> {
    let mut seen = desk.lines();
    loop {
        let before = desk.screen().clone();
        desk.press("down");
        if *desk.screen() == before {
            return seen;
        }
        seen.extend(desk.lines());
    }
}

#[test]
fn the_help_lists_every_command_with_its_keys_at_every_size() {
    for size in [(60, 10), (80, 24), (120, 36), (200, 60)] {
        let mut desk = Desk::new("paper", size);
        desk.press("?");
        let seen = everything(&mut desk);
        for command in COMMANDS {
            let keys = command.keys.join(" ");
            let keys = if keys.is_empty() { format!(":{}", command.name) } else { keys };
            let told = |line: &&String| {
                let line = format!(" {} ", line.split_whitespace().collect::<Vec<_>>().join(" "));
                line.contains(&format!(" {keys} {} ", command.doc))
            };
            assert!(seen.iter().any(|line| told(&line)), "{} at {size:?}", command.name);
        }
    }
}

#[test]
fn the_help_scrolls_both_ways_without_dead_keys() {
    let mut desk = Desk::new("paper", (80, 24));
    desk.press("?");
    let top = desk.screen().clone();
    for (down, up) in [("j", "k"), ("down", "up"), ("pagedown", "pageup")] {
        desk.press(&format!("{down} ").repeat(80));
        let bottom = desk.screen().clone();
        assert_ne!(top, bottom);
        desk.press(up);
        assert_ne!(*desk.screen(), bottom, "{up}");
        desk.press(&format!("{up} ").repeat(80));
        assert_eq!(*desk.screen(), top, "{up}");
    }
    assert!(matches!(desk.app.mode(), Mode::Help(0)));
}

#[test]
fn the_help_closes_and_leaves_everything_as_it_was() {
    for key in ["esc", "q", "?"] {
        let mut desk = Desk::new("paper", (80, 24));
        let before = desk.screen().clone();
        assert!(desk.press(&format!("? down {key}")).is_empty(), "{key}");
        assert_eq!(*desk.screen(), before, "{key}");
    }
}

#[test]
fn the_footer_hints_are_keys_of_the_table() {
    for (width, least) in [(80, 5), (120, 8)] {
        let desk = Desk::new("paper", (width, 36));
        let footer = desk.footer();
        let short = |key: &str| key.replace("backspace", "bksp");
        let hint = |c: &Command| c.hint.map(|h| format!("{} {h}", short(c.keys[0])));
        let hinted = COMMANDS.iter().filter_map(hint);
        let shown = hinted.filter(|hint| footer.contains(hint.as_str())).count();
        assert!(shown >= least, "{footer}");
        assert!(footer.contains("? help") && footer.contains("q quit"), "{footer}");
    }
}
