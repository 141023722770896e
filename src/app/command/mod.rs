//! The one table of commands. Keys, help, footer, palette and README are projections of it.
#![expect(clippy::unnecessary_wraps, reason = "every command has the same signature")]

mod aliases;
mod change;
mod keep;
mod place;
mod program;
mod rows;
mod runs;
mod time;

pub use aliases::ALIASES;
pub use program::MOST_DECIMALS;
pub use rows::COMMANDS;

use super::App;
use crate::lesson::setting::Setting;

/// A command: its name, keys, what is said about it, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its name in the palette: `next-iteration`.
    pub name: &'static str,
    /// The keys that run it.
    pub keys: &'static [&'static str],
    /// Where help lists it.
    pub group: Group,
    /// The word the footer shows for its first key, if it is shown there.
    pub hint: Option<&'static str>,
    /// One line for help and README.
    pub doc: &'static str,
    /// Whether it works inside the help, which otherwise closes.
    pub in_help: bool,
    /// What may be typed after its name.
    pub argument: Argument,
    /// Does it; the text is what was typed after its name. An error is why it was refused.
    pub run: fn(&mut App, &str) -> Result<(), String>,
}

/// What may be typed after a command's name.
#[derive(Clone, Copy, Debug)]
pub enum Argument {
    /// Nothing.
    None,
    /// This, in words, or nothing.
    Optional(&'static str),
    /// This, in words.
    Needed(&'static str),
    /// An iteration, or the name of a trouble.
    Moment,
    /// The name of a lesson.
    Lesson,
    /// The name of a theme.
    Theme,
    /// The name of a set of glyphs.
    Glyphs,
    /// The code of a mistake.
    Mistake,
    /// A way to round.
    Rounding,
    /// What a setting may be.
    Setting(&'static Setting),
}

/// The groups of commands in help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Going through time.
    Time,
    /// Going through the screen.
    Place,
    /// Changing something.
    Change,
    /// The program itself.
    Program,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: &'static [Self] = &[Self::Time, Self::Place, Self::Change, Self::Program];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Place => "place",
            Self::Change => "change",
            Self::Program => "program",
        }
    }
}

impl Command {
    /// The command of this name, or the one it is another name of.
    pub fn find(name: &str) -> Option<&'static Self> {
        let name = aliases::meant(name);
        COMMANDS.iter().find(|command| command.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::Key;

    #[test]
    fn every_key_name_is_a_key_and_no_key_runs_two_commands() {
        let mut seen: Vec<(Key, &str)> = Vec::new();
        for command in COMMANDS {
            for name in command.keys {
                let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
                assert_eq!(key.to_string(), *name);
                if let Some((_, other)) = seen.iter().find(|(other, _)| *other == key) {
                    panic!("{name} runs {other} and {}", command.name);
                }
                seen.push((key, command.name));
            }
        }
    }

    #[test]
    fn every_name_is_unique_and_every_command_is_explained() {
        for (i, command) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS[..i].iter().all(|other| other.name != command.name));
            assert!(!command.doc.is_empty() && command.doc.chars().count() < 64, "{}", command.doc);
        }
    }
}
