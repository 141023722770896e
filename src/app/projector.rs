//! The projector: one matrix at a time in large digits, veiled until a key, for a class to read.
//! Three keys are enough: forwards, backwards, one cell. Veiling is predicting without a score.

use super::predict::Quiz;
use super::{App, Group, Pane};
use crate::worksheet::quantity::Id;

/// Decimals on the projector where nobody asked for a number of them.
const FEW_DECIMALS: usize = 2;

/// The projector while it is on, and what it gives back when it is switched off.
#[derive(Clone, Debug)]
pub(super) struct Projector {
    /// Whether a matrix is looked at even where an iteration has ended, rather than its loss.
    matrix: bool,
    quiz: Option<Quiz>,
    focus: Pane,
    zoomed: bool,
    decimals: Option<usize>,
}

/// What the projector shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slide {
    /// A matrix.
    Matrix(Id),
    /// The loss of the iteration that has ended.
    Loss,
    /// A pane by itself.
    Pane(Pane),
}

impl App {
    /// What the projector shows, while it is on.
    pub fn slide(&self) -> Option<Slide> {
        let projector = self.projector.as_ref()?;
        let ended = self.step == self.steps() && self.asked().is_none();
        Some(match self.focus {
            Pane::Worksheet if ended && !projector.matrix => Slide::Loss,
            Pane::Worksheet => Slide::Matrix(self.cursor.quantity),
            pane => Slide::Pane(pane),
        })
    }

    /// Whether the projector is on.
    pub fn is_projecting(&self) -> bool {
        self.projector.is_some()
    }

    /// Decimals where nobody asked for a number of them, on the projector.
    pub(super) fn projected_decimals(&self) -> Option<usize> {
        self.is_projecting().then_some(FEW_DECIMALS)
    }

    /// Switches the projector on or off.
    pub(super) fn toggle_projector(&mut self) {
        if !self.leave_projector() {
            self.project();
        }
    }

    /// Switches it on. What is veiled already stays so.
    pub(super) fn project(&mut self) {
        let quiz = self.quiz.clone().unwrap_or_default();
        self.projector = Some(Projector {
            matrix: true,
            quiz: self.quiz.replace(quiz),
            focus: std::mem::replace(&mut self.focus, Pane::Worksheet),
            zoomed: std::mem::take(&mut self.zoomed),
            decimals: self.decimals.take(),
        });
    }

    /// Switches it off and gives back what it changed; false where it was not on.
    pub(super) fn leave_projector(&mut self) -> bool {
        let Some(before) = self.projector.take() else { return false };
        self.quiz = before.quiz;
        self.focus = before.focus;
        self.zoomed = before.zoomed;
        self.decimals = before.decimals;
        true
    }

    /// Focus, zoom and decimals as they are without the projector.
    pub(super) fn beneath_projector(&self) -> (Pane, bool, Option<usize>) {
        let own = (self.focus, self.zoomed, self.decimals);
        self.projector.as_ref().map_or(own, |before| (before.focus, before.zoomed, before.decimals))
    }

    /// Comes back from a pane to the matrices, else switches the projector off; false where it
    /// was not on.
    pub(super) fn close_slide(&mut self) -> bool {
        if self.is_projecting() && self.focus != Pane::Worksheet {
            self.focus = Pane::Worksheet;
            return true;
        }
        self.leave_projector()
    }

    /// Commands of places look at a matrix.
    pub(super) fn look_from(&mut self, group: Group) {
        if group == Group::Place {
            self.look_at_matrix(true);
        }
    }

    pub(super) fn look_at_matrix(&mut self, matrix: bool) {
        if let Some(projector) = &mut self.projector {
            projector.matrix = matrix;
        }
    }

    /// The first of the three keys: shows what is veiled, then computes the next quantity, and
    /// after the last one shows the loss.
    pub(super) fn go_on(&mut self) {
        let slide = self.slide();
        if slide.is_some() && self.asked().is_some() {
            self.show_all();
            self.light();
        } else if self.step == self.steps() && matches!(slide, Some(Slide::Matrix(_))) {
            self.look_at_matrix(false);
        } else {
            self.look_at_matrix(true);
            self.next_step();
            self.hide_step();
        }
    }

    /// The second of the three keys: the quantity before, all of it shown; from the loss, the last
    /// quantity of its iteration.
    pub(super) fn go_back(&mut self) -> Result<(), String> {
        let ended = self.slide() == Some(Slide::Loss);
        self.look_at_matrix(true);
        if ended {
            self.light();
            return Ok(());
        }
        self.previous_step()
    }

    /// The third of the three keys: shows the cell under the cursor and goes on to the next that
    /// is veiled; false where the projector is off or shows another pane.
    pub(super) fn show_cell(&mut self) -> Result<bool, String> {
        if !matches!(self.slide(), Some(Slide::Matrix(_) | Slide::Loss)) {
            return Ok(false);
        }
        self.reveal("")?;
        self.next_hidden(self.cursor);
        Ok(true)
    }
}
