//! ∂L/∂W = Aᵀ · δ, plus the slope of the penalty.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::hyperparameter::Hyperparameter;
use crate::math::{matrix, regularizer};

/// ∂L/∂W (d₀×d) from the layer's input A (N×d₀), its δ (N×d) and, where there is a penalty, W.
#[derive(Debug)]
pub(in crate::worksheet) struct WeightGradient {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) delta: Id,
    pub(in crate::worksheet) weights: Id,
    /// The rows of l1 and l2, where the objective has a penalty.
    pub(in crate::worksheet) penalty: Option<[&'static Hyperparameter; 2]>,
}

impl WeightGradient {
    /// The slope of the penalty as a formula of w, where it is not zero.
    fn slope(&self, w: &Expr<Leaf>, now: &Now) -> Option<Expr<Leaf>> {
        let rows = self.penalty?;
        let [l1, l2] = rows.map(|row| {
            let lambda = (row.get)(now.hyper);
            (lambda != 0.0).then_some(Expr::Leaf(Leaf::Hyper(row, lambda)))
        });
        regularizer::slope_expr(w, l1, l2)
    }

    fn with_penalty(&self, sum: Expr<Leaf>, w: &Expr<Leaf>, now: &Now) -> Expr<Leaf> {
        match self.slope(w, now) {
            None => sum,
            Some(slope) => match slope {
                Expr::Add(terms) => Expr::Add(std::iter::once(sum).chain(terms).collect()),
                other => Expr::Add(vec![sum, other]),
            },
        }
    }
}

impl Operation for WeightGradient {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let (a, delta) = (earlier.get(self.input), earlier.get(self.delta));
        let (k, n, m) =
            (earlier.rows(self.input), earlier.columns(self.input), earlier.columns(self.delta));
        matrix::product_transposed_left(a, delta, out, n, k, m);
        if self.penalty.is_some() {
            regularizer::add_gradient(earlier.get(self.weights), now.hyper.l1, now.hyper.l2, out);
        }
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        let product = Expr::product(Expr::transposed(whole(self.input)), whole(self.delta));
        self.with_penalty(product, &whole(self.weights), now)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let examples = 0..earlier.rows(self.input);
        let term = |n| (cell(self.input, n, row), cell(self.delta, n, column));
        let sum = Expr::Dot(examples.map(term).collect());
        self.with_penalty(sum, &cell(self.weights, row, column), now)
    }
}
