//! What the pane of hyperparameters lists: those that act from the next update on, and below them
//! what training starts over with.

use super::App;
use super::hyper::written;
use crate::lesson::setting::{SETTINGS, Setting};
use crate::math::hyperparameter::Hyperparameter;
use crate::math::number::{self, Digits};

/// A line of the pane.
#[derive(Clone, Copy, Debug)]
pub enum Knob {
    /// It acts from the next update on.
    Hyper(&'static Hyperparameter),
    /// It starts over.
    Setting(&'static Setting),
}

impl Knob {
    /// Its name as a command.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hyper(row) => row.name,
            Self::Setting(row) => row.name,
        }
    }
}

impl App {
    /// Every line of the pane: the hyperparameters, then what this lesson can be started over with.
    pub fn knobs(&self) -> Vec<Knob> {
        let hypers = self.hyperparameters();
        let is_hyper = |row: &&Setting| hypers.iter().any(|hyper| hyper.name == row.name);
        let settings = SETTINGS.iter().filter(|row| !is_hyper(row));
        let settings = settings.filter(|row| (row.get)(&self.lesson).is_some()).map(Knob::Setting);
        hypers.iter().copied().map(Knob::Hyper).chain(settings).collect()
    }

    /// The selected one.
    pub fn knob(&self) -> Knob {
        let knobs = self.knobs();
        knobs[self.hyper.min(knobs.len() - 1)]
    }

    /// Its name and what it is now, as it is typed.
    pub(super) fn knob_now(&self) -> (&'static str, String) {
        let knob = self.knob();
        let now = match knob {
            Knob::Hyper(row) => written(row, self.hyper_value(row)),
            Knob::Setting(row) => self.setting_now(row).unwrap_or_default(),
        };
        (knob.name(), now)
    }

    /// The same to be copied, a number with every digit.
    pub(super) fn knob_exact(&self) -> (&'static str, String) {
        match self.knob() {
            Knob::Hyper(row) => (row.name, number::format(self.hyper_value(row), Digits::Exact)),
            Knob::Setting(_) => self.knob_now(),
        }
    }

    /// Sets it to what was typed.
    pub(super) fn set_knob(&mut self, text: &str) -> Result<(), String> {
        match self.knob() {
            Knob::Hyper(row) => self.set_hyperparameter(row, text),
            Knob::Setting(row) => self.start_over(row, text),
        }
    }

    /// Sets it to what comes next.
    pub(super) fn nudge_knob(&mut self, up: bool) -> Result<(), String> {
        match self.knob() {
            Knob::Hyper(row) => {
                let value = row.nudged(self.hyper_value(row), up);
                self.set_hyperparameter(row, &value.to_string())
            }
            Knob::Setting(row) => {
                let now = self.setting_now(row).unwrap_or_default();
                let edit = self.call("edit");
                let next = row.nudged(&now, up);
                let next = next.ok_or(format!("{} is {now}; {edit} sets another", row.name))?;
                self.start_over(row, &next)
            }
        }
    }
}
