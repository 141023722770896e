//! One line of the optimizer's update: a new state, or the parameter itself.

use super::wrong::Instead;
use super::{Earlier, Expr, Id, Keep, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::hyperparameter::Hyperparameters;
use crate::math::optimizer::{Arg, Inputs, Line, MOST_STATES, Moment, WrongLine};
use crate::worksheet::quantity::Role;

/// A line of the update of one parameter: every operand has the parameter's shape.
#[derive(Debug)]
pub(in crate::worksheet) struct Update {
    pub(in crate::worksheet) line: Line,
    /// The hyperparameters that the worksheet's lines were chosen by.
    pub(in crate::worksheet) built_for: Hyperparameters,
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
        self.written(&(self.line.expr)(now.hyper, self.moment(now)), now, quantity)
    }

    /// A line's formula in this parameter's quantities.
    fn written(
        &self,
        line: &Expr<Arg>,
        now: &Now,
        quantity: &dyn Fn(Id) -> Expr<Leaf>,
    ) -> Expr<Leaf> {
        let hyper: &Hyperparameters = now.hyper;
        line.substitute(&mut |arg| match *arg {
            Arg::Parameter => quantity(self.parameter),
            Arg::Gradient => quantity(self.gradient),
            Arg::Before(i) => quantity(self.before[i]),
            Arg::After(i) => quantity(self.after[i]),
            Arg::Hyper(row) => Expr::Leaf(Leaf::Hyper(row, (row.get)(hyper))),
            Arg::Time => Expr::Leaf(Leaf::Time(now.t)),
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

    fn mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let updates = matches!(site.quantity().role, Role::After(_));
        let mut all = if updates { self.step_mistakes(site) } else { Vec::new() };
        let optimizer = site.network().optimizer;
        if optimizer.settings.iter().any(|(name, _)| *name == "beta1") {
            all.extend(self.adam_mistakes(updates));
        }
        all.extend(self.wrong_lines(site));
        all
    }
}

/// What an update is told otherwise: other hyperparameters, another t.
type Changes = fn(&mut Hyperparameters, &mut u64);

/// The same update, told other hyperparameters or another t.
#[derive(Debug)]
struct Retold<'a> {
    update: &'a Update,
    change: Changes,
}

impl Retold<'_> {
    fn told<T>(&self, now: &Now, with: impl FnOnce(&Now) -> T) -> T {
        let (mut hyper, mut t) = (now.hyper.clone(), now.t);
        (self.change)(&mut hyper, &mut t);
        with(&Now { hyper: &hyper, t })
    }
}

impl Operation for Retold<'_> {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        self.told(now, |now| self.update.evaluate(earlier, out, now));
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        self.told(now, |now| self.update.formula(now))
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        self.told(now, |now| self.update.explain(row, column, earlier, now))
    }
}

/// Learning rates that people take instead.
const RATES: [(&str, &str, Changes); 7] = [
    ("lr-missing", "", |h, _| h.learning_rate = 1.0),
    ("lr-twice", "", |h, _| h.learning_rate *= h.learning_rate),
    ("sign-flipped", "", |h, _| h.learning_rate = -h.learning_rate),
    ("lr-wrong", "2 η", |h, _| h.learning_rate *= 2.0),
    ("lr-wrong", "η / 2", |h, _| h.learning_rate /= 2.0),
    ("lr-wrong", "10 η", |h, _| h.learning_rate *= 10.0),
    ("lr-wrong", "η / 10", |h, _| h.learning_rate /= 10.0),
];

impl Update {
    fn retold(&self, change: Changes) -> Retold<'_> {
        Retold { update: self, change }
    }

    fn step_mistakes<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        let rates = RATES.iter();
        let mut all: Vec<_> = rates
            .map(|(code, detail, change)| Wrong::new(code, self.retold(*change)).detailed(*detail))
            .collect();
        let step = Instead::new(
            site,
            move |now| Expr::minus(self.formula(now), whole(self.parameter)),
            move |row, column, earlier, now| {
                let after = self.explain(row, column, earlier, now);
                Expr::minus(after, cell(self.parameter, row, column))
            },
        );
        all.push(Wrong::new("step-not-weights", step));
        all.push(Wrong::new("not-updated", Keep { of: self.parameter, frozen: false }));
        all
    }

    /// Mistakes of the optimizers with two running means and a correction for their start.
    fn adam_mistakes(&self, updates: bool) -> Vec<Wrong<'_>> {
        let swapped: Changes = |h, _| std::mem::swap(&mut h.beta1, &mut h.beta2);
        let mut all = vec![Wrong::new("adam-betas-swapped", self.retold(swapped))];
        if updates {
            // βᵗ is 0 for any t as large as this: nothing is left to correct.
            let never: Changes = |_, t| *t = u64::MAX;
            all.push(Wrong::new("adam-no-bias-correction", self.retold(never)));
            let late: Changes = |_, t| *t += 1;
            let early: Changes = |_, t| *t = t.saturating_sub(1);
            all.push(Wrong::new("adam-t-off-by-one", self.retold(late)).detailed("t = 2"));
            all.push(Wrong::new("adam-t-off-by-one", self.retold(early)).detailed("t = 0"));
        }
        all
    }

    fn wrong_lines<'a>(&'a self, site: &Site<'a>) -> Vec<Wrong<'a>> {
        // Which lines go wrong does not depend on numbers but on what is switched on, and that is
        // settled when the worksheet is built.
        let lines: Vec<WrongLine> = (site.network().optimizer.wrong)(&self.built_for);
        let wrong = |line: WrongLine| {
            let instead = Instead::new(
                site,
                move |now| self.written(&(line.expr)(now.hyper, self.moment(now)), now, &whole),
                move |row, column, _, now| {
                    let e = (line.expr)(now.hyper, self.moment(now));
                    self.written(&e, now, &|id| cell(id, row, column))
                },
            );
            Wrong::new(line.code, instead)
        };
        lines.into_iter().filter(|line| line.line == self.line.name).map(wrong).collect()
    }
}
