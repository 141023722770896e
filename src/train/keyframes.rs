//! Keyframes: parameters and optimizer states at the start of some iterations, evenly spaced;
//! when they take too much memory every other one is dropped and the spacing doubles.

use std::collections::BTreeMap;
use std::rc::Rc;

/// The memory one run may spend on keyframes, in numbers (8 bytes each).
const BUDGET: usize = 1 << 21;

/// The most keyframes of one run, however small they are.
const MOST: usize = 4_096;

/// What an iteration starts from, before its own edits.
#[derive(Clone, Debug)]
pub(super) struct Keyframe {
    /// Parameters, then optimizer states, in the worksheet's order.
    pub(super) values: Rc<[f64]>,
    /// The iteration at which the optimizer's state began.
    pub(super) began: u64,
}

/// The keyframes of a run, by iteration.
#[derive(Clone, Debug)]
pub(super) struct Keyframes {
    frames: BTreeMap<u64, Keyframe>,
    spacing: u64,
}

impl Keyframes {
    pub(super) fn new() -> Self {
        Self { frames: BTreeMap::new(), spacing: 1 }
    }

    /// Whether the start of `iteration` should be kept.
    pub(super) fn wants(&self, iteration: u64) -> bool {
        (iteration - 1).is_multiple_of(self.spacing) && !self.frames.contains_key(&iteration)
    }

    pub(super) fn insert(&mut self, iteration: u64, frame: Keyframe) {
        let most = most(&frame);
        self.frames.insert(iteration, frame);
        while self.frames.len() > most {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.frames.retain(|at, _| (at - 1).is_multiple_of(spacing));
        }
    }

    /// The last keyframe at or before `iteration`.
    pub(super) fn before(&self, iteration: u64) -> Option<(u64, &Keyframe)> {
        self.frames.range(..=iteration).next_back().map(|(at, frame)| (*at, frame))
    }

    /// All of them, the earliest first.
    pub(super) fn all(&self) -> impl Iterator<Item = (u64, &Keyframe)> {
        self.frames.iter().map(|(at, frame)| (*at, frame))
    }

    /// Forgets the keyframes after the start of `iteration`; the next ones lie closer together
    /// where that leaves room for it.
    pub(super) fn truncate(&mut self, iteration: u64) {
        self.frames.retain(|at, _| *at <= iteration);
        let most = self.frames.first_key_value().map_or(8, |(_, frame)| most(frame)) as u64;
        while self.spacing > 1 && iteration / (self.spacing / 2) <= most / 2 {
            self.spacing /= 2;
        }
    }
}

/// How many keyframes like this one a run may keep.
fn most(frame: &Keyframe) -> usize {
    (BUDGET / frame.values.len().max(1)).clamp(8, MOST)
}
