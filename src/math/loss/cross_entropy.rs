//! Cross-entropy of a distribution over classes; soft targets are allowed.
//!
//! Classes whose target is 0 do not enter the sums: 0 · ln 0 counts as 0.

mod costs;

use super::{Arg, Expr, Fused, Loss, Python, Targets, arg, error, expr, smooth, sum, value};
use crate::math::real;

/// −Σ t ln a
pub(super) static CROSS_ENTROPY: Loss = Loss {
    name: "cross_entropy",
    doc: "cross-entropy of a probability per class",
    formula: "−Σ t ln a",
    gradient: "−t / a",
    targets: Targets::Distribution,
    parameter: None,
    needs: None,
    value: value!(|a, t, _| sum(wanted(t).map(|k| -(t[k] * real::ln(a[k]))))),
    slope: |a, t, _, g| {
        for ((g, a), &t) in g.iter_mut().zip(a).zip(t) {
            *g = if t == 0.0 { 0.0 } else { -(t / a) };
        }
    },
    value_expr: |t| Expr::Add(wanted(t).map(term).collect()),
    slope_expr: |_, t, k| match t[k] {
        0.0 => Expr::Number(0.0),
        _ => Expr::negate(Expr::over(arg(Arg::T(k)), arg(Arg::A(k)))),
    },
    elementwise: true,
    fused: Some(Fused {
        activation: "softmax",
        value: |s, t| sum(wanted(t).map(|k| t[k] * cost(s, k))),
        values: costs::of_rows,
        delta: |a, t, d| {
            let total = sum(t.iter().copied());
            for ((d, a), t) in d.iter_mut().zip(a).zip(t) {
                *d = total * a - t;
            }
        },
        value_expr: |t| Expr::Add(wanted(t).map(|k| cost_expr(t.len(), k)).collect()),
        delta_expr,
        formula: "(Σⱼ tⱼ) a − t",
        python: Python {
            numpy: Some("np.where(y == 0, 0.0, y * surprise(s)).sum(axis=1, keepdims=True)"),
            slope: Some("y.sum(axis=1, keepdims=True) * a - y"),
            torch: "F.cross_entropy(s, y, reduction=\"none\")[:, None]",
        },
    }),
    python: Python {
        numpy: Some("-np.where(y == 0, 0.0, y * np.log(a)).sum(axis=1, keepdims=True)"),
        slope: Some("-np.where(y == 0, 0.0, y / a)"),
        torch: "-(y * torch.log(torch.where(y == 0, 1.0, a))).sum(dim=1, keepdim=True)",
    },
    kink: smooth,
};

/// The classes that enter the sums.
fn wanted(t: &[f64]) -> impl Iterator<Item = usize> {
    (0..t.len()).filter(|&k| t[k] != 0.0)
}

fn term(k: usize) -> Expr<Arg> {
    Expr::negate(Expr::Mul(vec![arg(Arg::T(k)), expr::ln(arg(Arg::A(k)))]))
}

/// −ln of the softmax at k: `ln Σⱼ exp(sⱼ − s_k)`, which keeps its digits down to 1e-300
/// where `ln Σⱼ exp sⱼ − s_k` would round to 0.
fn cost(s: &[f64], k: usize) -> f64 {
    real::log_sum_exp(s, s[k])
}

fn cost_expr(outputs: usize, k: usize) -> Expr<Arg> {
    let above = |j| Expr::minus(arg(Arg::S(j)), arg(Arg::S(k)));
    let apply = |x: &[f64]| real::log_sum_exp(x, 0.0);
    let cost = expr::call("ln Σ exp", apply, (0..outputs).map(above).collect());
    Expr::Mul(vec![arg(Arg::T(k)), cost])
}

fn delta_expr(t: &[f64], k: usize) -> Expr<Arg> {
    // A total of exactly 1 changes no bit of the product, so the formula may leave it out.
    if sum(t.iter().copied()) == 1.0 {
        return error(k);
    }
    let total = Expr::Add((0..t.len()).map(|j| arg(Arg::T(j))).collect());
    Expr::minus(Expr::Mul(vec![total, arg(Arg::A(k))]), arg(Arg::T(k)))
}
