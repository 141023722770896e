//! No activation at all: a linear layer.

use super::{Activation, Arg, Expr, Python, rule};

/// s
pub(super) static IDENTITY: Activation = Activation {
    name: "identity",
    symbol: "id",
    prime: "id′",
    plain: "id",
    doc: "the pre-activation itself: a linear layer",
    formula: "s",
    derivative: "1",
    alpha: None,
    python: Python { numpy: "s", prime: None, torch: "s" },
    rule: rule!(f, prime, prime_expr, &[]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    s
}

#[inline(always)]
fn prime(_s: f64, _a: f64, _alpha: f64) -> f64 {
    1.0
}

fn prime_expr() -> Expr<Arg> {
    Expr::Number(1.0)
}
