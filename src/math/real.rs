//! The transcendental functions, the same bits on every machine (pure Rust, never the platform's),
//! and the comparisons that keep NaN, which `f64::max` and `f64::clamp` do not promise.

pub use libm::{cos, erfc, exp, expm1, log as ln, log1p, pow, sin, sqrt, tanh};

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

/// 1 / (1 + e⁻ˣ), in two branches so that the exponential never overflows and the tail towards
/// −∞ keeps its digits.
pub fn sigmoid(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        let e = exp(x);
        e / (1.0 + e)
    }
}

/// ln Σ exp xⱼ, without overflow; where one x outweighs the others their part keeps its digits.
///
/// No numbers at all give −∞.
pub fn log_sum_exp(x: impl Iterator<Item = f64> + Clone) -> f64 {
    let larger = |i: (usize, f64), j: (usize, f64)| if j.1 > i.1 || j.1.is_nan() { j } else { i };
    let Some((top, max)) = x.clone().enumerate().reduce(larger) else { return f64::NEG_INFINITY };
    let others = x.enumerate().filter(|&(j, _)| j != top).map(|(_, x)| exp(x - max));
    max + log1p(others.reduce(|a, b| a + b).unwrap_or(0.0))
}
