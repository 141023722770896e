//! Stochastic gradient descent, plain or with momentum. Formulas of `PyTorch`'s `SGD`: the learning
//! rate stays outside the buffer, and the buffer's first value is the gradient itself.

use super::{
    Arg, Expr, Hyperparameters, Inputs, Line, Moment, Optimizer, Pytorch, WrongLine, decayed,
    decayed_expr, each2, each3, hyper, leaf, one_minus, plus, times, wrong,
};

/// θ − η g
pub(super) static SGD: Optimizer = Optimizer {
    name: "sgd",
    doc: "gradient descent, with momentum and weight decay where they are set",
    formula: "θ ← θ − η g;  with momentum: b ← μ b + (1 − τ) g, θ ← θ − η b",
    settings: &[
        ("learning_rate", 0.5),
        ("momentum", 0.0),
        ("dampening", 0.0),
        ("nesterov", 0.0),
        ("weight_decay", 0.0),
    ],
    refuse,
    pytorch: Pytorch::Class {
        name: "SGD",
        settings: &[
            "lr=learning_rate",
            "momentum=momentum",
            "dampening=dampening",
            "nesterov=nesterov",
            "weight_decay=weight_decay",
        ],
        states: &[("buf", "momentum_buffer")],
    },
    carries: false,
    lines,
    wrong: mistakes,
};

fn mistakes(h: &Hyperparameters) -> Vec<WrongLine> {
    if h.momentum == 0.0 {
        return Vec::new();
    }
    let mean = |h: &Hyperparameters, _: Moment| {
        let fresh = times(one_minus(hyper("momentum")), decayed_expr(h));
        plus(times(hyper("momentum"), leaf(Arg::Before(0))), fresh)
    };
    let mut all = vec![wrong("momentum-ema", "buf", mean)];
    if h.dampening != 0.0 {
        all.push(wrong("momentum-first-step", "buf", |h, _| {
            let fresh = times(one_minus(hyper("dampening")), decayed_expr(h));
            plus(times(hyper("momentum"), leaf(Arg::Before(0))), fresh)
        }));
    }
    if h.nesterov {
        all.push(wrong("nesterov-wrong-buffer", "next", |h, _| {
            let ahead = times(hyper("momentum"), leaf(Arg::Before(0)));
            step_expr(plus(decayed_expr(h), ahead))
        }));
    } else {
        all.push(wrong("momentum-lr-inside", "buf", |h, _| {
            let fresh = times(hyper("learning_rate"), decayed_expr(h));
            plus(times(hyper("momentum"), leaf(Arg::Before(0))), fresh)
        }));
        all.push(wrong("momentum-lr-inside", "next", |_, _| {
            Expr::minus(leaf(Arg::Parameter), leaf(Arg::After(0)))
        }));
    }
    all
}

fn refuse(h: &Hyperparameters) -> Option<&'static str> {
    match (h.nesterov, h.momentum > 0.0, h.dampening == 0.0) {
        (true, false, _) => Some("nesterov needs momentum above 0"),
        (true, true, false) => Some("nesterov needs dampening = 0"),
        _ => None,
    }
}

fn lines(h: &Hyperparameters) -> Vec<Line> {
    if h.momentum == 0.0 {
        return vec![Line { name: "next", symbol: "θ", evaluate: plain, expr: plain_expr }];
    }
    let buffer = Line { name: "buf", symbol: "b", evaluate: buffer, expr: buffer_expr };
    let next = if h.nesterov {
        Line { name: "next", symbol: "θ", evaluate: nesterov, expr: nesterov_expr }
    } else {
        Line { name: "next", symbol: "θ", evaluate: heavy, expr: heavy_expr }
    };
    vec![buffer, next]
}

fn step_expr(along: Expr<Arg>) -> Expr<Arg> {
    Expr::minus(leaf(Arg::Parameter), times(hyper("learning_rate"), along))
}

fn plain(i: &Inputs, out: &mut [f64]) {
    let (rate, decay) = (i.hyper.learning_rate, i.hyper.weight_decay);
    each2(out, i.parameter, i.gradient, |w, g| w - rate * decayed(decay, g, w));
}

fn plain_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    step_expr(decayed_expr(h))
}

/// b₁ = g₁; then μ b + (1 − τ) g.
fn buffer(i: &Inputs, out: &mut [f64]) {
    let h = i.hyper;
    if i.moment.t == 1 {
        return each2(out, i.parameter, i.gradient, |w, g| decayed(h.weight_decay, g, w));
    }
    each3(out, i.before[0], i.parameter, i.gradient, |b, w, g| {
        h.momentum * b + (1.0 - h.dampening) * decayed(h.weight_decay, g, w)
    });
}

fn buffer_expr(h: &Hyperparameters, moment: Moment) -> Expr<Arg> {
    let gradient = decayed_expr(h);
    if moment.t == 1 {
        return gradient;
    }
    // (1 − 0)·g is g to the last bit, so the factor is left out where there is no dampening.
    let fresh =
        if h.dampening == 0.0 { gradient } else { times(one_minus(hyper("dampening")), gradient) };
    plus(times(hyper("momentum"), leaf(Arg::Before(0))), fresh)
}

fn heavy(i: &Inputs, out: &mut [f64]) {
    let rate = i.hyper.learning_rate;
    each2(out, i.parameter, i.after[0], |w, b| w - rate * b);
}

fn heavy_expr(_: &Hyperparameters, _: Moment) -> Expr<Arg> {
    step_expr(leaf(Arg::After(0)))
}

fn nesterov(i: &Inputs, out: &mut [f64]) {
    let h = i.hyper;
    each3(out, i.parameter, i.gradient, i.after[0], |w, g, b| {
        w - h.learning_rate * (decayed(h.weight_decay, g, w) + h.momentum * b)
    });
}

fn nesterov_expr(h: &Hyperparameters, _: Moment) -> Expr<Arg> {
    let ahead = times(hyper("momentum"), leaf(Arg::After(0)));
    step_expr(match decayed_expr(h) {
        Expr::Add(mut terms) => {
            terms.push(ahead);
            Expr::Add(terms)
        }
        gradient => plus(gradient, ahead),
    })
}
