//! An iteration as the document would have it: its own printed numbers, and between them what
//! follows from those, each with how far rounding may have moved it.

mod total;

use std::collections::BTreeMap;

use super::run::{Run, Step};
use crate::math::expr::{Ball, Expr};
use crate::math::number::{self, Digits};
use crate::worksheet::op::{Leaf, Now, Wrong};
use crate::worksheet::quantity::{Cell, Id};
use crate::worksheet::{Trace, Worksheet};

/// What somebody's numbers are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A quantity of the worksheet.
    Quantity(Id),
    /// The loss of the iteration, with or without the penalty.
    Loss {
        /// Whether the penalty is part of it.
        penalised: bool,
    },
}

/// A mistake that is made in everything that is not printed, or in one quantity only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Where; everywhere without.
    pub at: Option<Id>,
    /// Its code.
    pub code: &'static str,
    /// Which variant of it.
    pub detail: String,
}

/// An iteration in somebody's own numbers.
#[derive(Clone, Debug)]
pub struct Own<'a> {
    /// The worksheet.
    pub sheet: &'a Worksheet,
    step: &'a Step,
    mid: Trace,
    radius: Trace,
    known: BTreeMap<Id, Known>,
    /// How far rounding moves a number that is not printed.
    grain: f64,
    /// Whether what follows from given numbers alone is rounded too.
    pub rounds: bool,
    /// What is done wrong in what is not printed.
    pub made: Vec<Made>,
}

/// What is known of a quantity.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Which cells are printed.
    printed: Vec<bool>,
    /// Whether the iteration starts with it.
    given: bool,
    /// Whether its numbers are there.
    work: Work,
    /// Whether a mistake has touched it.
    tainted: bool,
}

/// How far a quantity is worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Work {
    #[default]
    Open,
    Begun,
    Done,
}

/// What follows for a target.
#[derive(Clone, Debug, Default)]
pub struct Worked {
    /// Its numbers, row by row.
    pub balls: Vec<Ball>,
    /// Whether a mistake has touched what it follows from.
    pub tainted: bool,
}

impl<'a> Own<'a> {
    /// The start of an iteration in which everything given is right.
    pub fn start(run: &'a Run, step: &'a Step, grain: f64) -> Self {
        let sheet = run.sheet(step);
        let radius = Trace::new(sheet);
        let known = sheet.quantities().map(|(id, quantity)| {
            let given = quantity.operation.is_none();
            let work = if given { Work::Done } else { Work::Open };
            (id, Known { given, work, ..Known::default() })
        });
        let known = known.collect();
        Self {
            sheet,
            step,
            mid: step.trace.clone(),
            radius,
            known,
            grain,
            rounds: false,
            made: Vec::new(),
        }
    }

    /// The same with the right numbers everywhere.
    pub fn exact(run: &'a Run, step: &'a Step) -> Self {
        let mut own = Self::start(run, step, 0.0);
        for known in own.known.values_mut() {
            known.work = Work::Done;
            known.given = true;
        }
        own
    }

    /// The start of the iteration after this one, from what this one left.
    #[must_use]
    pub fn next(&mut self, run: &'a Run, step: &'a Step) -> Self {
        let mut next = Self::start(run, step, self.grain);
        next.rounds = self.rounds;
        next.start_from(self);
        next
    }

    fn take(&mut self, to: Id, other: &Own, from: Id) {
        let values = other.mid.slice(other.sheet, from);
        self.mid.slice_mut(self.sheet, to).copy_from_slice(values);
        let radii = other.radius.slice(other.sheet, from);
        self.radius.slice_mut(self.sheet, to).copy_from_slice(radii);
        let tainted = other.known.get(&from).is_some_and(|known| known.tainted);
        self.entry(to).tainted = tainted;
    }

    fn entry(&mut self, id: Id) -> &mut Known {
        self.known.entry(id).or_default()
    }

