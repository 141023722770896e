//! Half the squared error: the paper's loss, also `TensorFlow` Playground's.

use super::{Arg, Expr, Loss, Targets, arg, smooth};

/// ½ Σ (a − t)²
pub static HALF_SQUARED: Loss = Loss {
    name: "half_squared",
    doc: "half the squared error",
    formula: "½ Σ (a − t)²",
    gradient: "a − t",
    targets: Targets::Values,
    parameter: None,
    needs: None,
    value,
    slope,
    value_expr: |t| {
        Expr::Mul(vec![
            Expr::Number(0.5),
            Expr::Add((0..t.len()).map(|k| Expr::squared(error(k))).collect()),
        ])
    },
    slope_expr: |_, _, k| error(k),
    elementwise: true,
    fused: None,
    kink: smooth,
};

fn value(a: &[f64], t: &[f64], _: f64) -> f64 {
    let squares = a.iter().zip(t).map(|(a, t)| (a - t) * (a - t));
    0.5 * squares.reduce(|x, y| x + y).unwrap_or(0.0)
}

fn slope(a: &[f64], t: &[f64], _: f64, g: &mut [f64]) {
    for ((g, a), t) in g.iter_mut().zip(a).zip(t) {
        *g = a - t;
    }
}

fn error(k: usize) -> Expr<Arg> {
    Expr::minus(arg(Arg::A(k)), arg(Arg::T(k)))
}
