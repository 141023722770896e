//! Scripts in Python that compute a lesson anew and print its numbers. What one iteration says is
//! put together here into loops: iterations that say the same are one loop, and where a single
//! line differs (the first step of momentum) the loop asks which iteration it is.
//!
//! A script starts from what its first iteration starts from, to the bit. It refuses iterations
//! that are worked out with a mistake or rounded.

mod follow;
mod formula;
mod functions;
mod numpy;
mod pytorch;
mod text;

pub(super) use numpy::NUMPY;
pub(super) use pytorch::PYTORCH;

use std::fmt::Write;

use anyhow::{Result, ensure};

use super::{Iterations, Report, Sink};
use crate::train::Trainer;
use follow::{Follow, Found};

/// The most row numbers of batches in a script.
const MOST_ROWS: usize = 5_000_000;

/// A library that a script is written for.
trait Dialect {
    /// What it is imported as, for `nan` and `inf`: `np`.
    fn module(&self) -> &'static str;
    /// The statements of one iteration, each with what it sets.
    fn iteration(&self, report: &Report, trainer: &Trainer) -> Result<Vec<Line>>;
    /// What an edit does just before its iteration.
    fn edit(&self, found: &Found, trainer: &Trainer) -> Vec<String>;
    /// The beginning of the script, given the rest of it.
    fn head(&self, start: &Start, rest: &str) -> String;
}

/// A statement of an iteration.
#[derive(Debug)]
struct Line {
    /// What it sets; lines of different iterations are the same line where this is the same.
    target: String,
    /// The whole statement.
    statement: String,
}

impl Line {
    /// `target = value`
    fn set(target: impl Into<String>, value: impl std::fmt::Display) -> Self {
        let target = target.into();
        let statement = format!("{target} = {value}");
        Self { target, statement }
    }

    /// A statement that is the same wherever it stands.
    fn fixed(statement: impl Into<String>) -> Self {
        let statement = statement.into();
        Self { target: statement.clone(), statement }
    }
}

/// What the first iteration starts from.
struct Start {
    /// What the script says about itself.
    comment: String,
    /// How Python writes a number.
    number: String,
    /// Parameters and states: name and array.
    values: Vec<(String, String)>,
    /// X and Y: all examples, whatever an iteration sees.
    data: [String; 2],
    /// Whether iterations see parts of the data.
    batches: bool,
    /// The hyperparameters by name.
    hyper: Vec<(&'static str, String)>,
    /// Lines of the library for the start, such as an optimizer.
    more: Vec<String>,
}

/// Iterations with the same lines.
struct Loop {
    from: u64,
    to: u64,
    lines: Vec<Variants>,
    edits: Vec<(u64, Vec<String>)>,
}

/// A line: from which iteration on it says what.
struct Variants {
    target: String,
    says: Vec<(u64, String)>,
}

/// Writes a script.
fn write(
    dialect: &dyn Dialect,
    report: &Report,
    iterations: &mut dyn Iterations,
    out: Sink,
) -> Result<()> {
    let Some(first) = iterations.next() else { return Ok(()) };
    let mut start = text::start(report, first, dialect.module());
    start.more = dialect.edit(&Found::Start, first);
    let (from, mut batches) = (first.iteration(), first.batches().clone());
    let mut follow = Follow::new(first);
    let mut loops: Vec<Loop> = Vec::new();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut held = 0;
    say(dialect, report, first, Vec::new(), &mut loops)?;
    let mut to = from;
    loop {
        if start.batches {
            rows.push(batches.indices(to).to_vec());
            held += rows.last().map_or(0, Vec::len);
            ensure!(
                held <= MOST_ROWS,
                "a script lists {MOST_ROWS} rows of batches at most, and iteration {to} goes \
                 beyond; --from and --iterations choose fewer"
            );
        }
        let Some(trainer) = iterations.next() else { break };
        to = trainer.iteration();
        let found = follow.changes(trainer);
        let edits = found.iter().flat_map(|found| dialect.edit(found, trainer)).collect();
        say(dialect, report, trainer, edits, &mut loops)?;
    }
    start.comment = text::comment(report, from, to);
    let mut rest =
        if start.batches { text::batches(&rows, batches.per_epoch(), from) } else { String::new() };
    for one in &loops {
        rest += &one.written();
    }
    out(dialect.head(&start, &rest).as_bytes())?;
    out(rest.as_bytes())
}

/// Adds what an iteration says to the loops.
fn say(
    dialect: &dyn Dialect,
    report: &Report,
    trainer: &Trainer,
    edits: Vec<String>,
    loops: &mut Vec<Loop>,
) -> Result<()> {
    let n = trainer.iteration();
    ensure!(
        trainer.worksheet().manner().is_plain(),
        "a script computes rightly and exactly: iteration {n} is worked out with a mistake or \
         rounded, which it cannot say"
    );
    let lines = dialect.iteration(report, trainer)?;
    let same = |one: &&mut Loop| {
        one.lines.iter().map(|line| &line.target).eq(lines.iter().map(|line| &line.target))
    };
    if let Some(last) = loops.last_mut().filter(same) {
        last.to = n;
        for (known, line) in last.lines.iter_mut().zip(lines) {
            if known.says.last().is_none_or(|(_, statement)| *statement != line.statement) {
                known.says.push((n, line.statement));
            }
        }
        if !edits.is_empty() {
            last.edits.push((n, edits));
        }
        return Ok(());
    }
    let fresh = |line: Line| Variants { target: line.target, says: vec![(n, line.statement)] };
    let edits = if edits.is_empty() { Vec::new() } else { vec![(n, edits)] };
    loops.push(Loop { from: n, to: n, lines: lines.into_iter().map(fresh).collect(), edits });
    Ok(())
}

impl Loop {
    fn written(&self) -> String {
        let mut out = String::new();
        let range = match self.to {
            to if to == self.from => format!("[{to}]"),
            to => format!("range({}, {})", self.from, to + 1),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\nfor iteration in {range}:");
        for (n, statements) in &self.edits {
            let _ = writeln!(out, "    if iteration == {n}:");
            for statement in statements {
                let _ = writeln!(out, "        {statement}");
            }
        }
        for line in &self.lines {
            line.written(&mut out);
        }
        out
    }
}

impl Variants {
    fn written(&self, out: &mut String) {
        if let [(_, only)] = self.says.as_slice() {
            *out += &text::indented(only, "    ");
            return;
        }
        for (i, (_, statement)) in self.says.iter().enumerate() {
            let word = if i == 0 { "if" } else { "elif" };
            let _ = match self.says.get(i + 1) {
                Some((next, _)) => writeln!(out, "    {word} iteration < {next}:"),
                None => writeln!(out, "    else:"),
            };
            *out += &text::indented(statement, "        ");
        }
    }
}
