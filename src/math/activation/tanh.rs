//! The hyperbolic tangent. f′ is computed from a, as the paper and `PyTorch` do.

use super::{Activation, Arg, Expr, Python, arg, rule};
use crate::math::real::lane;

/// tanh s
pub(super) static TANH: Activation = Activation {
    name: "tanh",
    symbol: "tanh",
    prime: "tanh′",
    plain: "tanh",
    doc: "hyperbolic tangent, between −1 and 1",
    formula: "tanh s",
    derivative: "1 − a²",
    alpha: None,
    python: Python { numpy: "np.tanh(s)", prime: None, torch: "torch.tanh(s)" },
    rule: rule!(f, prime, prime_expr, &[]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    lane::tanh(s)
}

#[inline(always)]
fn prime(_s: f64, a: f64, _alpha: f64) -> f64 {
    1.0 - a * a
}

fn prime_expr() -> Expr<Arg> {
    Expr::minus(Expr::Number(1.0), Expr::squared(arg(Arg::A)))
}
