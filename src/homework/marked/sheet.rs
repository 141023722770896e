//! What a document says of every quantity, cell by cell beside what is right: for a screen that
//! shows both.

use crate::homework::convention::Reading;
use crate::homework::document::{Document, Grid, Mark};
use crate::homework::place::{Placed, Placement, What};
use crate::homework::verdict::{Judged, Verdict};
use crate::lesson::Lesson;
use crate::train::Trainer;
use crate::worksheet::quantity::{Cell, Role};

/// The last iteration that is laid out: a screen is not kept waiting for more.
const LAST: u64 = 10_000;

/// How much more than half a unit of the last digit still counts as rounded.
const SLACK: f64 = 1.0 + 1e-6;

/// How far from the right one a number may be that is exact, relative to it.
const EXACT: f64 = 1e-9;

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
        reading: &Reading,
    ) -> Self {
        let mut placed: Vec<&Placed> = placement.placed.iter().collect();
        placed.sort_by_key(|placed| placed.iteration);
        let mut trainer = Trainer::new(&lesson.setup);
        let mut quantities = Vec::new();
        for placed in placed.into_iter().filter(|placed| placed.iteration <= LAST) {
            while trainer.iteration() < placed.iteration {
                trainer.advance(&[]);
            }
            quantities.extend(written(document, placed, verdict, (&trainer, reading)));
        }
        Self { quantities }
    }

    /// What it says of a cell in an iteration; a document may say of every cell by itself.
    pub fn cell(
        &self,
        iteration: u64,
        role: Role,
        at: (usize, usize),
    ) -> Option<(&Written, &Entry)> {
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
    (trainer, reading): (&Trainer, &Reading),
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
    let scale = reading.scale(role, sheet, trainer.hyper());
    let cells = entries((value, scale), &rights, &verdict.quantities[judged], at);
    Some(Written { iteration: placed.iteration, role, judged, cells })
}

/// Which of the verdict's quantities a placed value is.
fn judged(document: &Document, placed: &Placed, role: Role, verdict: &Verdict) -> Option<usize> {
    let written = document.written(placed.event)?;
    let name = role.name();
    let same = |judged: &&Judged| judged.iteration == placed.iteration && judged.name == name;
    let at = |is: &dyn Fn(&Judged) -> bool| {
        verdict.quantities.iter().position(|judged| same(&judged) && is(judged))
    };
    at(&|judged| judged.line == Some(written.line)).or_else(|| at(&|_| true))
}

/// The numbers of a value, the worksheet's being so many times the document's.
fn entries(
    (value, scale): (&Grid, f64),
    rights: &[f64],
    judged: &Judged,
    at: impl Fn(usize) -> (usize, usize),
) -> Vec<Entry> {
    let wrong = judged.status.is_wrong();
    let entry = |(cell, mark): (usize, &Mark)| {
        let ((row, column), right) = (at(cell), rights[cell]);
        let printed = mark.value * scale;
        let half = (value.unit(cell) / 2.0 * scale.abs()).max(right.abs() * EXACT);
        let rounded = (printed - right).abs() <= half * SLACK;
        let (line, raw) = (mark.line, mark.raw.clone());
        Entry { row, column, line, raw, printed, wrong: wrong && !rounded }
    };
    let there = value.cells.iter().enumerate().filter(|(_, mark)| !mark.elided);
    there.map(entry).collect()
}
