//! ∂L/∂A of the output, where the loss couples the outputs of an example.

use super::loss::{LossCells, with_margin_turned};
use super::wrong::{Instead, reduced, scaled};
use super::{Earlier, Expr, Leaf, Now, Operation, Site, Wrong, divide, divided};
use crate::math::loss::class;

/// ∂L/∂A (N×K), the reduction factor included.
#[derive(Clone, Debug)]
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

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = scaled(site, self);
        all.extend(reduced(site, self, self.divisor));
        if self.cells.parameter.is_some_and(|row| row.name == "margin") {
            all.push(Wrong::new("margin-sign", self.margin_turned(site)));
            all.push(Wrong::new("no-gt-entry", self.right_class(site, |_| Expr::Number(0.0))));
            // The right class's own term, m > 0, is always active: one more in the sum.
            let more = |e| Expr::minus(e, Expr::Number(1.0));
            all.push(Wrong::new("includes-j=y", self.right_class(site, more)));
        }
        all
    }
}

impl LossGradient {
    /// The indicators' sides depend on the margin, so the formula is all there is to turn.
    fn margin_turned<'a>(&'a self, site: &Site<'a>) -> Instead<'a> {
        Instead::changed(site, self, |e, _| with_margin_turned(&e))
    }

    /// The same with another entry at the right class, before any division.
    fn right_class<'a>(
        &'a self,
        site: &Site<'a>,
        entry: impl Fn(Expr<Leaf>) -> Expr<Leaf> + 'a,
    ) -> Instead<'a> {
        Instead::new(
            site,
            move |now| self.formula(now),
            move |row, column, earlier, now| {
                let c = &self.cells;
                let (a, t) = (earlier.row(c.output, row), earlier.row(c.target, row));
                let right = c.cells(&(c.loss.slope_expr)(a, t, column), row, now);
                let y = class(t);
                divided(if column == y { entry(right) } else { right }, self.divisor)
            },
        )
    }
}
