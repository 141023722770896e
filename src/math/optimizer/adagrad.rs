//! Adagrad: the gradient divided by the root of the sum of its squares so far. Formulas of
//! `PyTorch`: the sum starts at 0 and ε stands outside the root.

use super::{
    Arg, Expr, Hyperparameters, Inputs, Line, Moment, Optimizer, Pytorch, accept, each2, each3,
    hyper, leaf, none, number, plus, times,
};
use crate::math::expr;
use crate::math::real;

/// θ − η g / (√G + ε)
pub(super) static ADAGRAD: Optimizer = Optimizer {
    name: "adagrad",
    doc: "each step divided by the root of the sum of squared gradients so far",
    formula: "G ← G + g²;  θ ← θ − η / (1 + (t − 1) γ) · g / (√G + ε)",
    settings: &[("learning_rate", 0.01), ("eps", 1e-10), ("lr_decay", 0.0)],
    refuse: accept,
    pytorch: Pytorch::Class {
        name: "Adagrad",
        settings: &["lr=learning_rate", "lr_decay=lr_decay", "eps=eps"],
        states: &[("sum", "sum")],
    },
    carries: false,
    lines: |_| {
        vec![
            Line { name: "sum", symbol: "G", evaluate: sum, expr: sum_expr },
            Line { name: "next", symbol: "θ", evaluate: next, expr: next_expr },
        ]
    },
    wrong: none,
};

fn sum(i: &Inputs, out: &mut [f64]) {
    each2(out, i.before[0], i.gradient, |sum, g| sum + g * g);
}

fn sum_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    plus(leaf(Arg::Before(0)), Expr::squared(leaf(Arg::Gradient)))
}

fn next(i: &Inputs, out: &mut [f64]) {
    let h = i.hyper;
    let rate = h.learning_rate / (1.0 + (i.moment.t as f64 - 1.0) * h.lr_decay);
    each3(out, i.parameter, i.gradient, i.after[0], |w, g, sum| {
        w - rate * g / (real::sqrt(sum) + h.eps)
    });
}

fn next_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    let rate = hyper("learning_rate");
    // η / (1 + (t − 1)·0) is η to the last bit, so the division is left out without decay.
    let rate = if h.lr_decay == 0.0 {
        rate
    } else {
        let past = Expr::minus(leaf(Arg::Time), number(1.0));
        Expr::over(rate, plus(number(1.0), times(past, hyper("lr_decay"))))
    };
    let root = plus(expr::sqrt(leaf(Arg::After(0))), hyper("eps"));
    let step = Expr::over(times(rate, leaf(Arg::Gradient)), root);
    Expr::minus(leaf(Arg::Parameter), step)
}
