//! δ of a hidden layer: f′(S) ⊙ (δ of the next layer · Wᵀ), with the weights of the forward pass.

use super::back_signal::BackSignal;
use super::delta::Slope;
use super::{Earlier, Expr, Leaf, Now, Operation};

/// δ (N×d) from S, A (N×d), the next layer's δ (N×d′) and W (d×d′).
#[derive(Debug)]
pub(in crate::worksheet) struct HiddenDelta {
    pub(in crate::worksheet) signal: BackSignal,
    pub(in crate::worksheet) slope: Slope,
}

impl Operation for HiddenDelta {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        self.signal.evaluate(earlier, out, now);
        self.slope.apply(earlier, out);
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        Expr::hadamard(self.slope.formula(), self.signal.formula(now))
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let signal = self.signal.explain(row, column, earlier, now);
        match self.slope.activation.elementwise() {
            Some(rule) => Expr::Mul(vec![self.slope.cell(rule, row, column), signal]),
            None => signal,
        }
    }

    fn remark(&self) -> Option<String> {
        Some(self.slope.remark())
    }
}
