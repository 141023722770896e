//! A run: a list of edits, and what has been computed with them so far.

use super::edit::Edit;
use super::keyframes::Keyframes;
use super::losses::Losses;
use super::samples::Samples;
use super::troubles::Troubles;

/// One branch of a timeline.
#[derive(Debug)]
pub struct Run {
    /// What was changed to get here: `learning_rate 0.1 from 3`, or `start`.
    pub label: String,
    /// The run it was branched from.
    pub parent: Option<usize>,
    /// Which of the timeline's setups it starts from.
    pub start: usize,
    /// Its edits, by iteration.
    pub edits: Vec<Edit>,
    /// The loss of every iteration reached.
    pub losses: Losses,
    /// The loss on the test examples, of some iterations; empty where there are none.
    pub tests: Samples,
    /// What went wrong so far.
    pub troubles: Troubles,
    pub(super) keyframes: Keyframes,
}

impl Run {
    /// A run from the first setup.
    pub(super) fn new(label: String, parent: Option<usize>, edits: Vec<Edit>) -> Self {
        let (losses, tests) = (Losses::default(), Samples::default());
        let troubles = Troubles::default();
        Self {
            label,
            parent,
            start: 0,
            edits,
            losses,
            tests,
            troubles,
            keyframes: Keyframes::new(),
        }
    }

    /// The furthest iteration computed.
    pub fn reached(&self) -> u64 {
        self.losses.count()
    }

    /// Whether another run has the same start and edits, and so the same numbers.
    pub fn is_same(&self, other: &Self) -> bool {
        self.start == other.start
            && self.edits.len() == other.edits.len()
            && self.edits.iter().zip(&other.edits).all(|(a, b)| a.is_same(b))
    }

    /// Gives the memory of its numbers back; they follow from its edits again.
    pub(super) fn forget(&mut self) {
        self.losses = Losses::default();
        self.tests = Samples::default();
        self.troubles = Troubles::default();
        self.keyframes = Keyframes::new();
    }
}
