//! `SiLU`, also called swish: s times its own sigmoid.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};
use crate::math::real::lane;

/// s σ(s)
pub(super) static SILU: Activation = Activation {
    name: "silu",
    symbol: "SiLU",
    prime: "SiLU′",
    plain: "SiLU",
    doc: "s times its sigmoid, also called swish",
    formula: "s σ(s)",
    derivative: "g (1 + s (1 − g)), g = σ(s)",
    alpha: None,
    python: Python { numpy: "s * sigmoid(s)", prime: None, torch: "F.silu(s)" },
    rule: rule!(f, prime, prime_expr, &[]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    // −∞ · 0 would be NaN; the limit is zero from below.
    if s == f64::NEG_INFINITY { -0.0 } else { s * lane::sigmoid(s) }
}

#[inline(always)]
fn prime(s: f64, _a: f64, _alpha: f64) -> f64 {
    let g = lane::sigmoid(s);
    g * (1.0 + s * (1.0 - g))
}

fn prime_expr() -> Expr<Arg> {
    let g = || expr::sigmoid(arg(Arg::S));
    let one = || Expr::Number(1.0);
    let rest = Expr::Mul(vec![arg(Arg::S), Expr::minus(one(), g())]);
    Expr::Mul(vec![g(), Expr::Add(vec![one(), rest])])
}
