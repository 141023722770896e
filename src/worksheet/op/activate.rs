//! A = f(S): the activations of a layer.

use super::wrong::Instead;
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::activation::{ACTIVATIONS, Activation, Rule, softmax_rows};
use crate::math::expr;

/// A (N×d) from S (N×d), element by element or, for softmax, row by row.
#[derive(Debug)]
pub(in crate::worksheet) struct Activate {
    pub(in crate::worksheet) input: Id,
    pub(in crate::worksheet) activation: &'static Activation,
    pub(in crate::worksheet) alpha: f64,
}

impl Operation for Activate {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        let s = earlier.get(self.input);
        match &self.activation.rule {
            Rule::Elementwise(rule) => (rule.forward)(s, out, self.alpha),
            Rule::Softmax => softmax_rows(s, out, earlier.columns(self.input)),
        }
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        expr::call(self.activation.symbol, |_| f64::NAN, vec![whole(self.input)])
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, _: &Now) -> Expr<Leaf> {
        let s = |k| cell(self.input, row, k);
        match &self.activation.rule {
            Rule::Elementwise(rule) => {
                expr::activation(self.activation.symbol, rule.f, self.alpha, s(column))
            }
            Rule::Softmax => {
                let all = || (0..earlier.columns(self.input)).map(s);
                let shifted = |e| expr::exp(Expr::minus(e, Expr::Max(all().collect())));
                Expr::over(shifted(s(column)), Expr::Add(all().map(shifted).collect()))
            }
        }
    }

    fn remark(&self) -> Option<String> {
        Some(format!("{}: {}", self.activation.symbol, self.activation.formula))
    }

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let (input, units) = site.shape(self.input);
        let mut all = Vec::new();
        for &other in ACTIVATIONS {
            let Some(rule) = other.elementwise().filter(|_| other.name != self.activation.name)
            else {
                continue;
            };
            let alpha = other.alpha.unwrap_or(0.0);
            if other.name == "identity" {
                let bare = |_: &Now| whole(self.input);
                let same = |row, column, _: &Earlier, _: &Now| cell(self.input, row, column);
                all.push(Wrong::new("forgot-activation", Instead::new(site, bare, same)));
                continue;
            }
            let wrong = Instead::new(
                site,
                move |_| expr::call(other.symbol, |_| f64::NAN, vec![whole(self.input)]),
                move |row, column, _, _| {
                    expr::activation(other.symbol, rule.f, alpha, cell(self.input, row, column))
                },
            );
            all.push(Wrong::new("wrong-activation", wrong).detailed(other.symbol));
        }
        all.extend(self.twice(site));
        if matches!(self.activation.rule, Rule::Softmax) && input > 1 && units > 1 {
            all.push(Wrong::new("softmax-axis", self.down_the_columns(site)));
        }
        all
    }
}

impl Activate {
    fn twice<'a>(&'a self, site: &Site<'a>) -> Option<Wrong<'a>> {
        let rule = self.activation.elementwise().filter(|_| self.activation.name != "identity")?;
        let name = self.activation.symbol;
        let twice = Instead::new(
            site,
            move |now| expr::call(name, |_| f64::NAN, vec![self.formula(now)]),
            move |row, column, earlier, now| {
                let once = self.explain(row, column, earlier, now);
                expr::activation(name, rule.f, self.alpha, once)
            },
        );
        Some(Wrong::new("activation-twice", twice))
    }

    fn down_the_columns<'a>(&'a self, site: &Site<'a>) -> Instead<'a> {
        Instead::new(
            site,
            move |now| Expr::transposed(self.formula(now)),
            move |row, column, earlier, _| {
                let all = || (0..earlier.rows(self.input)).map(|n| cell(self.input, n, column));
                let shifted = |e| expr::exp(Expr::minus(e, Expr::Max(all().collect())));
                let own = shifted(cell(self.input, row, column));
                Expr::over(own, Expr::Add(all().map(shifted).collect()))
            },
        )
    }
}
