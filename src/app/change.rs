//! Changing numbers by hand: editing or nudging what is under the cursor, a cell above all.

use super::{App, Pane, Prompt, Purpose};
use crate::math::loss::Targets;
use crate::math::number::{self, Digits};
use crate::train::Change;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::{Cell, Role};

impl App {
    /// Opens the line that edits what is under the cursor.
    pub(super) fn start_edit(&mut self) -> Result<(), String> {
        let (label, text) = if self.focus == Pane::Hyperparameters {
            let (name, now) = self.knob_now();
            (format!("{name} = "), now)
        } else {
            self.editable(self.cursor)?;
            let value = self.trainer().trace().cell(self.worksheet(), self.cursor);
            let name = self.symbols().cell(self.worksheet(), self.cursor);
            (format!("{name} = "), typed(value))
        };
        self.ask(Prompt::new(Purpose::Edit, label, text));
        Ok(())
    }

    /// Sets what is under the cursor to what was typed.
    pub(super) fn finish_edit(&mut self, text: &str) -> Result<(), String> {
        if self.focus == Pane::Hyperparameters {
            return self.set_knob(text);
        }
        self.set_cell_text(self.cursor, text)
    }

    /// Sets a cell to what was typed.
    pub(super) fn set_cell_text(&mut self, cell: Cell, text: &str) -> Result<(), String> {
        self.editable(cell)?;
        let text = text.trim().replace('−', "-");
        if text.is_empty() {
            let name = self.symbols().cell(self.worksheet(), cell);
            return Err(format!("type a number for {name}, such as -0.25"));
        }
        let value: f64 = text
            .parse()
            .map_err(|_| format!("{text:?} is not a number{}", decimal_comma(&text)))?;
        self.set_cell(cell, value)
    }

    pub(super) fn nudge(&mut self, up: bool) -> Result<(), String> {
        if self.focus == Pane::Hyperparameters {
            return self.nudge_knob(up);
        }
        if self.is_on_surface() {
            return self.zoom_surface(up);
        }
        let edited = self.editable(self.cursor)?;
        let value = self.trainer().trace().cell(self.worksheet(), self.cursor);
        if self.has_classes() && edited == Editable::Target {
            return self.set_cell(self.cursor, f64::from(u8::from(up)));
        }
        let step = if up { 0.1 } else { -0.1 };
        self.set_cell(self.cursor, stepped(value, step))
    }

    /// What a cell edits, or why it cannot be edited.
    fn editable(&self, cell: Cell) -> Result<Editable, String> {
        let role = self.worksheet().quantity(cell.quantity).role;
        match role {
            Role::Parameter(parameter) => Ok(Editable::Parameter(parameter)),
            Role::Input => Ok(Editable::Input),
            Role::Target => Ok(Editable::Target),
            _ => {
                let name = self.symbols().role(role);
                let hyper = self.call("hyperparameters");
                Err(format!(
                    "{name} is computed; W, b, X, Y and hyperparameters ({hyper}) can be edited"
                ))
            }
        }
    }

    fn set_cell(&mut self, cell: Cell, value: f64) -> Result<(), String> {
        if !value.is_finite() {
            return Err("a finite number is needed".into());
        }
        let Cell { row, column, .. } = cell;
        let change = match self.editable(cell)? {
            Editable::Parameter(parameter) => Change::Parameter { parameter, row, column, value },
            Editable::Input => Change::Input { row: self.timeline.rows()[row], column, value },
            Editable::Target if self.has_classes() => {
                self.check_class(cell, value)?;
                Change::Label { row: self.timeline.rows()[row], class: column }
            }
            Editable::Target => {
                self.check_target(value)?;
                Change::Target { row: self.timeline.rows()[row], column, value }
            }
        };
        let at = self.iteration();
        self.timeline.edit(at, change);
        self.after_change();
        let name = self.symbols().cell(self.worksheet(), cell);
        let value = number::format(value, Digits::Significant(12));
        let undo = self.call("undo");
        self.say(format!("{name} = {value} from iteration {at} on; {undo} takes it back"));
        Ok(())
    }

    /// Whether targets are classes: rows with a single 1, which moves as a whole.
    fn has_classes(&self) -> bool {
        self.lesson.setup.network.loss.targets.are_classes()
    }

    fn check_class(&self, cell: Cell, value: f64) -> Result<(), String> {
        if value == 1.0 {
            return Ok(());
        }
        let name = self.symbols().cell(self.worksheet(), cell);
        let loss = self.lesson.setup.network.loss.name;
        Err(format!("targets of {loss} are classes: 1 makes {name} the class of its row"))
    }

    fn check_target(&self, value: f64) -> Result<(), String> {
        let loss = self.lesson.setup.network.loss;
        if loss.targets == Targets::UnitInterval && !(0.0..=1.0).contains(&value) {
            return Err(format!("targets of {} are from 0 to 1", loss.name));
        }
        Ok(())
    }
}

/// A number and a step, without the dust of binary fractions where the number had none either.
fn stepped(value: f64, step: f64) -> f64 {
    let tidy = |x: f64| (x * 1e9).round() / 1e9;
    if tidy(value) == value { tidy(value + step) } else { value + step }
}

/// A hint where a comma was typed for a decimal point.
pub(super) fn decimal_comma(text: &str) -> String {
    let point = text.trim().replacen(',', ".", 1);
    match point.parse::<f64>() {
        Ok(_) if text.contains(',') => format!("; decimals take a point: {point}"),
        _ => String::new(),
    }
}

/// A number as it is typed, to the bit.
pub(super) fn typed(value: f64) -> String {
    // Three hundred digits would push everything else off the line.
    if value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-9) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// What an edit of a cell changes.
#[derive(PartialEq)]
enum Editable {
    Parameter(Parameter),
    Input,
    Target,
}
