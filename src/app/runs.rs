//! Runs: starting over with what is set, going back and forth between runs, and telling which there
//! are.

use super::App;

impl App {
    /// What follows once the timeline has entered a run, whichever way.
    pub(super) fn after_change(&mut self) {
        self.stop();
        self.follow_start();
        self.pursue_from(self.timeline.wanted(), Some(self.step));
        self.step = self.step.min(self.steps());
        self.keep_cursor();
    }

    /// Starts over with what is set now; the old run stays as a ghost. A run that would be the same
    /// again is not computed twice.
    pub(super) fn rerun(&mut self) {
        if self.timeline.would_repeat(self.next_update()) {
            if self.pursued().is_none() {
                self.stop();
                self.go_to_start();
            }
            return self.say("this run has everything that is set now from its start on");
        }
        let (reached, here) = (self.timeline.run().reached(), self.destination());
        let whole = self.step == self.steps();
        let far = self.pursued().unwrap_or(here).max(reached);
        self.timeline.rerun(self.next_update());
        self.after_change();
        if whole {
            self.finish();
        }
        self.extend(far, here);
        self.say("re-run from the start with what is set now; the run before stays as a ghost");
    }

    /// Leaves the run that an edit started.
    pub(super) fn undo(&mut self) -> Result<(), String> {
        if !self.timeline.undo() {
            return Err("nothing to undo".into());
        }
        self.after_change();
        self.say(format!("back in run: {}", self.timeline.run().label));
        Ok(())
    }

    /// Enters it again.
    pub(super) fn redo(&mut self) -> Result<(), String> {
        if !self.timeline.redo() {
            return Err("nothing to redo".into());
        }
        self.after_change();
        self.say(format!("again in run: {}", self.timeline.run().label));
        Ok(())
    }

    /// Changes between the current run and its ghost.
    pub(super) fn switch_run(&mut self) -> Result<(), String> {
        let Some(ghost) = self.timeline.ghost() else {
            return Err("there is only one run; an edit starts another".into());
        };
        self.timeline.switch(ghost);
        self.after_change();
        self.say(format!("in run: {}", self.timeline.run().label));
        Ok(())
    }

    /// Says which runs there are, the current one first.
    pub(super) fn list_runs(&mut self) {
        let current = self.timeline.current();
        let name = |run: usize| format!("{} {}", run + 1, self.timeline.runs()[run].label);
        let others = (0..self.timeline.runs().len()).rev().filter(|run| *run != current);
        let others: Vec<_> = others.map(name).collect();
        let here = name(current);
        self.say(if others.is_empty() {
            format!("one run: {here}; an edit starts another")
        } else {
            format!("in run {here}; others: {}", others.join(" · "))
        });
    }

    /// Goes to the run of a number.
    pub(super) fn go_to_run(&mut self, number: &str) -> Result<(), String> {
        let run = self.numbered(number)?;
        self.timeline.switch(run);
        self.after_change();
        self.say(format!("in run {}: {}", run + 1, self.timeline.run().label));
        Ok(())
    }

    pub(super) fn numbered(&self, number: &str) -> Result<usize, String> {
        let runs = self.timeline.runs().len();
        let found = number.parse().ok().filter(|n| (1..=runs).contains(n));
        found
            .map(|n: usize| n - 1)
            .ok_or_else(|| format!("runs go from 1 to {runs}; :runs lists them"))
    }
}
