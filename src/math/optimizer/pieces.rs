//! What lines of updates are made of: loops over their elements, terms of their formulas, and the
//! sums that several optimizers have in common, each beside its formula.

use super::{Arg, Expr, Hyperparameter, Hyperparameters};
use crate::math::threads;

/// A literal number in a line's formula.
pub(super) fn number(x: f64) -> Expr<Arg> {
    Expr::Number(x)
}

/// A leaf of a line's formula.
pub(super) fn leaf(arg: Arg) -> Expr<Arg> {
    Expr::Leaf(arg)
}

/// A hyperparameter in a line's formula.
pub(super) fn hyper(name: &str) -> Expr<Arg> {
    Hyperparameter::find(name).map_or(number(f64::NAN), |row| leaf(Arg::Hyper(row)))
}

/// 1 − e
pub(super) fn one_minus(e: Expr<Arg>) -> Expr<Arg> {
    Expr::minus(number(1.0), e)
}

/// a · b
pub(super) fn times(a: Expr<Arg>, b: Expr<Arg>) -> Expr<Arg> {
    Expr::Mul(vec![a, b])
}

/// a + b
pub(super) fn plus(a: Expr<Arg>, b: Expr<Arg>) -> Expr<Arg> {
    Expr::Add(vec![a, b])
}

/// g + λ·θ: the gradient with weight decay coupled in, untouched where λ is 0.
pub(super) fn decayed(decay: f64, gradient: f64, parameter: f64) -> f64 {
    if decay == 0.0 { gradient } else { gradient + decay * parameter }
}

/// [`decayed`] as a formula.
pub(super) fn decayed_expr(h: &Hyperparameters) -> Expr<Arg> {
    let gradient = leaf(Arg::Gradient);
    if h.weight_decay == 0.0 {
        return gradient;
    }
    plus(gradient, times(hyper("weight_decay"), leaf(Arg::Parameter)))
}

/// A running average: keep·old + (1 − keep)·new.
pub(super) fn blend(keep: f64, old: f64, new: f64) -> f64 {
    keep * old + (1.0 - keep) * new
}

/// [`blend`] as a formula, with the hyperparameter's name and the state's slot.
pub(super) fn blend_expr(keep: &str, slot: usize, new: Expr<Arg>) -> Expr<Arg> {
    plus(times(hyper(keep), leaf(Arg::Before(slot))), times(one_minus(hyper(keep)), new))
}

/// out ← f(a, b), element by element.
pub(super) fn each2(out: &mut [f64], a: &[f64], b: &[f64], f: impl Fn(f64, f64) -> f64 + Sync) {
    threads::rows(out, 1, threads::PASS, |at, out| {
        for ((y, &a), &b) in out.iter_mut().zip(&a[at.clone()]).zip(&b[at]) {
            *y = f(a, b);
        }
    });
}

/// out ← f(a, b, c), element by element.
pub(super) fn each3(
    out: &mut [f64],
    a: &[f64],
    b: &[f64],
    c: &[f64],
    f: impl Fn(f64, f64, f64) -> f64 + Sync,
) {
    threads::rows(out, 1, threads::PASS, |at, out| {
        let from = a[at.clone()].iter().zip(&b[at.clone()]).zip(&c[at]);
        for (y, ((&a, &b), &c)) in out.iter_mut().zip(from) {
            *y = f(a, b, c);
        }
    });
}

/// out ← f(a, b, c, d), element by element.
pub(super) fn each4(
    out: &mut [f64],
    from: [&[f64]; 4],
    f: impl Fn(f64, f64, f64, f64) -> f64 + Sync,
) {
    threads::rows(out, 1, threads::PASS, |at, out| {
        let [a, b, c, d] = from.map(|from| &from[at.clone()]);
        for ((((y, &a), &b), &c), &d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *y = f(a, b, c, d);
        }
    });
}
