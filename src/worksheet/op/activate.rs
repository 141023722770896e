//! A = f(S): the activations of a layer.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::activation::{Activation, Rule, softmax_rows};
use crate::math::expr;

/// A (N×d) from S (N×d), element by element or, for softmax, row by row.
#[derive(Debug)]
pub(in crate::worksheet) struct Activate {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) activation: &'static Activation,
    pub(in crate::worksheet) alpha: f64,
}

impl Operation for Activate {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let s = earlier.get(self.input);
        match &self.activation.rule {
            Rule::Elementwise(rule) => (rule.forward)(s, out, self.alpha),
            Rule::Softmax => softmax_rows(s, out, earlier.columns(self.input)),
        }
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        expr::call(self.activation.symbol, |_| f64::NAN, vec![whole(self.input)])
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, _: &Now) -> Expr<Leaf> {
        let s = |k| cell(self.input, row, k);
        match &self.activation.rule {
            Rule::Elementwise(rule) => {
                expr::activation(self.activation.symbol, rule.f, self.alpha, s(column))
            }
            Rule::Softmax => {
                let all = || (0..earlier.columns(self.input)).map(s);
                let shifted = |e| expr::exp(Expr::minus(e, Expr::Max(all().collect())));
                Expr::over(shifted(s(column)), Expr::Add(all().map(shifted).collect()))
            }
        }
    }

    fn remark(&self) -> Option<String> {
        Some(format!("{}: {}", self.activation.symbol, self.activation.formula))
    }
}
