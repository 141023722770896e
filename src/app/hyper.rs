//! Hyperparameters: which this network has, what they are for the next update, and setting one.

use super::App;
use super::change::{decimal_comma, typed};
use crate::math::hyperparameter::{Domain, Hyperparameter, Hyperparameters, used_by};
use crate::train::Change;

impl App {
    /// The hyperparameters of this network, in the order of the table.
    pub fn hyperparameters(&self) -> Vec<&'static Hyperparameter> {
        let network = &self.lesson.setup.network;
        let parameter = network.loss.parameter.map(|(name, _)| name);
        used_by(network.optimizer, parameter).collect()
    }

    /// The place of the selected line in [`App::knobs`].
    pub fn selected_hyperparameter(&self) -> usize {
        self.hyper
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

    /// The hyperparameters for the next update.
    pub(super) fn hyper_now(&self) -> Hyperparameters {
        let mut hyper = self.lesson.setup.hyper.clone();
        for row in self.hyperparameters() {
            (row.set)(&mut hyper, self.hyper_value(row));
        }
        hyper
    }

    /// Sets one to what was typed, from the next update on.
    pub(super) fn set_hyperparameter(
        &mut self,
        row: &'static Hyperparameter,
        text: &str,
    ) -> Result<(), String> {
        let value = row.parse(text).map_err(|reason| reason + &decimal_comma(text))?;
        row.check(value)?;
        let mut hyper = self.hyper_now();
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
}

/// A hyperparameter's value as it is typed: flags are on or off.
pub(super) fn written(row: &Hyperparameter, value: f64) -> String {
    match row.domain {
        Domain::Flag => if value == 0.0 { "off" } else { "on" }.into(),
        _ => typed(value),
    }
}
