//! ∂L/∂b = Σₙ δₙ.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::matrix;

/// ∂L/∂b (1×d) from the layer's δ (N×d).
#[derive(Debug)]
pub(in crate::worksheet) struct BiasGradient {
    pub(in crate::worksheet) delta: Id,
}

impl Operation for BiasGradient {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let columns = earlier.columns(self.delta);
        matrix::column_sums(earlier.get(self.delta), out, columns);
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        Expr::ColumnSum(Box::new(whole(self.delta)))
    }

    fn explain(&self, _: usize, column: usize, earlier: &Earlier, _: &Now) -> Expr<Leaf> {
        let examples = 0..earlier.rows(self.delta);
        Expr::Add(examples.map(|n| cell(self.delta, n, column)).collect())
    }
}
