//! What the state shows: the lesson, where in time it stands, and what the screen is set to.

use super::{App, Message, Mode, Other, Pane, place};
use crate::lesson::Lesson;
use crate::math::number::Digits;
use crate::train::{Timeline, Trainer};
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::{Cell, Id, Role};
use crate::worksheet::symbols::Symbols;

/// Decimals where nobody asked for a number of them.
const USUAL_DECIMALS: usize = 4;

impl App {
    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Its training.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The engine at the current iteration.
    pub fn trainer(&self) -> &Trainer {
        self.timeline.trainer()
    }

    /// The worksheet of the current iteration.
    pub fn worksheet(&self) -> &Worksheet {
        self.timeline.trainer().worksheet()
    }

    /// How the quantities of this lesson are written.
    pub fn symbols(&self) -> Symbols {
        Symbols::new(&self.lesson.setup.network, self.lesson.notation, self.looks.style())
    }

    /// The current iteration, counted from 1.
    pub fn iteration(&self) -> u64 {
        self.timeline.iteration()
    }

    /// How many steps of the current iteration are shown.
    pub fn step(&self) -> usize {
        self.step
    }

    /// The quantity just computed, if any was.
    pub fn current_quantity(&self) -> Option<Id> {
        self.step.checked_sub(1).and_then(|at| self.worksheet().steps().get(at).copied())
    }

    /// Whether a quantity may be seen: it is given, or computed already in this iteration and not
    /// asked for.
    pub fn is_shown(&self, id: Id) -> bool {
        self.is_reached(id) && self.asked() != Some(id)
    }

    /// Whether a quantity is given or computed already in this iteration.
    pub fn is_reached(&self, id: Id) -> bool {
        self.worksheet().step_of(id).is_none_or(|step| step <= self.step)
    }

    /// Whether the loss of this iteration is computed on the screen already.
    pub fn loss_is_shown(&self) -> bool {
        self.worksheet().find(Role::Loss).is_some_and(|id| self.is_shown(id))
    }

    /// The cell under the cursor.
    pub fn cursor(&self) -> Cell {
        self.cursor
    }

    /// The focused pane.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The pane shown beside the worksheet where there is room for one: the chosen one; else the
    /// lesson before the first step and where it speaks about the last, until the cursor goes
    /// elsewhere; and why from then on.
    pub fn companion(&self) -> Pane {
        let untouched = self.cursor == place::home(self.worksheet());
        let lit = self.current_quantity() == Some(self.cursor.quantity)
            && ((self.cursor.row, self.cursor.column) == (0, 0)
                || self.to_work_out() == Some(self.cursor));
        let at_start = self.step == 0 && untouched;
        let speaks = at_start || ((untouched || lit) && self.lesson_speaks());
        self.companion.unwrap_or(if speaks { Pane::Lesson } else { Pane::Why })
    }

    /// Whether the focused pane fills the screen.
    pub fn zoomed(&self) -> bool {
        self.zoomed
    }

    /// Decimals in matrices: those asked for; else those that are carried.
    pub fn decimals(&self) -> usize {
        let wanted = self.decimals.or(self.carried_decimals()).or(self.projected_decimals());
        wanted.unwrap_or(USUAL_DECIMALS)
    }

    /// Whether there have to be that many, so that the screen may not choose fewer.
    pub fn decimals_are_asked_for(&self) -> bool {
        self.decimals.or(self.carried_decimals()).is_some()
    }

    /// The decimals every number is rounded to; differences to exact numbers have more.
    fn carried_decimals(&self) -> Option<usize> {
        match self.manner().rounding? {
            Digits::Decimals(n) if !matches!(self.compared(), Some(Other::Twin(_))) => Some(n),
            _ => None,
        }
    }

    /// What keys mean at the moment.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What was said last.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }
}
