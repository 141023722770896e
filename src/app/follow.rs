//! Where a number comes from: choosing one of its factors, going there, and coming back.

use super::place::Direction;
use super::{App, Pane};
use crate::train::Change;
use crate::worksheet::explain::Explanation;
use crate::worksheet::quantity::{Cell, Role};

/// How one got where the cursor is, and the factor somebody chose.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    visited: Vec<Visited>,
    /// The iteration and step that the last follow or return led to: when time goes on from
    /// there, the trail has ended.
    at: (u64, usize),
    /// A factor, and the cell of which it is one: a choice holds for that cell alone.
    chosen: Option<(Cell, Cell)>,
}

/// A place one followed a factor from.
#[derive(Clone, Copy, Debug)]
struct Visited {
    iteration: u64,
    step: usize,
    cursor: Cell,
    chosen: Option<(Cell, Cell)>,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The iteration.
    pub iteration: u64,
    /// The cell.
    pub cell: Cell,
}

impl App {
    /// Where the cell under the cursor comes from.
    pub fn explanation(&self) -> Explanation {
        let trainer = self.trainer();
        self.worksheet().explain(trainer.trace(), &trainer.now(), self.cursor)
    }

    /// The cells that the one under the cursor was computed from, as they are written: of long
    /// sums the largest terms first. Nothing where it is not computed yet.
    pub fn factors(&self) -> Vec<Cell> {
        let unseen = self.hides(self.cursor) && !self.is_hinted(self.cursor);
        if unseen || !self.is_reached(self.cursor.quantity) {
            return Vec::new();
        }
        self.explanation().by_size(self.worksheet(), self.trainer().trace())
    }

    /// Which of `factors` enter goes to: the chosen one, else the first that is not finite, else the
    /// first.
    pub fn chosen(&self, factors: &[Cell]) -> usize {
        let chosen = self.trail.chosen.filter(|(of, _)| *of == self.cursor);
        let at = chosen.and_then(|(_, factor)| factors.iter().position(|cell| *cell == factor));
        let (sheet, trace) = (self.worksheet(), self.trainer().trace());
        let broken = |cell: &Cell| !trace.cell(sheet, *cell).is_finite();
        at.or_else(|| factors.iter().position(broken)).unwrap_or(0)
    }

    /// The factor to be marked where all of them are seen: one that is being chosen.
    pub fn marked_factor(&self) -> Option<Cell> {
        if self.focus != Pane::Why {
            return None;
        }
        let factors = self.factors();
        factors.get(self.chosen(&factors)).copied()
    }

    /// Where enter goes, or why it goes nowhere.
    ///
    /// # Errors
    /// One line about what is given, or not computed yet.
    pub fn origin(&self) -> Result<Origin, String> {
        let role = self.worksheet().quantity(self.cursor.quantity).role;
        if self.hides(self.cursor) {
            return Err("this is asked for".into());
        }
        if !self.is_reached(self.cursor.quantity) {
            let name = self.symbols().role(role);
            let step = self.call("next-step");
            return Err(format!("{name} is not computed yet: {step} steps to it"));
        }
        let factors = self.factors();
        if let Some(&cell) = factors.get(self.chosen(&factors)) {
            return Ok(Origin { iteration: self.iteration(), cell });
        }
        if self.is_set_by_hand(self.cursor) {
            return Err("this was set by hand here: it comes from nowhere".into());
        }
        let before = match role {
            Role::Parameter(p) => Role::After(p),
            Role::StateBefore(p, state) => Role::State(p, state),
            Role::Input | Role::Target => {
                return Err("this is given: it comes from nowhere".into());
            }
            _ => return Err("this is a number of its own: it comes from nowhere".into()),
        };
        if self.iteration() == 1 {
            return Err("this is where training starts".into());
        }
        let quantity = self.worksheet().find(before).unwrap_or(self.cursor.quantity);
        Ok(Origin { iteration: self.iteration() - 1, cell: Cell { quantity, ..self.cursor } })
    }

    /// Goes to the chosen factor, or to the iteration before for what this one started from.
    pub(super) fn follow(&mut self) -> Result<(), String> {
        let origin = self.origin()?;
        let (iteration, step, cursor) = (self.iteration(), self.step, self.cursor);
        let factors = self.factors();
        let chosen = factors.get(self.chosen(&factors)).map(|factor| (cursor, *factor));
        if !self.is_on_trail() {
            self.trail.visited.clear();
        }
        self.trail.visited.push(Visited { iteration, step, cursor, chosen });
        if origin.iteration != iteration {
            self.go_to(origin.iteration);
        }
        self.cursor = origin.cell;
        self.keep_cursor();
        self.trail.at = (self.iteration(), self.step);
        Ok(())
    }

    /// Whether one still stands where the trail led.
    fn is_on_trail(&self) -> bool {
        self.trail.at == (self.iteration(), self.step)
    }

    /// Whether a cell that an iteration starts from was set by hand there.
    pub fn is_set_by_hand(&self, cell: Cell) -> bool {
        let (row, column, value) = (cell.row, cell.column, 0.0);
        let place = match self.worksheet().quantity(cell.quantity).role {
            Role::Parameter(parameter) => Change::Parameter { parameter, row, column, value },
            _ => return false,
        };
        let edits = &self.timeline.run().edits;
        edits.iter().any(|edit| edit.at == self.iteration() && edit.change.same_place(&place))
    }

    /// Comes back from a factor, which is then the chosen one; false where none was followed.
    pub(super) fn come_back(&mut self) -> bool {
        if !self.is_on_trail() {
            self.trail.visited.clear();
        }
        let Some(visited) = self.trail.visited.pop() else { return false };
        if visited.iteration != self.iteration() {
            self.go_to(visited.iteration);
        }
        self.step = visited.step.min(self.steps());
        self.cursor = visited.cursor;
        self.trail.chosen = visited.chosen;
        self.keep_cursor();
        self.trail.at = (self.iteration(), self.step);
        true
    }

    /// Where one came from, the last place first.
    pub fn trail(&self) -> impl Iterator<Item = Origin> {
        let there = |visited: &&Visited| {
            self.worksheet().quantities().any(|(id, _)| id == visited.cursor.quantity)
        };
        let place = |v: &Visited| Origin { iteration: v.iteration, cell: v.cursor };
        let on = self.is_on_trail();
        self.trail.visited.iter().rev().filter(move |_| on).filter(there).map(place)
    }

    /// Chooses the next factor or the one before.
    pub(super) fn choose_factor(&mut self, direction: Direction) -> Result<(), String> {
        let factors = self.factors();
        if factors.is_empty() {
            return Err("there is no factor to choose: this is given".into());
        }
        let at = self.chosen(&factors);
        let next = match direction {
            Direction::Right | Direction::Down => (at + 1 < factors.len()).then_some(at + 1),
            Direction::Left | Direction::Up => at.checked_sub(1),
        };
        let Some(next) = next else { return Err("there is no factor further that way".into()) };
        self.trail.chosen = Some((self.cursor, factors[next]));
        Ok(())
    }
}
