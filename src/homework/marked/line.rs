//! Lines of a report for a person: pieces of text, each with what it means; how that looks is for
//! the one who prints it.

use crate::math::unseen::is_unseen;

/// What a piece of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// A heading.
    Title,
    /// What is right.
    Right,
    /// What follows from a mistake before.
    Follows,
    /// What is wrong.
    Wrong,
    /// What could not be judged.
    Unclear,
    /// What may be overlooked.
    Dim,
}

/// A text and what it means.
pub type Piece = (Tone, String);

/// A line of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, from left to right.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// A line of one piece.
    pub fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self { pieces: vec![(tone, text.into())] }
    }

    /// The same with a piece more.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.pieces.push((tone, text.into()));
        self
    }

    /// Its words alone.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// What somebody wrote, on one line: characters that a terminal would obey, or that turn or hide
/// others, are written as what they are.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unseen(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_a_terminal_would_obey_is_written_as_what_it_is() {
        for (written, expected) in [
            ("\\delta_s", "\\delta_s"),
            ("ΔW′", "ΔW′"),
            ("\u{1b}[2Jx", "\\u{1b}[2Jx"),
            ("a\u{202e}b\nc", "a\\u{202e}b\\u{a}c"),
            ("\u{2066}\u{200b}\u{feff}", "\\u{2066}\\u{200b}\\u{feff}"),
        ] {
            assert_eq!(shown(written), expected);
        }
    }
}
