//! The first of each kind of trouble in a run. Whether there is one depends on an iteration's
//! numbers alone, so it is the same whichever way the iteration was reached.

use super::evaluate::Evaluator;
use super::setup::Data;
use super::trainer::Trainer;
use crate::worksheet::health::{Health, Idle};
use crate::worksheet::quantity::{Cell, Role};
use crate::worksheet::trouble::{Sign, TROUBLES, Trouble};

/// So many examples are looked at first where a batch does not show all of them, then twice as
/// many …, since most units work for one of the first; but never more than so many at once.
const TOGETHER: [usize; 2] = [8, 512];

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
        let (sheet, trace) = (trainer.worksheet(), trainer.trace());
        let (mut units, mut far) = (None, None);
        let known = self.found.len();
        for trouble in TROUBLES {
            if self.of(trouble).is_some() {
                continue;
            }
            let place = match trouble.sign {
                Sign::Cell(find) => {
                    let far = *far.get_or_insert_with(|| sheet.goes_far(trace));
                    let role = |cell: Cell| sheet.quantity(cell.quantity).role;
                    find(sheet, trace, far).map(|cell| (role(cell), cell.row, cell.column))
                }
                Sign::Unit(health) => {
                    let idle = units.get_or_insert_with(|| self.idle(trainer)).iter();
                    let mut idle = idle.filter(|unit| unit.health == health && unit.wrong);
                    idle.next().map(|unit| (Role::Activation(unit.layer), 0, unit.unit))
                }
            };
            if let Some((role, row, column)) = place {
                let step = sheet.find(role).and_then(|id| sheet.step_of(id)).unwrap_or(0);
                let iteration = trainer.iteration();
                self.found.push(Found { trouble, iteration, step, role, row, column });
            }
        }
        // Those of earlier iterations stand before them and stay there.
        self.found[known..].sort_by_key(|found| found.step);
    }

    /// Forgets what came after iteration `keep`.
    pub(super) fn truncate(&mut self, keep: u64) {
        self.found.retain(|found| found.iteration <= keep);
    }

    /// The units that learn nothing from any example of the data set; of a kind that was met
    /// before not all of them.
    fn idle(&self, trainer: &Trainer) -> Vec<Idle> {
        let epoch = trainer.batches().per_epoch();
        if !trainer.iteration().is_multiple_of(epoch) {
            return Vec::new();
        }
        let mut idle = trainer.worksheet().idle_units(trainer.trace());
        if trainer.worksheet().rows() < trainer.data().rows {
            idle.retain(|unit| {
                !self.found.iter().any(|found| found.trouble.is_health(unit.health))
            });
            idle = confirmed(trainer, idle);
        }
        idle
    }
}

/// Those of a batch's idle units that are idle for all other examples too.
fn confirmed(trainer: &Trainer, mut idle: Vec<Idle>) -> Vec<Idle> {
    let (data, sheet) = (trainer.data(), trainer.worksheet());
    let (inputs, outputs) = (sheet.network().inputs, sheet.network().outputs());
    let [mut rows, most] = TOGETHER;
    let mut start = 0;
    while start < data.rows && !idle.is_empty() {
        rows = rows.min(data.rows - start);
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
        start += rows;
        rows = (rows * 2).min(most);
    }
    idle
}
