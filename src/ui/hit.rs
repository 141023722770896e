//! What lies under the pointer: drawing leaves behind where things are, and a place on the screen
//! becomes something the app can be told of.

use ratatui::layout::Rect;

use super::{Feedback, View};
use crate::app::{Gesture, Target};
use crate::worksheet::quantity::{Cell, Id};

/// Something that was drawn, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The cells it takes up.
    pub area: Rect,
    /// What it is.
    pub spot: Spot,
}

/// What was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The numbers of a quantity.
    Matrix {
        /// Which.
        quantity: Id,
        /// The row and column of the number in the upper left corner.
        first: (usize, usize),
        /// Columns of the screen from one number to the next.
        step: u16,
        /// Rows of the matrix in a row of the screen.
        rows: usize,
    },
    /// A loss curve from an iteration to another.
    Curve {
        /// The iteration at the left.
        first: u64,
        /// The iteration at the right.
        last: u64,
    },
    /// The plane.
    Plane,
    /// A thing as a whole.
    Whole(Target),
}

impl Hit {
    fn contains(&self, column: u16, row: u16) -> bool {
        self.area.contains((column, row).into())
    }

    /// What is at a place of the screen; outside of a curve, its nearest end.
    fn target(&self, column: u16, row: u16) -> Target {
        let across = usize::from(column.saturating_sub(self.area.x));
        let down = usize::from(row.saturating_sub(self.area.y));
        match self.spot {
            Spot::Whole(target) => target,
            Spot::Matrix { quantity, first, step, rows } => Target::Cell(Cell {
                quantity,
                row: first.0 + down * rows.max(1),
                column: first.1 + across / usize::from(step.max(1)),
            }),
            Spot::Plane => {
                let (width, height) = (self.area.width, self.area.height);
                let at = |at: usize, of: u16| at.min(usize::from(of.max(1)) - 1) as u16;
                Target::Plane { at: (at(across, width), at(down, height)), of: (width, height) }
            }
            Spot::Curve { first, last } => {
                let steps = usize::from(self.area.width).saturating_sub(1).max(1);
                let share = across.min(steps) as f64 / steps as f64;
                Target::Iteration(first + (share * (last - first) as f64).round() as u64)
            }
        }
    }
}

impl Feedback {
    /// Notes where something was drawn.
    pub(super) fn note(&mut self, area: Rect, spot: Spot) {
        self.hits.push(Hit { area, spot });
    }

    /// What is drawn at a place of the screen; a pane where there is nothing in particular.
    pub fn target(&self, column: u16, row: u16) -> Option<Target> {
        let hit = self.hit(column, row).map(|hit| hit.target(column, row));
        let pane = || {
            let at = |area: &Rect| area.contains((column, row).into());
            self.panes.iter().find(|(_, area)| at(area)).map(|(pane, _)| Target::Pane(*pane))
        };
        hit.or_else(pane)
    }

    /// The last thing drawn at a place.
    fn hit(&self, column: u16, row: u16) -> Option<&Hit> {
        self.hits.iter().rev().find(|hit| hit.contains(column, row))
    }
}

impl View {
    /// What a gesture is about. A curve or the plane that was pressed is held until the button goes
    /// up, however far the pointer goes.
    pub fn point(
        &mut self,
        feedback: &Feedback,
        gesture: Gesture,
        (column, row): (u16, u16),
    ) -> Option<Target> {
        match gesture {
            Gesture::Press => {
                let hit = feedback.hit(column, row);
                self.held =
                    hit.filter(|hit| matches!(hit.spot, Spot::Curve { .. } | Spot::Plane)).cloned();
            }
            Gesture::Drag => {
                let held = self.held.as_ref();
                return held.map(|held| held.target(column, row));
            }
            Gesture::Release => self.held = None,
            Gesture::Second | Gesture::WheelUp | Gesture::WheelDown => {}
        }
        feedback.target(column, row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Pane;
    use crate::ui::theme::THEMES;

    fn feedback() -> Feedback {
        let mut feedback = Feedback::default();
        feedback.panes.push((Pane::Loss, Rect::new(0, 10, 40, 10)));
        feedback.note(Rect::new(10, 11, 21, 5), Spot::Curve { first: 1, last: 101 });
        feedback.note(Rect::new(0, 9, 10, 1), Spot::Whole(Target::Pane(Pane::Why)));
        feedback
    }

    #[test]
    fn a_place_on_a_curve_is_an_iteration_and_beside_it_is_the_pane() {
        let feedback = feedback();
        // 21 columns from 1 to 101: five iterations each.
        assert_eq!(feedback.target(10, 12), Some(Target::Iteration(1)));
        assert_eq!(feedback.target(14, 15), Some(Target::Iteration(21)));
        assert_eq!(feedback.target(30, 12), Some(Target::Iteration(101)));
        assert_eq!(feedback.target(31, 12), Some(Target::Pane(Pane::Loss)));
        assert_eq!(feedback.target(3, 9), Some(Target::Pane(Pane::Why)));
        assert_eq!(feedback.target(60, 60), None);
    }

    #[test]
    fn a_curve_is_held_from_press_to_release_and_nothing_else_is() {
        let (feedback, mut view) = (feedback(), View::new(THEMES[0].clone()));
        assert_eq!(view.point(&feedback, Gesture::Drag, (14, 12)), None);
        assert_eq!(view.point(&feedback, Gesture::Press, (14, 12)), Some(Target::Iteration(21)));
        assert_eq!(view.point(&feedback, Gesture::Drag, (90, 40)), Some(Target::Iteration(101)));
        assert_eq!(view.point(&feedback, Gesture::Drag, (0, 0)), Some(Target::Iteration(1)));
        view.point(&feedback, Gesture::Release, (0, 0));
        assert_eq!(view.point(&feedback, Gesture::Drag, (14, 12)), None);
        view.point(&feedback, Gesture::Press, (3, 9));
        assert_eq!(view.point(&feedback, Gesture::Drag, (14, 12)), None);
    }
}
