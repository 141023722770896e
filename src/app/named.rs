//! Quantities, cells and hyperparameters by the names people type: those of files (`delta1`,
//! `learning_rate`) or those of the screen (`δ_s`, `delta_s`, `η`). They are gone to
//! (`delta1[3,3]`) and set (`W1[2,1] 0.5`, `X[1,2] = 0.3`, `set learning_rate 0.1`).

use super::App;
use super::change::typed;
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

    /// Sets a cell or a hyperparameter that is called by its name.
    pub(super) fn set_named(&mut self, line: &str) -> Result<(), String> {
        if let Some(done) = self.set_cell_named(line) {
            return done;
        }
        let line = line.replacen('=', " ", 1);
        let (name, value) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        if name.is_empty() {
            return Err(
                "set takes a name and a value: set learning_rate 0.1, set W1[2,1] 0.5".into()
            );
        }
        match self.hyperparameter_called(name) {
            Some(row) => self.set_by_name(row, value.trim()),
            None => Err(self.nothing_to_set(name)),
        }
    }

    /// The same for a cell; nothing where the line does not begin with one.
    pub(super) fn set_cell_named(&mut self, line: &str) -> Option<Result<(), String>> {
        let (cell, value) = line.split_at(line.find(']')? + 1);
        let (name, _) = cell.split_once('[')?;
        if name.trim().contains(' ') {
            return None;
        }
        let value = value.trim().trim_start_matches('=').trim();
        Some(self.set_cell_called(cell.trim(), value))
    }

    fn set_cell_called(&mut self, text: &str, value: &str) -> Result<(), String> {
        if !self.names_a_cell(text) {
            return Err(self.nothing_to_set(split(text).0));
        }
        let cell = self.cell_called(text)?;
        if value.is_empty() {
            let now = self.trainer().trace().cell(self.worksheet(), cell);
            return Err(format!("{text} is {}; type a value after it", typed(now)));
        }
        self.set_cell_text(cell, value)
    }

    /// That nothing of this name can be set, and what can be.
    fn nothing_to_set(&self, name: &str) -> String {
        let parameters = self.lesson.setup.network.parameters();
        let mut names: Vec<String> = parameters.iter().map(ToString::to_string).collect();
        names.extend(["X", "Y"].map(String::from));
        let cells = names.iter().map(|name| format!("{name}[…]"));
        let hypers = self.hyperparameters().into_iter().map(|row| row.name.to_string());
        let choices = cells.chain(hypers).collect::<Vec<_>>().join(", ");
        format!("nothing called {name:?} can be set; expected one of {choices}")
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
            let (rows, columns) = (q.rows, q.columns);
            format!("no cell {text}: rows of {name} are 1 to {rows}, columns 1 to {columns}")
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
        let by_symbol = || {
            let mut used = self.hyperparameters().into_iter();
            used.find(|row| [row.symbol, row.plain].contains(&name))
        };
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
