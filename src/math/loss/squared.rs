//! The squared error and its half: the paper's loss, also `TensorFlow` Playground's.

use super::{Arg, Expr, Loss, Python, Targets, error, smooth, sum, value};

/// ½ Σ (a − t)²
pub(super) static HALF_SQUARED: Loss = Loss {
    name: "half_squared",
    doc: "half the squared error",
    formula: "½ Σ (a − t)²",
    gradient: "a − t",
    targets: Targets::Values,
    parameter: None,
    needs: None,
    value: value!(|a, t, _| 0.5 * squares(a, t)),
    slope: |a, t, _, g| fill(a, t, g, |e| e),
    value_expr: |t| Expr::Mul(vec![Expr::Number(0.5), squares_expr(t)]),
    slope_expr: |_, _, k| error(k),
    elementwise: true,
    fused: None,
    python: Python {
        numpy: None,
        slope: None,
        torch: "0.5 * F.mse_loss(a, y, reduction=\"none\").sum(dim=1, keepdim=True)",
    },
    kink: smooth,
};

/// Σ (a − t)²; with the reduction `mean_all` it is `PyTorch`'s `MSELoss`.
pub(super) static SQUARED: Loss = Loss {
    name: "squared",
    doc: "squared error",
    formula: "Σ (a − t)²",
    gradient: "2 (a − t)",
    targets: Targets::Values,
    parameter: None,
    needs: None,
    value: value!(|a, t, _| squares(a, t)),
    slope: |a, t, _, g| fill(a, t, g, |e| 2.0 * e),
    value_expr: squares_expr,
    slope_expr: |_, _, k| Expr::Mul(vec![Expr::Number(2.0), error(k)]),
    elementwise: true,
    fused: None,
    python: Python {
        numpy: None,
        slope: None,
        torch: "F.mse_loss(a, y, reduction=\"none\").sum(dim=1, keepdim=True)",
    },
    kink: smooth,
};

fn squares(a: &[f64], t: &[f64]) -> f64 {
    sum(a.iter().zip(t).map(|(a, t)| (a - t) * (a - t)))
}

fn squares_expr(t: &[f64]) -> Expr<Arg> {
    Expr::Add((0..t.len()).map(|k| Expr::squared(error(k))).collect())
}

fn fill(a: &[f64], t: &[f64], g: &mut [f64], slope: impl Fn(f64) -> f64) {
    for ((g, a), t) in g.iter_mut().zip(a).zip(t) {
        *g = slope(a - t);
    }
}
