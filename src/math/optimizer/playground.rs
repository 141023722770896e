//! The rule of TensorFlow Playground (`updateWeights` in `nn.ts`): a step along the gradient, then
//! one along the penalty's slope at the old weight. With L1, a weight that the second step carries
//! across 0 becomes 0 and is dead for good, also when L1 is turned off later (Playground starts over
//! then). In a run that never had L1 nothing is dead, and there is nothing to remember. Biases take
//! the first step only.

use super::{
    Arg, Expr, Hyperparameters, Inputs, Line, Moment, Optimizer, Pytorch, accept, each2, each3,
    hyper, leaf, none, times,
};
use crate::math::expr;
use crate::math::real;
use crate::math::regularizer;

/// w₁ = w − η g; w₂ = w₁ − η Ω′(w), where g is the mean over the examples
pub(super) static PLAYGROUND: Optimizer = Optimizer {
    name: "playground",
    doc: "TensorFlow Playground: gradient step, then penalty step; L1 kills weights that cross 0",
    formula: "w₁ = w − η ḡ;  w₂ = w₁ − η (λ₁ sign w + λ₂ w);  w ← 0 for good if λ₁ > 0 and \
              w₁ w₂ < 0, else w₂",
    settings: &[("learning_rate", 0.03), ("l1", 0.0), ("l2", 0.0)],
    refuse: accept,
    pytorch: Pytorch::Written(PYTORCH),
    carries: true,
    lines: |h| {
        let kills = Line { name: "dead", symbol: "dead", evaluate: dead, expr: dead_expr };
        let next = Line { name: "next", symbol: "θ", evaluate: next, expr: next_expr };
        if h.kills() { vec![kills, next] } else { vec![next] }
    },
    wrong: none,
};

/// The update of one parameter with `PyTorch`; what is dead is returned.
const PYTORCH: &str = "\
def step(w, dead, examples, is_weight):
    with torch.no_grad():
        first = w - learning_rate * w.grad / examples
        if not is_weight:
            w.copy_(first)
            return dead
        second = first - learning_rate * (l1 * w.sign() + l2 * w)
        if l1 > 0:
            dead = torch.maximum(dead, torch.where(first * second < 0, 1.0, 0.0))
        w.copy_(torch.where(dead == 0, second, 0.0))
        return dead
";

/// The mean gradient: Playground divides the sum over a batch by its size.
fn mean(moment: Moment, g: f64) -> f64 {
    moment.summed.map_or(g, |examples| g / examples)
}

fn mean_expr(moment: Moment) -> Expr<Arg> {
    let g = leaf(Arg::Gradient);
    match moment.summed {
        None => g,
        Some(examples) => Expr::over(g, Expr::Number(examples)),
    }
}

/// w₁ and w₂ of one weight.
fn steps(i: &Inputs, w: f64, g: f64) -> (f64, f64) {
    let h = i.hyper;
    let first = w - h.learning_rate * mean(i.moment, g);
    if h.l1 == 0.0 && h.l2 == 0.0 {
        return (first, first);
    }
    (first, first - h.learning_rate * regularizer::slope(w, h.l1, h.l2))
}

fn first_expr(moment: Moment) -> Expr<Arg> {
    let step = times(hyper("learning_rate"), mean_expr(moment));
    Expr::minus(leaf(Arg::Parameter), step)
}

fn second_expr(h: &Hyperparameters, moment: Moment) -> Expr<Arg> {
    let l1 = (h.l1 != 0.0).then(|| hyper("l1"));
    let l2 = (h.l2 != 0.0).then(|| hyper("l2"));
    match regularizer::slope_expr(&leaf(Arg::Parameter), l1, l2) {
        None => first_expr(moment),
        Some(slope) => Expr::minus(first_expr(moment), times(hyper("learning_rate"), slope)),
    }
}

/// 1 once λ₁ has carried the weight across 0, else 0.
fn dead(i: &Inputs, out: &mut [f64]) {
    if !i.moment.weight || i.hyper.l1 <= 0.0 {
        out.copy_from_slice(i.before[0]);
        return;
    }
    each3(out, i.before[0], i.parameter, i.gradient, |dead, w, g| {
        let (first, second) = steps(i, w, g);
        real::larger(dead, f64::from(u8::from(first * second < 0.0)))
    });
}

fn dead_expr(h: &Hyperparameters, moment: Moment) -> Expr<Arg> {
    let before = leaf(Arg::Before(0));
    if !moment.weight || h.l1 <= 0.0 {
        return before;
    }
    let crossing = Expr::negate(times(first_expr(moment), second_expr(h, moment)));
    Expr::Max(vec![before, expr::indicator(crossing)])
}

fn unless_dead(dead: f64, w: f64) -> f64 {
    if dead == 0.0 { w } else { 0.0 }
}

fn next(i: &Inputs, out: &mut [f64]) {
    let rate = i.hyper.learning_rate;
    if !i.moment.weight {
        return each2(out, i.parameter, i.gradient, |w, g| w - rate * mean(i.moment, g));
    }
    if !i.hyper.kills() {
        return each2(out, i.parameter, i.gradient, |w, g| steps(i, w, g).1);
    }
    each3(out, i.after[0], i.parameter, i.gradient, |dead, w, g| {
        unless_dead(dead, steps(i, w, g).1)
    });
}

fn next_expr(h: &Hyperparameters, moment: Moment) -> Expr<Arg> {
    if !moment.weight {
        return first_expr(moment);
    }
    if !h.kills() {
        return second_expr(h, moment);
    }
    expr::unless(leaf(Arg::After(0)), second_expr(h, moment))
}
