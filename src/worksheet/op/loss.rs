//! L: the loss of each example, before any reduction.

use super::wrong::{Instead, scaled};
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::hyperparameter::Hyperparameter;
use crate::math::loss::{Arg, Fused, Loss};

/// ℓ (N×1) from the outputs A (N×K), or from S where loss and activation are one, and Y (N×K).
#[derive(Debug)]
pub(in crate::worksheet) struct LossPerExample {
    pub(in crate::worksheet) cells: LossCells,
    pub(in crate::worksheet) fused: Option<&'static Fused>,
    /// Number of outputs, K.
    pub(in crate::worksheet) outputs: usize,
}

/// A loss with the quantities it reads; shared by everything that is derived from it.
#[derive(Clone, Debug)]
pub(in crate::worksheet) struct LossCells {
    pub(in crate::worksheet) loss: &'static Loss,
    pub(in crate::worksheet) parameter: Option<&'static Hyperparameter>,
    pub(in crate::worksheet) pre_activation: Id,
    pub(in crate::worksheet) output: Id,
    pub(in crate::worksheet) target: Id,
}

impl LossCells {
    /// The loss's own parameter (margin, δ), 0 where it has none.
    pub(super) fn parameter(&self, now: &Now) -> f64 {
        self.parameter.map_or(0.0, |row| (row.get)(now.hyper))
    }

    /// A formula of one example's cells as a formula of the worksheet's.
    pub(super) fn cells(&self, e: &Expr<Arg>, row: usize, now: &Now) -> Expr<Leaf> {
        e.substitute(&mut |arg| match *arg {
            Arg::A(k) => cell(self.output, row, k),
            Arg::S(k) => cell(self.pre_activation, row, k),
            Arg::T(k) => cell(self.target, row, k),
            Arg::Parameter => self.hyper(now),
        })
    }

    /// The same for whole matrices; only for formulas that treat all outputs alike. They are asked
    /// for with a target of 1, because a target of 0 may leave terms out.
    pub(super) fn wholes(&self, e: &Expr<Arg>, now: &Now) -> Expr<Leaf> {
        e.substitute(&mut |arg| match *arg {
            Arg::A(_) => whole(self.output),
            Arg::S(_) => whole(self.pre_activation),
            Arg::T(_) => whole(self.target),
            Arg::Parameter => self.hyper(now),
        })
    }

    fn hyper(&self, now: &Now) -> Expr<Leaf> {
        let leaf = |row| Expr::Leaf(Leaf::Hyper(row, self.parameter(now)));
        self.parameter.map_or(Expr::Number(0.0), leaf)
    }
}

impl Operation for LossPerExample {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let c = &self.cells;
        let (t, outputs) = (earlier.get(c.target), earlier.columns(c.target));
        if let Some(fused) = self.fused {
            return (fused.values)(earlier.get(c.pre_activation), t, outputs, out);
        }
        let p = c.parameter(now);
        (c.loss.value.rows)(earlier.get(c.output), t, p, outputs, out);
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        if !self.cells.loss.elementwise {
            return Expr::Leaf(Leaf::Text(self.cells.loss.formula));
        }
        let one = self.cells.wholes(&(self.cells.loss.value_expr)(&[1.0]), now);
        if self.outputs == 1 { one } else { Expr::RowSum(Box::new(one)) }
    }

    fn explain(&self, row: usize, _: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        let t = earlier.row(self.cells.target, row);
        let e = match self.fused {
            Some(fused) => (fused.value_expr)(t),
            None => (self.cells.loss.value_expr)(t),
        };
        self.cells.cells(&e, row, now)
    }

    fn remark(&self) -> Option<String> {
        let loss = self.cells.loss;
        Some(match self.fused {
            Some(fused) => format!(
                "{}: {}, computed from the pre-activations ({} and loss as one)",
                loss.name, loss.formula, fused.activation
            ),
            None => format!("{}: {}", loss.name, loss.formula),
        })
    }

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let name = self.cells.loss.name;
        let mut all: Vec<_> =
            scaled(site, self).into_iter().filter(|wrong| wrong.code == "sign-flipped").collect();
        let divided =
            |by: f64| Instead::changed(site, self, move |e, _| Expr::over(e, Expr::Number(by)));
        if site.worksheet.rows() > 1 {
            all.push(Wrong::new("mean-not-sum", divided(site.worksheet.rows() as f64)));
        }
        if self.outputs > 1 {
            all.push(Wrong::new("mean-over-outputs", divided(self.outputs as f64)));
        }
        if name == "half_squared" {
            let doubled = |e, _: &Now| Expr::Mul(vec![Expr::Number(2.0), e]);
            all.push(Wrong::new("half-missing", Instead::changed(site, self, doubled)));
        }
        if ["half_squared", "squared"].contains(&name) {
            let plain = Instead::changed(site, self, |e, _| without_squares(&e));
            all.push(Wrong::new("square-missing", plain));
        }
        if self.cells.parameter.is_some_and(|row| row.name == "margin") {
            all.extend(self.margin_mistakes(site, name == "squared_hinge"));
        }
        all
    }
}

/// The same with every square undone.
fn without_squares(e: &Expr<Leaf>) -> Expr<Leaf> {
    e.rebuild(&mut |e| match e {
        Expr::Square(inside) => Some(without_squares(inside)),
        Expr::Leaf(_) => Some(e.clone()),
        _ => None,
    })
}

/// The same with the margin's sign turned.
pub(super) fn with_margin_turned(e: &Expr<Leaf>) -> Expr<Leaf> {
    e.rebuild(&mut |e| match e {
        Expr::Leaf(Leaf::Hyper(row, _)) if row.name == "margin" => Some(Expr::negate(e.clone())),
        Expr::Leaf(_) => Some(e.clone()),
        _ => None,
    })
}

impl LossPerExample {
    fn margin_mistakes<'a>(&'a self, site: &Site<'a>, squared: bool) -> Vec<Wrong<'a>> {
        let turned = Instead::changed(site, self, |e, _| with_margin_turned(&e));
        let own = move |e, now: &Now| {
            let margin = self.cells.hyper(now);
            Expr::Add(vec![e, if squared { Expr::squared(margin) } else { margin }])
        };
        let mut all = vec![Wrong::new("margin-sign", turned)];
        if self.cells.loss.name != "crammer_singer" {
            all.push(Wrong::new("includes-j=y", Instead::changed(site, self, own)));
        }
        all
    }
}
