//! Gradient check: every ∂L/∂θ of the worksheet against a central difference of its loss.

mod kink;
mod summary;

pub use summary::{Summary, summaries, worst};

use super::forward;
use super::manner::Manner;
use super::network::Parameter;
use super::quantity::{Cell, Id, Role};
use super::{Slots, Trace, Worksheet};
use crate::math::hyperparameter::Hyperparameters;
use crate::math::number::Digits;

/// Agreement asked for, relative to max(1, |gradient|).
pub const TOLERANCE: f64 = 5e-7;

/// How many units of the last digit that is kept rounding may move a gradient.
pub const ROUNDED: f64 = 10.0;

/// The check of one element of one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The parameter.
    pub parameter: Parameter,
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// The gradient in the worksheet.
    pub gradient: f64,
    /// (L(θ+h) − L(θ−h)) / 2h
    pub difference: f64,
    /// h
    pub step: f64,
    /// L(θ+h) and L(θ−h)
    pub losses: [f64; 2],
    /// What follows.
    pub verdict: Verdict,
}

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Gradient and difference agree.
    Agrees,
    /// They do not: one of them is wrong.
    Differs,
    /// A kink lies within reach of the difference, which is then not a derivative.
    Kink(&'static str),
    /// One of the two is NaN or infinite.
    NotFinite,
}

/// Checks every element of every parameter at the point where `trace` was evaluated.
///
/// Step h = 1e-6·max(1, |θ|); agreement within [`TOLERANCE`]·max(1, |gradient|), and where numbers
/// are rounded within [`ROUNDED`] units of the last digit that is kept besides.
pub fn gradient_check(
    worksheet: &Worksheet,
    trace: &Trace,
    hyper: &Hyperparameters,
) -> Vec<Checked> {
    let every = |slots: &Slots| cells(worksheet, slots.gradient).collect::<Vec<_>>();
    let every: Vec<Cell> = worksheet.parameters().iter().flat_map(every).collect();
    gradient_check_of(worksheet, trace, hyper, &every)
}

/// The same for some cells of gradients; others are passed over. Where numbers are rounded, the
/// gradient may be off by what rounding does to it, and the losses are exact: rounded ones move in
/// leaps.
pub fn gradient_check_of(
    worksheet: &Worksheet,
    trace: &Trace,
    hyper: &Hyperparameters,
    gradients: &[Cell],
) -> Vec<Checked> {
    let rounding = worksheet.manner().rounding;
    let exact = rounding.map(|_| {
        let mut exact = Worksheet::new(worksheet.network(), worksheet.rows(), hyper);
        exact.set_manner(Manner { rounding: None, ..worksheet.manner() });
        exact
    });
    let forward = exact.as_ref().unwrap_or(worksheet);
    let moved = [trace.clone(), trace.clone()];
    let mut check = Check { worksheet, forward, base: trace, hyper, moved, rounding };
    let one = |cell: &Cell| {
        let mut parameters = worksheet.parameters().iter();
        let slots = parameters.find(|slots| slots.gradient == cell.quantity)?;
        Some(check.element(slots, cell.row, cell.column))
    };
    gradients.iter().filter_map(one).collect()
}

/// Cells of these gradients, evenly spread: all of them where checking them takes at most so many
/// multiplications; one of each at least, whatever that costs.
pub fn sample(worksheet: &Worksheet, gradients: &[Id], multiplications: usize) -> Vec<Cell> {
    let all: usize = gradients.iter().map(|id| worksheet.quantity(*id).len()).sum();
    let affordable = multiplications / (2 * forward::cost(worksheet, 1)).max(1);
    let some = |id: &Id| {
        let len = worksheet.quantity(*id).len();
        let count = if affordable >= all { len } else { (affordable * len / all).max(1) };
        let columns = worksheet.quantity(*id).columns;
        let (quantity, stride) = (*id, stride(len));
        let mut picked: Vec<usize> = (0..count).map(|i| (i + 1) * stride % len).collect();
        picked.sort_unstable();
        picked.into_iter().map(move |at| Cell { quantity, row: at / columns, column: at % columns })
    };
    gradients.iter().flat_map(some).collect()
}

