//! The first of each kind of trouble in a run. Whether there is one depends on an iteration's
//! numbers alone, so it is the same whichever way the iteration was reached.

use super::evaluate::Evaluator;
use super::setup::Data;
use super::trainer::Trainer;
use crate::worksheet::health::{Health, Idle};
use crate::worksheet::quantity::Role;
use crate::worksheet::trouble::{Sign, TROUBLES, Trouble};

/// Examples that are looked at together where a batch does not show all of them.
const TOGETHER: usize = 512;

/// Trouble, where it was seen first.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Its kind.
    pub trouble: &'static Trouble,
    /// The iteration, from 1.
    pub iteration: u64,
    /// The step of the iteration at which its quantity appears, from 1; 0 for what is given.
    pub step: usize,
    /// The quantity.
    pub role: Role,
    /// The row of the cell, from 0; the first one for a unit.
    pub row: usize,
    /// The column of the cell, from 0; for a unit its place in the layer.
    pub column: usize,
}

/// What went wrong in a run so far, each kind once, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Troubles {
    found: Vec<Found>,
}

impl Troubles {
    /// All of it, in the order of time.
    pub fn all(&self) -> &[Found] {
        &self.found
    }

    /// The first trouble of a kind.
    pub fn of(&self, trouble: &Trouble) -> Option<&Found> {
        self.found.iter().find(|found| found.trouble.is(trouble))
    }

    /// Looks at the iteration at hand for what was not met before. Units are judged where an epoch
    /// ends, by all examples.
    pub(super) fn watch(&mut self, trainer: &Trainer) {
        let mut units = None;
        for trouble in TROUBLES {
            if self.of(trouble).is_some() {
                continue;
            }
            let (sheet, trace) = (trainer.worksheet(), trainer.trace());
            let place = match trouble.sign {
                Sign::Cell(find) => find(sheet, trace)
                    .map(|cell| (sheet.quantity(cell.quantity).role, cell.row, cell.column)),
                Sign::Unit(health) => {
                    let idle = units.get_or_insert_with(|| idle(trainer)).iter();
                    let mut idle = idle.filter(|unit| unit.health == health && unit.wrong);
                    idle.next().map(|unit| (Role::Activation(unit.layer), 0, unit.unit))
                }
            };
            if let Some((role, row, column)) = place {
                let id = sheet.find(role);
                let step = sheet.steps().iter().position(|step| Some(*step) == id);
                let step = step.map_or(0, |at| at + 1);
                let iteration = trainer.iteration();
                self.found.push(Found { trouble, iteration, step, role, row, column });
            }
        }
        self.found.sort_by_key(|found| (found.iteration, found.step));
    }

    /// Forgets what came after iteration `keep`.
    pub(super) fn truncate(&mut self, keep: u64) {
        self.found.retain(|found| found.iteration <= keep);
    }
}

/// The units that learn nothing from any example of the data set.
fn idle(trainer: &Trainer) -> Vec<Idle> {
    let epoch = trainer.batches().per_epoch();
    if !trainer.iteration().is_multiple_of(epoch) {
        return Vec::new();
    }
    let here = trainer.worksheet().idle_units(trainer.trace());
    if epoch == 1 { here } else { confirmed(trainer, here) }
}

/// Those of a batch's idle units that are idle for all other examples too.
fn confirmed(trainer: &Trainer, mut idle: Vec<Idle>) -> Vec<Idle> {
    let (data, sheet) = (trainer.data(), trainer.worksheet());
    let (inputs, outputs) = (sheet.network().inputs, sheet.network().outputs());
    for start in (0..data.rows).step_by(TOGETHER) {
        if idle.is_empty() {
            break;
        }
        let rows = TOGETHER.min(data.rows - start);
        let cut = |of: &[f64], columns: usize| of[start * columns..][..rows * columns].to_vec();
        let some = Data { rows, x: cut(&data.x, inputs), y: cut(&data.y, outputs) };
        let mut evaluator = Evaluator::new(sheet.network(), &some, trainer.hyper());
        evaluator.set_manner(sheet.manner());
        let (sheet, trace) = evaluator.forward(&trainer.parameters(), trainer.hyper());
        idle.retain_mut(|unit| {
            let there = sheet.idle(trace, unit.layer, unit.unit);
            unit.health = unit.health.min(there.map_or(Health::Working, |there| there.health));
            unit.wrong |= there.is_some_and(|there| there.wrong);
            unit.health != Health::Working
        });
    }
    idle
}
