//! The classic mistakes as data: a table of what people do and why it is wrong. How each is
//! computed stands with the operation it goes wrong in (`Operation::mistakes`).

use std::collections::HashSet;

use super::op::{Leaf, Now, Wrong};
use super::quantity::{Cell, Id};
use super::{Trace, Worksheet};
use crate::math::expr::Expr;

/// A mistake's row.
#[derive(Clone, Copy, Debug)]
pub struct Mistake {
    /// Its name in reports and commands.
    pub code: &'static str,
    /// What was done, said to the person who did it; what stands in braces, where there are
    /// variants, is said of any of them.
    pub said: &'static str,
    /// Why it is wrong, in one line.
    pub why: &'static str,
    /// Whether it is made once and then handed on: a running network makes it where a sign or a
    /// factor first goes wrong, and not again in what is computed from that; nor in the loss, where
    /// a gradient can have it.
    pub once: bool,
}

const fn row(code: &'static str, said: &'static str, why: &'static str) -> Mistake {
    Mistake { code, said, why, once: false }
}

/// The same, made once and then handed on.
const fn once(mistake: Mistake) -> Mistake {
    Mistake { once: true, ..mistake }
}

/// The table: every mistake that an operation knows, in the order of an iteration.
#[rustfmt::skip]
pub static MISTAKES: &[Mistake] = &[
    row("forgot-activation", "you went on with the pre-activations: the activation is missing",
        "without the activation two layers are one linear layer"),
    row("wrong-activation", "you used {another function} as the activation",
        "the layer has another activation"),
    row("activation-twice", "you applied the activation twice",
        "A = f(S), once"),
    row("softmax-axis", "you normalised down the columns instead of along the rows",
        "the probabilities of one example must sum to 1, and an example is a row"),
    row("bias-missing", "you left out the bias",
        "S = A · W + b"),
    row("bias-sign", "you subtracted the bias",
        "the bias is added; only a threshold is subtracted"),
    row("transposed", "you used the weights transposed",
        "the entries of W connect input i with unit j; transposed, they connect other pairs"),
    row("wrong-layer-input", "you fed the layer with the network's inputs instead of the layer before",
        "each layer reads the activations of the one before it"),
    row("half-missing", "you left out the ½",
        "the loss is half the squared error, so that its derivative is the error itself"),
    row("square-missing", "you left out the square",
        "without the square errors of different sign cancel"),
    once(row("mean-not-sum", "you divided by the number of examples",
        "this network's loss is the sum over the examples")),
    once(row("sum-not-mean", "you left out the division by {the number of examples}",
        "this network's loss is a mean, and its gradient has the same divisor")),
    once(row("mean-over-outputs", "you divided by the number of outputs",
        "the loss of an example is the sum over its outputs")),
    row("includes-j=y", "you counted the right class as its own rival",
        "the sum runs over the wrong classes only; the right one would add the bare margin"),
    row("margin-sign", "you subtracted the margin",
        "a rival counts as soon as it comes within the margin: pⱼ − p_y + m > 0"),
    row("no-gt-entry", "you gave the right class no gradient",
        "every active term also pushes the right class up: its entry is minus their sum"),
    once(row("sign-flipped", "you have the opposite sign",
        "δ is ∂L/∂s: output minus target, and the update goes against the gradient")),
    once(row("factor-2", "your numbers are twice what they should be",
        "the ½ of the loss cancels the 2 of the square")),
    once(row("factor-half", "your numbers are half of what they should be",
        "differentiating the square brings down a 2")),
    row("forgot-fprime-out", "you took the error itself: the derivative of the output's activation is missing",
        "the error has to go back through the output's activation: times f′(s)"),
    row("forgot-fprime", "you left out {f′}",
        "what arrives at a unit is multiplied by the slope of its activation"),
    row("f-not-fprime", "you multiplied by the activation instead of its derivative",
        "the chain rule wants the slope of f, not its value"),
    row("fprime-at-activation", "you took the derivative at the activation instead of the pre-activation",
        "f′ belongs at s; written in terms of a it is another formula"),
    row("one-minus-a", "you multiplied by 1 − a",
        "the derivative is another function of a"),
    row("a-squared", "you multiplied by a²",
        "the derivative is another function of a"),
    row("sigmoid-derivative", "you used a (1 − a), the derivative of the sigmoid",
        "tanh′ = 1 − a²"),
    row("tanh-derivative", "you used 1 − a², the derivative of tanh",
        "σ′ = a (1 − a)"),
    row("fprime-of-next-layer", "you used {f′}, the derivative of the next layer's activation",
        "each layer has the slope of its own activation"),
    row("softmax-jacobian-diagonal", "you used p (1 − p) alone, the diagonal of the softmax's Jacobian",
        "every probability depends on every pre-activation of its row"),
    row("softmax-jacobian-missing", "you left out the derivative of the softmax",
        "∂L/∂p is not ∂L/∂s: it has to go back through the softmax"),
    row("ce-shortcut", "you used p − t",
        "that is the softmax together with the cross-entropy; this is another loss"),
    row("hinge-gradient-for-o_y", "you put the derivative by the right class's score into every entry",
        "it is ∂/∂o_y of the term j; ∂/∂o_j is pⱼ (1 − pⱼ + p_y), and the terms have to be summed"),
    row("own-term-only", "you counted only the term of the entry itself",
        "through the softmax every term depends on every score"),
    row("updated-weights-in-backward", "you went back through the updated weights",
        "the gradient belongs to the weights of the forward pass; all are updated afterwards"),
    row("weights-missing", "you went back without the weights",
        "what a unit caused depends on the weights it went out through"),
    row("one-output-only", "you went back from the first unit of the next layer only",
        "a unit is answerable for everything it feeds: sum over all units of the next layer"),
    row("raw-error-not-delta", "you went back with the raw error instead of δ",
        "the error must pass the output's derivative before it goes back"),
    row("preactivation-not-activation", "you used the layer's input before its activation",
        "what the weights were multiplied by is the activation"),
    row("fprime-not-activation", "you used {f′}, the derivative, where the activation belongs",
        "∂s/∂w is what the weight was multiplied by: the activation itself"),
    row("last-example-only", "you used the last example only",
        "the gradient is the sum over all examples"),
    row("first-example-only", "you used the first example only",
        "the gradient is the sum over all examples"),
    row("delta-of-wrong-layer", "you used {the δ} of another layer",
        "a weight's gradient needs the δ of the layer it leads into"),
    once(row("lr-included", "you multiplied the gradient by the learning rate already",
        "the gradient and the step are two things: the step is −η times the gradient")),
    once(row("step-not-gradient", "you wrote the step −η ∇ instead of the gradient",
        "the gradient and the step are two things: the step is −η times the gradient")),
    row("reg-not-in-gradient", "you left the penalty out of the gradient",
        "the penalty is part of the loss, so it has a gradient too"),
    row("reg-factor-2", "your penalty's gradient is twice what it should be",
        "the ½ of λ₂/2 · w² cancels the 2 of the square"),
    row("reg-on-bias", "you penalised the bias",
        "the penalty is on the weights only"),
    row("lr-missing", "you left out the learning rate",
        "the step is the learning rate times the gradient"),
    row("lr-twice", "you multiplied by the learning rate twice",
        "the step is the learning rate times the gradient, once"),
    row("lr-wrong", "you used {another number} as the learning rate",
        "the learning rate is another"),
    row("step-not-weights", "you wrote the step instead of the new weights",
        "the new weights are the old ones plus the step"),
    row("not-updated", "you did not change the weights",
        "the update subtracts the step from the weights"),
    row("adam-no-bias-correction", "you left out the correction for the start",
        "m and v begin at 0; without the correction the first steps are wrong"),
    row("adam-t-off-by-one", "you counted the updates from {another t}",
        "the first update has t = 1"),
    row("adam-betas-swapped", "you swapped β₁ and β₂",
        "β₁ belongs to the mean of the gradient, β₂ to the mean of its square"),
    row("adam-eps-inside-sqrt", "you put ε under the root",
        "here ε stands outside the root"),
    row("adam-m-for-v", "you used m where v belongs",
        "the step is divided by the root of the mean square"),
    row("adam-no-square", "you did not square the gradient in v",
        "v is the running mean of the squared gradient"),
    row("adamw-as-l2", "you added the weight decay to the gradient",
        "AdamW shrinks the parameter itself"),
    row("l2-as-adamw", "you shrank the parameter itself",
        "here the weight decay is part of the gradient"),
    row("momentum-lr-inside", "you put the learning rate into the buffer",
        "here the buffer collects gradients and the step is η times the buffer"),
    row("momentum-ema", "you weighted the gradient by 1 − μ",
        "the buffer is a sum, not a mean"),
    row("momentum-first-step", "you dampened the first gradient",
        "the buffer's first value is the gradient itself"),
    row("nesterov-wrong-buffer", "you looked ahead with the buffer of the step before",
        "Nesterov's step uses the buffer that was just computed"),
    row("rmsprop-eps-inside", "you put ε under the root",
        "here ε stands outside the root"),
];

