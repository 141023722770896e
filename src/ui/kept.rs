//! What takes long to find out and holds as long as the numbers do: the gradient checks made at
//! this iteration. Drawing learns more of them; the view keeps them until the next drawing.

use std::collections::HashMap;
use std::rc::Rc;

use crate::app::App;
use crate::worksheet::check::{Checked, gradient_check_of};
use crate::worksheet::quantity::Cell;

/// Gradient checks of one iteration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    at: Option<Point>,
    checks: Rc<HashMap<Cell, Checked>>,
    fresh: usize,
}

/// Where a check holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Point {
    lesson: String,
    run: usize,
    iteration: u64,
    loss: u64,
}

impl Kept {
    /// How many elements were checked for the drawing this comes from.
    pub fn fresh(&self) -> usize {
        self.fresh
    }

    /// The checks of these elements of gradients, in order: what is known already, and the rest
    /// made now.
    pub(super) fn checks(&mut self, app: &App, cells: &[Cell]) -> Vec<Checked> {
        self.stand_at(app);
        let (sheet, trainer) = (app.worksheet(), app.trainer());
        let holds = |cell: &Cell| {
            let gradient = trainer.trace().cell(sheet, *cell).to_bits();
            self.checks.get(cell).is_some_and(|check| check.gradient.to_bits() == gradient)
        };
        let missing: Vec<Cell> = cells.iter().copied().filter(|cell| !holds(cell)).collect();
        if !missing.is_empty() {
            let found = gradient_check_of(sheet, trainer.trace(), trainer.now().hyper, &missing);
            self.fresh += found.len();
            Rc::make_mut(&mut self.checks).extend(missing.into_iter().zip(found));
        }
        cells.iter().filter_map(|cell| self.checks.get(cell).cloned()).collect()
    }

    /// What is known to a new drawing.
    pub(super) fn before(&self) -> Self {
        Self { fresh: 0, ..self.clone() }
    }

    /// Forgets what was found out elsewhere.
    fn stand_at(&mut self, app: &App) {
        let here = Point {
            lesson: app.lesson().name.clone(),
            run: app.timeline().current(),
            iteration: app.iteration(),
            loss: app.trainer().loss().to_bits(),
        };
        if self.at.as_ref() != Some(&here) {
            (self.at, self.checks) = (Some(here), Rc::default());
        }
    }
}
