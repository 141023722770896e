//! Setting things by name: `W1[2,1] 0.5`, `X[1,2] = 0.3`, `set learning_rate 0.1`.

use super::App;
use super::change::typed;
use crate::worksheet::quantity::Cell;

impl App {
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
            None => Err(format!("nothing called {name:?} can be set; {}", self.settable())),
        }
    }

    /// The same for a cell; nothing where the line does not begin with one.
    pub(super) fn set_cell_named(&mut self, line: &str) -> Option<Result<(), String>> {
        let end = line.find(']')?;
        let (name, place) = line[..end].split_once('[')?;
        if name.trim().contains(' ') {
            return None;
        }
        let value = line[end + 1..].trim().trim_start_matches('=').trim();
        Some(self.set_cell_of(name.trim(), place, value))
    }

    fn set_cell_of(&mut self, name: &str, place: &str, value: &str) -> Result<(), String> {
        let Some(quantity) = self.quantity_called(name) else {
            return Err(format!("nothing called {name:?}; {}", self.settable()));
        };
        let (rows, columns) = {
            let quantity = self.worksheet().quantity(quantity);
            (quantity.rows, quantity.columns)
        };
        let number = |text: &str, most| {
            text.trim().parse().ok().filter(|n: &usize| (1..=most).contains(n)).map(|n| n - 1)
        };
        let cell = place.split_once(',').and_then(|(row, column)| {
            Some(Cell { quantity, row: number(row, rows)?, column: number(column, columns)? })
        });
        let cell = cell.ok_or_else(|| {
            format!(
                "no cell {name}[{place}]: rows of {name} are 1 to {rows}, columns 1 to {columns}"
            )
        })?;
        if value.is_empty() {
            let now = self.trainer().trace().cell(self.worksheet(), cell);
            return Err(format!("{name}[{place}] is {}; type a value after it", typed(now)));
        }
        self.set_cell_text(cell, value)
    }

    /// What can be set, for messages.
    fn settable(&self) -> String {
        let parameters = self.lesson.setup.network.parameters();
        let mut names: Vec<String> = parameters.iter().map(ToString::to_string).collect();
        names.extend(["X", "Y"].map(String::from));
        let cells = names.iter().map(|name| format!("{name}[…]"));
        let hypers = self.hyperparameters().into_iter().map(|row| row.name.to_string());
        format!("expected one of {}", cells.chain(hypers).collect::<Vec<_>>().join(", "))
    }
}
