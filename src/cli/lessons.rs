//! `chainrule lessons`: the lessons that come with the program, one line each.

use std::io::Write;

use anyhow::Result;

use super::Answer;
use super::output::Output;
use crate::lesson::LESSONS;

/// Prints the list.
pub(super) fn run() -> Result<Answer> {
    let mut out = Output::stdout();
    for (name, summary) in rows() {
        writeln!(out, "{name}  {summary}")?;
    }
    out.finish()
}

/// The list as `--help` has it.
pub(super) fn list() -> String {
    let lines = rows().map(|(name, summary)| format!("  {name}  {summary}\n"));
    format!("Lessons:\n{}", lines.collect::<String>())
}

/// The name of every lesson, padded to one width, and what it is about.
fn rows() -> impl Iterator<Item = (String, String)> {
    let width = LESSONS.iter().map(|row| row.name.len()).max().unwrap_or(0);
    LESSONS.iter().map(move |row| {
        let summary = row.lesson().map_or_else(|error| error.to_string(), |lesson| lesson.summary);
        (format!("{:<width$}", row.name), summary)
    })
}
