//! An iteration as the document would have it: its own printed numbers, and between them what
//! follows from those, each with how far rounding may have moved it.

mod follow;
mod next;
mod total;

pub use follow::Worked;

use std::collections::BTreeMap;

use super::run::{Run, Step};
use crate::math::expr::Ball;
use crate::worksheet::op::Now;
use crate::worksheet::quantity::Id;
use crate::worksheet::{Trace, Worksheet};

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
    /// The numbers: printed, given or worked out.
    mid: Trace,
    /// How far each may be off.
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
    /// Its own formula asks for it.
    Begun,
    Done,
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

    /// The quantities that were worked out because they are not printed.
    pub fn worked(&self) -> Vec<Id> {
        let worked = self.known.iter().filter(|(id, known)| {
            !known.given && known.work == Work::Done && !self.is_printed(**id)
        });
        worked.map(|(id, _)| *id).collect()
    }
}
