//! Adam (Kingma and Ba 2015) and `AdamW` (Loshchilov and Hutter 2019), as `PyTorch` computes them:
//! Adam couples weight decay into the gradient, `AdamW` shrinks the parameter itself.

use super::{
    Arg, Expr, Hyperparameters, Inputs, Line, Moment, Optimizer, Pytorch, WrongLine, accept, blend,
    blend_expr, decayed, decayed_expr, each2, each3, hyper, leaf, one_minus, plus, times, wrong,
};
use crate::math::expr;
use crate::math::real;

/// θ − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
pub(super) static ADAM: Optimizer = Optimizer {
    name: "adam",
    doc: "running means of the gradient and of its square, both corrected for their start",
    formula: "m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  \
              θ ← θ − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)",
    settings: &[
        ("learning_rate", 0.001),
        ("beta1", 0.9),
        ("beta2", 0.999),
        ("eps", 1e-8),
        ("weight_decay", 0.0),
        ("amsgrad", 0.0),
    ],
    refuse: accept,
    pytorch: Pytorch::Class {
        name: "Adam",
        settings: &[
            "lr=learning_rate",
            "betas=(beta1, beta2)",
            "eps=eps",
            "weight_decay=weight_decay",
            "amsgrad=amsgrad",
        ],
        states: &[("m", "exp_avg"), ("v", "exp_avg_sq"), ("vmax", "max_exp_avg_sq")],
    },
    carries: false,
    lines: |h| {
        let m = Line { name: "m", symbol: "m", evaluate: mean, expr: mean_expr };
        let v = Line { name: "v", symbol: "v", evaluate: square, expr: square_expr };
        let next = Line { name: "next", symbol: "θ", evaluate: next, expr: next_expr };
        with_largest(h, m, v, next)
    },
    wrong: adam_mistakes,
};

/// Adam after θ ← (1 − η λ) θ
pub(super) static ADAMW: Optimizer = Optimizer {
    name: "adamw",
    doc: "Adam with weight decay applied to the parameter instead of the gradient",
    formula: "m, v as in adam;  θ ← (1 − η λ) θ − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)",
    settings: &[
        ("learning_rate", 0.001),
        ("beta1", 0.9),
        ("beta2", 0.999),
        ("eps", 1e-8),
        ("weight_decay", 0.01),
        ("amsgrad", 0.0),
    ],
    refuse: accept,
    pytorch: Pytorch::Class {
        name: "AdamW",
        settings: &[
            "lr=learning_rate",
            "betas=(beta1, beta2)",
            "eps=eps",
            "weight_decay=weight_decay",
            "amsgrad=amsgrad",
        ],
        states: &[("m", "exp_avg"), ("v", "exp_avg_sq"), ("vmax", "max_exp_avg_sq")],
    },
    carries: false,
    lines: |h| {
        let m = Line { name: "m", symbol: "m", evaluate: pure_mean, expr: pure_mean_expr };
        let v = Line { name: "v", symbol: "v", evaluate: pure_square, expr: pure_square_expr };
        let next = Line { name: "next", symbol: "θ", evaluate: shrunk, expr: shrunk_expr };
        with_largest(h, m, v, next)
    },
    wrong: adamw_mistakes,
};

/// The lines in order, with the running maximum of v where `amsgrad` asks for it.
fn with_largest(h: &Hyperparameters, m: Line, v: Line, next: Line) -> Vec<Line> {
    if h.amsgrad {
        let largest = Line { name: "vmax", symbol: "vmax", evaluate: largest, expr: largest_expr };
        return vec![m, v, largest, next];
    }
    vec![m, v, next]
}

fn mean(i: &Inputs, out: &mut [f64]) {
    let (beta, decay) = (i.hyper.beta1, i.hyper.weight_decay);
    each3(out, i.before[0], i.gradient, i.parameter, |m, g, w| {
        blend(beta, m, decayed(decay, g, w))
    });
}

fn mean_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    blend_expr("beta1", 0, decayed_expr(h))
}

fn square(i: &Inputs, out: &mut [f64]) {
    let (beta, decay) = (i.hyper.beta2, i.hyper.weight_decay);
    each3(out, i.before[1], i.gradient, i.parameter, |v, g, w| {
        let g = decayed(decay, g, w);
        blend(beta, v, g * g)
    });
}

fn square_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    blend_expr("beta2", 1, Expr::squared(decayed_expr(h)))
}

fn pure_mean(i: &Inputs, out: &mut [f64]) {
    let beta = i.hyper.beta1;
    each2(out, i.before[0], i.gradient, |m, g| blend(beta, m, g));
}

fn pure_mean_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    blend_expr("beta1", 0, leaf(Arg::Gradient))
}

fn pure_square(i: &Inputs, out: &mut [f64]) {
    let beta = i.hyper.beta2;
    each2(out, i.before[1], i.gradient, |v, g| blend(beta, v, g * g));
}

