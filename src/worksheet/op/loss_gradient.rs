//! ∂L/∂A of the output, where the loss couples the outputs of an example.

use super::loss::LossCells;
use super::{Earlier, Expr, Leaf, Now, Operation, divide, divided};

/// ∂L/∂A (N×K), the reduction factor included.
#[derive(Debug)]
pub(in crate::worksheet) struct LossGradient {
    pub(in crate::worksheet) cells: LossCells,
    pub(in crate::worksheet) divisor: Option<f64>,
}

impl Operation for LossGradient {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let c = &self.cells;
        let (width, p) = (earlier.columns(c.output).max(1), c.parameter(now));
        for (row, out) in out.chunks_exact_mut(width).enumerate() {
            (c.loss.slope)(earlier.row(c.output, row), earlier.row(c.target, row), p, out);
        }
        divide(out, self.divisor);
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        let slope = if self.cells.loss.elementwise {
            self.cells.wholes(&(self.cells.loss.slope_expr)(&[1.0], &[1.0], 0), now)
        } else {
            Expr::Leaf(Leaf::Text(self.cells.loss.gradient))
        };
        divided(slope, self.divisor)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let c = &self.cells;
        let (a, t) = (earlier.row(c.output, row), earlier.row(c.target, row));
        let slope = c.cells(&(c.loss.slope_expr)(a, t, column), row, now);
        divided(slope, self.divisor)
    }

    fn remark(&self) -> Option<String> {
        Some(format!("∂ℓ/∂a: {}", self.cells.loss.gradient))
    }
}
