//! Changing things: editing the cell or hyperparameter under the cursor, nudging it, starting over.

use super::{App, Pane, Prompt, Purpose};
use crate::math::hyperparameter::{Domain, Hyperparameter};
use crate::math::loss::Targets;
use crate::math::number::{self, Digits};
use crate::train::Change;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::{Cell, Role};
use crate::worksheet::symbols::Symbols;

impl App {
    /// How the quantities of this lesson are written.
    pub fn symbols(&self) -> Symbols {
        Symbols::new(&self.lesson.setup.network, self.lesson.notation, self.looks.style())
    }

    /// The first iteration that feels a change of a hyperparameter made now: the next update.
    pub fn next_update(&self) -> u64 {
        self.iteration() + u64::from(self.step == self.steps())
    }

    /// The value of a hyperparameter for the next update.
    pub fn hyper_value(&self, row: &Hyperparameter) -> f64 {
        let at = self.next_update();
        let edits = self.timeline.run().edits.iter().filter(|edit| edit.at <= at);
        let mut set = edits.filter_map(|edit| match edit.change {
            Change::Hyper(other, value) if other.name == row.name => Some(value),
            _ => None,
        });
        set.next_back().unwrap_or_else(|| (row.get)(&self.lesson.setup.hyper))
    }

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

    pub(super) fn set_hyperparameter(
        &mut self,
        row: &'static Hyperparameter,
        text: &str,
    ) -> Result<(), String> {
        let value = row.parse(text).map_err(|reason| reason + &decimal_comma(text))?;
        row.check(value)?;
        let mut hyper = self.lesson.setup.hyper.clone();
        for other in self.hyperparameters() {
            (other.set)(&mut hyper, self.hyper_value(other));
        }
        (row.set)(&mut hyper, value);
        if let Some(reason) = (self.lesson.setup.network.optimizer.refuse)(&hyper) {
            return Err(reason.into());
        }
        let at = self.next_update();
        self.timeline.edit(at, Change::Hyper(row, value));
        self.after_change();
        self.say(format!(
            "{} = {} from iteration {at} on; {} re-runs from the start with it",
            row.name,
            written(row, value),
            self.call("rerun")
        ));
        Ok(())
    }

    pub(super) fn nudge(&mut self, up: bool) -> Result<(), String> {
        if self.focus == Pane::Hyperparameters {
            return self.nudge_knob(up);
        }
        if self.is_on_surface() {
            return self.zoom_surface(up);
        }
        self.editable(self.cursor)?;
        let value = self.trainer().trace().cell(self.worksheet(), self.cursor);
        if self.has_classes() && self.editable(self.cursor)? == Editable::Target {
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
        let targets = self.lesson.setup.network.loss.targets;
        matches!(targets, Targets::Class | Targets::Distribution)
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

    pub(super) fn after_change(&mut self) {
        self.stop();
        self.follow_start();
        self.pursue_from(self.timeline.wanted(), Some(self.step));
        self.step = self.step.min(self.steps());
        self.keep_cursor();
    }

    /// Starts over with what is set now; the old run stays as a ghost. A run that would be the same
    /// again is not computed twice.
    pub(super) fn rerun(&mut self) {
        if self.timeline.would_repeat(self.next_update()) {
            if self.pursued().is_none() {
                self.stop();
                self.go_to_start();
            }
            return self.say("this run has everything that is set now from its start on");
        }
        let (reached, here) = (self.timeline.run().reached(), self.destination());
        let whole = self.step == self.steps();
        let far = self.pursued().unwrap_or(here).max(reached);
        self.timeline.rerun(self.next_update());
        self.after_change();
        if whole {
            self.finish();
        }
        self.extend(far, here);
        self.say("re-run from the start with what is set now; the run before stays as a ghost");
    }

    pub(super) fn undo(&mut self) -> Result<(), String> {
        if !self.timeline.undo() {
            return Err("nothing to undo".into());
        }
        self.after_change();
        self.say(format!("back in run: {}", self.timeline.run().label));
        Ok(())
    }

    pub(super) fn redo(&mut self) -> Result<(), String> {
        if !self.timeline.redo() {
            return Err("nothing to redo".into());
        }
        self.after_change();
        self.say(format!("again in run: {}", self.timeline.run().label));
        Ok(())
    }

    /// Changes between the current run and its ghost.
    pub(super) fn switch_run(&mut self) -> Result<(), String> {
        let Some(ghost) = self.timeline.ghost() else {
            return Err("there is only one run; an edit starts another".into());
        };
        self.timeline.switch(ghost);
        self.after_change();
        self.say(format!("in run: {}", self.timeline.run().label));
        Ok(())
    }
}

/// A number and a step, without the dust of binary fractions where the number had none either.
fn stepped(value: f64, step: f64) -> f64 {
    let tidy = |x: f64| (x * 1e9).round() / 1e9;
    if tidy(value) == value { tidy(value + step) } else { value + step }
}

/// A hint where a comma was typed for a decimal point.
fn decimal_comma(text: &str) -> String {
    let point = text.trim().replacen(',', ".", 1);
    match point.parse::<f64>() {
        Ok(_) if text.contains(',') => format!("; decimals take a point: {point}"),
        _ => String::new(),
    }
}

/// A hyperparameter's value as it is typed: flags are on or off.
pub(super) fn written(row: &Hyperparameter, value: f64) -> String {
    match row.domain {
        Domain::Flag => if value == 0.0 { "off" } else { "on" }.into(),
        _ => typed(value),
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
