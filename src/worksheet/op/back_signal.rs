//! ∂L/∂A of a hidden layer: what arrives from the next layer before the activation's derivative.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::matrix;

/// ∂L/∂A (N×d) from the next layer's δ (N×d′) and W (d×d′), the weights of the forward pass.
#[derive(Debug)]
pub(in crate::worksheet) struct BackSignal {
    pub(in crate::worksheet) delta: Id,
    pub(in crate::worksheet) weights: Id,
}

impl Operation for BackSignal {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let (n, k) = (earlier.rows(self.delta), earlier.columns(self.delta));
        let m = earlier.rows(self.weights);
        let (delta, weights) = (earlier.get(self.delta), earlier.get(self.weights));
        matrix::product_transposed_right(delta, weights, out, n, k, m);
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        Expr::product(whole(self.delta), Expr::transposed(whole(self.weights)))
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, _: &Now) -> Expr<Leaf> {
        let units = 0..earlier.columns(self.delta);
        let term = |k| (cell(self.delta, row, k), cell(self.weights, column, k));
        Expr::Dot(units.map(term).collect())
    }
}
