//! The logistic function. f′ is computed from a: exactly 0 for s ≥ 36.74, but eˢ towards −∞.

use super::{Activation, Arg, Expr, Python, arg, rule};
use crate::math::real::lane;

/// 1 / (1 + e⁻ˢ)
pub(super) static SIGMOID: Activation = Activation {
    name: "sigmoid",
    symbol: "σ",
    prime: "σ′",
    plain: "sigmoid",
    doc: "logistic function, between 0 and 1",
    formula: "1 / (1 + e⁻ˢ)",
    derivative: "a (1 − a)",
    alpha: None,
    python: Python { numpy: "sigmoid(s)", prime: None, torch: "torch.sigmoid(s)" },
    rule: rule!(f, prime, prime_expr, &[]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    lane::sigmoid(s)
}

#[inline(always)]
fn prime(_s: f64, a: f64, _alpha: f64) -> f64 {
    a * (1.0 - a)
}

fn prime_expr() -> Expr<Arg> {
    Expr::Mul(vec![arg(Arg::A), Expr::minus(Expr::Number(1.0), arg(Arg::A))])
}
