//! A lesson's text, and the lines its mistakes are on.

use std::borrow::Cow;
use std::fmt::Display;

use anyhow::Result;
use toml::Spanned;
use toml::de::DeTable;

use super::nearest::nearest;
use crate::math::unseen::is_unseen;

/// How many choices a message lists before it gives up.
const MOST_CHOICES: usize = 40;

/// How many characters of a choice a message shows.
const LONGEST_CHOICE: usize = 60;

/// A text and what it is called.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// Shown before the line in every message.
    pub(super) name: &'a str,
    /// The whole text; positions are bytes of it.
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// The text read as TOML.
    pub(super) fn document(&self) -> Result<Spanned<DeTable<'a>>> {
        DeTable::parse(self.text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            self.error(error.span().map_or(0, |span| span.start), message)
        })
    }

    /// `lesson.toml:12: message`, for the line of the byte `at`.
    pub(super) fn error(&self, at: usize, message: impl Display) -> anyhow::Error {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        anyhow::anyhow!("{}:{line}: {message}", self.name)
    }
}

/// `unknown activation "rellu"; did you mean "relu"? expected one of identity, relu, …`
pub fn unknown<'a>(
    what: &str,
    word: &str,
    choices: impl Iterator<Item = &'a str> + Clone,
) -> String {
    let meant = nearest(word, choices.clone());
    let meant = meant.map_or(String::new(), |meant| format!(" did you mean \"{}\"?", short(meant)));
    format!("unknown {what} {word:?};{meant} expected one of {}", list(choices))
}

/// `a, b, c`
pub(super) fn list<'a>(choices: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<_> = choices.take(MOST_CHOICES + 1).map(short).collect();
    if all.len() > MOST_CHOICES {
        all[MOST_CHOICES] = "…".into();
    }
    all.join(", ")
}

/// A choice on one line, which may be somebody else's word: the name of a column.
fn short(choice: &str) -> Cow<'_, str> {
    if choice.len() <= LONGEST_CHOICE && !choice.contains(is_unseen) {
        return Cow::Borrowed(choice);
    }
    let seen = |c: char| if is_unseen(c) { '\u{fffd}' } else { c };
    let mut short: String = choice.chars().take(LONGEST_CHOICE).map(seen).collect();
    if choice.chars().nth(LONGEST_CHOICE).is_some() {
        short.push('…');
    }
    Cow::Owned(short)
}
