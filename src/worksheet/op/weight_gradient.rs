//! ∂L/∂W = Aᵀ · δ, plus the slope of the penalty.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::matrix;
use crate::math::regularizer::{self, Arg};

/// ∂L/∂W (d₀×d) from the layer's input A (N×d₀), its δ (N×d) and, where there is a penalty, W.
#[derive(Debug)]
pub(in crate::worksheet) struct WeightGradient {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) delta: Id,
    pub(in crate::worksheet) weights: Id,
    /// Whether the objective has a penalty on the weights.
    pub(in crate::worksheet) penalised: bool,
}

impl WeightGradient {
    fn with_penalty(&self, sum: &Expr<Leaf>, w: &Expr<Leaf>, now: &Now) -> Expr<Leaf> {
        if !self.penalised {
            return sum.clone();
        }
        let whole = regularizer::gradient_expr(now.hyper.l1, now.hyper.l2);
        whole.substitute(&mut |arg| match *arg {
            Arg::Weight(_) => w.clone(),
            Arg::Gradient => sum.clone(),
            Arg::Hyper(row) => Expr::Leaf(Leaf::Hyper(row, (row.get)(now.hyper))),
        })
    }
}

impl Operation for WeightGradient {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let (a, delta) = (earlier.get(self.input), earlier.get(self.delta));
        let (k, n, m) =
            (earlier.rows(self.input), earlier.columns(self.input), earlier.columns(self.delta));
        matrix::product_transposed_left(a, delta, out, n, k, m);
        if self.penalised {
            regularizer::add_gradient(earlier.get(self.weights), now.hyper.l1, now.hyper.l2, out);
        }
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        let product = Expr::product(Expr::transposed(whole(self.input)), whole(self.delta));
        self.with_penalty(&product, &whole(self.weights), now)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let examples = 0..earlier.rows(self.input);
        let term = |n| (cell(self.input, n, row), cell(self.delta, n, column));
        let sum = Expr::Dot(examples.map(term).collect());
        self.with_penalty(&sum, &cell(self.weights, row, column), now)
    }
}
