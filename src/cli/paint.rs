//! Colours of printed lines, by meaning: the sixteen that the terminal's owner chose, and none where
//! nobody sees them.

use std::env;
use std::io::{IsTerminal, stdout};

use clap::builder::PossibleValuesParser;

use crate::homework::marked::{Line, Tone};

/// How each meaning looks, as the numbers of a terminal's colour command.
const LOOKS: &[(Tone, &str)] = &[
    (Tone::Title, "1"),
    (Tone::Right, "32"),
    (Tone::Follows, "36"),
    (Tone::Wrong, "1;31"),
    (Tone::Unclear, "33"),
    (Tone::Dim, "2"),
];

/// When colours are used.
const WHEN: [&str; 3] = ["auto", "always", "never"];

/// The names of when colours are used, for clap.
pub(super) fn when() -> PossibleValuesParser {
    PossibleValuesParser::new(WHEN)
}

/// Whether to paint what goes to standard output, or to a file where `to_stdout` is false.
pub(super) fn is_wanted(when: &str, to_stdout: bool) -> bool {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let dumb = set("TERM").is_some_and(|term| term == "dumb");
    let seen = to_stdout && stdout().is_terminal();
    when == "always" || (when == "auto" && seen && !dumb && set("NO_COLOR").is_none())
}

/// Lines as text; a terminal is told of colours only where `painted`.
pub(super) fn text(lines: &[Line], painted: bool) -> String {
    let mut out = String::new();
    for line in lines {
        for (tone, text) in &line.pieces {
            let look = LOOKS.iter().find(|(other, _)| other == tone).filter(|_| painted);
            match look {
                Some((_, look)) if !text.trim().is_empty() => {
                    for part in ["\x1b[", look, "m", text, "\x1b[0m"] {
                        out.push_str(part);
                    }
                }
                _ => out.push_str(text),
            }
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_painted_only_where_somebody_sees_it() {
        let line = Line::of(Tone::Wrong, "✗ a").and(Tone::Plain, " b").and(Tone::Dim, "  ");
        assert_eq!(text(std::slice::from_ref(&line), false), "✗ a b\n");
        assert_eq!(text(&[line], true), "\u{1b}[1;31m✗ a\u{1b}[0m b\n");
    }
}
