//! Where the iterations of a document come from: a lesson trained from its start, or a run that
//! somebody has changed on the way.

use crate::train::{Aside, Edit, Losses, Run, Setup, Trainer};

/// Iterations, one after the other.
pub trait Iterations {
    /// Goes to the next one and computes it.
    fn next(&mut self) -> Option<&Trainer>;

    /// The losses from iteration 1 to the last one that is known of.
    fn losses(&self) -> &Losses;

    /// Whether there are several.
    fn are_several(&self) -> bool;
}

/// A lesson trained from its start, with what somebody changed on the way.
#[derive(Debug)]
pub struct Straight {
    trainer: Trainer,
    edits: Vec<Edit>,
    losses: Losses,
    from: u64,
    to: u64,
}

impl Straight {
    /// Iterations `from` to `to`, counted from 1.
    pub fn new(setup: &Setup, edits: Vec<Edit>, (from, to): (u64, u64)) -> Self {
        let trainer = Trainer::edited(setup, &edits);
        Self { trainer, edits, losses: Losses::default(), from, to }
    }

    fn go_on(&mut self) {
        self.trainer.advance(&self.edits);
        self.record();
    }

    fn record(&mut self) {
        self.losses.push(self.trainer.loss());
    }
}

impl Iterations for Straight {
    fn next(&mut self) -> Option<&Trainer> {
        if self.losses.count() == 0 {
            self.record();
        } else if self.trainer.iteration() >= self.to {
            return None;
        } else {
            self.go_on();
        }
        while self.trainer.iteration() < self.from {
            self.go_on();
        }
        Some(&self.trainer)
    }

    fn losses(&self) -> &Losses {
        &self.losses
    }

    fn are_several(&self) -> bool {
        self.from < self.to
    }
}

/// A run with its edits.
#[derive(Debug)]
pub struct Replay<'a> {
    run: &'a Run,
    aside: Aside,
    next: u64,
    from: u64,
    to: u64,
}

impl<'a> Replay<'a> {
    /// Iterations `from` to `to` of a run, counted from 1.
    pub fn new(setup: &Setup, run: &'a Run, (from, to): (u64, u64)) -> Self {
        Self { run, aside: Aside::new(setup, run), next: from, from, to }
    }
}

impl Iterations for Replay<'_> {
    fn next(&mut self) -> Option<&Trainer> {
        if self.next > self.to {
            return None;
        }
        self.aside.follow(self.run, self.next, u64::MAX);
        self.next += 1;
        Some(self.aside.trainer())
    }

    fn losses(&self) -> &Losses {
        &self.run.losses
    }

    fn are_several(&self) -> bool {
        self.from < self.to
    }
}
