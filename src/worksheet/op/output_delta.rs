//! δ of the output for element-wise losses and activations: f′(S) ⊙ ∂ℓ/∂A, as the paper writes it.

use super::delta::Slope;
use super::loss::LossCells;
use super::wrong::{reduced, scaled};
use super::{Earlier, Expr, Leaf, LossGradient, Now, Operation, Site, Wrong, divide, divided};

/// δ (N×K) from S, A and Y (each N×K), the reduction factor included.
#[derive(Debug)]
pub(in crate::worksheet) struct OutputDelta {
    pub(in crate::worksheet) cells: LossCells,
    pub(in crate::worksheet) slope: Slope,
    pub(in crate::worksheet) divisor: Option<f64>,
    /// ∂L/∂A alone: what the slope is multiplied with.
    pub(in crate::worksheet) error: LossGradient,
}

impl Operation for OutputDelta {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let c = &self.cells;
        (c.loss.slope)(earlier.get(c.output), earlier.get(c.target), c.parameter(now), out);
        self.slope.apply(earlier, out);
        divide(out, self.divisor);
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        let error = self.cells.wholes(&(self.cells.loss.slope_expr)(&[1.0], &[1.0], 0), now);
        divided(Expr::hadamard(self.slope.formula(), error), self.divisor)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let c = &self.cells;
        let (a, t) = (earlier.row(c.output, row), earlier.row(c.target, row));
        let error = c.cells(&(c.loss.slope_expr)(a, t, column), row, now);
        let factors = match self.slope.activation.elementwise() {
            Some(rule) => vec![self.slope.cell(rule, row, column), error],
            None => vec![error],
        };
        divided(Expr::Mul(factors), self.divisor)
    }

    fn remark(&self) -> Option<String> {
        Some(self.slope.remark())
    }

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = scaled(site, self);
        all.extend(reduced(site, self, self.divisor));
        if self.slope.activation.name != "identity" {
            all.push(Wrong::new("forgot-fprime-out", self.error.clone()));
        }
        all.extend(self.slope.mistakes(site, &self.error));
        all
    }
}
