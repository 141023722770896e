//! The numbers of one iteration: one contiguous arena, every quantity a view into it.

use ndarray::ArrayView2;

use super::op::{Earlier, Now};
use super::quantity::{Cell, Id, Role};
use super::{Slots, Worksheet};
use crate::math::hyperparameter::Hyperparameters;
use crate::math::regularizer;

/// Numbers in a cache line. Every quantity of a new trace begins on one: vectors that lie across
/// two are read and written more slowly.
pub(super) const CACHE_LINE: usize = 8;

/// The values of a worksheet for one iteration. Filling it allocates nothing; a copy is one memcpy.
#[derive(Clone, Debug)]
pub struct Trace {
    values: Vec<f64>,
    /// How many numbers stand before the first quantity.
    skipped: usize,
    /// Which of their two places the quantities have.
    arrangement: usize,
}

impl Trace {
    /// A trace of zeros for `worksheet`.
    pub fn new(worksheet: &Worksheet) -> Self {
        let values = vec![0.0; worksheet.extent + CACHE_LINE];
        let skipped = values.as_ptr().align_offset(CACHE_LINE * size_of::<f64>()).min(CACHE_LINE);
        Self { values, skipped, arrangement: 0 }
    }

    /// The numbers of a quantity, row by row.
    pub fn slice(&self, worksheet: &Worksheet, id: Id) -> &[f64] {
        &self.values[self.skipped..][worksheet.places[self.arrangement][id.0].clone()]
    }

    /// The numbers of a quantity, to be written: what an iteration is given.
    pub fn slice_mut(&mut self, worksheet: &Worksheet, id: Id) -> &mut [f64] {
        &mut self.values[self.skipped..][worksheet.places[self.arrangement][id.0].clone()]
    }

    /// All of it, as operations read it.
    pub(super) fn earlier<'a>(&'a self, worksheet: &'a Worksheet) -> Earlier<'a> {
        Earlier::all(worksheet, &worksheet.places[self.arrangement], &self.values[self.skipped..])
    }

    /// A quantity as a matrix.
    ///
    /// # Panics
    /// When the trace belongs to another worksheet.
    pub fn view(&self, worksheet: &Worksheet, id: Id) -> ArrayView2<'_, f64> {
        let q = worksheet.quantity(id);
        ArrayView2::from_shape((q.rows, q.columns), self.slice(worksheet, id))
            .expect("a quantity's slice has its shape")
    }

    /// One number.
    pub fn cell(&self, worksheet: &Worksheet, cell: Cell) -> f64 {
        let q = worksheet.quantity(cell.quantity);
        self.slice(worksheet, cell.quantity)[cell.row * q.columns + cell.column]
    }

    /// Computes the whole iteration from what it is given: inputs, targets, parameters, states.
    ///
    /// `t` is the number of the update since the optimizer's state began, counted from 1.
    pub fn evaluate(&mut self, worksheet: &Worksheet, hyper: &Hyperparameters, t: u64) {
        self.run(worksheet, 0..worksheet.quantities.len(), hyper, t);
    }

    /// Computes the forward pass and the losses only.
    pub fn evaluate_forward(&mut self, worksheet: &Worksheet, hyper: &Hyperparameters) {
        self.run(worksheet, worksheet.forward(), hyper, 1);
    }

    /// The same from one quantity on, where those before it are computed already.
    pub(super) fn evaluate_forward_from(
        &mut self,
        worksheet: &Worksheet,
        first: Id,
        hyper: &Hyperparameters,
    ) {
        // A mistake may read what is computed later.
        let first = if worksheet.manner.is_plain() { first.0 } else { 0 };
        self.run(worksheet, first..worksheet.forward().end, hyper, 1);
    }

    /// Computes the quantities up to and including `last`.
    pub fn evaluate_to(&mut self, worksheet: &Worksheet, last: Id, hyper: &Hyperparameters) {
        self.run(worksheet, 0..last.0 + 1, hyper, 1);
    }

    fn run(
        &mut self,
        worksheet: &Worksheet,
        range: std::ops::Range<usize>,
        hyper: &Hyperparameters,
        t: u64,
    ) {
        let now = Now { hyper, t };
        let (values, arrangement) = (&mut self.values[self.skipped..], self.arrangement);
        if !worksheet.manner.is_plain() {
            return worksheet.work_out(range, arrangement, values, &now);
        }
        let places = &worksheet.places[arrangement];
        for (q, written) in worksheet.quantities[range.clone()].iter().zip(&places[range]) {
            if let Some(operation) = &q.operation {
                let (earlier, out) = Earlier::but(worksheet, places, values, written.clone());
                operation.evaluate(&earlier, out, &now);
            }
        }
    }

    /// Makes what the update left the starting point of the next iteration, whose own update is
    /// not computed yet.
    pub fn carry(&mut self) {
        self.arrangement = 1 - self.arrangement;
    }

    /// R Σ ℓₙ: the loss without the penalty.
    pub fn data_loss(&self, worksheet: &Worksheet) -> f64 {
        let losses = worksheet.find(Role::Loss).map_or(&[][..], |id| self.slice(worksheet, id));
        let total = losses.iter().copied().reduce(|a, b| a + b).unwrap_or(0.0);
        match worksheet.network.divisor(worksheet.rows) {
            None => total,
            Some(n) => total / n,
        }
    }

    /// Ω(W): the penalty on the weights this iteration started from.
    pub fn penalty(&self, worksheet: &Worksheet, hyper: &Hyperparameters) -> f64 {
        if !worksheet.network.regularized() || (hyper.l1 == 0.0 && hyper.l2 == 0.0) {
            return 0.0;
        }
        let weights = worksheet.parameters.iter().filter(|slots| !slots.parameter.bias);
        let of = |slots: &Slots| {
            regularizer::penalty(self.slice(worksheet, slots.before), hyper.l1, hyper.l2)
        };
        weights.map(of).fold(0.0, |a, b| a + b)
    }

    /// The objective: data loss + penalty.
    pub fn loss(&self, worksheet: &Worksheet, hyper: &Hyperparameters) -> f64 {
        self.data_loss(worksheet) + self.penalty(worksheet, hyper)
    }
}
