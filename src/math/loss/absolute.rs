//! Losses that grow linearly far from the target: the absolute error and Huber's compromise.

use super::{Arg, Expr, Loss, Python, Targets, arg, error, expr, smooth, sum, value};
use crate::math::real;

/// Σ |a − t|; `PyTorch`'s `L1Loss`.
pub(super) static ABSOLUTE: Loss = Loss {
    name: "absolute",
    doc: "absolute error",
    formula: "Σ |a − t|",
    gradient: "sign(a − t), sign 0 = 0",
    targets: Targets::Values,
    parameter: None,
    needs: None,
    value: value!(|a, t, _| sum(a.iter().zip(t).map(|(a, t)| (a - t).abs()))),
    slope: |a, t, _, g| {
        for ((g, a), t) in g.iter_mut().zip(a).zip(t) {
            *g = real::sign(a - t);
        }
    },
    value_expr: |t| Expr::Add((0..t.len()).map(|k| expr::abs(error(k))).collect()),
    slope_expr: |_, _, k| expr::sign(error(k)),
    elementwise: true,
    fused: None,
    python: Python {
        numpy: None,
        slope: None,
        torch: "F.l1_loss(a, y, reduction=\"none\").sum(dim=1, keepdim=True)",
    },
    kink: |a, t, _| a.iter().zip(t).map(|(a, t)| (a - t).abs()).fold(f64::INFINITY, f64::min),
};

/// ½ e² near the target, δ (|e| − ½ δ) beyond δ; `PyTorch`'s `HuberLoss` (`SmoothL1Loss` is this
/// divided by δ). Its slope has corners but no jumps.
pub(super) static HUBER: Loss = Loss {
    name: "huber",
    doc: "squared error near the target, absolute error beyond δ",
    formula: "Σ (½ e² if |e| ≤ δ, else δ (|e| − ½ δ)), e = a − t",
    gradient: "a − t, kept between −δ and δ",
    targets: Targets::Values,
    parameter: Some(("huber_delta", 1.0)),
    needs: None,
    value: value!(|a, t, delta| sum(a.iter().zip(t).map(|(a, t)| huber(a - t, delta)))),
    slope: |a, t, delta, g| {
        for ((g, a), t) in g.iter_mut().zip(a).zip(t) {
            *g = real::clamp(a - t, -delta, delta);
        }
    },
    value_expr: |t| Expr::Add((0..t.len()).map(huber_expr).collect()),
    slope_expr: |_, _, k| {
        let low = Expr::negate(arg(Arg::Parameter));
        let clamp = |x: &[f64]| real::clamp(x[0], x[1], x[2]);
        expr::call("clamp", clamp, vec![error(k), low, arg(Arg::Parameter)])
    },
    elementwise: true,
    fused: None,
    python: Python {
        numpy: None,
        slope: None,
        torch: "F.huber_loss(a, y, delta=huber_delta, reduction=\"none\").sum(dim=1, keepdim=True)",
    },
    kink: smooth,
};

fn huber(e: f64, delta: f64) -> f64 {
    if e.abs() <= delta { 0.5 * (e * e) } else { delta * (e.abs() - 0.5 * delta) }
}

fn huber_expr(k: usize) -> Expr<Arg> {
    expr::call("huber", |x| huber(x[0], x[1]), vec![error(k), arg(Arg::Parameter)])
}
