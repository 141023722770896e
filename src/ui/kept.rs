//! What takes long to find out and holds as long as the numbers do: the gradient checks made at
//! this iteration, and the values of fields. Drawing learns more of them; the view keeps them until
//! the next drawing.

use std::collections::HashMap;
use std::rc::Rc;

use crate::app::App;
use crate::worksheet::check::{Checked, gradient_check_of};
use crate::worksheet::quantity::Cell;
use crate::worksheet::slice::Element;

/// How many fields are kept, the latest ones.
const FIELDS: usize = 3;

/// Gradient checks and fields of one iteration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    at: Option<Point>,
    checks: Rc<HashMap<Cell, Checked>>,
    fresh: usize,
    /// The latest last.
    fields: Vec<(Field, Rc<[f64]>)>,
    worked_out: usize,
}

/// What the values of a field are of, besides the iteration.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    /// The loss over two elements, at these values of each.
    Loss { elements: [Element; 2], across: Vec<f64>, down: Vec<f64>, updated: bool },
    /// What every unit says at these places of the plane.
    Units { across: Vec<f64>, down: Vec<f64>, updated: bool },
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

    /// How many values of fields were worked out for the drawing this comes from.
    pub fn worked_out(&self) -> usize {
        self.worked_out
    }

    /// The values of a field: those that are known, or what `work_out` finds now.
    pub(super) fn field(
        &mut self,
        app: &App,
        of: Field,
        work_out: impl FnOnce() -> Vec<f64>,
    ) -> Rc<[f64]> {
        self.stand_at(app);
        if let Some((_, values)) = self.fields.iter().find(|(known, _)| *known == of) {
            return values.clone();
        }
        let values: Rc<[f64]> = work_out().into();
        self.worked_out += values.len();
        self.fields.push((of, values.clone()));
        let surplus = self.fields.len().saturating_sub(FIELDS);
        self.fields.drain(..surplus);
        values
    }

    /// What is known to a new drawing.
    pub(super) fn before(&self) -> Self {
        Self { fresh: 0, worked_out: 0, ..self.clone() }
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
            self.fields.clear();
        }
    }
}
