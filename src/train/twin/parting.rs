//! Where a run and its twin part, and by how much over time.

use std::collections::BTreeMap;

use crate::train::trainer::Trainer;
use crate::worksheet::Worksheet;
use crate::worksheet::manner::Manner;
use crate::worksheet::quantity::{Cell, Role};

/// The memory spent on differences over time, in numbers (8 bytes each), and the most iterations.
const BUDGET: usize = 1 << 19;
const MOST: usize = 2_048;

/// The fewest iterations worth keeping.
const FEWEST: usize = 4;

/// How far apart two sums of the same terms in another order may be, relative to their size.
const DUST: f64 = 1e-12;

/// A cell of an iteration where two runs part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The iteration, counted from 1.
    pub iteration: u64,
    /// The quantity.
    pub role: Role,
    /// Row and column, counted from 0.
    pub place: (usize, usize),
}

/// Whether a number that is carried like this has parted from the right one: while rounding, that
/// is where the right one rounded is another number, so that a digit on the sheet is wrong; else
/// where they differ by more than another order of adding could make.
pub fn parts(manner: Manner, carried: f64, right: f64) -> bool {
    if carried == right || (carried.is_nan() && right.is_nan()) {
        return false;
    }
    if manner.rounding.is_some() {
        return manner.carried(right) != carried;
    }
    let size = carried.abs().max(right.abs());
    !(size.is_finite() && (carried - right).abs() <= DUST * size)
}

impl Parting {
    /// The first one of an iteration, in the order in which it is computed.
    pub(super) fn between(carried: &Trainer, right: &Trainer) -> Option<Self> {
        let sheet = carried.worksheet();
        let manner = sheet.manner();
        sheet.quantities().find_map(|(quantity, q)| {
            let there = right.trace().slice(right.worksheet(), quantity);
            let pairs = carried.trace().slice(sheet, quantity).iter().zip(there);
            let at = pairs.into_iter().position(|(a, b)| parts(manner, *a, *b))?;
            let place = (at / q.columns, at % q.columns);
            Some(Self { iteration: carried.iteration(), role: q.role, place })
        })
    }
}

/// The differences of some iterations, evenly spaced: when they are too many every other one is
/// dropped and the spacing doubles.
#[derive(Debug)]
pub(super) struct Traces {
    kept: BTreeMap<u64, Box<[f64]>>,
    spacing: u64,
}

impl Default for Traces {
    fn default() -> Self {
        Self { kept: BTreeMap::new(), spacing: 1 }
    }
}

impl Traces {
    /// Keeps what the first has more than the second, where this iteration is one to be kept.
    pub(super) fn record(&mut self, carried: &Trainer, right: &Trainer) {
        let (iteration, sheet) = (carried.iteration(), carried.worksheet());
        let most = (BUDGET / sheet.len()).min(MOST);
        if most < FEWEST || !(iteration - 1).is_multiple_of(self.spacing) {
            return;
        }
        let all = sheet.quantities().flat_map(|(id, _)| {
            let there = right.trace().slice(right.worksheet(), id);
            carried.trace().slice(sheet, id).iter().zip(there)
        });
        self.kept.insert(iteration, all.map(|(a, b)| more(*a, *b)).collect());
        while self.kept.len() > most {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.kept.retain(|at, _| (at - 1).is_multiple_of(spacing));
        }
    }

    /// A cell's differences up to an iteration, of iterations with such a worksheet.
    pub(super) fn of(&self, sheet: &Worksheet, cell: Cell, last: u64) -> Vec<(u64, f64)> {
        let before = sheet.quantities().take_while(|(id, _)| *id < cell.quantity);
        let before: usize = before.map(|(_, q)| q.len()).sum();
        let at = before + cell.row * sheet.quantity(cell.quantity).columns + cell.column;
        let alike = self.kept.range(..=last).filter(|(_, values)| values.len() == sheet.len());
        alike.map(|(iteration, values)| (*iteration, values[at])).collect()
    }
}

/// How much more a number is than another; 0 for the same, be they infinite or none at all.
pub fn more(a: f64, b: f64) -> f64 {
    if a == b || (a.is_nan() && b.is_nan()) { 0.0 } else { a - b }
}
