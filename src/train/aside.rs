//! Another run at the same iteration: an engine of its own that follows, bit by bit, without
//! disturbing the timeline.

use super::timeline::Timeline;
use super::trainer::Trainer;

/// A run beside the current one.
#[derive(Debug)]
pub struct Aside {
    run: usize,
    trainer: Trainer,
}

impl Aside {
    /// One that stands at the first iteration of a run.
    ///
    /// # Panics
    /// When there is no such run.
    pub fn new(timeline: &Timeline, run: usize) -> Self {
        let mut trainer = Trainer::new(timeline.setup());
        trainer.restart(&timeline.runs()[run].edits);
        Self { run, trainer }
    }

    /// Which run it is.
    pub fn run(&self) -> usize {
        self.run
    }

    /// Its engine, wherever it stands.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// Goes towards an iteration, computing so many at most; whether it stands there.
    pub fn follow(&mut self, timeline: &Timeline, iteration: u64, at_most: u64) -> bool {
        let run = &timeline.runs()[self.run];
        let frame = run.keyframes.before(iteration);
        let from = frame.map_or(1, |(at, _)| at);
        if !(from..=iteration).contains(&self.trainer.iteration()) {
            match frame {
                Some((at, frame)) => self.trainer.restore(at, frame, &run.edits),
                None => self.trainer.restart(&run.edits),
            }
        }
        for _ in 0..at_most.min(iteration - self.trainer.iteration()) {
            self.trainer.advance(&run.edits);
        }
        self.trainer.iteration() == iteration
    }
}
