//! The exponential linear unit. f′(0) = α, the left side; with α = 1 it has no kink.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};
use crate::math::real::lane;

/// s if s > 0, else α (eˢ − 1)
pub(super) static ELU: Activation = Activation {
    name: "elu",
    symbol: "ELU",
    prime: "ELU′",
    plain: "ELU",
    doc: "exponential linear unit, between −α and ∞",
    formula: "s if s > 0, else α (eˢ − 1)",
    derivative: "1 if s > 0, else α eˢ",
    alpha: Some(1.0),
    python: Python {
        numpy: "np.where(s > 0, s, alpha * np.expm1(s))",
        prime: Some("np.where(s > 0, 1.0, alpha * np.exp(s))"),
        torch: "F.elu(s, alpha)",
    },
    rule: rule!(f, prime, prime_expr, &[0.0]),
};

#[inline(always)]
fn f(s: f64, alpha: f64) -> f64 {
    if s > 0.0 { s } else { alpha * lane::expm1(s) }
}

#[inline(always)]
fn prime(s: f64, _a: f64, alpha: f64) -> f64 {
    if s > 0.0 { 1.0 } else { alpha * lane::exp(s) }
}

fn prime_expr() -> Expr<Arg> {
    expr::call("ELU′", |x| prime(x[0], 0.0, x[1]), vec![arg(Arg::S), arg(Arg::Alpha)])
}
