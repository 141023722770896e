//! Texts, whether LaTeX, Markdown or plain: cuts a page into headings, tables and paragraphs.

mod line;

use anyhow::Result;

use super::chain::Label;
use super::lex::{Manner, lex};
use super::limits::{self, Tally};
use super::table::{self, Table};
use super::{Event, Written, chain, heading, label, matrix};
use line::{Line, Lines, Open};

/// What a text says whose first line has the number `first`.
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

/// A text that is gone through line by line.
struct Page<'t, 'a> {
    text: &'a str,
    manner: Manner,
    tally: &'t mut Tally,
    events: Vec<Event>,
    /// The label that is still to be given to something.
    pending: Option<Label>,
    /// Where the paragraph that is being read begins: its place and its line.
    paragraph: Option<(usize, usize)>,
    /// How many displays of mathematics the paragraph has opened and not closed.
    open: Open,
    /// Whether a fence of Markdown, as it stands around code, is open.
    fenced: bool,
}

impl<'a> Page<'_, 'a> {
    /// Takes a line, and those after it that belong to the same table.
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
        if self.takes_heading(line, text)? {
            return Ok(());
        }
        if line::is_left_out(text) {
            return self.flush(line.from);
        }
        let bullet = if self.open.any() { 0 } else { line::bullet(text) };
        if bullet > 0 {
            self.flush(line.from)?;
        }
        let indent = line.text.len() - text.len();
        self.paragraph.get_or_insert((line.from + indent + bullet, line.number));
        self.open.line(text);
        Ok(())
    }

    /// Takes a line that is a heading; false where it is none.
    fn takes_heading(&mut self, line: Line<'a>, text: &str) -> Result<bool> {
        let hashes = text.starts_with('#');
        // In code and in LaTeX a # is no mark of a heading.
        let is_code = hashes && (self.fenced || self.manner.comments);
        if is_code || self.open.any() && !hashes && !text.starts_with("\\section") {
            return Ok(false);
        }
        let Some((heading, marked)) = heading::read(text, line.number) else { return Ok(false) };
        self.flush(line.from)?;
        let names = heading.iteration.is_none() && marked;
        self.pending = if names { self.label(&heading.text, line.number)? } else { None };
        self.events.push(Event::Heading(heading));
        Ok(true)
    }

    /// The name that a heading may give to the table under it.
    fn label(&mut self, text: &str, line: usize) -> Result<Option<Label>> {
        let tokens = lex(text, line, self.manner, self.tally)?;
        let name = label::name(&tokens);
        Ok((!name.is_empty()).then(|| Label::maybe(name, line)))
    }

    /// Whether a table begins with a line.
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

    /// Takes the lines of a table.
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
            if let Some(text) = line::prose(line.text, self.manner.comments) {
                self.events.push(Event::Prose { line: line.number, text });
            }
        }
    }
}
