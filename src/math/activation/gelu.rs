//! GELU in its exact form, by the complementary error function, which keeps the negative tail.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};
use crate::math::real;
use crate::math::real::lane;
use std::f64::consts::SQRT_2;

/// s Φ(s), Φ the standard normal distribution; `PyTorch`'s default form.
pub(super) static GELU: Activation = Activation {
    name: "gelu",
    symbol: "GELU",
    prime: "GELU′",
    plain: "GELU",
    doc: "s times the normal distribution function of s",
    formula: "s · ½ erfc(−s / √2)",
    derivative: "Φ(s) + s φ(s)",
    alpha: None,
    python: Python {
        numpy: "0.5 * s * erfc(-s / np.sqrt(2.0))",
        prime: Some(
            "0.5 * erfc(-s / np.sqrt(2.0)) + s * np.exp(-0.5 * s**2) / np.sqrt(2.0 * np.pi)",
        ),
        torch: "F.gelu(s)",
    },
    rule: rule!(f, prime, prime_expr, &[]),
};

/// 1 / √(2π)
const DENSITY_AT_ZERO: f64 = 0.398_942_280_401_432_7;

/// Φ(s), the standard normal distribution function.
#[inline(always)]
fn distribution(s: f64) -> f64 {
    0.5 * real::erfc(-s / SQRT_2)
}

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    // −∞ · 0 would be NaN; the limit is zero from below.
    if s == f64::NEG_INFINITY { -0.0 } else { s * distribution(s) }
}

#[inline(always)]
fn prime(s: f64, _a: f64, _alpha: f64) -> f64 {
    let density = DENSITY_AT_ZERO * lane::exp(-0.5 * (s * s));
    // Where the density is 0 its product with s is 0 too, also for an infinite s.
    if density == 0.0 { distribution(s) } else { distribution(s) + s * density }
}

fn prime_expr() -> Expr<Arg> {
    expr::call("GELU′", |x| prime(x[0], 0.0, 0.0), vec![arg(Arg::S)])
}
