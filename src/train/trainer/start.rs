//! Where an iteration starts from: the beginning of a run, a keyframe, or what another batch's update
//! left; and what holds there.

use super::change::structure;
use super::{Change, Edit, Id, Keyframe, Slots, Trainer, Worksheet};

impl Trainer {
    /// Goes to the start of iteration 1 and computes it.
    pub(in crate::train) fn restart(&mut self, edits: &[Edit]) {
        self.settle(1, edits);
        self.began = 1;
        let parameters = self.setup.parameters.clone();
        let (sheet, trace) = &mut self.sheets[self.active];
        for (slots, values) in sheet.parameters().iter().zip(&parameters) {
            trace.slice_mut(sheet, slots.before).copy_from_slice(values);
            for (_, before, _) in &slots.states {
                trace.slice_mut(sheet, *before).fill(0.0);
            }
        }
        self.compute(edits);
    }

    /// Goes to the start of `iteration` as a keyframe has it and computes it.
    pub(in crate::train) fn restore(&mut self, iteration: u64, frame: &Keyframe, edits: &[Edit]) {
        self.settle(iteration, edits);
        self.began = frame.began;
        let (sheet, trace) = &mut self.sheets[self.active];
        let mut at = 0;
        for id in starting_points(sheet) {
            let slot = trace.slice_mut(sheet, id);
            slot.copy_from_slice(&frame.values[at..at + slot.len()]);
            at += slot.len();
        }
        self.compute(edits);
    }

    /// What the next iteration would start from.
    pub(in crate::train) fn keyframe_of_next(&self) -> Keyframe {
        let (sheet, trace) = &self.sheets[self.active];
        let after = end_points(sheet).flat_map(|id| trace.slice(sheet, id).iter().copied());
        Keyframe { values: after.collect(), began: self.began }
    }

    /// Carries what the update left over to the worksheet of another batch size.
    pub(super) fn switch(&mut self, rows: usize) {
        let from = self.active;
        self.activate(rows);
        let to = self.active;
        let (first, second) = self.sheets.split_at_mut(from.max(to));
        let (source, target) =
            if from < to { (&first[from], &mut second[0]) } else { (&second[0], &mut first[to]) };
        let (sheet, trace) = target;
        for (end, start) in source.0.parameters().iter().zip(sheet.parameters()) {
            let states = end.states.iter().zip(&start.states);
            let states = states.map(|((_, _, after), (_, before, _))| (*after, *before));
            for (after, before) in std::iter::once((end.after, start.before)).chain(states) {
                trace.slice_mut(sheet, before).copy_from_slice(source.1.slice(&source.0, after));
            }
        }
    }

    /// Sets hyperparameters and data to what holds just before `iteration`'s own edits.
    fn settle(&mut self, iteration: u64, edits: &[Edit]) {
        let edited = self.data != self.setup.data;
        if edited || edits.iter().any(|edit| edit.change.is_data()) {
            self.data.clone_from(&self.setup.data);
        }
        let mut hyper = self.setup.hyper.at_start();
        let mut manner = self.setup.manner;
        for edit in edits.iter().filter(|edit| edit.at < iteration) {
            match edit.change {
                Change::Hyper(row, value) => (row.set)(&mut hyper, value),
                Change::Parameter { .. } => {}
                Change::Mistake(mistake) => manner.mistake = mistake,
                Change::Rounding(rounding) => manner.rounding = rounding,
                _ => self.set_data(&edit.change),
            }
        }
        if structure(&self.setup.network, &hyper) != structure(&self.setup.network, &self.hyper) {
            self.sheets.clear();
        }
        self.hyper = hyper;
        self.set_manner(manner);
        self.iteration = iteration;
        self.activate(self.batches.size(iteration));
    }
}

/// Parameters and states before the update, in the worksheet's order.
pub(super) fn starting_points(sheet: &Worksheet) -> impl Iterator<Item = Id> {
    let of = |slots: &Slots| -> Vec<Id> {
        let states = slots.states.iter().map(|(_, before, _)| *before);
        std::iter::once(slots.before).chain(states).collect()
    };
    sheet.parameters().iter().flat_map(of)
}

/// The same after the update.
fn end_points(sheet: &Worksheet) -> impl Iterator<Item = Id> {
    let of = |slots: &Slots| -> Vec<Id> {
        let states = slots.states.iter().map(|(_, _, after)| *after);
        std::iter::once(slots.after).chain(states).collect()
    };
    sheet.parameters().iter().flat_map(of)
}
