//! `RMSprop`: the gradient divided by the root of its running mean square. Formulas of `PyTorch`:
//! ε stands outside the root (`TensorFlow` and `optax` put it inside).

use super::{
    Arg, Expr, Hyperparameters, Inputs, Line, Moment, Optimizer, Pytorch, WrongLine, accept, blend,
    blend_expr, each2, each3, each4, hyper, leaf, plus, times, wrong,
};
use crate::math::expr;
use crate::math::real;

/// θ − η g / (√v + ε)
pub(super) static RMSPROP: Optimizer = Optimizer {
    name: "rmsprop",
    doc: "each step divided by the root of the running mean of squared gradients",
    formula: "v ← α v + (1 − α) g²;  θ ← θ − η g / (√v + ε);  centered: √(v − ḡ²)",
    settings: &[
        ("learning_rate", 0.01),
        ("alpha", 0.99),
        ("eps", 1e-8),
        ("momentum", 0.0),
        ("centered", 0.0),
    ],
    refuse: accept,
    lines,
    wrong: mistakes,
    pytorch: Pytorch::Class {
        name: "RMSprop",
        settings: &[
            "lr=learning_rate",
            "alpha=alpha",
            "eps=eps",
            "momentum=momentum",
            "centered=centered",
        ],
        states: &[("v", "square_avg"), ("grad_avg", "grad_avg"), ("buf", "momentum_buffer")],
    },
    carries: false,
};

fn mistakes(h: &Hyperparameters) -> Vec<WrongLine> {
    let inside = |h: &Hyperparameters, _: Moment| {
        let rise = times(hyper("learning_rate"), leaf(Arg::Gradient));
        Expr::minus(leaf(Arg::Parameter), Expr::over(rise, root_of_both(h)))
    };
    let buffered = |h: &Hyperparameters, _: Moment| {
        plus(
            times(hyper("momentum"), leaf(Arg::Before(buffer_slot(h)))),
            Expr::over(leaf(Arg::Gradient), root_of_both(h)),
        )
    };
    if h.momentum == 0.0 {
        vec![wrong("rmsprop-eps-inside", "next", inside)]
    } else {
        vec![wrong("rmsprop-eps-inside", "buf", buffered)]
    }
}

/// √(v + ε)
fn root_of_both(h: &Hyperparameters) -> Expr<Arg> {
    expr::sqrt(plus(square_mean(h), hyper("eps")))
}

fn lines(h: &Hyperparameters) -> Vec<Line> {
    let mut lines = vec![Line { name: "v", symbol: "v", evaluate: square, expr: square_expr }];
    if h.centered {
        lines.push(Line { name: "grad_avg", symbol: "ḡ", evaluate: mean, expr: mean_expr });
    }
    if h.momentum == 0.0 {
        lines.push(Line { name: "next", symbol: "θ", evaluate: plain, expr: plain_expr });
    } else {
        lines.push(Line { name: "buf", symbol: "b", evaluate: buffer, expr: buffer_expr });
        lines.push(Line { name: "next", symbol: "θ", evaluate: heavy, expr: heavy_expr });
    }
    lines
}

/// The momentum buffer's slot: after v, and after ḡ where there is one.
fn buffer_slot(h: &Hyperparameters) -> usize {
    1 + usize::from(h.centered)
}

fn square(i: &Inputs, out: &mut [f64]) {
    let alpha = i.hyper.alpha;
    each2(out, i.before[0], i.gradient, |v, g| blend(alpha, v, g * g));
}

fn square_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    blend_expr("alpha", 0, Expr::squared(leaf(Arg::Gradient)))
}

fn mean(i: &Inputs, out: &mut [f64]) {
    let alpha = i.hyper.alpha;
    each2(out, i.before[1], i.gradient, |mean, g| blend(alpha, mean, g));
}

fn mean_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    blend_expr("alpha", 1, leaf(Arg::Gradient))
}

fn root(eps: f64, v: f64) -> f64 {
    real::sqrt(v) + eps
}

fn root_expr(h: &Hyperparameters) -> Expr<Arg> {
    plus(expr::sqrt(square_mean(h)), hyper("eps"))
}

/// v, or v − ḡ² where it is centered.
fn square_mean(h: &Hyperparameters) -> Expr<Arg> {
    let v = leaf(Arg::After(0));
    if h.centered { Expr::minus(v, Expr::squared(leaf(Arg::After(1)))) } else { v }
}

fn plain(i: &Inputs, out: &mut [f64]) {
    let (rate, eps) = (i.hyper.learning_rate, i.hyper.eps);
    if i.hyper.centered {
        let from = [i.parameter, i.gradient, i.after[0], i.after[1]];
        each4(out, from, |w, g, v, mean| w - rate * g / root(eps, v - mean * mean));
    } else {
        let v = i.after[0];
        each3(out, i.parameter, i.gradient, v, |w, g, v| w - rate * g / root(eps, v));
    }
}

fn plain_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    let rise = times(hyper("learning_rate"), leaf(Arg::Gradient));
    Expr::minus(leaf(Arg::Parameter), Expr::over(rise, root_expr(h)))
}

/// b ← μ b + g / (√v + ε)
fn buffer(i: &Inputs, out: &mut [f64]) {
    let (mu, eps) = (i.hyper.momentum, i.hyper.eps);
    let before = i.before[buffer_slot(i.hyper)];
    if i.hyper.centered {
        let from = [before, i.gradient, i.after[0], i.after[1]];
        each4(out, from, |b, g, v, mean| mu * b + g / root(eps, v - mean * mean));
    } else {
        each3(out, before, i.gradient, i.after[0], |b, g, v| mu * b + g / root(eps, v));
    }
}

fn buffer_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    plus(
        times(hyper("momentum"), leaf(Arg::Before(buffer_slot(h)))),
        Expr::over(leaf(Arg::Gradient), root_expr(h)),
    )
}

fn heavy(i: &Inputs, out: &mut [f64]) {
    let rate = i.hyper.learning_rate;
    each2(out, i.parameter, i.after[buffer_slot(i.hyper)], |w, b| w - rate * b);
}

fn heavy_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    let step = times(hyper("learning_rate"), leaf(Arg::After(buffer_slot(h))));
    Expr::minus(leaf(Arg::Parameter), step)
}
