//! One line of the optimizer's update: a new state, or the parameter itself.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};
use crate::math::hyperparameter::Hyperparameters;
use crate::math::optimizer::{Arg, Inputs, Line, MOST_STATES, Moment};

/// A line of the update of one parameter: every operand has the parameter's shape.
#[derive(Debug)]
pub(in crate::worksheet) struct Update {
    pub(in crate::worksheet) line: Line,
    pub(in crate::worksheet) weight: bool,
    /// The number of examples, where the gradient is their sum.
    pub(in crate::worksheet) summed: Option<f64>,
    pub(in crate::worksheet) parameter: Id,
    pub(in crate::worksheet) gradient: Id,
    /// The states before the update.
    pub(in crate::worksheet) before: Vec<Id>,
    /// The states computed by the lines above.
    pub(in crate::worksheet) after: Vec<Id>,
}

impl Update {
    fn moment(&self, now: &Now) -> Moment {
        Moment { t: now.t, weight: self.weight, summed: self.summed }
    }

    fn expr(&self, now: &Now, quantity: &dyn Fn(Id) -> Expr<Leaf>) -> Expr<Leaf> {
        let hyper: &Hyperparameters = now.hyper;
        (self.line.expr)(hyper, self.moment(now)).substitute(&mut |arg| match *arg {
            Arg::Parameter => quantity(self.parameter),
            Arg::Gradient => quantity(self.gradient),
            Arg::Before(i) => quantity(self.before[i]),
            Arg::After(i) => quantity(self.after[i]),
            Arg::Hyper(row) => Expr::Leaf(Leaf::Hyper(row, (row.get)(hyper))),
            Arg::Time => Expr::Number(now.t as f64),
        })
    }
}

impl Operation for Update {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let mut inputs = Inputs {
            parameter: earlier.get(self.parameter),
            gradient: earlier.get(self.gradient),
            before: [&[]; MOST_STATES],
            after: [&[]; MOST_STATES],
            hyper: now.hyper,
            moment: self.moment(now),
        };
        for (slot, id) in inputs.before.iter_mut().zip(&self.before) {
            *slot = earlier.get(*id);
        }
        for (slot, id) in inputs.after.iter_mut().zip(&self.after) {
            *slot = earlier.get(*id);
        }
        (self.line.evaluate)(&inputs, out);
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        self.expr(now, &whole)
    }

    fn explain(&self, row: usize, column: usize, _: &Earlier, now: &Now) -> Expr<Leaf> {
        self.expr(now, &|id| cell(id, row, column))
    }
}