/// A stride near the golden section of `len` that has no divisor in common with it: its multiples
/// come by every place once, and a few of them are spread over rows and columns alike.
fn stride(len: usize) -> usize {
    let golden = len * 618 / 1000;
    let coprime = |n: &usize| {
        let (mut a, mut b) = (len, *n);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a == 1
    };
    (golden.max(1)..=len).find(coprime).unwrap_or(1)
}

/// The cells of a quantity, row by row.
fn cells(worksheet: &Worksheet, quantity: Id) -> impl Iterator<Item = Cell> + use<> {
    let (rows, columns) = (worksheet.quantity(quantity).rows, worksheet.quantity(quantity).columns);
    (0..rows).flat_map(move |row| (0..columns).map(move |column| Cell { quantity, row, column }))
}

struct Check<'a> {
    worksheet: &'a Worksheet,
    /// The worksheet that computes the losses.
    forward: &'a Worksheet,
    base: &'a Trace,
    hyper: &'a Hyperparameters,
    /// The trace with one element raised, and with it lowered.
    moved: [Trace; 2],
    rounding: Option<Digits>,
}

impl Check<'_> {
    fn element(&mut self, slots: &Slots, row: usize, column: usize) -> Checked {
        let columns = self.worksheet.quantity(slots.gradient).columns;
        let at = row * columns + column;
        let theta = self.base.slice(self.worksheet, slots.before)[at];
        let gradient = self.base.slice(self.worksheet, slots.gradient)[at];
        let h = 1e-6 * if theta.abs() > 1.0 { theta.abs() } else { 1.0 };
        let up = self.moved(0, slots, at, theta + h);
        let down = self.moved(1, slots, at, theta - h);
        let difference = (up - down) / ((theta + h) - (theta - h));
        let within = self.tolerance(gradient);
        let penalised = !slots.parameter.bias && self.hyper.l1 != 0.0;
        let kink = self.kink().or_else(|| {
            let penalised = penalised && self.worksheet.network().regularized();
            (penalised && theta.abs() <= h).then_some("|w|")
        });
        let verdict = match kink {
            _ if !gradient.is_finite() || !difference.is_finite() => Verdict::NotFinite,
            Some(kink) => Verdict::Kink(kink),
            None if (gradient - difference).abs() <= within => Verdict::Agrees,
            None => Verdict::Differs,
        };
        self.put_back(slots, at);
        let (parameter, losses) = (slots.parameter, [up, down]);
        Checked { parameter, row, column, gradient, difference, step: h, losses, verdict }
    }

    /// How far a gradient may be from the difference.
    fn tolerance(&self, gradient: f64) -> f64 {
        let size = if gradient.abs() > 1.0 { gradient.abs() } else { 1.0 };
        let rounded = match self.rounding {
            Some(Digits::Decimals(n) | Digits::TrimmedDecimals(n)) => 10f64.powi(-(n as i32)),
            Some(Digits::Significant(n)) => size * 10f64.powi(1 - n as i32),
            _ => 0.0,
        };
        TOLERANCE * size + ROUNDED * rounded
    }

    /// The objective with one element changed.
    fn moved(&mut self, which: usize, slots: &Slots, at: usize, theta: f64) -> f64 {
        let trace = &mut self.moved[which];
        trace.slice_mut(self.worksheet, slots.before)[at] = theta;
        match self.forward.find(Role::PreActivation(slots.parameter.layer)) {
            Some(first) => trace.evaluate_forward_from(self.forward, first, self.hyper),
            None => trace.evaluate_forward(self.forward, self.hyper),
        }
        trace.loss(self.forward, self.hyper)
    }

    /// Takes back a change: of the element, and of what was computed from it where an element of
    /// a later layer would start from that.
    fn put_back(&mut self, slots: &Slots, at: usize) {
        let (sheet, base) = (self.worksheet, self.base);
        let theta = base.slice(sheet, slots.before)[at];
        let layers = slots.parameter.layer..sheet.network().depth();
        let computed = |l| [Role::PreActivation(l), Role::Activation(l)];
        let changed: Vec<Id> =
            layers.flat_map(computed).filter_map(|role| sheet.find(role)).collect();
        for trace in &mut self.moved {
            trace.slice_mut(sheet, slots.before)[at] = theta;
            for id in &changed {
                trace.slice_mut(sheet, *id).copy_from_slice(base.slice(sheet, *id));
            }
        }
    }
}
