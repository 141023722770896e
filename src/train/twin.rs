//! The twin of a run that is worked out with a mistake or with rounded numbers: the same run
//! without them, beside it at every iteration, and where the two part.
//!
//! It follows in slices, without disturbing the timeline, as far as its run was reached.

mod parting;

pub use parting::{Parting, more, parts};

use super::aside::Aside;
use super::edit::{Change, Edit};
use super::losses::Losses;
use super::run::Run;
use super::setup::Setup;
use super::timeline::Timeline;
use super::trainer::Trainer;
use crate::worksheet::manner::Manner;
use crate::worksheet::quantity::Cell;
use parting::Traces;

/// A run without its mistakes and roundings, and what is known of the difference.
#[derive(Debug)]
pub struct Twin {
    /// The run it is the twin of.
    of: usize,
    setup: Setup,
    run: Run,
    /// Goes ahead, and records.
    front: Aside,
    /// Stands where the timeline stands, where that is not where `front` is.
    here: Option<Aside>,
    /// The run itself, where the timeline stands elsewhere.
    itself: Option<Aside>,
    first: Option<Parting>,
    apart: Traces,
}

/// The first iteration of the current run that is worked out with a mistake or rounded, if any is.
fn begins(timeline: &Timeline) -> Option<u64> {
    let odd =
        |edit: &&Edit| matches!(edit.change, Change::Mistake(Some(_)) | Change::Rounding(Some(_)));
    let plain = timeline.setup().manner.is_plain();
    let edits = timeline.run().edits.iter().filter(odd).map(|edit| edit.at);
    edits.chain((!plain).then_some(1)).min()
}

fn is_manner(change: &Change) -> bool {
    matches!(change, Change::Mistake(_) | Change::Rounding(_))
}

impl Twin {
    /// Whether the current run has one.
    pub fn is_wanted(timeline: &Timeline) -> bool {
        begins(timeline).is_some()
    }

    /// The twin of the current run; nothing where nothing was ever wrong or rounded in it.
    pub fn of_current(timeline: &Timeline) -> Option<Self> {
        let begins = begins(timeline)?;
        let setup = Setup { manner: Manner::default(), test: None, ..timeline.setup().clone() };
        let original = timeline.run();
        let edits = original.edits.iter().filter(|edit| !is_manner(&edit.change));
        let run = Run::new(String::new(), None, edits.cloned().collect());
        let mut run = Run { start: original.start, ..run };
        // Up to where they may part they are one run.
        run.keyframes = original.keyframes.clone();
        run.keyframes.truncate(begins);
        run.losses = original.losses.clone();
        run.losses.truncate(begins - 1);
        let mut front = Aside::new(&setup, &run);
        front.follow(&run, run.losses.count().max(1), 0);
        let of = timeline.current();
        let apart = Traces::default();
        Some(Self { of, setup, run, front, here: None, itself: None, first: None, apart })
    }

    /// Whether it is the twin of the current run.
    pub fn is_of(&self, timeline: &Timeline) -> bool {
        self.of == timeline.current()
    }

    /// Its edits, and the loss of every iteration it went along so far.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Its losses.
    pub fn losses(&self) -> &Losses {
        &self.run.losses
    }

    /// Its engine at an iteration, where it has arrived there.
    pub fn at(&self, iteration: u64) -> Option<&Trainer> {
        let engines = std::iter::once(&self.front).chain(&self.here);
        engines.map(Aside::trainer).find(|trainer| trainer.iteration() == iteration)
    }

    /// The first place where the two part, as far as it is known.
    pub fn first_parting(&self) -> Option<Parting> {
        self.first
    }

    /// What the run had more than its twin in a cell, at evenly spaced iterations up to one, the
    /// earliest first. Iterations of another batch size, whose cells are others, are left out.
    pub fn apart(&self, timeline: &Timeline, cell: Cell, last: u64) -> Vec<(u64, f64)> {
        self.apart.of(timeline.trainer().worksheet(), cell, last)
    }

    /// Whether it went along as far as its run was reached, and stands beside the timeline.
    pub fn has_arrived(&self, timeline: &Timeline) -> bool {
        self.run.reached() >= timeline.run().reached() && self.at(timeline.iteration()).is_some()
    }

    /// Goes on, computing so many iterations at most.
    pub fn follow(&mut self, timeline: &Timeline, at_most: u64) {
        let here = timeline.iteration();
        if self.run.reached() >= here && self.at(here).is_none() {
            let Self { setup, run, here: aside, .. } = self;
            aside.get_or_insert_with(|| Aside::new(setup, run)).follow(run, here, at_most);
            return;
        }
        let reached = timeline.run().reached();
        for _ in 0..at_most {
            if self.run.reached() >= reached || !self.record_next(timeline, at_most) {
                return;
            }
        }
    }

    /// Takes one step towards the next iteration to be recorded, and records it where it stands
    /// there; false where its own run is still on its way to it.
    fn record_next(&mut self, timeline: &Timeline, at_most: u64) -> bool {
        let next = self.run.reached() + 1;
        if self.front.trainer().iteration() < next {
            // Who stood beside the timeline may be the one that goes ahead now.
            self.front.advance(&mut self.run);
        }
        if self.front.trainer().iteration() < next {
            return true;
        }
        let original = timeline.run();
        let itself = if timeline.iteration() == next {
            timeline.trainer()
        } else {
            let aside = self.itself.get_or_insert_with(|| Aside::new(timeline.setup(), original));
            if !aside.follow(original, next, at_most) {
                return false;
            }
            aside.trainer()
        };
        let right = self.front.trainer();
        self.run.losses.push(right.loss());
        self.first = self.first.or_else(|| Parting::between(itself, right));
        self.apart.record(itself, right);
        true
    }
}
