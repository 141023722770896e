//! The engine of a run: holds one iteration's trace and goes to the next one.

mod change;
mod start;

use super::batch::Batches;
use super::edit::{Change, Edit};
use super::keyframes::Keyframe;
use super::setup::{Data, Setup};
use crate::math::hyperparameter::Hyperparameters;
use crate::worksheet::manner::Manner;
use crate::worksheet::network::Network;
use crate::worksheet::op::Now;
use crate::worksheet::quantity::{Id, Role};
use crate::worksheet::{Slots, Trace, Worksheet};

/// Computes iterations one after the other. Allocates nothing once every batch size was seen.
#[derive(Debug)]
pub struct Trainer {
    setup: Setup,
    hyper: Hyperparameters,
    manner: Manner,
    data: Data,
    batches: Batches,
    /// One worksheet and trace per batch size: all full batches, and the one with what is left over.
    sheets: Vec<(Worksheet, Trace)>,
    active: usize,
    /// Whether the active trace holds the inputs and targets it needs.
    loaded: bool,
    iteration: u64,
    began: u64,
}

impl Trainer {
    /// Stands at iteration 1, computed.
    pub fn new(setup: &Setup) -> Self {
        Self::edited(setup, &[])
    }

    /// The same with these edits, which every `advance` has to be given too.
    pub fn edited(setup: &Setup, edits: &[Edit]) -> Self {
        let batches = Batches::of(setup);
        let mut trainer = Self {
            setup: setup.clone(),
            hyper: setup.hyper.at_start(),
            manner: setup.manner,
            data: setup.data.clone(),
            batches,
            sheets: Vec::new(),
            active: 0,
            loaded: false,
            iteration: 1,
            began: 1,
        };
        trainer.restart(edits);
        trainer
    }

    /// The worksheet of the current iteration.
    pub fn worksheet(&self) -> &Worksheet {
        &self.sheets[self.active].0
    }

    /// The numbers of the current iteration.
    pub fn trace(&self) -> &Trace {
        &self.sheets[self.active].1
    }

    /// The hyperparameters in force.
    pub fn hyper(&self) -> &Hyperparameters {
        &self.hyper
    }

    /// What formulas of the current iteration need besides its matrices.
    pub fn now(&self) -> Now<'_> {
        Now { hyper: &self.hyper, t: self.iteration - self.began + 1 }
    }

    /// The current iteration, counted from 1.
    pub fn iteration(&self) -> u64 {
        self.iteration
    }

    /// The data set with the edits so far.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// The rows of the data set that the current iteration sees.
    pub fn rows(&mut self) -> &[usize] {
        self.batches.indices(self.iteration)
    }

    /// How the data set is cut into batches.
    pub fn batches(&self) -> &Batches {
        &self.batches
    }

    /// The objective of the current iteration, at the parameters it started from.
    pub fn loss(&self) -> f64 {
        self.trace().loss(self.worksheet(), &self.hyper)
    }

    /// The values of every parameter the current iteration started from, in network order.
    pub fn parameters(&self) -> Vec<&[f64]> {
        let (sheet, trace) = &self.sheets[self.active];
        sheet.parameters().iter().map(|slots| trace.slice(sheet, slots.before)).collect()
    }

    /// Computes the next iteration from where the current one ended.
    pub fn advance(&mut self, edits: &[Edit]) {
        let next = self.iteration + 1;
        let size = self.batches.size(next);
        if self.worksheet().rows() == size {
            self.sheets[self.active].1.carry();
        } else {
            self.switch(size);
        }
        self.iteration = next;
        self.compute(edits);
    }

    /// Makes the worksheet for `rows` rows the active one, building it when it is new.
    fn activate(&mut self, rows: usize) {
        let known = self.sheets.iter().position(|(sheet, _)| sheet.rows() == rows);
        self.active = known.unwrap_or_else(|| {
            let mut sheet = Worksheet::new(&self.setup.network, rows, &self.hyper);
            sheet.set_manner(self.manner);
            let trace = Trace::new(&sheet);
            self.sheets.push((sheet, trace));
            self.sheets.len() - 1
        });
        self.loaded = false;
    }

    /// Applies the current iteration's edits, loads its batch and evaluates it.
    fn compute(&mut self, edits: &[Edit]) {
        let iteration = self.iteration;
        for edit in edits.iter().filter(|edit| edit.at == iteration) {
            self.apply(&edit.change);
        }
        self.load();
        let (sheet, trace) = &mut self.sheets[self.active];
        trace.evaluate(sheet, &self.hyper, self.iteration - self.began + 1);
    }

    /// Copies the batch into the trace, unless it is there already.
    fn load(&mut self) {
        if self.loaded && self.batches.is_everything() {
            return;
        }
        let (sheet, trace) = &mut self.sheets[self.active];
        let rows = self.batches.indices(self.iteration);
        for (role, all) in [(Role::Input, &self.data.x), (Role::Target, &self.data.y)] {
            let Some(id) = sheet.find(role) else { continue };
            let columns = sheet.quantity(id).columns;
            let slot = trace.slice_mut(sheet, id);
            for (to, &from) in slot.chunks_exact_mut(columns).zip(rows) {
                to.copy_from_slice(&all[from * columns..][..columns]);
            }
        }
        self.loaded = true;
    }
}
