//! What the file may say, and what is told about the rest.

use super::*;
use crate::app::key::Key;

/// The settings and the only complaint about a text.
fn complaint(text: &str) -> (Config, String) {
    let (config, warnings) = read(text, "config.toml");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    (config, warnings[0].clone())
}

#[test]
fn what_is_said_counts() {
    let text = "theme = \"light\"\nglyphs = \"block\"\ncolor = \"256\"\ndigits = 6\nmouse = false\n\
                [keys]\nnext-step = [\"s\", \"ctrl-n\"]\nplay = \"alt-p\"\n";
    let (config, warnings) = read(text, "config.toml");
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!((config.theme, config.glyphs), ("light", Some(Glyphs::Block)));
    assert_eq!((config.color, config.digits), (Some(ColorLevel::Ansi256), Some(6)));
    assert!(!config.mouse);
    let keys = ["s", "ctrl-n"].map(|name| Key::parse(name).unwrap());
    assert_eq!(config.keymap.keys("next-step"), keys);
    assert_eq!(config.keymap.keys("play"), [Key::parse("alt-p").unwrap()]);
}

#[test]
fn a_key_for_two_commands_is_refused_by_name_and_line_and_the_rest_counts() {
    let text = "digits = 6\n\n\n[keys]\n\nplay = [\"alt-p\"]\nsearch = [\"n\"]\n";
    let (config, said) = complaint(text);
    assert!(said.starts_with("config.toml:7: \"n\" runs both next-step and search"), "{said}");
    assert_eq!(config.digits, Some(6));
    assert_eq!(config.keymap.call("play"), "alt-p");
    assert_eq!(
        (config.keymap.call("search"), config.keymap.call("next-step")),
        ("/".into(), "n".into())
    );
}

#[test]
fn two_commands_may_change_places() {
    let (config, warnings) =
        read("[keys]\nnext-step = [\"N\"]\nprevious-step = [\"n\"]\n", "config.toml");
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(config.keymap.bound_to(Key::char('n')).unwrap().name, "previous-step");
}

#[test]
fn whatever_cannot_be_used_is_told_with_its_line_and_what_was_meant() {
    for (text, line, reasons) in [
        ("\nthem = \"dark\"", 2, ["unknown setting \"them\"", "\"theme\""]),
        ("theme = \"lihgt\"", 1, ["\"lihgt\"", "did you mean \"light\""]),
        ("glyphs = 3", 1, ["glyphs: 3", "auto, braille, block, ascii"]),
        ("color = \"many\"", 1, ["\"many\"", "never, 16, 256, truecolor"]),
        ("digits = 15", 1, ["15", "from 0 to 14"]),
        ("mouse = \"yes\"", 1, ["\"yes\"", "true or false"]),
        ("keys = 1", 1, ["keys is a section", "[keys]"]),
        ("[keys]\nnext-stop = [\"s\"]", 2, ["\"next-stop\"", "did you mean \"next-step\""]),
        ("[keys]\nundo = [\"spcae\"]", 2, ["\"spcae\" is no key", "\"space\""]),
        ("[keys]\nundo = 3", 2, ["3 is not a list of keys", "ctrl-n"]),
        ("[keys]\nquit-now = []", 2, ["quit-now needs a key", "way out"]),
        ("theme = \"light\"\n\ndigits = = 3", 3, ["nothing of this file counts", "mended"]),
    ] {
        let (config, said) = complaint(text);
        assert!(said.starts_with(&format!("config.toml:{line}: ")), "{said}");
        for reason in reasons {
            assert!(said.contains(reason), "{said}, not {reason}");
        }
        assert!(!said.contains('\n'), "{said}");
        assert_eq!(config, Config::default(), "{text}");
    }
}
