//! ∂L/∂A of a hidden layer: what arrives from the next layer before the activation's derivative.

use super::wrong::Instead;
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::matrix;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::Role;

/// ∂L/∂A (N×d) from the next layer's δ (N×d′) and W (d×d′), the weights of the forward pass.
#[derive(Clone, Debug)]
pub(in crate::worksheet) struct BackSignal {
    pub(in crate::worksheet) delta: Id,
    pub(in crate::worksheet) weights: Id,
}

impl Operation for BackSignal {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let (delta, n, k) = earlier.matrix(self.delta);
        let (weights, m, _) = earlier.matrix(self.weights);
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

    /// `site` is the hidden layer that the signal arrives at.
    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let (units, next) = site.shape(self.weights);
        let (delta, weights) = (self.delta, self.weights);
        let mut all = Vec::new();
        let parameter = Parameter { layer: site.layer() + 1, bias: false };
        if let Some(updated) = site.find(Role::After(parameter)) {
            let signal = Self { delta, weights: updated };
            all.push(Wrong::new("updated-weights-in-backward", signal));
        }
        if units == next && units > 1 {
            let product = move |_: &Now| Expr::product(whole(delta), whole(weights));
            let sum = move |row, column, earlier: &Earlier, _: &Now| {
                let term = |k| (cell(delta, row, k), cell(weights, k, column));
                Expr::Dot((0..earlier.columns(delta)).map(term).collect())
            };
            all.push(Wrong::new("transposed", Instead::new(site, product, sum)));
        }
        if units == next || next == 1 {
            let from = move |column| if next == 1 { 0 } else { column };
            let bare = move |row, column, _: &Earlier, _: &Now| cell(delta, row, from(column));
            all.push(Wrong::new(
                "weights-missing",
                Instead::new(site, move |_| whole(delta), bare),
            ));
        }
        if next > 1 {
            let first = move |row, column, _: &Earlier, _: &Now| {
                Expr::Mul(vec![cell(delta, row, 0), cell(weights, column, 0)])
            };
            let all_of_it = move |now: &Now| self.formula(now);
            all.push(Wrong::new("one-output-only", Instead::new(site, all_of_it, first)));
        }
        all.extend(self.raw_error(site));
        all
    }
}

impl BackSignal {
    /// (y − t) · Wᵀ, before the output layer only.
    fn raw_error<'a>(&'a self, site: &Site<'a>) -> Option<Wrong<'a>> {
        let depth = site.network().depth();
        if site.layer() + 1 != depth {
            return None;
        }
        let (output, target) = (site.find(Role::Activation(depth))?, site.find(Role::Target)?);
        let weights = self.weights;
        let error = Expr::minus(whole(output), whole(target));
        let product = move |_: &Now| Expr::product(error.clone(), Expr::transposed(whole(weights)));
        let sum = move |row, column, earlier: &Earlier, _: &Now| {
            let error = |k| Expr::minus(cell(output, row, k), cell(target, row, k));
            let term = |k| (error(k), cell(weights, column, k));
            Expr::Dot((0..earlier.columns(output)).map(term).collect())
        };
        Some(Wrong::new("raw-error-not-delta", Instead::new(site, product, sum)))
    }
}
