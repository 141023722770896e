//! Another run at the same iteration: an engine of its own that follows, bit by bit, without
//! disturbing the timeline.

use super::run::Run;
use super::setup::Setup;
use super::trainer::Trainer;

/// An engine beside the timeline's that follows a run.
#[derive(Debug)]
pub struct Aside {
    trainer: Trainer,
}

impl Aside {
    /// One that stands at the first iteration of a run.
    pub fn new(setup: &Setup, run: &Run) -> Self {
        let mut trainer = Trainer::new(setup);
        trainer.restart(&run.edits);
        Self { trainer }
    }

    /// Its engine, wherever it stands.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// Goes towards an iteration of its run, computing so many at most; whether it stands there.
    pub fn follow(&mut self, run: &Run, iteration: u64, at_most: u64) -> bool {
        self.approach(run, iteration);
        for _ in 0..at_most.min(iteration - self.trainer.iteration()) {
            self.trainer.advance(&run.edits);
        }
        self.trainer.iteration() == iteration
    }

    /// Goes to the last place at or before `iteration` that is kept, unless it stands in between
    /// or right before.
    fn approach(&mut self, run: &Run, iteration: u64) {
        let frame = run.keyframes.before(iteration);
        let from = frame.map_or(1, |(at, _)| at).min(iteration.max(2) - 1);
        if (from..=iteration).contains(&self.trainer.iteration()) {
            return;
        }
        match frame {
            Some((at, frame)) => self.trainer.restore(at, frame, &run.edits),
            None => self.trainer.restart(&run.edits),
        }
    }

    /// Computes the next iteration and lets the run keep what it starts from, where it wants it.
    pub(super) fn advance(&mut self, run: &mut Run) {
        let next = self.trainer.iteration() + 1;
        if run.keyframes.wants(next) {
            run.keyframes.insert(next, self.trainer.keyframe_of_next());
        }
        self.trainer.advance(&run.edits);
    }
}
