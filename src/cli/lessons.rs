//! `chainrule lessons`: the lessons that come with the program, one line each.

use std::io::Write;

use anyhow::Result;

use super::Answer;
use super::output::Output;
use crate::lesson::LESSONS;

/// Prints the list.
pub(super) fn run() -> Result<Answer> {
    let mut out = Output::stdout();
    for line in rows() {
        writeln!(out, "{line}")?;
    }
    out.finish()
}

/// The list as `--help` has it.
pub(super) fn list() -> String {
    let lines = rows().map(|line| format!("  {line}\n"));
    format!("Lessons:\n{}", lines.collect::<String>())
}

/// Of every lesson its name, how long it takes and what it is about, in columns.
fn rows() -> impl Iterator<Item = String> {
    let width = LESSONS.iter().map(|row| row.name.len()).max().unwrap_or(0);
    LESSONS.iter().map(move |row| {
        let (minutes, summary) = row.lesson().map_or_else(
            |error| (None, error.to_string()),
            |lesson| (lesson.minutes, lesson.summary),
        );
        let minutes = minutes.map_or(String::new(), |minutes| format!("{minutes} min"));
        format!("{:<width$}  {minutes:>6}  {summary}", row.name)
    })
}
