//! The way that training took, seen in two elements of parameters: what is kept of the run anyway.

use super::Timeline;
use crate::train::edit::{Change, Edit};
use crate::train::keyframes::Keyframe;
use crate::worksheet::Worksheet;
use crate::worksheet::slice::Element;

/// Where elements stand among the numbers of a keyframe of this length.
struct Layout {
    len: usize,
    places: [usize; 2],
}

impl Layout {
    /// The layout of keyframes of a worksheet: each parameter, then the optimizer's states of it.
    fn of(sheet: &Worksheet, elements: [Element; 2]) -> Self {
        let (mut len, mut places) = (0, [0; 2]);
        for slots in sheet.parameters() {
            let size = sheet.quantity(slots.before).len();
            for (element, place) in elements.iter().zip(&mut places) {
                if element.parameter == slots.parameter {
                    *place = len + element.index(sheet.network());
                }
            }
            len += size * (1 + slots.states.len());
        }
        Self { len, places }
    }
}

impl Timeline {
    /// The values of two elements of parameters at the start of iterations of the current run: of
    /// the first one, of those that are kept, and of the one where it stands.
    pub fn path(&self, elements: [Element; 2]) -> Vec<(u64, [f64; 2])> {
        let setup = self.setup();
        let mut layouts = vec![Layout::of(self.trainer.worksheet(), elements)];
        let parameters = setup.network.parameters();
        let first = elements.map(|element| {
            let at = parameters.iter().position(|other| *other == element.parameter);
            let values = at.and_then(|at| setup.parameters.get(at));
            let value = values.and_then(|values| values.get(element.index(&setup.network)));
            value.copied().unwrap_or(f64::NAN)
        });
        let here = self.iteration();
        let kept = self.run().keyframes.all().filter(|(at, _)| *at > 1 && *at != here);
        let mut path: Vec<_> = std::iter::once((1, first)).filter(|(at, _)| *at != here).collect();
        for (at, frame) in kept {
            path.extend(self.values(&mut layouts, elements, at, frame).map(|values| (at, values)));
        }
        for (at, values) in &mut path {
            self.edited(*at, elements, values);
        }
        let place = path.partition_point(|(at, _)| *at < here);
        path.insert(place, (here, self.now(elements)));
        path
    }

    /// What elements were at the start of the iteration at hand, its own edits included.
    fn now(&self, elements: [Element; 2]) -> [f64; 2] {
        let (sheet, values) = (self.trainer.worksheet(), self.trainer.parameters());
        elements.map(|element| {
            let slots = sheet.parameters().iter();
            let at = slots.map(|slots| slots.parameter).position(|p| p == element.parameter);
            let value = at.and_then(|at| values[at].get(element.index(sheet.network())));
            value.copied().unwrap_or(f64::NAN)
        })
    }

    /// The elements in a keyframe; other settings of the optimizer may have kept other states.
    fn values(
        &self,
        layouts: &mut Vec<Layout>,
        elements: [Element; 2],
        at: u64,
        frame: &Keyframe,
    ) -> Option<[f64; 2]> {
        let len = frame.values.len();
        let known = layouts.iter().position(|layout| layout.len == len);
        let known = known.unwrap_or_else(|| {
            let setup = self.setup();
            let mut hyper = setup.hyper.clone();
            for edit in self.run().edits.iter().filter(|edit| edit.at < at) {
                if let Change::Hyper(row, value) = edit.change {
                    (row.set)(&mut hyper, value);
                }
            }
            layouts.push(Layout::of(&Worksheet::new(&setup.network, 1, &hyper), elements));
            layouts.len() - 1
        });
        let layout = layouts.get(known).filter(|layout| layout.len == len)?;
        Some(layout.places.map(|place| frame.values[place]))
    }

    /// Puts what was set by hand at the start of an iteration in its place.
    fn edited(&self, iteration: u64, elements: [Element; 2], values: &mut [f64; 2]) {
        let edits = self.run().edits.iter().filter(|edit| edit.at == iteration);
        for Edit { change, .. } in edits {
            let Change::Parameter { parameter, row, column, value } = *change else { continue };
            for (element, slot) in elements.iter().zip(&mut *values) {
                if *element == (Element { parameter, row, column }) {
                    *slot = value;
                }
            }
        }
    }
}