fn pure_square_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    blend_expr("beta2", 1, Expr::squared(leaf(Arg::Gradient)))
}

fn largest(i: &Inputs, out: &mut [f64]) {
    each2(out, i.before[2], i.after[1], real::larger);
}

fn largest_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    Expr::Max(vec![leaf(Arg::Before(2)), leaf(Arg::After(1))])
}

/// The slot of the mean square that is divided by: v, or its running maximum.
fn divisor_slot(h: &Hyperparameters) -> usize {
    1 + usize::from(h.amsgrad)
}

/// out ← keep·θ − (η/(1 − β₁ᵗ))·m / (√v/√(1 − β₂ᵗ) + ε)
fn step(i: &Inputs, out: &mut [f64], keep: f64) {
    let (h, t) = (i.hyper, i.moment.t as f64);
    let rate = h.learning_rate / (1.0 - real::pow(h.beta1, t));
    let start = real::sqrt(1.0 - real::pow(h.beta2, t));
    each3(out, i.parameter, i.after[0], i.after[divisor_slot(h)], |w, m, v| {
        keep * w - rate * m / (real::sqrt(v) / start + h.eps)
    });
}

fn step_expr(h: &Hyperparameters, kept: Expr<Arg>) -> Expr<Arg> {
    let v = leaf(Arg::After(divisor_slot(h)));
    step_over(kept, root_expr(v))
}

/// 1 − βᵗ
fn correction(beta: &str) -> Expr<Arg> {
    one_minus(expr::pow(hyper(beta), leaf(Arg::Time)))
}

/// √v / √(1 − β₂ᵗ) + ε
fn root_expr(v: Expr<Arg>) -> Expr<Arg> {
    plus(Expr::over(expr::sqrt(v), expr::sqrt(correction("beta2"))), hyper("eps"))
}

fn step_over(kept: Expr<Arg>, divisor: Expr<Arg>) -> Expr<Arg> {
    let rate = Expr::over(hyper("learning_rate"), correction("beta1"));
    Expr::minus(kept, Expr::over(times(rate, leaf(Arg::After(0))), divisor))
}

/// √(v / (1 − β₂ᵗ) + ε)
fn root_of_both(h: &Hyperparameters) -> Expr<Arg> {
    let v = Expr::over(leaf(Arg::After(divisor_slot(h))), correction("beta2"));
    expr::sqrt(plus(v, hyper("eps")))
}

fn next(i: &Inputs, out: &mut [f64]) {
    step(i, out, 1.0);
}

fn next_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    step_expr(h, leaf(Arg::Parameter))
}

fn shrunk(i: &Inputs, out: &mut [f64]) {
    step(i, out, 1.0 - i.hyper.learning_rate * i.hyper.weight_decay);
}

fn shrunk_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    step_expr(h, shrunk_parameter(h))
}

fn shrunk_parameter(h: &Hyperparameters) -> Expr<Arg> {
    if h.weight_decay == 0.0 && h.learning_rate.is_finite() {
        return leaf(Arg::Parameter);
    }
    let keep = one_minus(times(hyper("learning_rate"), hyper("weight_decay")));
    times(keep, leaf(Arg::Parameter))
}

fn adam_mistakes(h: &Hyperparameters) -> Vec<WrongLine> {
    let mut all = vec![
        wrong("adam-no-square", "v", |h, _| blend_expr("beta2", 1, decayed_expr(h))),
        wrong("adam-eps-inside-sqrt", "next", |h, _| {
            step_over(leaf(Arg::Parameter), root_of_both(h))
        }),
        wrong("adam-m-for-v", "next", |_, _| {
            step_over(leaf(Arg::Parameter), root_expr(leaf(Arg::After(0))))
        }),
    ];
    if h.weight_decay != 0.0 {
        all.push(wrong("l2-as-adamw", "m", pure_mean_expr));
        all.push(wrong("l2-as-adamw", "v", pure_square_expr));
        all.push(wrong("l2-as-adamw", "next", shrunk_expr));
    }
    all
}

fn adamw_mistakes(h: &Hyperparameters) -> Vec<WrongLine> {
    let mut all = vec![
        wrong("adam-no-square", "v", |_, _| blend_expr("beta2", 1, leaf(Arg::Gradient))),
        wrong("adam-eps-inside-sqrt", "next", |h, _| {
            step_over(shrunk_parameter(h), root_of_both(h))
        }),
        wrong("adam-m-for-v", "next", |h, _| {
            step_over(shrunk_parameter(h), root_expr(leaf(Arg::After(0))))
        }),
    ];
    if h.weight_decay != 0.0 {
        all.push(wrong("adamw-as-l2", "m", mean_expr));
        all.push(wrong("adamw-as-l2", "v", square_expr));
        all.push(wrong("adamw-as-l2", "next", next_expr));
    }
    all
}
