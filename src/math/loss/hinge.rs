//! The multi-class hinge with a margin, on probabilities (the paper's section 4) and on scores.

use super::{Arg, Expr, Loss, Targets, arg, class, expr};

/// Σ_{j≠y} max(0, pⱼ − p_y + m) on softmax probabilities
pub static HINGE_SOFTMAX: Loss = Loss {
    name: "hinge_softmax",
    doc: "multi-class hinge with a margin on softmax probabilities",
    formula: "Σ_{j≠y} max(0, aⱼ − a_y + m)",
    gradient: "[aⱼ − a_y + m > 0] for j ≠ y, minus their sum at y",
    targets: Targets::Class,
    parameter: Some(("margin", 0.5)),
    needs: Some("softmax"),
    value,
    slope,
    value_expr,
    slope_expr,
    elementwise: false,
    fused: None,
    kink,
};

fn violation(a: &[f64], y: usize, j: usize, m: f64) -> f64 {
    a[j] - a[y] + m
}

fn others(t: &[f64]) -> impl Iterator<Item = usize> + use<> {
    let (y, outputs) = (class(t), t.len());
    (0..outputs).filter(move |&j| j != y)
}

fn value(a: &[f64], t: &[f64], m: f64) -> f64 {
    let y = class(t);
    let terms = others(t).map(|j| violation(a, y, j, m));
    terms.map(|v| if v <= 0.0 { 0.0 } else { v }).reduce(|x, y| x + y).unwrap_or(0.0)
}

fn slope(a: &[f64], t: &[f64], m: f64, g: &mut [f64]) {
    let y = class(t);
    let mut active = 0.0;
    for j in others(t) {
        g[j] = if violation(a, y, j, m) > 0.0 { 1.0 } else { 0.0 };
        active += g[j];
    }
    g[y] = -active;
}

fn violation_expr(y: usize, j: usize) -> Expr<Arg> {
    Expr::Add(vec![Expr::minus(arg(Arg::A(j)), arg(Arg::A(y))), arg(Arg::Parameter)])
}

fn value_expr(t: &[f64]) -> Expr<Arg> {
    let y = class(t);
    let term = |j| Expr::Max(vec![Expr::Number(0.0), violation_expr(y, j)]);
    Expr::Add(others(t).map(term).collect())
}

fn slope_expr(_: &[f64], t: &[f64], k: usize) -> Expr<Arg> {
    let y = class(t);
    let active = |j| expr::indicator(violation_expr(y, j));
    if k == y {
        return Expr::negate(Expr::Add(others(t).map(active).collect()));
    }
    active(k)
}

fn kink(a: &[f64], t: &[f64], m: f64) -> f64 {
    let y = class(t);
    others(t).map(|j| violation(a, y, j, m).abs()).fold(f64::INFINITY, f64::min)
}
