//! The timeline: a setup, runs that branch at edits or start over from another setup, and a place
//! in the current one.

mod branching;
mod history;
mod path;
mod visits;

pub use history::{Branch, History};

use super::evaluate::Evaluator;
use super::run::Run;
use super::setup::Setup;
use super::trainer::Trainer;

/// The furthest iteration one may ask for.
pub const FURTHEST: u64 = 1_000_000_000;

/// Every iteration of every run, reachable forwards and backwards with the same bits.
#[derive(Debug)]
pub struct Timeline {
    /// What runs start from; the first run starts from the first.
    starts: Vec<Setup>,
    /// The one that the engine was built for.
    built: usize,
    runs: Vec<Run>,
    current: usize,
    /// The runs in the order of their last visit, the latest last.
    visited: Vec<usize>,
    undo: Vec<usize>,
    redo: Vec<usize>,
    trainer: Trainer,
    /// The test examples, where there are any.
    test: Option<Evaluator>,
    /// How many iterations are computed at once when another run is entered.
    patience: fn(&Self) -> u64,
    /// The iteration that was asked for last.
    wanted: u64,
}

impl Timeline {
    /// A timeline that stands at iteration 1.
    pub fn new(setup: Setup) -> Self {
        let (trainer, test) = engine(&setup);
        let start = Run::new("start".into(), None, Vec::new());
        let mut timeline = Self {
            starts: vec![setup],
            built: 0,
            runs: vec![start],
            current: 0,
            visited: vec![0],
            undo: Vec::new(),
            redo: Vec::new(),
            trainer,
            test,
            patience: |_| u64::MAX,
            wanted: 1,
        };
        timeline.restart();
        timeline
    }

    /// Where training started, in the current run.
    pub fn setup(&self) -> &Setup {
        self.setup_of(self.current)
    }

    /// Where training started in a run.
    pub fn setup_of(&self, run: usize) -> &Setup {
        &self.starts[self.runs[run].start]
    }

    /// The engine at the current iteration: worksheet, trace, hyperparameters.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// The current iteration, counted from 1.
    pub fn iteration(&self) -> u64 {
        self.trainer.iteration()
    }

    /// The current run.
    pub fn run(&self) -> &Run {
        &self.runs[self.current]
    }

    /// Its number.
    pub fn current(&self) -> usize {
        self.current
    }

    /// All runs, the first one first.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run that was left last and still has its numbers: the ghost beside the current one. A
    /// run that never got as far as its own edit is none.
    pub fn ghost(&self) -> Option<usize> {
        self.ghosts().first().copied()
    }

    /// Every run beside the current one that still has its numbers, the one left last first.
    pub fn ghosts(&self) -> Vec<usize> {
        let left = self.visited.iter().rev().copied();
        left.filter(|&run| run != self.current && self.runs[run].reached() > 0).collect()
    }

    fn is_unused(&self, run: usize) -> bool {
        let run = &self.runs[run];
        run.edits.last().is_some_and(|edit| edit.at > run.reached())
    }

    /// The rows of the data set that the current iteration sees.
    pub fn rows(&mut self) -> Vec<usize> {
        self.trainer.rows().to_vec()
    }

    /// Goes to an iteration of the current run, computing what is not at hand. 0 counts as 1.
    pub fn seek(&mut self, iteration: u64) {
        self.seek_within(iteration, u64::MAX);
    }

    /// The same, computing so many iterations at most: it may stop on the way there. Whether it
    /// has arrived.
    pub fn seek_within(&mut self, iteration: u64, at_most: u64) -> bool {
        self.wanted = iteration.max(1);
        self.approach(self.wanted);
        for _ in 0..at_most.min(self.wanted - self.iteration()) {
            self.advance();
        }
        self.iteration() == self.wanted
    }

    /// The iteration that was asked for last: where it stands, or is on its way to.
    pub fn wanted(&self) -> u64 {
        self.wanted
    }

    /// Lets whatever enters another run compute at most as many iterations as this says of the
    /// timeline that has entered it: it may then stop before [`Timeline::wanted`].
    pub fn set_patience(&mut self, at_most: fn(&Self) -> u64) {
        self.patience = at_most;
    }

    /// Computes the next iteration.
    pub fn advance(&mut self) {
        let run = &mut self.runs[self.current];
        let next = self.trainer.iteration() + 1;
        if run.keyframes.wants(next) {
            run.keyframes.insert(next, self.trainer.keyframe_of_next());
        }
        self.trainer.advance(&run.edits);
        self.record();
    }

    /// Leaves the run an edit started for the one before it; false where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(run) = self.undo.pop() else { return false };
        self.redo.push(self.current);
        self.visit(run);
        true
    }

    /// Goes back to the run that was left by undoing; false where there is none.
    pub fn redo(&mut self) -> bool {
        let Some(run) = self.redo.pop() else { return false };
        self.undo.push(self.current);
        self.visit(run);
        true
    }

    /// Goes to another run, at the same iteration.
    pub fn switch(&mut self, run: usize) {
        if run < self.runs.len() && run != self.current {
            self.undo.push(self.current);
            self.redo.clear();
            self.visit(run);
        }
    }

    /// Makes everything after the first `undos` ways back one way back: what was done since is
    /// undone, and redone, at once.
    pub fn join(&mut self, undos: usize) {
        self.undo.truncate(undos + 1);
    }

    /// The runs one may undo to, and redo to.
    pub fn history(&self) -> (usize, usize) {
        (self.undo.len(), self.redo.len())
    }
}

/// What computes the iterations of a setup, and its loss on the test examples, where it has some.
fn engine(setup: &Setup) -> (Trainer, Option<Evaluator>) {
    let evaluator = |data| Evaluator::new(&setup.network, data, &setup.hyper);
    (Trainer::new(setup), setup.test.as_ref().map(evaluator))
}
