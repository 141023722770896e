//! S = A · W + b: the pre-activations of a layer.

use super::wrong::Instead;
use super::{Cell, Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::matrix;
use crate::worksheet::quantity::Role;

/// S (N×d) from A (N×d₀), W (d₀×d) and, if there is one, b (1×d).
#[derive(Debug)]
pub(in crate::worksheet) struct Affine {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) weights: Id,
    pub(in crate::worksheet) bias: Option<Id>,
}

impl Operation for Affine {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let (input, n, k) = earlier.matrix(self.input);
        let (weights, _, m) = earlier.matrix(self.weights);
        matrix::product(input, weights, out, n, k, m);
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

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let mut all = self.bias_mistakes(site);
        let (inputs, units) = site.shape(self.weights);
        if inputs == units && inputs > 1 {
            all.push(Wrong::new("transposed", self.transposed(site)));
        }
        let l = site.layer();
        let other = |input| Self { input, weights: self.weights, bias: self.bias };
        if let Some(before) = l.checked_sub(1).and_then(|l| site.find(Role::PreActivation(l))) {
            all.push(Wrong::new("forgot-activation", other(before)));
        }
        let x = site.find(Role::Input).filter(|x| l > 1 && site.shape(*x).1 == inputs);
        all.extend(x.map(|x| Wrong::new("wrong-layer-input", other(x))));
        all
    }
}

impl Affine {
    fn bias_mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let Some(bias) = self.bias else { return Vec::new() };
        let bare = || Self { input: self.input, weights: self.weights, bias: None };
        let (product, subtracted) = (bare(), bare());
        let minus = Instead::new(
            site,
            move |now| Expr::minus(product.formula(now), whole(bias)),
            move |row, column, earlier, now| {
                let sum = subtracted.explain(row, column, earlier, now);
                Expr::minus(sum, cell(bias, 0, column))
            },
        );
        vec![Wrong::new("bias-missing", bare()), Wrong::new("bias-sign", minus)]
    }

    /// A · Wᵀ + b, where W is square.
    fn transposed<'a>(&'a self, site: &Site<'a>) -> Instead<'a> {
        let with_bias = |e, bias: Option<Expr<Leaf>>| match bias {
            None => e,
            Some(bias) => Expr::Add(vec![e, bias]),
        };
        Instead::new(
            site,
            move |_| {
                let product =
                    Expr::product(whole(self.input), Expr::transposed(whole(self.weights)));
                with_bias(product, self.bias.map(whole))
            },
            move |row, column, earlier, _| {
                let terms = 0..earlier.columns(self.input);
                let term = |k| (cell(self.input, row, k), cell(self.weights, column, k));
                let sum = Expr::Dot(terms.map(term).collect());
                with_bias(sum, self.bias.map(|bias| cell(bias, 0, column)))
            },
        )
    }
}
