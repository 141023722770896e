//! `ReLU`. f′(0) = 0, as in the paper, in `PyTorch` and in `TensorFlow` Playground.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};

/// max(0, s), written as a comparison: NaN passes through and −0.0 becomes +0.0.
pub(super) static RELU: Activation = Activation {
    name: "relu",
    symbol: "ReLU",
    prime: "ReLU′",
    plain: "ReLU",
    doc: "rectified linear unit",
    formula: "s if s > 0, else 0",
    derivative: "1 if s > 0, else 0",
    alpha: None,
    python: Python {
        numpy: "np.maximum(s, 0.0)",
        prime: Some("np.where(s > 0, 1.0, 0.0)"),
        torch: "F.relu(s)",
    },
    rule: rule!(f, prime, prime_expr, &[0.0]),
};

#[inline(always)]
fn f(s: f64, _alpha: f64) -> f64 {
    if s <= 0.0 { 0.0 } else { s }
}

#[inline(always)]
fn prime(s: f64, _a: f64, _alpha: f64) -> f64 {
    if s > 0.0 { 1.0 } else { 0.0 }
}

fn prime_expr() -> Expr<Arg> {
    expr::call("ReLU′", |x| prime(x[0], 0.0, 0.0), vec![arg(Arg::S)])
}
