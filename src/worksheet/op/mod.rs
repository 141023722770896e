//! Operations: each kind is one file that holds everything there is to know about it, side by
//! side: how it is computed, how it is written, and where one cell of it comes from.

mod activate;
mod affine;
mod back_signal;
mod bias_gradient;
mod delta;
mod fused_delta;
mod gradient_mistakes;
mod hidden_delta;
mod keep;
mod loss;
mod loss_gradient;
mod output_delta;
mod slope_mistakes;
mod softmax_mistakes;
mod update;
mod weight_gradient;
mod wrong;

pub(super) use activate::Activate;
pub(super) use affine::Affine;
pub(super) use back_signal::BackSignal;
pub(super) use bias_gradient::BiasGradient;
pub(super) use delta::{Delta, Slope};
pub(super) use fused_delta::FusedDelta;
pub(super) use hidden_delta::HiddenDelta;
pub(super) use keep::Keep;
pub(super) use loss::{LossCells, LossPerExample};
pub(super) use loss_gradient::LossGradient;
pub(super) use output_delta::OutputDelta;
pub(super) use update::Update;
pub(super) use weight_gradient::WeightGradient;
pub use wrong::{Site, Wrong};

use std::fmt;
use std::ops::Range;

use super::Worksheet;
use super::quantity::{Cell, Id};
use crate::math::expr::Expr;
use crate::math::hyperparameter::{Hyperparameter, Hyperparameters};

/// How a quantity is computed from earlier ones.
pub trait Operation: fmt::Debug {
    /// Fills `out`, row by row, from the quantities before it. Allocates nothing.
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now);

    /// How it is written for whole matrices.
    fn formula(&self, now: &Now) -> Expr<Leaf>;

    /// Where the cell (row, column) comes from; evaluating it gives the same bits as `evaluate`.
    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf>;

    /// The classic ways to get it wrong, each as what is computed instead.
    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let _ = site;
        Vec::new()
    }

    /// A remark for the learner, where the formula alone would hide something.
    fn remark(&self) -> Option<String> {
        None
    }
}

/// What a formula of the worksheet is made of.
#[derive(Clone, Debug)]
pub enum Leaf {
    /// A whole quantity.
    Quantity(Id),
    /// A cell of a quantity.
    Cell(Cell),
    /// A hyperparameter and the value in force.
    Hyper(&'static Hyperparameter, f64),
    /// The number t of the update.
    Time(u64),
    /// A formula of a table's row that is written in words and not taken apart.
    Text(&'static str),
}

/// What holds for the iteration besides its matrices.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// The hyperparameters in force.
    pub hyper: &'a Hyperparameters,
    /// The number of the update since the optimizer's state began, counted from 1.
    pub t: u64,
}

/// The quantities an operation may read: those that stand before it.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    worksheet: &'a Worksheet,
    /// Where the numbers of every quantity are.
    places: &'a [Range<usize>],
    /// A trace's numbers up to those that are being computed.
    front: &'a [f64],
    /// The numbers behind them, and where they begin.
    back: &'a [f64],
    resume: usize,
}

impl<'a> Earlier<'a> {
    /// Everything in a trace that is complete.
    pub(super) fn all(
        worksheet: &'a Worksheet,
        places: &'a [Range<usize>],
        values: &'a [f64],
    ) -> Self {
        Self { worksheet, places, front: values, back: &[], resume: values.len() }
    }

    /// Everything but the numbers in a range, which are handed out to be written.
    #[inline]
    pub(super) fn but(
        worksheet: &'a Worksheet,
        places: &'a [Range<usize>],
        values: &'a mut [f64],
        written: Range<usize>,
    ) -> (Self, &'a mut [f64]) {
        let resume = written.end;
        let (front, rest) = values.split_at_mut(written.start);
        let (out, back) = rest.split_at_mut(written.len());
        (Self { worksheet, places, front, back, resume }, out)
    }

    /// The numbers of a quantity, row by row.
    #[inline]
    pub fn get(&self, id: Id) -> &'a [f64] {
        let Range { start, end } = self.places[id.0];
        match start.checked_sub(self.resume) {
            Some(start) => &self.back[start..end - self.resume],
            None => &self.front[start..end],
        }
    }

    /// The numbers of a quantity with its rows and columns, looked up once.
    #[inline]
    fn matrix(&self, id: Id) -> (&'a [f64], usize, usize) {
        let quantity = self.worksheet.quantity(id);
        (self.get(id), quantity.rows, quantity.columns)
    }

    /// One row of a quantity.
    pub fn row(&self, id: Id, row: usize) -> &'a [f64] {
        let columns = self.columns(id);
        &self.get(id)[row * columns..][..columns]
    }

    /// Number of rows of a quantity.
    pub fn rows(&self, id: Id) -> usize {
        self.worksheet.quantity(id).rows
    }

    /// Number of columns of a quantity.
    pub fn columns(&self, id: Id) -> usize {
        self.worksheet.quantity(id).columns
    }
}

/// A whole quantity as a leaf.
fn whole(id: Id) -> Expr<Leaf> {
    Expr::Leaf(Leaf::Quantity(id))
}

/// A cell as a leaf.
fn cell(quantity: Id, row: usize, column: usize) -> Expr<Leaf> {
    Expr::Leaf(Leaf::Cell(Cell { quantity, row, column }))
}

/// e / n, or e itself where there is nothing to divide by.
fn divided(e: Expr<Leaf>, by: Option<f64>) -> Expr<Leaf> {
    match by {
        None => e,
        Some(n) => Expr::over(e, Expr::Number(n)),
    }
}

/// `out` / n in place.
fn divide(out: &mut [f64], by: Option<f64>) {
    if let Some(n) = by {
        for x in out {
            *x /= n;
        }
    }
}
