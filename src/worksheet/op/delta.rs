//! δ = ∂L/∂S from ∂L/∂A, where the latter exists in its own right.

use super::wrong::scaled;
use super::{
    Earlier, Expr, Id, Keep, Leaf, Now, Operation, Site, Wrong, cell, softmax_mistakes, whole,
};
use crate::math::activation::{Activation, Arg, Elementwise, Rule, softmax_backward_row};
use crate::math::expr;

/// δ (N×d) from ∂L/∂A, S and A (each N×d).
#[derive(Debug)]
pub(in crate::worksheet) struct Delta {
    pub(in crate::worksheet) gradient: Id,
    pub(in crate::worksheet) slope: Slope,
    /// ∂L/∂A as it stands: what the slope is multiplied with.
    pub(in crate::worksheet) arrived: Keep,
}

/// f′ of a layer with the quantities it is computed from; shared by every delta.
#[derive(Clone, Debug)]
pub(in crate::worksheet) struct Slope {
    pub(in crate::worksheet) activation: &'static Activation,
    pub(in crate::worksheet) alpha: f64,
    pub(in crate::worksheet) pre_activation: Id,
    pub(in crate::worksheet) output: Id,
}

impl Slope {
    /// Turns ∂L/∂A in `out` into ∂L/∂S.
    pub(super) fn apply(&self, earlier: &Earlier, out: &mut [f64]) {
        let (s, a) = (earlier.get(self.pre_activation), earlier.get(self.output));
        match &self.activation.rule {
            Rule::Elementwise(rule) => (rule.backward)(s, a, self.alpha, out),
            Rule::Softmax => {
                let width = earlier.columns(self.output).max(1);
                for (a, g) in a.chunks_exact(width).zip(out.chunks_exact_mut(width)) {
                    softmax_backward_row(a, g);
                }
            }
        }
    }

    /// f′(S) for the whole matrix: `tanh′(s)`.
    pub(super) fn formula(&self) -> Expr<Leaf> {
        let name = self.activation.prime;
        expr::call(name, |_| f64::NAN, vec![whole(self.pre_activation)])
    }

    /// f′ of one cell.
    pub(super) fn cell(&self, rule: &Elementwise, row: usize, column: usize) -> Expr<Leaf> {
        (rule.prime_expr)().substitute(&mut |arg| match arg {
            Arg::S => cell(self.pre_activation, row, column),
            Arg::A => cell(self.output, row, column),
            Arg::Alpha => Expr::Number(self.alpha),
        })
    }

    pub(super) fn remark(&self) -> String {
        format!("{} = {}", self.activation.prime, self.activation.derivative)
    }
}

impl Operation for Delta {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        out.copy_from_slice(earlier.get(self.gradient));
        self.slope.apply(earlier, out);
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        let (a, g) = (whole(self.slope.output), whole(self.gradient));
        match self.slope.activation.rule {
            Rule::Elementwise(_) => Expr::hadamard(self.slope.formula(), g),
            Rule::Softmax => {
                let mean = Expr::RowSum(Box::new(Expr::hadamard(g.clone(), a.clone())));
                Expr::hadamard(a, Expr::minus(g, mean))
            }
        }
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, _: &Now) -> Expr<Leaf> {
        let (a, g) = (self.slope.output, self.gradient);
        match &self.slope.activation.rule {
            Rule::Elementwise(rule) => {
                Expr::Mul(vec![self.slope.cell(rule, row, column), cell(g, row, column)])
            }
            Rule::Softmax => {
                let outputs = 0..earlier.columns(g);
                let pair = |k| (cell(g, row, k), cell(a, row, k));
                let mean = Expr::Dot(outputs.map(pair).collect());
                let inner = Expr::minus(cell(g, row, column), mean);
                Expr::Mul(vec![cell(a, row, column), inner])
            }
        }
    }

    fn remark(&self) -> Option<String> {
        Some(self.slope.remark())
    }

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = scaled(site, self);
        match self.slope.activation.rule {
            Rule::Elementwise(_) => {
                if self.slope.activation.name != "identity" {
                    let bare = Keep { of: self.gradient, frozen: false };
                    all.push(if site.layer() == site.network().depth() {
                        Wrong::new("forgot-fprime-out", bare)
                    } else {
                        Wrong::new("forgot-fprime", bare).detailed(self.slope.activation.prime)
                    });
                }
                all.extend(self.slope.mistakes(site, &self.arrived));
            }
            Rule::Softmax => {
                let p = self.slope.output;
                all.extend(softmax_mistakes::jacobian(site, p, &self.arrived));
                all.extend(softmax_mistakes::of_the_loss(site, p));
            }
        }
        all
    }
}
