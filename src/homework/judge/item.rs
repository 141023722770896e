//! A written value in the worksheet's terms: turned, scaled and signed as a reading of the document
//! says, every number with the half unit that it was rounded by.

use super::run::{Run, Step};
use super::shown::{Shown, middles};
use super::target::Target;
use crate::homework::convention::Reading;
use crate::homework::document::{Document, Grid, Mark};
use crate::homework::place::{BiasRow, Placed, What};
use crate::math::expr::Ball;
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::Role;

/// A value that was placed, as it is judged.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Where it is from.
    pub placed: &'a Placed,
    /// What it is compared with; none where its shape is another.
    pub target: Option<Target>,
    /// Its numbers; those left out with dots are not among them.
    pub shown: Vec<Shown>,
    /// Ours over the document's.
    pub scale: f64,
    /// Whether the document has rows where the worksheet has columns.
    pub turned: bool,
    /// The shape it should have.
    pub shape: (usize, usize),
    /// How many rows stand above it in the same matrix: a row of biases, or the weights.
    above: usize,
}

impl<'a> Item<'a> {
    /// A placed value of an iteration, in a reading.
    pub fn new(
        document: &Document,
        placed: &'a Placed,
        run: &Run,
        step: &Step,
        reading: Reading,
    ) -> Self {
        let sheet = run.sheet(step);
        let role = placed.what.role().unwrap_or(Role::Loss);
        let scale = reading.scale(role, sheet, &step.hyper);
        let (target, shape, offset) = aim(placed, sheet);
        let fits = (placed.value.rows, placed.value.columns) == shape;
        let turned = is_turned(document, placed, reading);
        let mut item = Self {
            placed,
            target: target.filter(|_| fits),
            shown: Vec::new(),
            scale,
            turned,
            shape,
            above: above(placed, sheet, reading),
        };
        item.shown = item.numbers(offset);
        if let Some(Target::Loss { .. }) = item.target {
            item.settle_penalty(sheet, step);
        }
        item
    }

    /// The numbers in the order in which the document has them.
    fn numbers(&self, offset: usize) -> Vec<Shown> {
        let grid = &self.placed.value;
        let units = grid.units();
        let order: Vec<usize> = if self.turned {
            let columns = 0..grid.columns;
            columns
                .flat_map(|c| (0..grid.rows).map(move |r| (r, c)))
                .map(|(r, c)| r * grid.columns + c)
                .collect()
        } else {
            (0..grid.cells.len()).collect()
        };
        let shown = |mark: usize| {
            let cell = &grid.cells[mark];
            let half = 0.5 * units[mark] * self.scale.abs();
            let shown = Shown { at: offset + mark, mark, value: cell.value * self.scale, half };
            (!cell.elided).then_some(shown)
        };
        order.into_iter().filter_map(shown).collect()
    }

    /// Some count the penalty as part of the loss and some do not: whichever is nearer.
    fn settle_penalty(&mut self, sheet: &Worksheet, step: &Step) {
        let Some(shown) = self.shown.first() else { return };
        let whole = step.trace.loss(sheet, &step.hyper);
        let bare = step.trace.data_loss(sheet);
        let penalised = (shown.value - whole).abs() <= (shown.value - bare).abs();
        self.target = Some(Target::Loss { penalised });
    }

    /// The name of what it is: `delta1`, `loss`.
    pub fn name(&self) -> String {
        self.placed.what.role().map_or_else(|| "loss".into(), Role::name)
    }

    /// Its name, and which cell it begins with: the same in every iteration.
    pub fn key(&self) -> (String, Option<usize>) {
        (self.name(), self.shown.first().map(|shown| shown.at))
    }

    /// The cell of what was written that a number stands in.
    pub fn mark(&self, shown: &Shown) -> &'a Mark {
        &self.placed.value.cells[shown.mark]
    }

    /// Row and column of a number as the document lays it out.
    pub fn place(&self, shown: &Shown) -> (usize, usize) {
        if let What::Cell(_, row, column) = self.placed.what {
            return if self.turned { (column, row) } else { (row, column) };
        }
        let columns = self.placed.value.columns.max(1);
        let (row, column) = (self.above + shown.mark / columns, shown.mark % columns);
        if self.turned { (column, row) } else { (row, column) }
    }

    /// Whether dots leave nothing to be judged: they are all there is, or they stand for more rows
    /// or columns than there are of them.
    pub fn is_left_out(&self) -> bool {
        let value = &self.placed.value;
        let has_dots = self.shown.len() < value.cells.len();
        let is_cut = value.rows <= self.shape.0 && value.columns <= self.shape.1;
        has_dots && (self.shown.is_empty() || (self.target.is_none() && is_cut))
    }

    /// Whether every number is what follows, within its half unit and how far that may be off.
    pub fn is(&self, balls: &[Ball]) -> bool {
        self.shown.iter().all(|shown| shown.is(balls))
    }

    /// Whether it is what follows only because that is uncertain by more than this share of its
    /// largest number.
    pub fn is_vaguely(&self, balls: &[Ball], share: f64) -> bool {
        let largest = balls.iter().map(|ball| ball.mid.abs()).fold(0.0, f64::max);
        let widest = balls.iter().map(|ball| ball.radius).fold(0.0, f64::max);
        widest > share * largest && !self.is(&middles(balls))
    }

    /// The numbers that are not what follows.
    pub fn off(&self, balls: &[Ball]) -> Vec<&Shown> {
        self.shown.iter().filter(|shown| !shown.is(balls)).collect()
    }
}

/// What a value is compared with, the shape it should have, and where in the target it begins.
fn aim(placed: &Placed, sheet: &Worksheet) -> (Option<Target>, (usize, usize), usize) {
    let quantity = |role| sheet.find(role).map(|id| (id, sheet.quantity(id)));
    match placed.what {
        What::Loss => (Some(Target::Loss { penalised: true }), (1, 1), 0),
        What::Quantity(role) => quantity(role).map_or((None, (0, 0), 0), |(id, q)| {
            (Some(Target::Quantity(id)), (q.rows, q.columns), 0)
        }),
        What::Cell(role, row, column) => quantity(role).map_or((None, (0, 0), 0), |(id, q)| {
            let there = row < q.rows && column < q.columns;
            let target = there.then_some(Target::Quantity(id));
            (target, (1, 1), row * q.columns + column)
        }),
    }
}

/// The rows above a value where the bias is one more row of the weights.
fn above(placed: &Placed, sheet: &Worksheet, reading: Reading) -> usize {
    let What::Quantity(role) = placed.what else { return 0 };
    match (role.parameter(), reading.layout.bias_row) {
        (Some(weights), Some(BiasRow::First)) if !weights.bias => 1,
        (Some(bias), Some(BiasRow::Last)) if bias.bias => sheet.network().width(bias.layer - 1),
        _ => 0,
    }
}

/// Whether what is written has rows where the placed value has columns.
fn is_turned(document: &Document, placed: &Placed, reading: Reading) -> bool {
    let Some(written) = document.written(placed.event) else { return false };
    let shape = |grid: &Grid| (grid.rows, grid.columns);
    match &written.value {
        Some(value) if shape(value) == shape(&placed.value) => {
            reading.layout.columns && value.rows == value.columns && value.rows > 1
        }
        Some(value) => {
            value.rows * value.columns > 1 && (value.columns, value.rows) == shape(&placed.value)
        }
        None => false,
    }
}
