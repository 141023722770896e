//! δ of a hidden layer: f′(S) ⊙ (δ of the next layer · Wᵀ), with the weights of the forward pass.

use super::back_signal::BackSignal;
use super::delta::Slope;
use super::wrong::{Instead, scaled};
use super::{Earlier, Expr, Leaf, Now, Operation, Site, Wrong};

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

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = scaled(site, self);
        if self.slope.activation.name != "identity" {
            let bare = self.signal.clone();
            all.push(Wrong::new("forgot-fprime", bare).detailed(self.slope.activation.prime));
        }
        all.extend(self.slope.mistakes(site, &self.signal));
        for signal in self.signal.mistakes(site) {
            let (code, detail, signal) = (signal.code, signal.detail, signal.operation);
            let signal = std::rc::Rc::new(signal);
            let whole = signal.clone();
            let through = Instead::new(
                site,
                move |now| Expr::hadamard(self.slope.formula(), whole.formula(now)),
                move |row, column, earlier, now| {
                    let signal = signal.explain(row, column, earlier, now);
                    match self.slope.activation.elementwise() {
                        Some(rule) => Expr::Mul(vec![self.slope.cell(rule, row, column), signal]),
                        None => signal,
                    }
                },
            );
            all.push(Wrong::new(code, through).detailed(detail));
        }
        all
    }
}
