//! What somebody changed between one iteration and the next, found in the numbers: whatever an
//! iteration starts from and the one before did not leave.

use crate::math::hyperparameter::{HYPERPARAMETERS, Hyperparameter, Hyperparameters};
use crate::train::{Data, Trainer};
use crate::worksheet::network::Parameter;

/// Something an iteration starts from that does not follow from the one before.
pub(super) enum Found {
    /// The first iteration: everything.
    Start,
    /// A hyperparameter has another value.
    Hyper(&'static Hyperparameter, f64),
    /// A parameter's cell has another value; rows and columns count from 0.
    Parameter(Parameter, [usize; 2], f64),
    /// A cell of the data, of X or of Y.
    Data(&'static str, [usize; 2], f64),
    /// The optimizer begins to keep a state, at 0.
    Begins(Parameter, &'static str),
    /// It keeps it no longer.
    Ends(Parameter, &'static str),
}

/// What an iteration left.
pub(super) struct Follow {
    hyper: Hyperparameters,
    data: Data,
    parameters: Vec<Vec<f64>>,
    states: Vec<(Parameter, &'static str)>,
}

impl Follow {
    /// What this iteration leaves.
    pub(super) fn new(trainer: &Trainer) -> Self {
        let (sheet, trace) = (trainer.worksheet(), trainer.trace());
        let after = sheet.parameters().iter().map(|slots| trace.slice(sheet, slots.after).to_vec());
        Self {
            hyper: trainer.hyper().clone(),
            data: trainer.data().clone(),
            parameters: after.collect(),
            states: states(trainer),
        }
    }

    /// What the next iteration starts from besides; then it stands at that one.
    pub(super) fn changes(&mut self, trainer: &Trainer) -> Vec<Found> {
        let (sheet, trace) = (trainer.worksheet(), trainer.trace());
        let mut found = Vec::new();
        for row in HYPERPARAMETERS {
            let value = (row.get)(trainer.hyper());
            if (row.get)(&self.hyper).to_bits() != value.to_bits() {
                found.push(Found::Hyper(row, value));
            }
        }
        let now = states(trainer);
        let ends = self.states.iter().filter(|state| !now.contains(state));
        found.extend(ends.map(|(parameter, name)| Found::Ends(*parameter, name)));
        let begins = now.iter().filter(|state| !self.states.contains(state));
        found.extend(begins.map(|(parameter, name)| Found::Begins(*parameter, name)));
        for (slots, left) in sheet.parameters().iter().zip(&self.parameters) {
            let (columns, starts) =
                (sheet.quantity(slots.before).columns, trace.slice(sheet, slots.before));
            let of = |at, value| Found::Parameter(slots.parameter, at, value);
            found.extend(others(left, starts, columns).map(|(at, value)| of(at, value)));
        }
        let network = sheet.network();
        let data = trainer.data();
        if *data != self.data {
            let x = others(&self.data.x, &data.x, network.inputs);
            found.extend(x.map(|(at, value)| Found::Data("X", at, value)));
            let y = others(&self.data.y, &data.y, network.outputs());
            found.extend(y.map(|(at, value)| Found::Data("Y", at, value)));
            self.data.clone_from(data);
        }
        self.hyper.clone_from(trainer.hyper());
        for (slots, left) in sheet.parameters().iter().zip(&mut self.parameters) {
            left.copy_from_slice(trace.slice(sheet, slots.after));
        }
        self.states = now;
        found
    }
}

fn states(trainer: &Trainer) -> Vec<(Parameter, &'static str)> {
    let slots = trainer.worksheet().parameters().iter();
    slots.flat_map(|slots| slots.states.iter().map(|state| (slots.parameter, state.0))).collect()
}

/// The cells that differ in their bits, with what they are now.
fn others<'a>(
    before: &'a [f64],
    now: &'a [f64],
    columns: usize,
) -> impl Iterator<Item = ([usize; 2], f64)> + 'a {
    let pairs = before.iter().zip(now).enumerate();
    let differ =
        pairs.filter(|(_, (a, b))| a.to_bits() != b.to_bits() && !(a.is_nan() && b.is_nan()));
    differ.map(move |(i, (_, now))| ([i / columns, i % columns], *now))
}
