//! The first trouble of the current run: what may be told where the screen stands, and going there.
//! What is not shown yet is never told.

use super::App;
use super::looks::Choice;
use crate::math::expr::Style;
use crate::train::Found;
use crate::worksheet::quantity::{Cell, Role};
use crate::worksheet::trouble::{self, TROUBLES, Trouble};

/// The name of whatever trouble came first.
const ANY: Choice = ("trouble", "the first trouble of this run");

/// Where a broken or rounded run and the right one part.
const PARTING: Choice =
    (super::twin::PARTING, "where this run and the right or exact one first part");

/// What stands after `goto`, besides an iteration.
pub(super) fn names() -> Vec<Choice> {
    [ANY, PARTING].into_iter().chain(TROUBLES.iter().map(|row| (row.name, row.means))).collect()
}

impl App {
    /// What went wrong in this run up to where the screen stands and still does, in the order of
    /// time.
    pub fn troubles(&self) -> Vec<Found> {
        let all = self.timeline.run().troubles.all().iter();
        all.filter(|found| self.is_told(found) && self.still_holds(found)).copied().collect()
    }

    /// The first of them.
    pub fn trouble(&self) -> Option<Found> {
        self.troubles().first().copied()
    }

    /// The kind of trouble that shows in the cell under the cursor.
    pub fn trouble_here(&self) -> Option<&'static Trouble> {
        let cell = self.cursor;
        if !self.is_reached(cell.quantity) || self.hides(cell) {
            return None;
        }
        if !self.trainer().trace().cell(self.worksheet(), cell).is_finite() {
            return Some(trouble::of_numbers());
        }
        let role = self.worksheet().quantity(cell.quantity).role;
        let of_unit = match role {
            Role::PreActivation(l) | Role::Activation(l) | Role::Delta(l) => {
                self.health_of(l, cell.column)
            }
            _ => None,
        };
        of_unit.or_else(|| {
            let here = (self.iteration(), role, cell.row, cell.column);
            let is_here = |found: &&Found| {
                !found.trouble.is_of_units()
                    && (found.iteration, found.role, found.row, found.column) == here
            };
            self.timeline.run().troubles.all().iter().find(is_here).map(|found| found.trouble)
        })
    }

    /// The place of a trouble in words: `W′[2,1]`; of a unit the column, `s_ReLU[·,2]`.
    pub fn place_of(&self, found: &Found) -> String {
        let symbols = self.symbols();
        let any = if symbols.style() == Style::Plain { "*" } else { "·" };
        let row =
            if found.trouble.is_of_units() { any.into() } else { (found.row + 1).to_string() };
        format!("{}[{row},{}]", symbols.role(found.role), found.column + 1)
    }

    /// Goes to the first trouble of this name, if it is the name of one.
    pub(super) fn go_to_trouble(&mut self, name: &str) -> Option<Result<(), String>> {
        let kind = Trouble::find(name);
        if kind.is_none() && name != ANY.0 {
            return None;
        }
        let all = self.timeline.run().troubles.all().iter();
        let mut known = all.filter(|found| self.is_known(found));
        let found = known.find(|found| kind.is_none_or(|kind| kind.is(found.trouble))).copied();
        let Some(found) = found else {
            let absent = kind.map_or("no trouble", |kind| kind.absent);
            return Some(Err(format!("{absent} in this run so far")));
        };
        self.stop();
        self.show_place(&found);
        let Trouble { word, remedy, .. } = found.trouble;
        let (place, at) = (self.place_of(&found), found.iteration);
        self.say(format!("{word} at iteration {at}: {place}; {remedy}"));
        Some(Ok(()))
    }

    /// Stands at the step of a trouble, the cursor on its cell.
    fn show_place(&mut self, found: &Found) {
        let step = found.step.max(1);
        self.go_to_step(found.iteration, step);
        if let Some(quantity) = self.worksheet().find(found.role) {
            self.cursor = Cell { quantity, row: found.row, column: found.column };
        }
        self.keep_cursor();
    }

    /// Whether the screen stands at a trouble or after it.
    fn is_told(&self, found: &Found) -> bool {
        let asked = usize::from(self.asked().is_some());
        (found.iteration, found.step) <= (self.iteration(), self.step - asked)
    }

    /// Whether a trouble was computed already: it is told here, or lies in another iteration.
    fn is_known(&self, found: &Found) -> bool {
        self.is_told(found) || found.iteration != self.iteration()
    }

    /// A unit may come back to life.
    fn still_holds(&self, found: &Found) -> bool {
        let Role::Activation(layer) = found.role else { return true };
        let now = || self.worksheet().idle(self.trainer().trace(), layer, found.column);
        !found.trouble.is_of_units() || now().is_some()
    }

    /// The trouble of a unit that learns nothing from this iteration and is shown already.
    fn health_of(&self, layer: usize, unit: usize) -> Option<&'static Trouble> {
        let sheet = self.worksheet();
        sheet.find(Role::Activation(layer)).filter(|id| self.is_shown(*id))?;
        let idle = sheet.idle(self.trainer().trace(), layer, unit).filter(|idle| idle.wrong)?;
        TROUBLES.iter().find(|row| row.is_health(idle.health))
    }
}
