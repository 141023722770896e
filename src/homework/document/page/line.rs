//! The lines of a page, each by itself: what it opens and closes, whether it is an item of a list,
//! and the words in it.

use crate::homework::document::heading;

/// A line: where it begins, its number and its text.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) from: usize,
    pub(super) number: usize,
    pub(super) text: &'a str,
}

#[derive(Clone)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = Line { from: self.at, number: self.number, text: rest[..length].trim_end() };
        self.at += length;
        self.number += 1;
        Some(line)
    }
}

/// The words of a line, if it has any beside its mathematics.
pub(super) fn prose(line: &str, comments: bool) -> Option<String> {
    let line =
        if comments { line.split_once('%').map_or(line, |(before, _)| before) } else { line };
    let mut words = 0;
    let mut dollars = 0usize;
    for word in line.split_whitespace() {
        let in_math = dollars % 2 == 1;
        dollars += word.replace("$$", "$").bytes().filter(|byte| *byte == b'$').count();
        let letters = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '\\');
        let is_word = letters.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
        words += usize::from(
            !in_math && !word.contains('$') && is_word && letters.chars().nth(2).is_some(),
        );
    }
    let display = line.contains("\\begin{")
        || line.trim_start().starts_with(['&', '\\']) && !line.contains("\\item");
    (words > 0 && !display).then(|| heading::words(line)).filter(|text| !text.is_empty())
}

/// Commands of LaTeX that say nothing about training.
pub(super) fn is_left_out(text: &str) -> bool {
    [
        "\\documentclass",
        "\\usepackage",
        "\\begin{document}",
        "\\end{document}",
        "\\maketitle",
        "\\newcommand",
        "\\author",
        "\\date",
        "---",
        "***",
        "===",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// How long the mark of a list item is; 0 where there is none.
pub(super) fn bullet(text: &str) -> usize {
    let begins = |rest: &str, others: &str| {
        rest.starts_with(|c: char| {
            c.is_alphabetic() || "$*`\\∂∇_".contains(c) || others.contains(c)
        })
    };
    for mark in ["- ", "* ", "+ ", "• ", "– ", "\\item "] {
        let behind = text.strip_prefix(mark).map(str::trim_start);
        if behind.is_some_and(|rest| begins(rest, "'\"")) {
            return mark.len();
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text[digits..].starts_with(". ") || text[digits..].starts_with(") ");
    let behind = text[digits..].get(2..).is_some_and(|rest| begins(rest, ""));
    if (1..=3).contains(&digits) && mark && behind { digits + 2 } else { 0 }
}

/// What of a display of mathematics is open.
#[derive(Default)]
pub(super) struct Open {
    environments: usize,
    dollars: bool,
}

impl Open {
    /// Whether anything is.
    pub(super) fn any(&self) -> bool {
        self.dollars || self.environments > 0
    }

    /// Goes past a line.
    pub(super) fn line(&mut self, text: &str) {
        let count = |what: &str| text.matches(what).count();
        let brackets = count("\\[") - count("\\\\[").min(count("\\["));
        let opened = self.environments + brackets + count("\\begin{");
        self.environments = opened.saturating_sub(count("\\]") + count("\\end{"));
        self.dollars ^= count("$$") % 2 == 1;
    }
}
