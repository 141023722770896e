//! From one iteration in somebody's own numbers to the next: what it leaves is what that one starts
//! from.

use super::Own;
use crate::homework::judge::run::{Run, Step};
use crate::worksheet::quantity::Id;

impl<'a> Own<'a> {
    /// The start of the iteration after this one, from what this one left.
    #[must_use]
    pub fn next(&mut self, run: &'a Run, step: &'a Step) -> Self {
        let mut next = Self::start(run, step, self.grain);
        next.rounds = self.rounds;
        next.start_from(self);
        next
    }

    /// Starts from what another iteration left, but for what is printed.
    pub fn start_from(&mut self, previous: &mut Own) {
        previous.finish();
        for (end, start) in previous.sheet.parameters().iter().zip(self.sheet.parameters()) {
            let states = end.states.iter().zip(&start.states);
            let states = states.map(|((_, _, after), (_, before, _))| (*after, *before));
            for (after, before) in std::iter::once((end.after, start.before)).chain(states) {
                previous.fill(after);
                if !self.is_printed(before) {
                    self.take(before, previous, after);
                }
            }
        }
        self.forget();
    }

    /// Takes the numbers of a quantity of another iteration.
    fn take(&mut self, to: Id, other: &Own, from: Id) {
        let values = other.mid.slice(other.sheet, from);
        self.mid.slice_mut(self.sheet, to).copy_from_slice(values);
        let radii = other.radius.slice(other.sheet, from);
        self.radius.slice_mut(self.sheet, to).copy_from_slice(radii);
        let tainted = other.known.get(&from).is_some_and(|known| known.tainted);
        self.entry(to).tainted = tainted;
    }

    /// Works out everything the iteration leaves.
    pub fn finish(&mut self) {
        for slots in self.sheet.parameters() {
            self.fill(slots.after);
        }
    }
}
