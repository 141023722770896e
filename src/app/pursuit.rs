//! Going for a far iteration bit by bit, in slices of bounded work, with the screen alive.

use super::App;
use super::playing::at_once;
use crate::train::FURTHEST;

/// A far iteration that is gone for bit by bit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pursuit {
    /// What the run is to reach before coming back.
    far: Option<u64>,
    /// Where to stand in the end, and at which step; after all of them where none is named.
    here: u64,
    step: Option<usize>,
}

impl App {
    /// The far iteration it is on its way to.
    pub fn pursued(&self) -> Option<u64> {
        self.pursued.map(|pursuit| pursuit.far.unwrap_or(pursuit.here))
    }

    /// Goes on until no far iteration is pursued any more and the other run stands here too.
    pub fn settle(&mut self) {
        while self.pursued.is_some() || self.is_following() {
            if self.pursued.is_some() {
                self.pursue();
            }
            self.follow_run();
        }
    }

    /// Shows an iteration that may be far away, without letting the screen stand still.
    pub(super) fn travel(&mut self, iteration: u64) -> Result<(), String> {
        if !(1..=FURTHEST).contains(&iteration) {
            return Err(format!("iterations go from 1 to {FURTHEST}"));
        }
        self.stop();
        self.go_along_to(iteration);
        Ok(())
    }

    /// Goes on towards `here` where a change of runs has stopped on the way to it.
    pub(super) fn pursue_from(&mut self, here: u64, step: Option<usize>) {
        let there = self.iteration() == here;
        self.pursued = (!there).then_some(Pursuit { far: None, here, step });
    }

    /// Computes the current run up to `far` and comes back to `here`: at once if that is quick.
    pub(super) fn extend(&mut self, far: u64, here: u64) {
        let step = Some(self.step);
        self.pursued = None;
        if self.iteration() == here && self.timeline.run().reached() >= far {
            return;
        }
        self.pursued = Some(Pursuit { far: Some(far.max(here)), here, step });
        let missing = far.max(here).saturating_sub(self.timeline.run().reached());
        if missing <= self.at_once() {
            self.pursue();
        }
        if self.pursued.is_some_and(|pursuit| pursuit.far.is_none()) {
            self.pursue();
        }
    }

    /// Where it stands when nothing is pursued any more.
    pub(super) fn destination(&self) -> u64 {
        self.pursued.map_or(self.iteration(), |pursuit| pursuit.here)
    }

    /// One slice of the way.
    pub(super) fn pursue(&mut self) {
        let Some(pursuit) = &mut self.pursued else { return };
        let target = pursuit.far.unwrap_or(pursuit.here);
        let most = at_once(&self.timeline);
        let there = self.timeline.seek_within(target, most);
        // Once the run has reached far enough, the way back is next.
        let arrived = there && pursuit.far.take().is_none();
        let step = pursuit.step;
        self.finish();
        if arrived {
            self.pursued = None;
            self.step = step.unwrap_or(self.step).min(self.step);
            self.go_on_trying();
        }
    }
}
