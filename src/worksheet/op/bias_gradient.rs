//! ∂L/∂b = Σₙ δₙ.

use super::gradient_mistakes::{as_step, examples, of_other_layers};
use super::wrong::{Instead, reduced, scaled};
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::hyperparameter::Hyperparameter;
use crate::math::matrix;
use crate::worksheet::quantity::Role;

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

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let delta = self.delta;
        let mut all = scaled(site, self);
        all.extend(reduced(site, self, site.network().divisor(site.worksheet.rows())));
        all.extend(as_step(site, self));
        all.extend(examples(
            site,
            move |now| self.formula(now),
            move |n, _, column, _| cell(delta, n, column),
        ));
        all.extend(of_other_layers(site, delta, |delta| Self { delta }));
        all.extend(self.penalised(site));
        all
    }
}

impl BiasGradient {
    /// The same with λ₂ b, where the weights have a penalty.
    fn penalised<'a>(&'a self, site: &Site<'a>) -> Option<Wrong<'a>> {
        let Role::Gradient(parameter) = site.quantity().role else { return None };
        let bias = site.find(Role::Parameter(parameter))?;
        let row = Hyperparameter::find("l2").filter(|_| site.network().regularized())?;
        let with = move |e, b, now: &Now| {
            let lambda = Expr::Leaf(Leaf::Hyper(row, (row.get)(now.hyper)));
            Expr::Add(vec![e, Expr::Mul(vec![lambda, b])])
        };
        let instead = Instead::new(
            site,
            move |now| with(self.formula(now), whole(bias), now),
            move |row, column, earlier, now| {
                with(self.explain(row, column, earlier, now), cell(bias, 0, column), now)
            },
        );
        Some(Wrong::new("reg-on-bias", instead))
    }
}
