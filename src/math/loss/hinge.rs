//! The multi-class hinge with a margin, on probabilities (the paper's section 4) and on scores, and
//! its square. A term counts where its violation is > 0; exactly 0 does not.

use super::{Arg, Expr, Loss, Python, Targets, arg, class, expr, smooth, sum, value};
use crate::math::real;

/// `Σ_{j≠y} max(0, pⱼ − p_y + m)` on softmax probabilities: the paper's section 4.
pub(super) static HINGE_SOFTMAX: Loss = Loss {
    name: "hinge_softmax",
    doc: "multi-class hinge with a margin on softmax probabilities",
    parameter: Some(("margin", 0.5)),
    needs: Some("softmax"),
    ..PLAIN
};

/// `Σ_{j≠y} max(0, aⱼ − a_y + m)` on raw scores, after Weston and Watkins; `PyTorch`'s
/// `MultiMarginLoss` divides it by K.
pub(super) static HINGE: Loss = PLAIN;

/// `Σ_{j≠y} max(0, aⱼ − a_y + m)²`; `PyTorch`'s `MultiMarginLoss` with p = 2 divides it by K.
pub(super) static SQUARED_HINGE: Loss = Loss {
    name: "squared_hinge",
    doc: "squared multi-class hinge with a margin on raw scores",
    formula: "Σ_{j≠y} max(0, aⱼ − a_y + m)²",
    gradient: "2 max(0, aⱼ − a_y + m) for j ≠ y, minus their sum at y",
    value: value!(|a, t, m| total(t, |y, j| squared(excess(a, y, j, m)))),
    slope: |a, t, m, g| balance(t, g, |y, j| 2.0 * excess(a, y, j, m)),
    value_expr: |t| total_expr(t, |y, j| Expr::squared(excess_expr(y, j))),
    slope_expr: |_, t, k| {
        let twice = |y, j| Expr::Mul(vec![Expr::Number(2.0), excess_expr(y, j)]);
        balance_expr(t, k, twice)
    },
    python: Python {
        numpy: Some("(np.maximum(violation(a, y, margin), 0.0)**2).sum(axis=1, keepdims=True)"),
        slope: Some("balanced(2.0 * np.maximum(violation(a, y, margin), 0.0), y)"),
        torch: "a.shape[1] * F.multi_margin_loss(a, y.argmax(dim=1), p=2, margin=margin, reduction=\"none\")[:, None]",
    },
    kink: smooth,
    ..PLAIN
};

/// What the rows of this family share; as it stands it is `hinge`.
const PLAIN: Loss = Loss {
    name: "hinge",
    doc: "multi-class hinge with a margin on raw scores",
    formula: "Σ_{j≠y} max(0, aⱼ − a_y + m)",
    gradient: "[aⱼ − a_y + m > 0] for j ≠ y, minus their sum at y",
    targets: Targets::Class,
    parameter: Some(("margin", 1.0)),
    needs: None,
    value: value!(|a, t, m| total(t, |y, j| excess(a, y, j, m))),
    slope: |a, t, m, g| balance(t, g, |y, j| step(violation(a, y, j, m))),
    value_expr: |t| total_expr(t, excess_expr),
    slope_expr: |_, t, k| {
        balance_expr(t, k, |y, j| expr::indicator(violation_expr(arg(Arg::A(j)), y)))
    },
    elementwise: false,
    fused: None,
    python: Python {
        numpy: Some("np.maximum(violation(a, y, margin), 0.0).sum(axis=1, keepdims=True)"),
        slope: Some("balanced(np.where(violation(a, y, margin) > 0, 1.0, 0.0), y)"),
        torch: "a.shape[1] * F.multi_margin_loss(a, y.argmax(dim=1), margin=margin, reduction=\"none\")[:, None]",
    },
    kink: |a, t, m| {
        let y = class(t);
        let distances = others(t).map(|j| violation(a, y, j, m).abs());
        distances.fold(f64::INFINITY, f64::min)
    },
};

/// The classes other than the right one.
pub(super) fn others(t: &[f64]) -> impl Iterator<Item = usize> + use<> {
    let (y, outputs) = (class(t), t.len());
    (0..outputs).filter(move |&j| j != y)
}

/// By how much class j comes within the margin of the right class y.
pub(super) fn violation(a: &[f64], y: usize, j: usize, m: f64) -> f64 {
    a[j] - a[y] + m
}

/// The violation as a formula, for the score `rival` of another class.
pub(super) fn violation_expr(rival: Expr<Arg>, y: usize) -> Expr<Arg> {
    Expr::Add(vec![Expr::minus(rival, arg(Arg::A(y))), arg(Arg::Parameter)])
}

/// [x > 0], strictly.
pub(super) fn step(x: f64) -> f64 {
    if x > 0.0 { 1.0 } else { 0.0 }
}

fn excess(a: &[f64], y: usize, j: usize, m: f64) -> f64 {
    real::larger(0.0, violation(a, y, j, m))
}

fn excess_expr(y: usize, j: usize) -> Expr<Arg> {
    Expr::Max(vec![Expr::Number(0.0), violation_expr(arg(Arg::A(j)), y)])
}

fn squared(x: f64) -> f64 {
    x * x
}

/// The sum of `term(y, j)` over the classes j other than the right one, y.
fn total(t: &[f64], term: impl Fn(usize, usize) -> f64) -> f64 {
    let y = class(t);
    sum(others(t).map(|j| term(y, j)))
}

fn total_expr(t: &[f64], term: impl Fn(usize, usize) -> Expr<Arg>) -> Expr<Arg> {
    let y = class(t);
    Expr::Add(others(t).map(|j| term(y, j)).collect())
}

/// Gives every other class j its slope, `slope(y, j)`, and the right class y minus their sum.
fn balance(t: &[f64], g: &mut [f64], slope: impl Fn(usize, usize) -> f64) {
    let y = class(t);
    for j in others(t) {
        g[j] = slope(y, j);
    }
    g[y] = -sum(others(t).map(|j| g[j]));
}

fn balance_expr(t: &[f64], k: usize, slope: impl Fn(usize, usize) -> Expr<Arg>) -> Expr<Arg> {
    let y = class(t);
    if k == y { Expr::negate(total_expr(t, slope)) } else { slope(y, k) }
}
