//! What a timeline remembers besides its setup: enough to stand there again, number for number.

use super::Timeline;
use crate::train::edit::Edit;
use crate::train::run::Run;
use crate::train::setup::Setup;

/// A run without its numbers.
#[derive(Clone, Debug)]
pub struct Branch {
    /// What was changed to get here.
    pub label: String,
    /// The run it was branched from.
    pub parent: Option<usize>,
    /// Which of the setups it starts from.
    pub start: usize,
    /// Its edits, by iteration.
    pub edits: Vec<Edit>,
    /// The furthest iteration computed.
    pub reached: u64,
}

/// Runs and the ways between them; runs count from 0.
#[derive(Clone, Debug)]
pub struct History {
    /// All runs, the first one first; at least one.
    pub runs: Vec<Branch>,
    /// The current run.
    pub current: usize,
    /// The runs that have numbers, in the order of their last visit.
    pub visited: Vec<usize>,
    /// The runs to undo to, the next one last.
    pub undo: Vec<usize>,
    /// The runs to redo to, the next one last.
    pub redo: Vec<usize>,
}

impl Timeline {
    /// The runs in the order of their last visit, the latest last.
    pub fn visited(&self) -> &[usize] {
        &self.visited
    }

    /// The runs one may undo to and redo to, the next one last.
    pub fn ways(&self) -> (&[usize], &[usize]) {
        (&self.undo, &self.redo)
    }

    /// A timeline that remembers what another one did. Runs are computed as far as they were, but
    /// no further than the iteration that `most` says of each; it stands at the last iteration of
    /// the current run.
    ///
    /// # Panics
    /// Where there is no setup.
    pub fn resume(setups: Vec<Setup>, history: History, most: fn(&Self) -> u64) -> Self {
        let mut timeline = Self::new(setups[0].clone());
        timeline.starts = setups;
        let empty = |branch: &Branch| Run {
            start: branch.start,
            ..Run::new(branch.label.clone(), branch.parent, branch.edits.clone())
        };
        timeline.runs = history.runs.iter().map(empty).collect();
        timeline.visited = Vec::new();
        let latest = history.visited.iter().filter(|&&run| run != history.current);
        for &run in latest.chain([&history.current]) {
            timeline.enter(run);
            timeline.restart();
            timeline.seek(history.runs[run].reached.min(most(&timeline)));
        }
        timeline.undo = history.undo;
        timeline.redo = history.redo;
        timeline
    }
}