    /// What formulas need besides matrices.
    pub fn now(&self) -> Now<'a> {
        self.step.now()
    }

    /// The numbers of a quantity, worked out where they are not printed.
    pub fn values(&mut self, id: Id) -> &[f64] {
        self.fill(id);
        self.mid.slice(self.sheet, id)
    }

    /// The numbers of a quantity as they stand.
    pub fn standing_at(&self, id: Id) -> &[f64] {
        self.mid.slice(self.sheet, id)
    }

    /// Puts other numbers in a quantity's place; what followed from it stays.
    pub fn replace(&mut self, id: Id, values: &[f64]) {
        self.mid.slice_mut(self.sheet, id).copy_from_slice(values);
        self.radius.slice_mut(self.sheet, id).fill(0.0);
    }

    /// Whether it starts from parameters that are not printed.
    pub fn starts_unprinted(&self) -> bool {
        self.sheet.parameters().iter().any(|slots| !self.is_printed(slots.before))
    }

    /// Works out everything the iteration leaves.
    pub fn finish(&mut self) {
        for slots in self.sheet.parameters() {
            self.fill(slots.after);
        }
    }

    /// Starts from what another iteration left, but for what is printed.
    pub fn start_from(&mut self, previous: &mut Own) {
        previous.finish();
        for (end, start) in previous.sheet.parameters().iter().zip(self.sheet.parameters()) {
            let states = end.states.iter().zip(&start.states);
            let states = states.map(|((_, _, after), (_, before, _))| (*after, *before));
            for (after, before) in std::iter::once((end.after, start.before)).chain(states) {
                previous.fill(after);
                if !self.is_printed(before) {
                    self.take(before, previous, after);
                }
            }
        }
        self.forget();
    }

    /// Changes every number that is known and forgets what followed from it.
    pub fn reworked(&mut self, change: &dyn Fn(f64) -> f64) {
        let fixed = |known: &Known| known.given || !known.printed.is_empty();
        let ids: Vec<Id> =
            self.known.iter().filter(|(_, known)| fixed(known)).map(|(id, _)| *id).collect();
        for id in ids {
            for x in self.mid.slice_mut(self.sheet, id) {
                *x = change(*x);
            }
            self.radius.slice_mut(self.sheet, id).fill(0.0);
        }
        self.forget();
    }

    /// Forgets everything that is neither printed nor given.
    pub fn forget(&mut self) {
        for known in self.known.values_mut().filter(|known| !known.given) {
            known.work = Work::Open;
        }
    }

    /// Takes printed cells: where in the quantity, the number, how far it may be off.
    pub fn print(&mut self, id: Id, cells: &[(usize, Ball)], tainted: bool) {
        let len = self.sheet.quantity(id).len();
        for (at, ball) in cells {
            self.mid.slice_mut(self.sheet, id)[*at] = ball.mid;
            self.radius.slice_mut(self.sheet, id)[*at] = ball.radius;
        }
        let known = self.entry(id);
        known.printed.resize(len, false);
        for (at, _) in cells {
            known.printed[*at] = true;
        }
        let whole = known.printed.iter().all(|printed| *printed);
        known.tainted = tainted || (known.tainted && !whole);
        self.forget();
    }

    /// Whether every number of a quantity is printed.
    pub fn is_printed(&self, id: Id) -> bool {
        let known = self.known.get(&id);
        known.is_some_and(|known| !known.printed.is_empty() && known.printed.iter().all(|it| *it))
    }

    /// Works out what is not printed of a quantity.
    fn fill(&mut self, id: Id) {
        let known = self.entry(id);
        if known.work != Work::Open {
            return;
        }
        let printed = known.printed.clone();
        let is_printed = |at: usize| printed.get(at).copied().unwrap_or(false);
        let len = self.sheet.quantity(id).len();
        if !(0..len).all(is_printed) {
            self.entry(id).work = Work::Begun;
            let sheet = self.sheet;
            let wrong = self.wrong_at(sheet, id);
            let worked = self.worked_out(id, wrong.as_ref());
            for (at, ball) in worked.balls.iter().enumerate().filter(|(at, _)| !is_printed(*at)) {
                let rounding = if ball.radius > 0.0 || self.rounds { self.grain } else { 0.0 };
                self.mid.slice_mut(sheet, id)[at] = self.carried(ball.mid);
                self.radius.slice_mut(sheet, id)[at] = ball.radius + rounding;
            }
            let known = self.entry(id);
            // What was printed of it keeps its own taint.
            known.tainted = worked.tainted || (known.tainted && !printed.is_empty());
        }
        self.entry(id).work = Work::Done;
    }

    /// A number on the way, as somebody carries it on who rounds every one.
    fn carried(&self, x: f64) -> f64 {
        if !self.rounds || self.grain <= 0.0 {
            return x;
        }
        let decimals = -(2.0 * self.grain).log10();
        number::rounded(x, Digits::Decimals(decimals.round().max(0.0) as usize))
    }

    fn wrong_at(&self, sheet: &'a Worksheet, id: Id) -> Option<Wrong<'a>> {
        let made = self.made.iter().find(|made| made.at == Some(id)).or_else(|| {
            let mut everywhere = self.made.iter().filter(|made| made.at.is_none());
            everywhere.next()
        })?;
        let fits = |wrong: &Wrong| {
            wrong.code == made.code && (made.at.is_none() || wrong.detail == made.detail)
        };
        sheet.mistakes(id).into_iter().find(fits)
    }

    /// What follows for a target, with or without a mistake in this one step.
    pub fn follows(&mut self, target: Target, wrong: Option<&Wrong>) -> Worked {
        match target {
            Target::Quantity(id) => self.worked_out(id, wrong),
            Target::Loss { penalised } => self.loss(penalised, wrong),
        }
    }

    fn worked_out(&mut self, id: Id, wrong: Option<&Wrong>) -> Worked {
        let quantity = self.sheet.quantity(id);
        let Some(_) = &quantity.operation else { return self.standing(id) };
        let columns = quantity.columns;
        let cells = (0..quantity.len()).map(|at| Cell {
            quantity: id,
            row: at / columns,
            column: at % columns,
        });
        let cells: Vec<Cell> = cells.collect();
        let now = self.now();
        let mut formulas = Vec::new();
        // What a formula reads may depend on numbers that are only worked out for it.
        for _ in 0..4 {
            formulas = cells.iter().filter_map(|cell| self.formula(wrong, &now, *cell)).collect();
            let needed = self.unfilled(&formulas);
            if needed.is_empty() {
                break;
            }
            for id in needed {
                self.fill(id);
            }
        }
        let balls = formulas.iter().map(|formula| formula.ball(&|leaf| self.leaf(leaf))).collect();
        Worked { balls, tainted: self.taint(&formulas) }
    }

    fn formula(&self, wrong: Option<&Wrong>, now: &Now, cell: Cell) -> Option<Expr<Leaf>> {
        match wrong {
            None => self.sheet.explain(&self.mid, now, cell).formula,
            Some(wrong) => Some(self.sheet.mistaken(wrong, &self.mid, now, cell)),
        }
    }

    /// What stands there already.
    fn standing(&self, id: Id) -> Worked {
        let pairs = self.mid.slice(self.sheet, id).iter().zip(self.radius.slice(self.sheet, id));
        let balls = pairs.map(|(mid, radius)| Ball { mid: *mid, radius: *radius }).collect();
        let tainted = self.known.get(&id).is_some_and(|known| known.tainted);
        Worked { balls, tainted }
    }

    fn unfilled(&self, formulas: &[Expr<Leaf>]) -> Vec<Id> {
        let mut needed = sources(formulas);
        needed.retain(|id| self.known.get(id).is_none_or(|known| known.work == Work::Open));
        needed
    }

    fn taint(&self, formulas: &[Expr<Leaf>]) -> bool {
        let of = |id: &Id| self.known.get(id).is_some_and(|known| known.tainted);
        sources(formulas).iter().any(of)
    }

    fn leaf(&self, leaf: &Leaf) -> Ball {
        match leaf {
            Leaf::Cell(cell) => {
                let mid = self.mid.cell(self.sheet, *cell);
                Ball { mid, radius: self.radius.cell(self.sheet, *cell) }
            }
            Leaf::Hyper(_, x) => Ball::exact(*x),
            Leaf::Time(t) => Ball::exact(*t as f64),
            Leaf::Quantity(_) | Leaf::Text(_) => Ball::exact(f64::NAN),
        }
    }

    /// The quantities that were worked out because they are not printed.
    pub fn worked(&self) -> Vec<Id> {
        let worked = self.known.iter().filter(|(id, known)| {
            !known.given && known.work == Work::Done && !self.is_printed(**id)
        });
        worked.map(|(id, _)| *id).collect()
    }
}

/// The quantities that formulas read.
fn sources(formulas: &[Expr<Leaf>]) -> Vec<Id> {
    let mut found = Vec::new();
    for formula in formulas {
        formula.leaves(&mut |leaf| {
            if let Leaf::Cell(cell) = leaf
                && !found.contains(&cell.quantity)
            {
                found.push(cell.quantity);
            }
        });
    }
    found
}
