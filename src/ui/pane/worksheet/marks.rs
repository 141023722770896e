//! What is marked: the quantity just computed, the cell under the cursor, and the cells it was
//! computed from, one factor apart from the other.

use ratatui::style::Style;

use crate::app::App;
use crate::train::{Trainer, Twin, parts};
use crate::ui::theme::Theme;
use crate::worksheet::quantity::{Cell, Id};

/// The marks of one drawing.
pub(super) struct Marks<'a> {
    app: &'a App,
    theme: &'a Theme,
    lit: Option<Id>,
    cursor: Cell,
    /// Where the cell under the cursor comes from, sorted; and the quantities in the order of the
    /// formula.
    sources: Vec<Cell>,
    factors: Vec<Id>,
    chosen: Option<Cell>,
    /// What is computed with a mistake on purpose.
    broken: Vec<Id>,
    /// The run without the mistake or the rounding, where cells are marked that differ from it.
    right: Option<&'a Trainer>,
}

fn key(cell: &Cell) -> (Id, usize, usize) {
    (cell.quantity, cell.row, cell.column)
}

impl<'a> Marks<'a> {
    /// What is marked at the moment.
    pub(super) fn new(app: &'a App, theme: &'a Theme) -> Self {
        let cursor = app.cursor();
        let mut sources = app.factors();
        let mut factors: Vec<Id> = Vec::new();
        for cell in &sources {
            if !factors.contains(&cell.quantity) {
                factors.push(cell.quantity);
            }
        }
        sources.sort_unstable_by_key(key);
        let right = |twin: &'a Twin| twin.at(app.iteration());
        Self {
            app,
            theme,
            lit: app.current_quantity(),
            cursor,
            sources,
            factors,
            chosen: app.marked_factor(),
            broken: app.broken(),
            right: app.twin().filter(|_| app.compared().is_none()).and_then(right),
        }
    }

    /// The cell under the cursor.
    pub(super) fn cursor(&self) -> Cell {
        self.cursor
    }

    /// Whether a quantity was just computed.
    pub(super) fn is_lit(&self, id: Id) -> bool {
        self.lit == Some(id)
    }

    /// Whether it is given or computed already.
    pub(super) fn is_shown(&self, id: Id) -> bool {
        self.app.is_displayed(id)
    }

    /// Whether a cell is marked because it would be another without the mistake or the rounding:
    /// while rounding, where a digit that is carried is wrong; else where it is `written` otherwise.
    pub(super) fn has_parted(&self, cell: Cell, x: f64, written: impl Fn(f64) -> String) -> bool {
        if self.app.beneath(cell).is_some_and(|beneath| beneath.entry.wrong) {
            return true;
        }
        let Some(there) = self.right else { return false };
        let right = there.trace().cell(there.worksheet(), cell);
        let manner = self.app.manner();
        if manner.rounding.is_some() {
            parts(manner, x, right)
        } else {
            written(x) != written(right)
        }
    }

    /// What a document says of a cell, and how that looks: what is wrong is told apart by its style
    /// without colours too.
    pub(super) fn beneath(
        &self,
        cell: Cell,
        written: impl Fn(f64) -> String,
    ) -> Option<(String, Style)> {
        let entry = self.app.beneath(cell)?.entry;
        let style = if entry.wrong { self.theme.error() } else { self.theme.dim() };
        Some((written(entry.printed), style))
    }

    /// The style of a symbol; of a field, whose cells carry no marks, also whether it is a factor.
    pub(super) fn symbol(&self, id: Id, field: bool) -> Style {
        if self.is_lit(id) {
            self.theme.lit()
        } else if !self.is_shown(id) {
            self.theme.dim()
        } else if self.broken.contains(&id) {
            self.theme.error()
        } else if field && self.factors.contains(&id) {
            self.source(id)
        } else {
            self.theme.title()
        }
    }

    /// The style of a number.
    pub(super) fn number(&self, cell: Cell, x: f64) -> Style {
        let (theme, lit) = (self.theme, self.is_lit(cell.quantity));
        if cell == self.cursor {
            return if lit { theme.lit_cursor() } else { theme.cursor() };
        }
        if !x.is_finite() {
            theme.non_finite()
        } else if lit {
            theme.lit()
        } else if self.sources.binary_search_by_key(&key(&cell), key).is_ok() {
            self.source_of(cell)
        } else if x == 0.0 {
            theme.dim()
        } else {
            theme.text()
        }
    }

    /// The factor that is being chosen stands out among the others.
    fn source_of(&self, cell: Cell) -> Style {
        if self.chosen == Some(cell) { self.theme.chosen() } else { self.source(cell.quantity) }
    }

    /// Factors that follow each other in the formula look different.
    fn source(&self, id: Id) -> Style {
        let place = self.factors.iter().position(|factor| *factor == id).unwrap_or(0);
        if place % 2 == 0 { self.theme.source() } else { self.theme.second_source() }
    }
}
