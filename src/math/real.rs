//! The transcendental functions, the same bits on every machine (pure Rust, never the platform's).

pub use libm::{cos, erfc, exp, expm1, log as ln, log1p, pow, sin, sqrt, tanh};

/// The larger of two numbers; a NaN stays a NaN, and of two equal ones the first is kept.
///
/// `f64::max` would drop a NaN and may return either zero.
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a || b.is_nan() { b } else { a }
}

/// −1, 0 or 1, with sign 0 = 0 (and −0 = −0) and NaN passed through.
pub fn sign(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() { x } else { 1f64.copysign(x) }
}
