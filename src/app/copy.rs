//! Taking numbers out: copying a cell or a matrix.

use super::{App, Effect, Pane};
use crate::math::number::{self, Digits};
use crate::worksheet::quantity::Cell;

/// The longest text that terminals take for their clipboard, in bytes: many stop at 74 994 bytes
/// of base64.
const MOST_COPIED: usize = 56_000;

impl App {
    /// Copies what is under the cursor with every digit; right after that, its whole matrix.
    pub(super) fn copy(&mut self) -> Result<(), String> {
        let again = std::mem::replace(&mut self.copied, self.presses) + 1 == self.presses;
        if self.focus == Pane::Hyperparameters {
            let (name, value) = self.knob_exact();
            self.say(format!("copied {name} = {value}"));
            self.ask_for(Effect::Copy(value));
            return Ok(());
        }
        if again {
            return self.copy_matrix();
        }
        let name = self.computed(self.cursor)?;
        let value = self.displayed().cell(self.worksheet(), self.cursor);
        let value = number::format(value, Digits::Exact);
        let again = self.call("copy");
        self.say(format!("copied {name} = {value}; {again} again copies the whole matrix"));
        self.ask_for(Effect::Copy(value));
        Ok(())
    }

    /// Copies the matrix under the cursor: a line for each row, tabs between the columns.
    pub(super) fn copy_matrix(&mut self) -> Result<(), String> {
        self.computed(self.cursor)?;
        let other = self.compared().map(|other| format!(" − that of {}", other.name()));
        let sheet = self.worksheet();
        let quantity = sheet.quantity(self.cursor.quantity);
        let (rows, columns) = (quantity.rows, quantity.columns);
        let name = self.symbols().role(quantity.role);
        let mut text = String::new();
        for row in self.displayed().slice(sheet, self.cursor.quantity).chunks(columns) {
            let row: Vec<_> = row.iter().map(|&x| number::format(x, Digits::Exact)).collect();
            text += &row.join("\t");
            text.push('\n');
            if text.len() > MOST_COPIED {
                return Err(format!(
                    "{name} is {rows}×{columns}: too long for a clipboard, which takes {} kB; {} writes a file",
                    MOST_COPIED / 1_000,
                    self.call("write")
                ));
            }
        }
        let name = name + &other.unwrap_or_default();
        self.say(format!("copied {name}, {rows}×{columns}, with tabs between the columns"));
        self.ask_for(Effect::Copy(text));
        Ok(())
    }

    /// The name of a cell that has a value.
    fn computed(&self, cell: Cell) -> Result<String, String> {
        let name = self.symbols().cell(self.worksheet(), cell);
        if self.is_displayed(cell.quantity) {
            let other = self.compared().map(|other| format!(" − that of {}", other.name()));
            return Ok(name + &other.unwrap_or_default());
        }
        if self.is_shown(cell.quantity) {
            return Err(format!("{name} is not there in the other run"));
        }
        Err(format!("{name} is not computed yet: {} steps to it", self.call("next-step")))
    }
}
