//! Two runs side by side: which there are, and what this one has more than another, cell by cell,
//! at the same iteration.

use super::App;
use crate::train::{Aside, Timeline};
use crate::worksheet::Trace;
use crate::worksheet::quantity::{Cell, Id};

/// The other run, and the difference to it once it stands at the same iteration.
#[derive(Debug)]
pub(super) struct Comparison {
    aside: Aside,
    /// The run and iteration of which the difference is.
    at: Option<(usize, u64)>,
    /// This run's numbers minus the other's.
    difference: Trace,
    /// What only this run has.
    alone: Vec<Id>,
}

impl Comparison {
    fn new(timeline: &Timeline, run: usize) -> Self {
        let (aside, difference) = (Aside::new(timeline, run), timeline.trainer().trace().clone());
        Self { aside, at: None, difference, alone: Vec::new() }
    }

    /// Lets the other run follow to where the timeline stands, by one slice of work.
    fn follow(&mut self, timeline: &Timeline, at_once: u64) {
        let here = (timeline.current(), timeline.iteration());
        if self.at != Some(here) && self.aside.follow(timeline, here.1, at_once) {
            self.subtract(timeline);
            self.at = Some(here);
        }
    }

    fn subtract(&mut self, timeline: &Timeline) {
        let sheet = timeline.trainer().worksheet();
        let (other, there) = (self.aside.trainer().worksheet(), self.aside.trainer().trace());
        self.difference.clone_from(timeline.trainer().trace());
        self.alone.clear();
        for (id, q) in sheet.quantities() {
            let same = other.find(q.role).filter(|id| other.quantity(*id).len() == q.len());
            let Some(same) = same else {
                self.alone.push(id);
                continue;
            };
            let mine = self.difference.slice_mut(sheet, id);
            for (mine, theirs) in mine.iter_mut().zip(there.slice(other, same)) {
                // ∞ − ∞ is no number, but two that are the same do not differ.
                *mine = if mine == theirs { 0.0 } else { *mine - theirs };
            }
        }
    }
}

impl App {
    /// Starts comparing with a run, or stops; the one left last where none is named.
    pub(super) fn compare(&mut self, number: &str) -> Result<(), String> {
        if number.is_empty() && self.comparison.take().is_some() {
            self.say("the numbers themselves again");
            return Ok(());
        }
        let other =
            if number.is_empty() { self.timeline.ghost() } else { Some(self.numbered(number)?) };
        let other = other.ok_or("there is only one run; an edit starts another")?;
        if other == self.timeline.current() {
            return Err("that is this run".into());
        }
        self.comparison = Some(Comparison::new(&self.timeline, other));
        self.say(format!(
            "this run − run {}: {}; 0 where they are the same",
            other + 1,
            self.timeline.runs()[other].label
        ));
        Ok(())
    }

    /// The run that is compared with.
    pub fn compared(&self) -> Option<usize> {
        self.comparison.as_ref().map(|comparison| comparison.aside.run())
    }

    /// Whether the other run is still on its way to this iteration.
    pub(super) fn is_following(&self) -> bool {
        self.comparison.is_some() && self.difference().is_none()
    }

    /// Lets the other run follow a little; where it has become this one, the one left last is
    /// compared with instead.
    pub(super) fn follow_run(&mut self) {
        let Some(comparison) = &self.comparison else { return };
        if comparison.aside.run() == self.timeline.current() {
            let ghost = self.timeline.ghost();
            self.comparison = ghost.map(|run| Comparison::new(&self.timeline, run));
        }
        let most = self.at_once();
        if let Some(comparison) = &mut self.comparison {
            comparison.follow(&self.timeline, most);
        }
    }

    fn difference(&self) -> Option<&Comparison> {
        let here = (self.timeline.current(), self.iteration());
        self.comparison.as_ref().filter(|comparison| comparison.at == Some(here))
    }

    /// The numbers to be shown: this iteration's, or while comparing what they are more than the
    /// other run's.
    pub fn displayed(&self) -> &Trace {
        let own = self.trainer().trace();
        self.difference().map_or(own, |comparison| &comparison.difference)
    }

    /// Whether there is something to be shown for a quantity: it is given or computed already,
    /// and while comparing the other run has it too.
    pub fn is_displayed(&self, id: Id) -> bool {
        let compared =
            || self.difference().is_some_and(|difference| !difference.alone.contains(&id));
        self.is_shown(id) && (self.comparison.is_none() || compared())
    }

    /// A cell's value in the other run and what this run has more, while comparing.
    pub fn compared_cell(&self, cell: Cell) -> Option<(f64, f64)> {
        let comparison = self.difference()?;
        let trainer = comparison.aside.trainer();
        let quantity = trainer.worksheet().find(self.worksheet().quantity(cell.quantity).role)?;
        let there = trainer.trace().cell(trainer.worksheet(), Cell { quantity, ..cell });
        let known = !comparison.alone.contains(&cell.quantity);
        known.then(|| (there, comparison.difference.cell(self.worksheet(), cell)))
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

    fn numbered(&self, number: &str) -> Result<usize, String> {
        let runs = self.timeline.runs().len();
        let found = number.parse().ok().filter(|n| (1..=runs).contains(n));
        found
            .map(|n: usize| n - 1)
            .ok_or_else(|| format!("runs go from 1 to {runs}; :runs lists them"))
    }
}
