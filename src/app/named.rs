//! Quantities, cells and hyperparameters by the names people type: those of files (`delta1`,
//! `learning_rate`) or those of the screen (`δ_s`, `delta_s`, `η`).

use super::App;
use crate::lesson::{nearest, unknown};
use crate::math::expr::Style;
use crate::math::hyperparameter::Hyperparameter;
use crate::worksheet::quantity::{Cell, Id};
use crate::worksheet::symbols::Symbols;

impl App {
    /// Puts the cursor on a cell by its name: `delta1[3,3]`, or `delta1` for its first cell.
    pub(super) fn go_to_cell(&mut self, text: &str) -> Result<(), String> {
        let cell = self.cell_called(text)?;
        self.put_cursor(cell)
    }

    /// That there is nothing of this name, and what there is.
    pub(super) fn nothing_called(&self, text: &str) -> String {
        let (sheet, symbols) = (self.worksheet(), self.symbols());
        let shown: Vec<_> = sheet.quantities().map(|(_, q)| symbols.role(q.role)).collect();
        let names: Vec<_> = sheet.names().collect();
        let meant = nearest(text, names.iter().chain(&shown).map(String::as_str));
        let meant = meant.map_or(String::new(), |meant| format!(" did you mean {meant}?"));
        format!("nothing called {text:?};{meant} there are {}", shown.join(" "))
    }

    /// Whether `text` begins with the name of a quantity, alone or before a bracket.
    pub(super) fn names_a_cell(&self, text: &str) -> bool {
        self.quantity_called(split(text).0).is_some()
    }

    /// The cell of this name, rows and columns from 1; or why there is none.
    pub(super) fn cell_called(&self, text: &str) -> Result<Cell, String> {
        let (name, place) = split(text);
        let quantity = self.quantity_called(name).ok_or_else(|| {
            let names: Vec<String> = self.worksheet().names().collect();
            unknown("quantity", name, names.iter().map(String::as_str))
        })?;
        let q = self.worksheet().quantity(quantity);
        let inside = |cell: &(usize, usize)| {
            (1..=q.rows).contains(&cell.0) && (1..=q.columns).contains(&cell.1)
        };
        let place = place.map_or(Some((1, 1)), |text| numbers(text).filter(inside));
        let (row, column) = place.ok_or_else(|| {
            format!("no cell {text}; its cells are {name}[1,1] to {name}[{},{}]", q.rows, q.columns)
        })?;
        Ok(Cell { quantity, row: row - 1, column: column - 1 })
    }

    /// The quantity of this name in files (`delta1`) or on the screen (`δ_s`, `delta_s`).
    pub(super) fn quantity_called(&self, name: &str) -> Option<Id> {
        let network = &self.lesson.setup.network;
        let plain = Symbols::new(network, self.lesson.notation, Style::Plain);
        let unicode = self.symbols();
        let found = self.worksheet().named(name);
        found.or_else(|| {
            let mut all = self.worksheet().quantities();
            all.find(|(_, q)| [unicode.role(q.role), plain.role(q.role)].contains(&name.into()))
                .map(|(id, _)| id)
        })
    }

    /// The hyperparameter of this name or alias; by its symbol, among those of this network.
    pub(super) fn hyperparameter_called(&self, name: &str) -> Option<&'static Hyperparameter> {
        let by_symbol = || self.hyperparameters().into_iter().find(|row| row.symbol == name);
        Hyperparameter::find(name).or_else(by_symbol)
    }
}

/// A name, and what stands in the bracket behind it.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once('[') {
        Some((name, place)) => (name.trim(), Some(place)),
        None => (text.trim(), None),
    }
}

/// `3,3]`
fn numbers(text: &str) -> Option<(usize, usize)> {
    let (row, column) = text.trim().strip_suffix(']')?.split_once(',')?;
    Some((row.trim().parse().ok()?, column.trim().parse().ok()?))
}
