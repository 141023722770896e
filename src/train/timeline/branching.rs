//! How runs begin: at an edit, by running again from the start, or from another setup.

use super::{Run, Timeline};
use crate::train::edit::{Change, Edit};
use crate::train::setup::Setup;

impl Timeline {
    /// Branches off the current run: `change` acts from the start of iteration `at` on. Stays at
    /// the current iteration. Edits of the old run at later iterations stay with the old run.
    /// Iteration 0 counts as 1.
    pub fn edit(&mut self, at: u64, change: Change) {
        let at = at.max(1);
        let label = format!("{} from {at}", change.label());
        let edits = Edit::added_to(&self.run().edits, at, change);
        let mut run = self.child(label, edits);
        run.losses = self.run().losses.clone();
        run.tests = self.run().tests.clone();
        run.troubles = self.run().troubles.clone();
        run.keyframes = self.run().keyframes.clone();
        run.keyframes.truncate(at);
        let kept = run.losses.truncate(at - 1);
        run.tests.truncate(kept);
        run.troubles.truncate(kept);
        let stale = self.iteration() >= at;
        self.branch(run, kept, stale);
    }

    /// Starts over from iteration 1 with the data that hold now and the hyperparameters that hold
    /// at iteration `at` (what was set for the next update counts), and goes to the same iteration.
    /// Edits of parameters after iteration 1 are left behind.
    pub fn rerun(&mut self, at: u64) {
        let edits = self.edits_of_rerun(at);
        let label = edits.iter().map(|edit| edit.change.label()).collect::<Vec<_>>().join(", ");
        let label = if label.is_empty() { "start".into() } else { label };
        self.branch(self.child(label, edits), 0, true);
    }

    /// Starts over from another setup with these edits, and goes to the same iteration; the run
    /// before stays, with its own setup.
    pub fn start_over(&mut self, setup: Setup, label: String, edits: Vec<Edit>) {
        let start = self.starts.len();
        self.starts.push(setup);
        self.branch(Run { start, ..Run::new(label, Some(self.current), edits) }, 0, true);
    }

    /// A run from the same setup as the current one, with other edits.
    fn child(&self, label: String, edits: Vec<Edit>) -> Run {
        let start = self.run().start;
        Run { start, ..Run::new(label, Some(self.current), edits) }
    }

    /// Whether [`Timeline::rerun`] would only do again what the current run did.
    pub fn would_repeat(&self, at: u64) -> bool {
        let (edits, now) = (self.edits_of_rerun(at), &self.run().edits);
        edits.len() == now.len() && edits.iter().zip(now).all(|(a, b)| a.is_same(b))
    }

    fn edits_of_rerun(&self, at: u64) -> Vec<Edit> {
        let now = self.iteration();
        let holds = |edit: &&Edit| match edit.change {
            Change::Hyper(..) | Change::Mistake(_) | Change::Rounding(_) => edit.at <= at,
            Change::Parameter { .. } => edit.at == 1,
            _ => edit.at <= now,
        };
        Edit::from_the_start(self.run().edits.iter().filter(holds))
    }

    /// Makes `run` the current one. Its first `recorded` losses are known already; `stale` says
    /// that the iteration at hand was computed with other edits.
    fn branch(&mut self, run: Run, recorded: u64, stale: bool) {
        self.undo.push(self.current);
        self.redo.clear();
        self.runs.push(run);
        let now = self.iteration();
        self.enter(self.runs.len() - 1);
        if stale {
            self.jump(recorded + 1);
        }
        self.record();
        self.seek_within(now, (self.patience)(self));
    }
}
