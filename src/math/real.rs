//! The transcendental functions, the same bits on every machine (pure Rust, never the platform's),
//! and the comparisons that keep NaN, which `f64::max` and `f64::clamp` do not promise.

pub(super) mod lane;

#[cfg(test)]
mod tests;

use super::wide;
use super::wide::Loop;

pub use libm::{cos, erfc, log as ln, log1p, pow, sin, sqrt};

/// eˣ
pub fn exp(x: f64) -> f64 {
    wide::run(Once(lane::exp, x))
}

/// eˣ − 1
pub fn expm1(x: f64) -> f64 {
    wide::run(Once(lane::expm1, x))
}

/// tanh x
pub fn tanh(x: f64) -> f64 {
    wide::run(Once(lane::tanh, x))
}

/// 1 / (1 + e⁻ˣ), without overflow and with all digits of the tail towards −∞.
pub fn sigmoid(x: f64) -> f64 {
    wide::run(Once(lane::sigmoid, x))
}

/// A function of one number: dispatched too, for the sake of the fused multiply-adds.
struct Once<F>(F, f64);

impl<F: Fn(f64) -> f64> Loop for Once<F> {
    type Output = f64;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what is not inlined is not vectorised")]
    fn run(self) -> f64 {
        self.0(self.1)
    }
}

/// The larger of two numbers; a NaN stays a NaN, and of two equal ones the first is kept.
///
/// `f64::max` would drop a NaN and may return either zero.
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a || b.is_nan() { b } else { a }
}

/// The number nearest to x between `low` and `high`; NaN passes through, and limits in the wrong
/// order are no panic.
pub fn clamp(x: f64, low: f64, high: f64) -> f64 {
    if x > high {
        high
    } else if x < low {
        low
    } else {
        x
    }
}

/// −1, 0 or 1, with sign 0 = 0 (and −0 = −0) and NaN passed through.
pub fn sign(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() { x } else { 1f64.copysign(x) }
}

/// ln Σ exp(xⱼ − by), without overflow; where one x outweighs the others their part keeps its digits.
///
/// No numbers at all give −∞.
pub fn log_sum_exp(x: &[f64], by: f64) -> f64 {
    let Some((top, max)) = outweighing(x, by) else { return f64::NEG_INFINITY };
    let others = x.iter().enumerate().filter(|&(j, _)| j != top);
    max + log1p(others.fold(0.0, |sum, (_, x)| sum + exp((x - by) - max)))
}

/// The place and the size of the largest xⱼ − by, the first of equal ones, or of the last NaN.
#[inline]
pub(super) fn outweighing(x: &[f64], by: f64) -> Option<(usize, f64)> {
    let larger = |i: (usize, f64), j: (usize, f64)| if j.1 > i.1 || j.1.is_nan() { j } else { i };
    x.iter().map(|x| x - by).enumerate().reduce(larger)
}
