//! The hinge of Crammer and Singer: only the strongest wrong class counts, the first of equals.

use super::hinge::{others, step, violation, violation_expr};
use super::{Arg, Expr, Loss, Python, Targets, arg, class, expr, value};
use crate::math::real;

/// `max(0, max_{j≠y} aⱼ − a_y + m)`, on raw scores.
pub(super) static CRAMMER_SINGER: Loss = Loss {
    name: "crammer_singer",
    doc: "hinge of the strongest wrong class on raw scores",
    formula: "max(0, max_{j≠y} aⱼ − a_y + m)",
    gradient: "1 at the largest aⱼ, −1 at y, where max_{j≠y} aⱼ − a_y + m > 0",
    targets: Targets::Class,
    parameter: Some(("margin", 1.0)),
    needs: None,
    value: value!(|a, t, m| real::larger(0.0, worst(a, t, m))),
    slope: |a, t, m, g| {
        let active = step(worst(a, t, m));
        g.fill(0.0);
        if let Some(j) = rival(a, t) {
            g[j] = active;
        }
        g[class(t)] = -active;
    },
    value_expr: |t| Expr::Max(vec![Expr::Number(0.0), worst_expr(t)]),
    slope_expr,
    elementwise: false,
    fused: None,
    python: Python {
        numpy: Some("np.maximum(violation(a, y, margin).max(axis=1, keepdims=True), 0.0)"),
        slope: Some("balanced(strongest(violation(a, y, margin)), y)"),
        torch: "F.relu(\n    \
                a.masked_fill(y == 1, -torch.inf).max(dim=1, keepdim=True).values\n    \
                - (a * y).sum(dim=1, keepdim=True) + margin\n)",
    },
    kink,
};

/// The strongest wrong class, the first of equals; a NaN beats every number.
fn rival(a: &[f64], t: &[f64]) -> Option<usize> {
    let stronger = |i: usize, j: usize| if a[j] > a[i] || a[j].is_nan() { j } else { i };
    others(t).reduce(stronger)
}

/// The violation of the strongest wrong class; −∞ where there is no other class.
fn worst(a: &[f64], t: &[f64], m: f64) -> f64 {
    rival(a, t).map_or(f64::NEG_INFINITY, |j| violation(a, class(t), j, m))
}

fn worst_expr(t: &[f64]) -> Expr<Arg> {
    let scores = others(t).map(|j| arg(Arg::A(j))).collect();
    violation_expr(Expr::Max(scores), class(t))
}

fn slope_expr(a: &[f64], t: &[f64], k: usize) -> Expr<Arg> {
    let active = || expr::indicator(worst_expr(t));
    if k == class(t) {
        Expr::negate(active())
    } else if rival(a, t) == Some(k) {
        active()
    } else {
        Expr::Number(0.0)
    }
}

/// The slope jumps where the violation is 0 and where the two strongest wrong classes are equal.
fn kink(a: &[f64], t: &[f64], m: f64) -> f64 {
    let Some(first) = rival(a, t) else { return f64::INFINITY };
    let leads = others(t).filter(|&j| j != first).map(|j| a[first] - a[j]);
    leads.fold(worst(a, t, m).abs(), f64::min)
}
