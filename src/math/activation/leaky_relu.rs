//! `ReLU` with a slope α on the left. f′(0) = α: zero belongs to the left side, as in `ReLU`.

use super::{Activation, Arg, Expr, Python, arg, expr, rule};

/// s if s > 0, else α s; α = 0.01 as `PyTorch`'s `negative_slope`.
pub(super) static LEAKY_RELU: Activation = Activation {
    name: "leaky_relu",
    symbol: "LeakyReLU",
    prime: "LeakyReLU′",
    plain: "LeakyReLU",
    doc: "rectified linear unit with a small slope α on the left",
    formula: "s if s > 0, else α s",
    derivative: "1 if s > 0, else α",
    alpha: Some(0.01),
    python: Python {
        numpy: "np.where(s > 0, s, alpha * s)",
        prime: Some("np.where(s > 0, 1.0, alpha)"),
        torch: "F.leaky_relu(s, alpha)",
    },
    rule: rule!(f, prime, prime_expr, &[0.0]),
};

#[inline(always)]
fn f(s: f64, alpha: f64) -> f64 {
    if s > 0.0 { s } else { alpha * s }
}

#[inline(always)]
fn prime(s: f64, _a: f64, alpha: f64) -> f64 {
    if s > 0.0 { 1.0 } else { alpha }
}

fn prime_expr() -> Expr<Arg> {
    expr::call("LeakyReLU′", |x| prime(x[0], 0.0, x[1]), vec![arg(Arg::S), arg(Arg::Alpha)])
}
