//! Losses: one row of [`LOSSES`] each, a file for those that share code; value and gradient side by
//! side.
//!
//! Everything here is per example: a row `a` of outputs, a row `t` of targets (class labels as
//! one-hot rows), both of length K, and the loss's parameter `p` (margin or δ; 0 where it has none).

mod absolute;
mod bce;
mod crammer_singer;
mod cross_entropy;
mod hinge;
mod squared;

#[cfg(test)]
mod convention_tests;
#[cfg(test)]
mod rows_tests;
#[cfg(test)]
mod tests;

use super::expr::{self, Expr};

/// The table: every loss a lesson may name.
pub static LOSSES: &[&Loss] = &[
    &squared::HALF_SQUARED,
    &squared::SQUARED,
    &absolute::ABSOLUTE,
    &absolute::HUBER,
    &bce::BCE,
    &bce::BCE_LOGITS,
    &cross_entropy::CROSS_ENTROPY,
    &hinge::HINGE_SOFTMAX,
    &hinge::HINGE,
    &hinge::SQUARED_HINGE,
    &crammer_singer::CRAMMER_SINGER,
];

/// A loss, everything there is to know about it.
#[derive(Debug)]
pub struct Loss {
    /// Its name in lesson files: `half_squared`.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// ℓ of one example as a line of text.
    pub formula: &'static str,
    /// ∂ℓ/∂a as a line of text.
    pub gradient: &'static str,
    /// What its targets must be.
    pub targets: Targets,
    /// The hyperparameter it has: (name, default).
    pub parameter: Option<(&'static str, f64)>,
    /// The output activation it needs, where it needs one: `hinge_softmax` → softmax.
    pub needs: Option<&'static str>,
    /// ℓ.
    pub value: Value,
    /// ∂ℓ/∂a of one example, into `g`.
    pub slope: fn(a: &[f64], t: &[f64], p: f64, g: &mut [f64]),
    /// ℓ as a formula of the row's cells: the same bits as `value`. The target row is given, so
    /// that class losses can say which output is the right class.
    pub value_expr: fn(t: &[f64]) -> Expr<Arg>,
    /// ∂ℓ/∂aₖ as a formula: the same bits as `slope`.
    pub slope_expr: fn(a: &[f64], t: &[f64], k: usize) -> Expr<Arg>,
    /// Whether ∂ℓ/∂aₖ depends on aₖ and tₖ alone.
    pub elementwise: bool,
    /// The output activation with which loss and activation are computed as one, if any.
    pub fused: Option<Fused>,
    /// How Python computes it.
    pub python: Python,
    /// How far the example is from the nearest place where the slope jumps (∞ for smooth losses):
    /// the smallest |argument| of its comparisons.
    pub kink: fn(a: &[f64], t: &[f64], p: f64) -> f64,
}

/// ℓ of one example, and of many at once.
#[derive(Debug)]
pub struct Value {
    /// ℓ of one example.
    pub row: fn(a: &[f64], t: &[f64], p: f64) -> f64,
    /// ℓ of every row of a, given the number of outputs: the same bits as `row`, without a call per
    /// row.
    pub rows: fn(a: &[f64], t: &[f64], p: f64, outputs: usize, l: &mut [f64]),
}

/// Loss and output activation as one function of the pre-activations s, which keeps accuracy
/// where the activation saturates.
#[derive(Debug)]
pub struct Fused {
    /// The activation's name.
    pub activation: &'static str,
    /// ℓ from a row of s.
    pub value: fn(s: &[f64], t: &[f64]) -> f64,
    /// ℓ of every row of s, given the number of outputs: the same bits as `value`, faster.
    pub values: fn(s: &[f64], t: &[f64], outputs: usize, l: &mut [f64]),
    /// ∂ℓ/∂s from a row of a, into `d`.
    pub delta: fn(a: &[f64], t: &[f64], d: &mut [f64]),
    /// ℓ as a formula (leaves `S`, `T`): the same bits as `value`.
    pub value_expr: fn(t: &[f64]) -> Expr<Arg>,
    /// ∂ℓ/∂sₖ as a formula (leaves `A`, `T`): the same bits as `delta`.
    pub delta_expr: fn(t: &[f64], k: usize) -> Expr<Arg>,
    /// ∂ℓ/∂s as a line of text.
    pub formula: &'static str,
    /// How Python computes it, of `s` in the place of `a`; the slope is that of `a` by `s`.
    pub python: Python,
}

/// A loss in Python: expressions of matrices `a` and `y` and of the loss's parameter by its name.
#[derive(Debug)]
pub struct Python {
    /// ℓ with numpy, a column, where the formula for a whole matrix does not say it.
    pub numpy: Option<&'static str>,
    /// ∂ℓ/∂a with numpy, where the formula for a whole matrix does not say it.
    pub slope: Option<&'static str>,
    /// ℓ with `PyTorch`, a column.
    pub torch: &'static str,
}

/// What the targets of a loss must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Targets {
    /// Any finite numbers.
    Values,
    /// Numbers from 0 to 1.
    UnitInterval,
    /// One class per example: labels, or rows with a single 1.
    Class,
    /// Probabilities of the classes: labels, or rows summing to 1.
    Distribution,
}

/// The cells a loss's formula may be written in; the number is the output, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Output aₖ.
    A(usize),
    /// Pre-activation sₖ (fused losses).
    S(usize),
    /// Target tₖ.
    T(usize),
    /// The loss's parameter.
    Parameter,
}

impl Targets {
    /// Whether an example belongs to classes, so that a label may stand for its row.
    pub fn are_classes(self) -> bool {
        matches!(self, Self::Class | Self::Distribution)
    }
}

impl Loss {
    /// The row with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        LOSSES.iter().copied().find(|row| row.name == name)
    }
}

/// The class a one-hot row names: its largest entry, the first of equals.
pub fn class(t: &[f64]) -> usize {
    let mut best = 0;
    for (k, &x) in t.iter().enumerate() {
        if x > t[best] {
            best = k;
        }
    }
    best
}

fn arg(a: Arg) -> Expr<Arg> {
    Expr::Leaf(a)
}

/// aₖ − tₖ
fn error(k: usize) -> Expr<Arg> {
    Expr::minus(arg(Arg::A(k)), arg(Arg::T(k)))
}

/// The sum from left to right, as a formula's `Add` has it; 0 of nothing.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    terms.reduce(|x, y| x + y).unwrap_or(0.0)
}

/// Builds both from the loss of one example: `value!(|a, t, p| …)`.
macro_rules! value {
    ($row:expr) => {
        $crate::math::loss::Value {
            row: $row,
            rows: |a, t, p, outputs, l| $crate::math::loss::each([a, t], p, outputs, l, $row),
        }
    };
}
use value;

/// ℓ of every row.
#[inline]
fn each(
    [a, t]: [&[f64]; 2],
    p: f64,
    outputs: usize,
    l: &mut [f64],
    row: impl Fn(&[f64], &[f64], f64) -> f64,
) {
    if outputs == 1 {
        for ((l, &a), &t) in l.iter_mut().zip(a).zip(t) {
            *l = row(&[a], &[t], p);
        }
        return;
    }
    for (l, (a, t)) in l.iter_mut().zip(a.chunks_exact(outputs).zip(t.chunks_exact(outputs))) {
        *l = row(a, t, p);
    }
}

fn smooth(_: &[f64], _: &[f64], _: f64) -> f64 {
    f64::INFINITY
}
