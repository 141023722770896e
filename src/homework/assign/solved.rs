//! A setup worked out: every iteration of it, and the one after the last.

use crate::math::hyperparameter::Hyperparameter;
use crate::train::{Setup, Trainer};
use crate::worksheet::op::Now;
use crate::worksheet::quantity::{Id, Role};
use crate::worksheet::{Trace, Worksheet};

/// The iterations of a problem.
#[derive(Debug)]
pub struct Solved {
    /// What was worked out.
    pub setup: Setup,
    /// The worksheet of every iteration.
    pub sheet: Worksheet,
    /// The numbers, iteration by iteration.
    pub traces: Vec<Trace>,
    /// Their losses, and the one that the last update leads to.
    pub losses: Vec<f64>,
}

impl Solved {
    /// Works out so many iterations. Each has to see all examples.
    pub fn new(setup: &Setup, iterations: u64) -> Self {
        let mut trainer = Trainer::new(setup);
        let (mut traces, mut losses) = (Vec::new(), Vec::new());
        for _ in 0..iterations {
            traces.push(trainer.trace().clone());
            losses.push(trainer.loss());
            trainer.advance(&[]);
        }
        losses.push(trainer.loss());
        let sheet = Worksheet::new(&setup.network, setup.batch, &setup.hyper);
        Self { setup: setup.clone(), sheet, traces, losses }
    }

    /// What formulas of an iteration, counted from 0, need besides its matrices.
    pub(super) fn now(&self, iteration: usize) -> Now<'_> {
        Now { hyper: &self.setup.hyper, t: iteration as u64 + 1 }
    }

    /// The numbers of a quantity, iteration by iteration.
    pub(super) fn all(&self, role: Role) -> impl Iterator<Item = &[f64]> {
        let id = self.sheet.find(role);
        self.traces.iter().filter_map(move |trace| Some(trace.slice(&self.sheet, id?)))
    }

    /// The quantities that are computed, with their numbers, iteration by iteration.
    pub(super) fn steps(&self) -> impl Iterator<Item = (usize, Id, &[f64])> {
        self.traces.iter().enumerate().flat_map(move |(at, trace)| {
            let steps = self.sheet.steps().iter();
            steps.map(move |id| (at, *id, trace.slice(&self.sheet, *id)))
        })
    }

    /// The outputs and targets of every example in every iteration.
    pub(super) fn examples(&self) -> impl Iterator<Item = (&[f64], &[f64])> {
        let network = &self.setup.network;
        let (depth, outputs) = (network.depth(), network.outputs());
        self.all(Role::Activation(depth))
            .zip(self.all(Role::Target))
            .flat_map(move |(a, t)| a.chunks(outputs).zip(t.chunks(outputs)))
    }

    /// The parameter of the loss; 0 where it has none.
    pub(super) fn loss_parameter(&self) -> f64 {
        let row =
            self.setup.network.loss.parameter.and_then(|(name, _)| Hyperparameter::find(name));
        row.map_or(0.0, |row| (row.get)(&self.setup.hyper))
    }

    /// What makes it different from others.
    pub(super) fn bits(&self) -> Vec<u64> {
        let setup = &self.setup;
        let parameters = setup.parameters.iter().flatten();
        let all = parameters.chain(&setup.data.x).chain(&setup.data.y);
        all.map(|x| x.to_bits()).collect()
    }
}
