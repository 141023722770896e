//! GELU's approximation by tanh, written with σ(2u) = ½ (1 + tanh u), which keeps the negative
//! tail's digits; the textbook form loses all of them below s = −8.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};
use crate::math::real::lane;

/// s σ(2u), u = √(2/π) (s + 0.044715 s³); `PyTorch`'s `approximate='tanh'`.
pub(super) static GELU_TANH: Activation = Activation {
    name: "gelu_tanh",
    symbol: "GELUtanh",
    prime: "GELUtanh′",
    plain: "GELUtanh",
    doc: "GELU by its tanh approximation",
    formula: "s σ(2u), u = √(2/π) (s + 0.044715 s³)",
    derivative: "σ(2u) + 2 s σ(2u) (1 − σ(2u)) √(2/π) (1 + 0.134145 s²)",
    alpha: None,
    python: Python {
        numpy: "s * gelu_gate(s)",
        prime: Some(
            "g = gelu_gate(s)\n\
             return g + 2.0 * s * g * (1.0 - g) * np.sqrt(2.0 / np.pi) * (1.0 + 0.134145 * s**2)",
        ),
        torch: "F.gelu(s, approximate=\"tanh\")",
    },
    rule: rule!(f, prime, prime_expr, &[]),
};

/// √(2/π)
const SCALE: f64 = 0.797_884_560_802_865_4;
const CUBIC: f64 = 0.044_715;

/// σ(2u)
#[inline(always)]
fn gate(s: f64) -> f64 {
    lane::sigmoid(2.0 * (SCALE * (s + CUBIC * (s * s * s))))
}

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    // −∞ · 0 would be NaN; the limit is zero from below.
    if s == f64::NEG_INFINITY { -0.0 } else { s * gate(s) }
}

#[inline(always)]
fn prime(s: f64, _a: f64, _alpha: f64) -> f64 {
    let gate = gate(s);
    let bell = 2.0 * gate * (1.0 - gate);
    // Where the bell is 0 its product is 0 too, also where s² overflows.
    if bell == 0.0 { gate } else { gate + s * bell * (SCALE * (1.0 + 3.0 * CUBIC * (s * s))) }
}

fn prime_expr() -> Expr<Arg> {
    expr::call("GELUtanh′", |x| prime(x[0], 0.0, 0.0), vec![arg(Arg::S)])
}