impl Mistake {
    /// The mistake of this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        MISTAKES.iter().find(|row| row.code == code)
    }

    /// What was done, whatever the variant.
    pub fn said(&self) -> String {
        self.said_of(None)
    }

    fn said_of(&self, variant: Option<&str>) -> String {
        let braced = self.said.split_once('{').zip(self.said.split_once('}'));
        let Some(((before, rest), (_, after))) = braced else { return self.said.into() };
        let any = &rest[..rest.len() - after.len() - 1];
        format!("{before}{}{after}", variant.unwrap_or(any))
    }
}

impl Wrong<'_> {
    /// Its row in the table.
    ///
    /// # Panics
    /// Never: a test sees that every operation's codes have a row.
    pub fn row(&self) -> &'static Mistake {
        Mistake::find(self.code).expect("every code has a row")
    }

    /// What was done, with the variant filled in.
    pub fn said(&self) -> String {
        let variant = Some(self.detail.as_str()).filter(|detail| !detail.is_empty());
        self.row().said_of(variant)
    }
}

impl Worksheet {
    /// The mistakes that can be made somewhere in this network, in the order of the table.
    pub fn possible_mistakes(&self) -> Vec<&'static Mistake> {
        let everywhere = self.quantities().flat_map(|(id, _)| self.mistakes(id));
        let codes: HashSet<&str> = everywhere.map(|wrong| wrong.code).collect();
        MISTAKES.iter().filter(|row| codes.contains(row.code)).collect()
    }

    /// The classic ways to get a quantity wrong in this network; none for what is given.
    pub fn mistakes(&self, id: Id) -> Vec<Wrong<'_>> {
        let site = super::op::Site { worksheet: self, id };
        self.quantity(id).operation.as_ref().map_or(Vec::new(), |o| o.mistakes(&site))
    }

    /// A quantity's numbers as somebody gets them who makes this mistake in this one step, from
    /// the numbers of a complete trace.
    pub fn with_mistake(&self, id: Id, wrong: &Wrong, trace: &Trace, now: &Now) -> Vec<f64> {
        let mut out = vec![0.0; self.quantity(id).len()];
        wrong.operation.evaluate(&trace.earlier(self), &mut out, now);
        out
    }

    /// Where one cell comes from for somebody who makes this mistake.
    pub fn mistaken(&self, wrong: &Wrong, trace: &Trace, now: &Now, cell: Cell) -> Expr<Leaf> {
        wrong.operation.explain(cell.row, cell.column, &trace.earlier(self), now)
    }

    /// The mistakes that explain an answer: made in this one step they give what `answer` accepts.
    /// None where the right value is accepted: what is right has no explanation but that.
    pub fn blamed(
        &self,
        trace: &Trace,
        now: &Now,
        cell: Cell,
        answer: &dyn Fn(f64) -> bool,
    ) -> Vec<Wrong<'_>> {
        let at = cell.row * self.quantity(cell.quantity).columns + cell.column;
        if answer(trace.slice(self, cell.quantity)[at]) {
            return Vec::new();
        }
        let mut all = self.mistakes(cell.quantity);
        all.retain(|wrong| answer(self.with_mistake(cell.quantity, wrong, trace, now)[at]));
        all
    }
}
