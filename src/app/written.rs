//! `:write FILE 1-3 delta1,W1_next textbook`: a report of the run at hand, in the format of the
//! file's ending.

use std::path::Path;

use super::{App, Effect};
use crate::lesson::unknown;
use crate::math::number::Digits;
use crate::report::{DEFAULT_DIGITS, FORMATS, Format, Replay, Report, Selection};
use crate::worksheet::symbols::NOTATIONS;

/// The most iterations a report has that is written while somebody waits.
const MOST: u64 = 1_000;

impl App {
    /// Writes a report: of the iteration at hand and all of its quantities, unless the words
    /// behind the file choose iterations (`2`, `1-3`), quantities or a notation.
    pub(super) fn write_report(&mut self, line: &str, replace: bool) -> Result<(), String> {
        let (format, path, words) = file(line)?;
        let (mut names, mut notation) = (Vec::new(), self.lesson.notation);
        let mut span = (self.iteration(), self.iteration());
        for word in words.split_whitespace() {
            if let Some((_, chosen)) = NOTATIONS.iter().find(|(name, _)| *name == word) {
                notation = *chosen;
            } else if word.starts_with(|c: char| c.is_ascii_digit()) {
                span = self.span(word)?;
            } else {
                names.extend(word.split(',').filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
        let selection = match names.as_slice() {
            [] => Selection::all(),
            names => Selection::of(names, self.worksheet())?,
        };
        let digits = if self.decimals_are_asked_for() {
            Digits::Decimals(self.decimals())
        } else {
            DEFAULT_DIGITS
        };
        let report = Report { lesson: &self.lesson, selection: &selection, notation, digits };
        let mut iterations = Replay::new(self.timeline.setup(), self.timeline.run(), span);
        let mut bytes = Vec::new();
        let mut sink = |piece: &[u8]| {
            bytes.extend_from_slice(piece);
            Ok(())
        };
        let written = report.write(format, &mut iterations, &mut sink);
        written.map_err(|error| error.to_string())?;
        self.ask_for(Effect::Write { path: path.into(), bytes, replace });
        Ok(())
    }

    /// The iterations of `2` or `1-3`, as far as the run has come.
    fn span(&self, word: &str) -> Result<(u64, u64), String> {
        let (from, to) = word.split_once('-').unwrap_or((word, word));
        let reached = self.timeline.run().reached();
        let span = from.parse().ok().zip(to.parse().ok());
        let (from, to) = span.filter(|(from, to)| (1..=*to).contains(from)).ok_or_else(|| {
            format!("iterations are written as 2 or as 1-3, from 1 to {reached}, not {word:?}")
        })?;
        if to > reached {
            return Err(format!(
                "the run has come to iteration {reached}; {to} is not computed yet"
            ));
        }
        if to - from >= MOST {
            return Err(format!(
                "a report written here has {MOST} iterations at most; chainrule trace writes any number"
            ));
        }
        Ok((from, to))
    }
}

/// The format, the file and the words behind it. A path may have spaces in it: it goes as far as
/// the first ending that is known.
fn file(line: &str) -> Result<(&'static Format, &str, &str), String> {
    let spaces = line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    for end in spaces.chain([line.len()]) {
        if let Some(format) = named(&line[..end]) {
            return Ok((format, &line[..end], &line[end..]));
        }
    }
    let endings = FORMATS.iter().map(|format| format.ending);
    Err(match ending(line.split_whitespace().next().unwrap_or(line)).or(ending(line)) {
        Some(ending) => unknown("ending", ending, endings),
        None => {
            format!("a report is a file ending in .{}", endings.collect::<Vec<_>>().join(" or ."))
        }
    })
}

/// The format of a file: the one with the longest ending that its name has.
fn named(path: &str) -> Option<&'static Format> {
    let has = |format: &&&Format| {
        let stem = path.strip_suffix(format.ending).and_then(|stem| stem.strip_suffix('.'));
        stem.is_some_and(|stem| !stem.is_empty() && !stem.ends_with('/'))
    };
    FORMATS.iter().filter(has).max_by_key(|format| format.ending.len()).copied()
}

fn ending(path: &str) -> Option<&str> {
    Path::new(path).extension().and_then(|ending| ending.to_str())
}
