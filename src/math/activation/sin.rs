//! The sine, a periodic activation.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};
use crate::math::real;

/// sin s
pub(super) static SIN: Activation = Activation {
    name: "sin",
    symbol: "sin",
    prime: "sin′",
    plain: "sin",
    doc: "sine, periodic, between −1 and 1",
    formula: "sin s",
    derivative: "cos s",
    alpha: None,
    python: Python { numpy: "np.sin(s)", prime: None, torch: "torch.sin(s)" },
    rule: rule!(f, prime, prime_expr, &[]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    real::sin(s)
}

#[inline(always)]
fn prime(s: f64, _a: f64, _alpha: f64) -> f64 {
    real::cos(s)
}

fn prime_expr() -> Expr<Arg> {
    expr::call("cos", |x| real::cos(x[0]), vec![arg(Arg::S)])
}
