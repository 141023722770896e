//! Activation functions: one file, one row of [`ACTIVATIONS`] each; f and f′ side by side.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only emitted for what ends up inside the dispatched function"
)]

mod elu;
mod gelu;
mod gelu_tanh;
mod identity;
mod leaky_relu;
mod relu;
mod sigmoid;
mod silu;
mod sin;
mod softmax;
mod softplus;
mod tanh;
#[cfg(test)]
mod tests;

pub use softmax::{softmax_backward_row, softmax_row, softmax_rows};

use super::expr::{self, Expr};
use super::threads;
use super::wide::{self, Loop};

/// The table: every activation a lesson may name.
pub static ACTIVATIONS: &[&Activation] = &[
    &identity::IDENTITY,
    &relu::RELU,
    &leaky_relu::LEAKY_RELU,
    &tanh::TANH,
    &sigmoid::SIGMOID,
    &softplus::SOFTPLUS,
    &elu::ELU,
    &gelu::GELU,
    &gelu_tanh::GELU_TANH,
    &silu::SILU,
    &sin::SIN,
    &softmax::SOFTMAX,
];

/// An activation function, everything there is to know about it.
#[derive(Debug)]
pub struct Activation {
    /// Its name in lesson files: `leaky_relu`.
    pub name: &'static str,
    /// How formulas write it: `ReLU`, `tanh`, `σ`.
    pub symbol: &'static str,
    /// How formulas write it in ASCII.
    pub plain: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// f as a line of text.
    pub formula: &'static str,
    /// f′ as a line of text, the way it is computed.
    pub derivative: &'static str,
    /// How formulas write f′: `ReLU′`.
    pub prime: &'static str,
    /// The default of its parameter α, where it has one.
    pub alpha: Option<f64>,
    /// How Python computes it.
    pub python: Python,
    /// How it is computed.
    pub rule: Rule,
}

/// An activation in Python: expressions of a matrix `s`, and of `alpha` where it has one; or
/// several lines, the last of which returns.
#[derive(Debug)]
pub struct Python {
    /// f with numpy.
    pub numpy: &'static str,
    /// f′ with numpy, where [`Elementwise::prime_expr`] names it and does not take it apart.
    pub prime: Option<&'static str>,
    /// f with `PyTorch`.
    pub torch: &'static str,
}

/// Whether an activation acts on single cells or on whole rows.
#[derive(Debug)]
pub enum Rule {
    /// aₙₖ depends on sₙₖ alone.
    Elementwise(Elementwise),
    /// Softmax: a row of a depends on the whole row of s.
    Softmax,
}

/// f and f′ of an element-wise activation.
#[derive(Debug)]
pub struct Elementwise {
    /// f(s), given (s, α).
    pub f: fn(f64, f64) -> f64,
    /// f′, given (s, a = f(s), α).
    pub prime: fn(f64, f64, f64) -> f64,
    /// a ← f(s) over whole slices: the same bits as `f`, without a call per element.
    pub forward: fn(s: &[f64], a: &mut [f64], alpha: f64),
    /// up ← f′(s) × up over whole slices (a multiplication, never a selection: it keeps −0.0
    /// and lets NaN through).
    pub backward: fn(s: &[f64], a: &[f64], alpha: f64, up: &mut [f64]),
    /// f′ as a formula of s, a and α: the same bits as `prime`.
    pub prime_expr: fn() -> Expr<Arg>,
    /// The arguments s at which f′ jumps, for some α at least.
    pub kinks: &'static [f64],
}

/// The arguments a derivative may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// The pre-activation s.
    S,
    /// The activation a = f(s).
    A,
    /// The parameter α.
    Alpha,
}

impl Activation {
    /// The row with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        ACTIVATIONS.iter().copied().find(|row| row.name == name)
    }

    /// The element-wise rule, or `None` for softmax.
    pub fn elementwise(&self) -> Option<&Elementwise> {
        match &self.rule {
            Rule::Elementwise(rule) => Some(rule),
            Rule::Softmax => None,
        }
    }

    /// Whether none of its values is below zero, as far as one to either side of zero and far out
    /// show: its numbers need no room for a sign.
    pub fn is_never_negative(&self) -> bool {
        let alpha = self.alpha.unwrap_or(0.0);
        let tried = [-30.0, -4.0, -1.0, -0.1, 0.0, 0.1, 1.0, 4.0, 30.0];
        self.elementwise().is_none_or(|rule| tried.iter().all(|s| (rule.f)(*s, alpha) >= 0.0))
    }
}

/// a ← f(s)
struct Forward<'a, F> {
    f: F,
    s: &'a [f64],
    a: &'a mut [f64],
    alpha: f64,
}

impl<F: Fn(f64, f64) -> f64> Loop for Forward<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for (a, &s) in self.a.iter_mut().zip(self.s) {
            *a = (self.f)(s, self.alpha);
        }
    }
}

/// up ← f′(s) × up
struct Backward<'a, F> {
    prime: F,
    s: &'a [f64],
    a: &'a [f64],
    alpha: f64,
    up: &'a mut [f64],
}

impl<F: Fn(f64, f64, f64) -> f64> Loop for Backward<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for ((up, &s), &a) in self.up.iter_mut().zip(self.s).zip(self.a) {
            *up *= (self.prime)(s, a, self.alpha);
        }
    }
}

/// a ← f(s), shared between threads where that pays.
#[inline(always)]
fn forward<F>(f: F, s: &[f64], a: &mut [f64], alpha: f64)
where
    F: Fn(f64, f64) -> f64 + Copy + Sync,
{
    if threads::are_worth_asking(a.len() * threads::PASS) {
        return threads::rows(a, 1, threads::PASS, |at, a| {
            wide::run(Forward { f, s: &s[at], a, alpha });
        });
    }
    wide::run_over(a.len(), Forward { f, s, a, alpha });
}

/// up ← f′(s) × up, shared between threads where that pays.
#[inline(always)]
fn backward<F>(prime: F, s: &[f64], a: &[f64], alpha: f64, up: &mut [f64])
where
    F: Fn(f64, f64, f64) -> f64 + Copy + Sync,
{
    if threads::are_worth_asking(up.len() * threads::PASS) {
        return threads::rows(up, 1, threads::PASS, |at, up| {
            wide::run(Backward { prime, s: &s[at.clone()], a: &a[at], alpha, up });
        });
    }
    wide::run_over(up.len(), Backward { prime, s, a, alpha, up });
}

/// Builds the slice functions of an element-wise rule from its scalar ones, which must be
/// `#[inline(always)]` to be vectorised: `rule!(f, prime, prime_expr, kinks)`.
macro_rules! rule {
    ($f:expr, $prime:expr, $prime_expr:expr, $kinks:expr) => {
        $crate::math::activation::Rule::Elementwise($crate::math::activation::Elementwise {
            f: $f,
            prime: $prime,
            forward: |s, a, alpha| $crate::math::activation::forward($f, s, a, alpha),
            backward: |s, a, alpha, up| {
                $crate::math::activation::backward($prime, s, a, alpha, up);
            },
            prime_expr: $prime_expr,
            kinks: $kinks,
        })
    };
}
use rule;

/// A leaf of a derivative's formula.
fn arg(a: Arg) -> Expr<Arg> {
    Expr::Leaf(a)
}
