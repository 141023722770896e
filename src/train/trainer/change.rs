//! What an edit does to the engine: to its numbers, to its data, to its worksheet.

use super::start::starting_points;
use super::{Change, Hyperparameters, Manner, Network, Role, Slots, Trace, Trainer, Worksheet};

impl Trainer {
    /// Makes a change before the current iteration is computed.
    pub(super) fn apply(&mut self, change: &Change) {
        match *change {
            Change::Hyper(row, value) => {
                let before = structure(&self.setup.network, &self.hyper);
                (row.set)(&mut self.hyper, value);
                if structure(&self.setup.network, &self.hyper) != before {
                    self.rebuild();
                }
            }
            Change::Parameter { parameter, row, column, value } => {
                let (sheet, trace) = &mut self.sheets[self.active];
                let columns = sheet.network().shape(parameter).1;
                if let Some(id) = sheet.find(Role::Parameter(parameter)) {
                    trace.slice_mut(sheet, id)[row * columns + column] = value;
                }
            }
            Change::Input { .. } | Change::Target { .. } | Change::Label { .. } => {
                self.set_data(change);
                self.loaded = false;
            }
            Change::Mistake(mistake) => self.set_manner(Manner { mistake, ..self.manner }),
            Change::Rounding(rounding) => self.set_manner(Manner { rounding, ..self.manner }),
        }
    }

    /// Works every batch out like this from now on.
    pub(super) fn set_manner(&mut self, manner: Manner) {
        self.manner = manner;
        for (sheet, _) in &mut self.sheets {
            sheet.set_manner(manner);
        }
    }

    pub(super) fn set_data(&mut self, change: &Change) {
        let outputs = self.setup.network.outputs();
        match *change {
            Change::Input { row, column, value } => {
                self.data.x[row * self.setup.network.inputs + column] = value;
            }
            Change::Target { row, column, value } => self.data.y[row * outputs + column] = value,
            Change::Label { row, class } => {
                let label = &mut self.data.y[row * outputs..][..outputs];
                label.fill(0.0);
                label[class] = 1.0;
            }
            Change::Hyper(..)
            | Change::Parameter { .. }
            | Change::Mistake(_)
            | Change::Rounding(_) => {}
        }
    }

    /// Builds the worksheet anew after a change of the optimizer's lines. Parameters are carried
    /// over, and states too where they are still kept; t begins at 1 where none is.
    fn rebuild(&mut self) {
        let rows = self.worksheet().rows();
        let mut new = Worksheet::new(&self.setup.network, rows, &self.hyper);
        new.set_manner(self.manner);
        let (old, trace) = &self.sheets[self.active];
        let mut fresh = Trace::new(&new);
        for id in starting_points(&new) {
            if let Some(from) = old.find(new.quantity(id).role) {
                fresh.slice_mut(&new, id).copy_from_slice(trace.slice(old, from));
            }
        }
        let kept = |slots: &Slots| {
            let was_there = |name| old.find(Role::StateBefore(slots.parameter, name)).is_some();
            slots.states.iter().any(|(name, _, _)| was_there(*name))
        };
        if !new.parameters().iter().any(kept) {
            self.began = self.iteration;
        }
        self.sheets = vec![(new, fresh)];
        self.active = 0;
        self.loaded = false;
    }
}

/// What decides the lines of the update: some settings add a state or another formula.
pub(super) fn structure(
    network: &Network,
    hyper: &Hyperparameters,
) -> (Vec<&'static str>, [bool; 3]) {
    let names = (network.optimizer.lines)(hyper).iter().map(|line| line.name).collect();
    (names, [hyper.nesterov, hyper.centered, hyper.amsgrad])
}
