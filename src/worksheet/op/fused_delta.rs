//! δ of the output where loss and activation are differentiated as one.

use super::delta::Slope;
use super::loss::LossCells;
use super::wrong::{reduced, scaled};
use super::{
    Earlier, Expr, Leaf, LossGradient, Now, Operation, Site, Wrong, divide, divided,
    softmax_mistakes, whole,
};
use crate::math::loss::Fused;
use crate::math::threads;

/// δ (N×K) from A and Y (each N×K), the reduction factor included.
///
/// The factors of the chain, ∂ℓ/∂a and f′, cancel; multiplied out one by one they would lose
/// everything where the activation saturates.
#[derive(Debug)]
pub(in crate::worksheet) struct FusedDelta {
    pub(in crate::worksheet) cells: LossCells,
    pub(in crate::worksheet) fused: &'static Fused,
    pub(in crate::worksheet) slope: Slope,
    pub(in crate::worksheet) divisor: Option<f64>,
    /// ∂L/∂A alone, for who takes the chain apart.
    pub(in crate::worksheet) error: LossGradient,
}

impl Operation for FusedDelta {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let width = earlier.columns(self.cells.output).max(1);
        let (a, t) = (earlier.get(self.cells.output), earlier.get(self.cells.target));
        threads::rows(out, width, threads::PASS, |at, out| {
            let at = at.start * width..at.end * width;
            let rows = a[at.clone()].chunks_exact(width).zip(t[at].chunks_exact(width));
            for (out, (a, t)) in out.chunks_exact_mut(width).zip(rows) {
                (self.fused.delta)(a, t, out);
            }
            divide(out, self.divisor);
        });
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        let error = Expr::minus(whole(self.cells.output), whole(self.cells.target));
        divided(error, self.divisor)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let t = earlier.row(self.cells.target, row);
        let delta = self.cells.cells(&(self.fused.delta_expr)(t, column), row, now);
        divided(delta, self.divisor)
    }

    fn remark(&self) -> Option<String> {
        Some(format!(
            "∂ℓ/∂a = {} and {} = {} multiplied out: {}",
            self.cells.loss.gradient,
            self.slope.activation.prime,
            self.slope.activation.derivative,
            self.fused.formula
        ))
    }

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = scaled(site, self);
        all.extend(reduced(site, self, self.divisor));
        if self.slope.activation.elementwise().is_some() {
            all.push(Wrong::new("forgot-fprime-out", self.error.clone()));
        } else {
            all.extend(softmax_mistakes::jacobian(site, self.cells.output, &self.error));
        }
        all
    }
}
