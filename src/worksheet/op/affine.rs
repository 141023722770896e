//! S = A · W + b: the pre-activations of a layer.

use super::{Cell, Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::matrix;

/// S (N×d) from A (N×d₀), W (d₀×d) and, if there is one, b (1×d).
#[derive(Debug)]
pub(in crate::worksheet) struct Affine {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) weights: Id,
    pub(in crate::worksheet) bias: Option<Id>,
}

impl Operation for Affine {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let (n, k) = (earlier.rows(self.input), earlier.columns(self.input));
        let m = earlier.columns(self.weights);
        matrix::product(earlier.get(self.input), earlier.get(self.weights), out, n, k, m);
        if let Some(bias) = self.bias {
            matrix::add_row(out, earlier.get(bias));
        }
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        let product = Expr::product(whole(self.input), whole(self.weights));
        match self.bias {
            None => product,
            Some(bias) => Expr::Add(vec![product, whole(bias)]),
        }
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, _: &Now) -> Expr<Leaf> {
        let terms = 0..earlier.columns(self.input);
        let term = |k| (cell(self.input, row, k), cell(self.weights, k, column));
        let sum = Expr::Dot(terms.map(term).collect());
        match self.bias {
            None => sum,
            Some(bias) => Expr::Add(vec![
                sum,
                Expr::Leaf(Leaf::Cell(Cell { quantity: bias, row: 0, column })),
            ]),
        }
    }
}
