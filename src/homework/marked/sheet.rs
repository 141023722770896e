//! What a document says of every quantity, cell by cell beside what is right: for a screen that
//! shows both.

use crate::homework::document::{Document, Event, Grid};
use crate::homework::place::{Placed, Placement, What};
use crate::homework::verdict::{Judged, Verdict};
use crate::lesson::Lesson;
use crate::train::Trainer;
use crate::worksheet::quantity::{Cell, Role};

/// The last iteration that is laid out: a screen is not kept waiting for more.
const LAST: u64 = 10_000;

/// How much more than half a unit of the last digit still counts as rounded.
const SLACK: f64 = 1.0 + 1e-6;

/// Everything a document says, in its order.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The quantities.
    pub quantities: Vec<Written>,
}

/// What a document says of a quantity.
#[derive(Clone, Debug)]
pub struct Written {
    /// The iteration, from 1.
    pub iteration: u64,
    /// What it is.
    pub role: Role,
    /// Which of the verdict's quantities it is.
    pub judged: usize,
    /// Its cells.
    pub cells: Vec<Entry>,
}

/// A number of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its row in the worksheet, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// The line in the file, from 1.
    pub line: usize,
    /// What was written.
    pub raw: String,
    /// The number, as the worksheet has it: where the document turns a sign or a factor around,
    /// that is undone.
    pub printed: f64,
    /// Whether its quantity is wrong, and this is another number than the right one.
    pub wrong: bool,
}

impl Sheet {
    /// Lays out what a document says, as it was placed and judged.
    pub fn new(
        document: &Document,
        lesson: &Lesson,
        placement: &Placement,
        verdict: &Verdict,
    ) -> Self {
        let mut placed: Vec<&Placed> = placement.placed.iter().collect();
        placed.sort_by_key(|placed| placed.iteration);
        let mut trainer = Trainer::new(&lesson.setup);
        let mut quantities = Vec::new();
        for placed in placed.into_iter().filter(|placed| placed.iteration <= LAST) {
            while trainer.iteration() < placed.iteration {
                trainer.advance(&[]);
            }
            quantities.extend(written(document, placed, verdict, &trainer));
        }
        Self { quantities }
    }

    /// What it says of a cell in an iteration; a document may say of every cell by itself.
    pub fn cell(&self, iteration: u64, role: Role, at: (usize, usize)) -> Option<(&Written, &Entry)> {
        let is = |written: &&Written| written.iteration == iteration && written.role == role;
        let mut all = self.quantities.iter().rev().filter(is);
        all.find_map(|written| written.entry(at.0, at.1).map(|entry| (written, entry)))
    }
}

impl Written {
    /// What it says of a cell.
    pub fn entry(&self, row: usize, column: usize) -> Option<&Entry> {
        self.cells.iter().find(|entry| (entry.row, entry.column) == (row, column))
    }

    /// The cell that the verdict says is the first wrong one, which it has as the document lays it
    /// out; else the first that is another than the right one.
    pub fn first_wrong(&self, judged: &Judged) -> Option<(usize, usize)> {
        let said = judged.first_wrong.as_ref().and_then(|at| {
            let both = [(at.row, at.column), (at.column, at.row)];
            let same = |(row, column): &(usize, usize)| {
                self.entry(*row, *column).is_some_and(|entry| entry.raw == at.raw)
            };
            both.into_iter().find(same)
        });
        let first = || self.cells.iter().find(|entry| entry.wrong);
        said.or_else(|| first().map(|entry| (entry.row, entry.column)))
    }
}

/// What a placed value says; nothing where it is of another shape, or the loss of all examples.
fn written(
    document: &Document,
    placed: &Placed,
    verdict: &Verdict,
    trainer: &Trainer,
) -> Option<Written> {
    let (role, corner) = match placed.what {
        What::Quantity(role) => (role, None),
        What::Cell(role, row, column) => (role, Some((row, column))),
        What::Loss => return None,
    };
    let sheet = trainer.worksheet();
    let quantity = sheet.find(role)?;
    let q = sheet.quantity(quantity);
    let value = &placed.value;
    let fits = (value.rows, value.columns) == (q.rows, q.columns)
        || (corner.is_some() && value.cells.len() == 1);
    if !fits || trainer.iteration() != placed.iteration {
        return None;
    }
    let at = |cell: usize| corner.unwrap_or((cell / value.columns, cell % value.columns));
    let right = |cell: usize| {
        let (row, column) = at(cell);
        let inside = row < q.rows && column < q.columns;
        inside.then(|| trainer.trace().cell(sheet, Cell { quantity, row, column }))
    };
    let rights: Option<Vec<f64>> = (0..value.cells.len()).map(right).collect();
    let rights = rights?;
    let judged = judged(document, placed, role, verdict)?;
    let cells = entries(value, &rights, &verdict.quantities[judged], at);
    Some(Written { iteration: placed.iteration, role, judged, cells })
}

/// Which of the verdict's quantities a placed value is.
fn judged(
    document: &Document,
    placed: &Placed,
    role: Role,
    verdict: &Verdict,
) -> Option<usize> {
    let Some(Event::Written(written)) = document.events.get(placed.event) else { return None };
    let name = role.name();
    let same = |judged: &&Judged| judged.iteration == placed.iteration && judged.name == name;
    let at = |is: &dyn Fn(&Judged) -> bool| {
        verdict.quantities.iter().position(|judged| same(&judged) && is(judged))
    };
    at(&|judged| judged.line == Some(written.line)).or_else(|| at(&|_| true))
}

fn entries(
    value: &Grid,
    rights: &[f64],
    judged: &Judged,
    at: impl Fn(usize) -> (usize, usize),
) -> Vec<Entry> {
    let factor = factor(value, rights, judged);
    let wrong = judged.status.is_wrong();
    let entry = |(cell, mark): (usize, &crate::homework::document::Mark)| {
        let (row, column) = at(cell);
        let off = (mark.value - rights[cell] * factor).abs();
        let rounded = off <= (value.unit(cell) / 2.0).max(rights[cell].abs() * 1e-9) * SLACK;
        let (line, raw, printed) = (mark.line, mark.raw.clone(), mark.value / factor);
        Entry { row, column, line, raw, printed, wrong: wrong && !rounded }
    };
    let there = value.cells.iter().enumerate().filter(|(_, mark)| !mark.elided);
    there.map(entry).collect()
}

/// What the document has for 1 of the worksheet: −1 where its signs are turned, 1/N where it
/// divides elsewhere. It is read off the numbers that were found to be right, or off what was
/// expected instead of a wrong one.
fn factor(value: &Grid, rights: &[f64], judged: &Judged) -> f64 {
    let pairs = || value.cells.iter().zip(rights).filter(|(mark, _)| !mark.elided);
    let ratio = if judged.status.is_right() {
        let products = pairs().map(|(mark, right)| (mark.value * right, right * right));
        let (above, below) = products.fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
        above / below
    } else {
        let expected = judged.first_wrong.as_ref().map_or(f64::NAN, |at| at.expected);
        let of = |right: &&f64| **right != 0.0 && (expected.abs() - right.abs()).abs() < 1e-9;
        rights.iter().find(of).map_or(1.0, |right| expected / right)
    };
    let near = |whole: f64| (ratio - whole).abs() < 0.02;
    if ratio.is_finite() && ratio != 0.0 && !near(1.0) { ratio } else { 1.0 }
}
