//! Entering a run, and going to the places in it that are kept: what every way through time is
//! made of.

use super::{Run, Timeline, engine};

/// How many runs keep their numbers; older ones keep their edits and are recomputed on demand.
const REMEMBERED: usize = 6;

impl Timeline {
    pub(super) fn visit(&mut self, run: usize) {
        let now = self.iteration();
        self.enter(run);
        self.restart();
        self.seek_within(now, (self.patience)(self));
    }

    /// Makes a run the current one and lets the ones not seen for long forget their numbers.
    pub(super) fn enter(&mut self, run: usize) {
        self.current = run;
        self.build();
        self.visited.retain(|&old| old != run);
        self.visited.push(run);
        // What never got as far as its own edit has nothing to show, and takes no other's place.
        let unused = |old: &usize| *old != run && self.is_unused(*old);
        let unused: Vec<usize> = self.visited.iter().copied().filter(unused).collect();
        self.visited.retain(|old| !unused.contains(old));
        for old in unused {
            self.runs[old].forget();
        }
        if self.visited.len() > REMEMBERED {
            let old = self.visited.remove(0);
            self.runs[old].forget();
        }
    }

    /// Builds the engine of the current run's setup, where it has another one's.
    fn build(&mut self) {
        let start = self.run().start;
        if start != self.built {
            (self.trainer, self.test) = engine(&self.starts[start]);
            self.built = start;
        }
    }

    /// Computes iteration 1 of the current run.
    pub(super) fn restart(&mut self) {
        self.trainer.restart(&self.runs[self.current].edits);
        self.record();
    }

    /// Records the loss of the iteration at hand where it is the next one to be recorded.
    pub(super) fn record(&mut self) {
        let Run { losses, tests, troubles, .. } = &mut self.runs[self.current];
        let iteration = self.trainer.iteration();
        if iteration != losses.count() + 1 {
            return;
        }
        losses.push(self.trainer.loss());
        troubles.watch(&self.trainer);
        if let Some(test) = self.test.as_mut().filter(|_| tests.wants(iteration)) {
            let loss = test.loss(&self.trainer.parameters(), self.trainer.hyper());
            tests.push(iteration, loss);
        }
    }

    /// Goes to a place at or before `iteration` from which every loss on the way is or will be
    /// recorded, unless it stands at one already.
    pub(super) fn approach(&mut self, iteration: u64) {
        let run = self.run();
        let target = iteration.min(run.losses.count() + 1);
        let from = run.keyframes.before(target).map_or(1, |(at, _)| at);
        if !(from..=target).contains(&self.trainer.iteration()) {
            self.jump(target);
        }
    }

    /// Goes to the last keyframe at or before `iteration`, or to the start.
    pub(super) fn jump(&mut self, iteration: u64) {
        let run = &self.runs[self.current];
        let Some((at, frame)) = run.keyframes.before(iteration) else { return self.restart() };
        self.trainer.restore(at, frame, &run.edits);
        self.record();
    }
}
