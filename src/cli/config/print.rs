//! The default file, from the tables: every setting and every key with what it is by itself.

use std::fmt::Write;

use super::read::KEYS;
use super::settings::{SETTINGS, quoted};
use crate::app::{COMMANDS, Command, Group};

const HEAD: &str = "\
# chainrule: every setting as it is without this file. What is taken out keeps its default;
# options of the command line win over what is said here.
";

const KEYS_HEAD: &str = "
# A command's keys; [] leaves it to be typed. A key is a character or a word such as space, enter,
# tab, up, pageup; ctrl- and alt- may stand before it. No key may run two commands, and a pane
# keeps its digit.
";

/// The text of the file.
pub(super) fn default() -> String {
    let mut text = HEAD.to_owned();
    for setting in SETTINGS {
        let (choices, default) = ((setting.choices)(), (setting.default)());
        // Writing to a string does not fail.
        let _ = write!(text, "\n# {}: {choices}\n{} = {default}\n", setting.doc, setting.name);
    }
    let _ = writeln!(text, "{KEYS_HEAD}[{KEYS}]");
    for group in Group::ALL {
        let _ = write!(text, "\n# {}\n", group.name());
        let rows = COMMANDS.iter().filter(|command| command.group == *group);
        rows.for_each(|command| text.push_str(&row(command)));
    }
    text
}

fn row(command: &Command) -> String {
    let keys: Vec<_> = command.keys.iter().map(|key| quoted(key)).collect();
    let setting = format!("{} = [{}]", command.name, keys.join(", "));
    format!("{setting:<40} # {}\n", command.doc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::{Config, read};

    #[test]
    fn the_default_file_says_exactly_what_holds_without_it() {
        let text = default();
        assert_eq!(read(&text, "config.toml"), (Config::default(), Vec::new()));
        for setting in SETTINGS {
            assert!(text.contains(&format!("\n{} = ", setting.name)), "{}", setting.name);
        }
        for command in COMMANDS {
            assert!(text.contains(&format!("\n{} = [", command.name)), "{}", command.name);
        }
        assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
    }

    #[test]
    fn every_line_of_it_counts() {
        // What is changed on any line that sets something changes what is read.
        let text = default();
        for line in text.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')) {
            let (name, value) = line.split_once(" = ").unwrap();
            // Some commands are called as settings are.
            let other = match name {
                _ if value.starts_with('[') => "[\"alt-x\"]",
                "theme" => "\"light\"",
                "glyphs" => "\"ascii\"",
                "color" => "\"256\"",
                "digits" => "6",
                _ => "false",
            };
            let changed = text.replace(line, &format!("{name} = {other}"));
            let (config, warnings) = read(&changed, "config.toml");
            assert_ne!(config, Config::default(), "{line}");
            assert!(warnings.is_empty(), "{warnings:?}");
        }
    }
}
