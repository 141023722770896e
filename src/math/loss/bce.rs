//! Binary cross-entropy, each output an event of its own: on probabilities and on logits.
//!
//! On probabilities the logarithms stop at −100 and the slope's denominator at 1e-12, as in
//! `PyTorch`'s `BCELoss`; behind a sigmoid it is computed from the pre-activations instead.

use super::{Arg, Expr, Fused, Loss, Python, Targets, arg, error, expr, smooth, sum, value};
use crate::math::real;

/// −Σ (t ln a + (1 − t) ln(1 − a))
pub(super) static BCE: Loss = Loss {
    name: "bce",
    doc: "binary cross-entropy of probabilities",
    formula: "−Σ (t ln a + (1 − t) ln(1 − a))",
    gradient: "(a − t) / (a (1 − a))",
    targets: Targets::UnitInterval,
    parameter: None,
    needs: None,
    value: value!(|a, t, _| sum(a.iter().zip(t).map(|(&a, &t)| surprise(a, t)))),
    slope: |a, t, _, g| {
        for ((g, a), t) in g.iter_mut().zip(a).zip(t) {
            *g = (a - t) / real::larger(a * (1.0 - a), LEAST_VARIANCE);
        }
    },
    value_expr: |t| Expr::Add((0..t.len()).map(surprise_expr).collect()),
    slope_expr: |_, _, k| {
        let variance = Expr::Mul(vec![arg(Arg::A(k)), but_one(arg(Arg::A(k)))]);
        Expr::over(error(k), Expr::Max(vec![variance, Expr::Number(LEAST_VARIANCE)]))
    },
    elementwise: true,
    fused: Some(Fused {
        activation: "sigmoid",
        value: logit_losses,
        values: |s, t, outputs, l| {
            let rows = s.chunks_exact(outputs).zip(t.chunks_exact(outputs));
            for (l, (s, t)) in l.iter_mut().zip(rows) {
                *l = logit_losses(s, t);
            }
        },
        delta: |a, t, d| {
            for ((d, a), t) in d.iter_mut().zip(a).zip(t) {
                *d = a - t;
            }
        },
        value_expr: |t| Expr::Add((0..t.len()).map(|k| logit_expr(Arg::S(k), k)).collect()),
        delta_expr: |_, k| error(k),
        formula: "a − t",
        python: Python {
            numpy: None,
            slope: None,
            torch: "F.binary_cross_entropy_with_logits(s, y, reduction=\"none\").sum(dim=1, keepdim=True)",
        },
    }),
    python: Python {
        numpy: None,
        slope: None,
        torch: "F.binary_cross_entropy(a, y, reduction=\"none\").sum(dim=1, keepdim=True)",
    },
    kink: smooth,
};

/// Σ (softplus(a) − t a): `bce` with the sigmoid taken into the loss; `PyTorch`'s
/// `BCEWithLogitsLoss`.
pub(super) static BCE_LOGITS: Loss = Loss {
    name: "bce_logits",
    doc: "binary cross-entropy of logits, the sigmoid inside the loss",
    formula: "Σ (max(a, 0) − t a + ln(1 + e^(−|a|)))",
    gradient: "σ(a) − t",
    targets: Targets::UnitInterval,
    parameter: None,
    needs: Some("identity"),
    value: value!(|a, t, _| sum(a.iter().zip(t).map(|(&a, &t)| logit_loss(a, t)))),
    slope: |a, t, _, g| {
        for ((g, &a), t) in g.iter_mut().zip(a).zip(t) {
            *g = real::sigmoid(a) - t;
        }
    },
    value_expr: |t| Expr::Add((0..t.len()).map(|k| logit_expr(Arg::A(k), k)).collect()),
    slope_expr: |_, _, k| Expr::minus(expr::sigmoid(arg(Arg::A(k))), arg(Arg::T(k))),
    elementwise: true,
    fused: None,
    python: Python {
        numpy: None,
        slope: None,
        torch: "F.binary_cross_entropy_with_logits(a, y, reduction=\"none\").sum(dim=1, keepdim=True)",
    },
    kink: smooth,
};

const LEAST_LOGARITHM: f64 = -100.0;
const LEAST_VARIANCE: f64 = 1e-12;

/// −t ln a − (1 − t) ln(1 − a)
fn surprise(a: f64, t: f64) -> f64 {
    let yes = real::larger(real::ln(a), LEAST_LOGARITHM);
    let no = real::larger(real::log1p(-a), LEAST_LOGARITHM);
    -(t * yes) - (1.0 - t) * no
}

fn surprise_expr(k: usize) -> Expr<Arg> {
    let least = |logarithm| Expr::Max(vec![logarithm, Expr::Number(LEAST_LOGARITHM)]);
    let yes = least(expr::ln(arg(Arg::A(k))));
    let no = least(expr::log1p(Expr::negate(arg(Arg::A(k)))));
    Expr::minus(
        Expr::negate(Expr::Mul(vec![arg(Arg::T(k)), yes])),
        Expr::Mul(vec![but_one(arg(Arg::T(k))), no]),
    )
}

fn but_one(e: Expr<Arg>) -> Expr<Arg> {
    Expr::minus(Expr::Number(1.0), e)
}

fn logit_losses(s: &[f64], t: &[f64]) -> f64 {
    sum(s.iter().zip(t).map(|(&s, &t)| logit_loss(s, t)))
}

/// softplus(s) − t s, with the large parts subtracted first: what is left when the output is
/// certain and right keeps its digits.
fn logit_loss(s: f64, t: f64) -> f64 {
    (real::larger(s, 0.0) - t * s) + real::log1p(real::exp(-s.abs()))
}

fn logit_expr(s: Arg, k: usize) -> Expr<Arg> {
    let large = Expr::Max(vec![arg(s), Expr::Number(0.0)]);
    let large = Expr::minus(large, Expr::Mul(vec![arg(Arg::T(k)), arg(s)]));
    let small = expr::log1p(expr::exp(Expr::negate(expr::abs(arg(s)))));
    Expr::Add(vec![large, small])
}
