//! Softplus, the smooth `ReLU`, without the threshold at 20 that `PyTorch` has.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};
use crate::math::real;
use crate::math::real::lane;

/// ln(1 + eˢ)
pub(super) static SOFTPLUS: Activation = Activation {
    name: "softplus",
    symbol: "softplus",
    prime: "softplus′",
    plain: "softplus",
    doc: "smooth ReLU, always above 0",
    formula: "max(s, 0) + ln(1 + e^(−|s|))",
    derivative: "σ(s)",
    alpha: None,
    python: Python {
        numpy: "np.maximum(s, 0.0) + np.log1p(np.exp(-np.abs(s)))",
        prime: None,
        torch: "F.softplus(s, threshold=40.0)",
    },
    rule: rule!(f, prime, prime_expr, &[]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    real::larger(s, 0.0) + real::log1p(lane::exp(-s.abs()))
}

#[inline(always)]
fn prime(s: f64, _a: f64, _alpha: f64) -> f64 {
    lane::sigmoid(s)
}

fn prime_expr() -> Expr<Arg> {
    expr::sigmoid(arg(Arg::S))
}
