//! Texts, whether LaTeX, Markdown or plain: cuts a page into headings, tables and paragraphs.

use anyhow::Result;

use super::chain::Label;
use super::lex::{Manner, lex};
use super::limits::{self, Tally};
use super::table::{self, Table};
use super::{Event, Written, chain, heading, label, matrix};

/// What a text says.
pub(super) fn read(
    text: &str,
    manner: Manner,
    first: usize,
    tally: &mut Tally,
) -> Result<Vec<Event>> {
    let mut page = Page {
        text,
        manner,
        tally,
        events: Vec::new(),
        pending: None,
        paragraph: None,
        open: Open::default(),
        fenced: false,
    };
    let mut lines = Lines { text, at: 0, number: first };
    while let Some(line) = lines.next() {
        page.line(line, &mut lines)?;
        limits::events(page.events.len(), line.number)?;
    }
    page.flush(text.len())?;
    Ok(page.events)
}

/// A line: where it begins, its number and its text.
#[derive(Clone, Copy)]
struct Line<'a> {
    from: usize,
    number: usize,
    text: &'a str,
}

#[derive(Clone)]
struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
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

struct Page<'t, 'a> {
    text: &'a str,
    manner: Manner,
    tally: &'t mut Tally,
    events: Vec<Event>,
    pending: Option<Label>,
    /// Where the paragraph that is being read begins: its place and its line.
    paragraph: Option<(usize, usize)>,
    /// How many displays of mathematics the paragraph has opened and not closed.
    open: Open,
    fenced: bool,
}

impl<'a> Page<'_, 'a> {
    fn line(&mut self, line: Line<'a>, lines: &mut Lines<'a>) -> Result<()> {
        let text = line.text.trim_start_matches(['>', ' ', '\t']);
        if text.starts_with("```") || text.starts_with("~~~") {
            self.fenced = !self.fenced;
            return self.flush(line.from);
        }
        if text.is_empty() {
            return if self.open.any() { Ok(()) } else { self.flush(line.from) };
        }
        if self.is_table(text, lines) {
            self.flush(line.from)?;
            return self.table(line, lines);
        }
        let heads = !self.fenced && !self.manner.comments || !text.starts_with('#');
        if heads
            && (!self.open.any() || text.starts_with('#') || text.starts_with("\\section"))
            && let Some((heading, marked)) = heading::read(text, line.number)
        {
            self.flush(line.from)?;
            let names = heading.iteration.is_none() && marked;
            self.pending =
                names.then(|| self.label(&heading.text, line.number)).transpose()?.flatten();
            self.events.push(Event::Heading(heading));
            return Ok(());
        }
        if is_left_out(text) {
            return self.flush(line.from);
        }
        let bullet = if self.open.any() { 0 } else { bullet(text) };
        if bullet > 0 {
            self.flush(line.from)?;
        }
        let indent = line.text.len() - text.len();
        self.paragraph.get_or_insert((line.from + indent + bullet, line.number));
        self.open.line(text);
        Ok(())
    }

    /// The name that a heading may give to the table under it.
    fn label(&mut self, text: &str, line: usize) -> Result<Option<Label>> {
        let tokens = lex(text, line, self.manner, self.tally)?;
        let name = label::name(&tokens);
        Ok((!name.is_empty()).then(|| Label::maybe(name, line)))
    }

    fn is_table(&self, text: &str, lines: &Lines) -> bool {
        let barred = text.starts_with('|') && text.len() > 2;
        if self.open.any() || !(barred || text.contains('|')) {
            return false;
        }
        let mut next = lines.clone();
        let next = next.next().map_or("", |line| line.text.trim());
        barred && text.ends_with('|') && next.starts_with('|')
            || table::is_rule(next) && next.contains("--")
    }

    fn table(&mut self, line: Line<'a>, lines: &mut Lines<'a>) -> Result<()> {
        let mut rows = vec![(line.number, line.text)];
        loop {
            let mut ahead = lines.clone();
            let Some(next) = ahead.next().filter(|next| next.text.contains('|')) else { break };
            rows.push((next.number, next.text));
            *lines = ahead;
        }
        match table::read(&rows, self.manner, self.tally)? {
            Table::Words => self.prose(line.from, line.number, lines.at),
            Table::Grid(grid) => {
                let label = self.pending.take().filter(|label| !label.written.name.is_empty());
                let mut above = || chain::above(&mut self.events, line.number);
                let label = label.or_else(|| above().map(|written| Label { written, sure: true }));
                let label = label.unwrap_or_else(|| Label::maybe(String::new(), line.number));
                limits::name(&label.written.name, label.written.line)?;
                let value = Some(grid);
                self.events.push(Event::Written(Written { value, ..label.written }));
            }
            Table::Named(rows) => {
                for (name, grid) in rows {
                    let at = grid.cells[0].line;
                    let name = self.label(&name, at)?.map_or(name, |label| label.written.name);
                    let written = Label::maybe(name, at).written;
                    self.events.push(Event::Written(Written { value: Some(grid), ..written }));
                }
            }
        }
        Ok(())
    }

    /// Reads the paragraph that ends at `to`.
    fn flush(&mut self, to: usize) -> Result<()> {
        self.open = Open::default();
        let Some((from, number)) = self.paragraph.take() else { return Ok(()) };
        let first = self.events.len();
        self.prose(from, number, to);
        let tokens = lex(&self.text[from..to], number, self.manner, self.tally)?;
        let found = matrix::find(&tokens, self.manner.comma)?;
        chain::chains(&found, self.manner.comma, &mut self.pending, &mut self.events)?;
        self.events[first..].sort_by_key(Event::line);
        Ok(())
    }

    /// The lines of words between two places.
    fn prose(&mut self, from: usize, number: usize, to: usize) {
        let text = &self.text[..to];
        for line in (Lines { text, at: from, number }) {
            if let Some(text) = prose(line.text, self.manner.comments) {
                self.events.push(Event::Prose { line: line.number, text });
            }
        }
    }
}

/// The words of a line, if it has any beside its mathematics.
fn prose(line: &str, comments: bool) -> Option<String> {
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
fn is_left_out(text: &str) -> bool {
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

/// How long the mark of a list item is.
fn bullet(text: &str) -> usize {
    for mark in ["- ", "* ", "+ ", "• ", "– ", "\\item "] {
        let behind = text.strip_prefix(mark).map(str::trim_start);
        if behind.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphabetic() || "$*`\\∂∇_'\"".contains(c))
        }) {
            return mark.len();
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text[digits..].starts_with(". ") || text[digits..].starts_with(") ");
    let behind = text[digits..].get(2..).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphabetic() || "$*`\\∂∇_".contains(c))
    });
    if (1..=3).contains(&digits) && mark && behind { digits + 2 } else { 0 }
}

/// What of a display of mathematics is open.
#[derive(Default)]
struct Open {
    environments: usize,
    dollars: bool,
}

impl Open {
    fn any(&self) -> bool {
        self.dollars || self.environments > 0
    }

    /// Goes past a line.
    fn line(&mut self, text: &str) {
        let count = |what: &str| text.matches(what).count();
        let brackets = count("\\[") - count("\\\\[").min(count("\\["));
        let opened = self.environments + brackets + count("\\begin{");
        self.environments = opened.saturating_sub(count("\\]") + count("\\end{"));
        self.dollars ^= count("$$") % 2 == 1;
    }
}
