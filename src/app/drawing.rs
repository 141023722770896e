//! Putting and erasing points in the plane. What is put is collected; leaving starts one fresh run
//! with it, the run before a ghost.

mod examples;
mod keys;
mod line;

use super::{App, Mode, Pane};
use crate::lesson::setting::Example;
use crate::math::loss::Targets;
use crate::math::real;

/// Steps from one side of the plane to the other, about.
const STEPS: f64 = 60.0;

/// The most that can be taken back while drawing.
const MOST: usize = 200;

/// A drawing on its way.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Where the keys put a point.
    pub cross: [f64; 2],
    /// The training examples as they will be.
    pub examples: Vec<Example>,
    /// What was done to them.
    changes: Vec<Change>,
    /// The targets that can be put: the least and the greatest of every output, or the classes.
    kinds: Vec<Vec<f64>>,
    /// Whether they are classes.
    classes: bool,
    /// Which of them the mouse puts.
    pub kind: usize,
}

/// What one key or click did to the examples.
#[derive(Clone, Debug)]
enum Change {
    /// One more, the last.
    Put,
    /// One less, which stood there.
    Erased(usize, Example),
}

impl Drawing {
    fn put(&mut self, place: [f64; 2]) {
        let target = self.kinds[self.kind].clone();
        self.examples.push(Example { place, target });
        self.remember(Change::Put);
    }

    /// Erases the example nearest to a place, by the size of the plane that is shown.
    fn erase(&mut self, place: [f64; 2], sizes: [f64; 2]) {
        if let Some((at, _)) = nearest(&self.examples, place, sizes) {
            let erased = self.examples.remove(at);
            self.remember(Change::Erased(at, erased));
        }
    }

    fn remember(&mut self, change: Change) {
        self.changes.push(change);
        let surplus = self.changes.len().saturating_sub(MOST);
        self.changes.drain(..surplus);
    }

    /// Undoes the last change; false where there is none.
    fn take_back(&mut self) -> bool {
        match self.changes.pop() {
            Some(Change::Put) => drop(self.examples.pop()),
            Some(Change::Erased(at, example)) => self.examples.insert(at, example),
            None => return false,
        }
        true
    }

    /// Whether anything is other than it was.
    fn has_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// The number of the class that the mouse puts, from 1; nothing where there are no classes.
    pub fn class(&self) -> Option<usize> {
        self.classes.then_some(self.kind + 1)
    }

    /// The greatest class that a digit puts.
    pub fn last_digit(&self) -> usize {
        self.kinds.len().min(9)
    }
}

/// The example nearest to a place, and how far it is, in parts of the plane.
fn nearest(examples: &[Example], place: [f64; 2], sizes: [f64; 2]) -> Option<(usize, f64)> {
    let far = |example: &Example| {
        let part = |axis: usize| (example.place[axis] - place[axis]) / sizes[axis];
        part(0) * part(0) + part(1) * part(1)
    };
    let all = examples.iter().map(far).enumerate();
    all.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, square)| (at, real::sqrt(square)))
}

impl App {
    /// The drawing on its way, if there is one.
    pub fn drawing(&self) -> Option<&Drawing> {
        if let Mode::Draw(drawing) = &self.mode { Some(drawing) } else { None }
    }

    /// Begins to put and erase points.
    pub(super) fn start_drawing(&mut self) -> Result<(), String> {
        self.need_plane()?;
        self.stop();
        self.focus_on(Pane::Plane)?;
        let middle = |(low, high): (f64, f64)| round_to(f64::midpoint(low, high), step(high - low));
        let cross = self.plane_ranges().map(middle);
        let (kinds, classes) = (self.kinds(), self.outputs_are_classes());
        let kind = if classes { 0 } else { kinds.len() - 1 };
        let (examples, changes) = (self.examples(), Vec::new());
        let drawing = Drawing { cross, examples, changes, kinds, classes, kind };
        self.mode = Mode::Draw(Box::new(drawing));
        Ok(())
    }

    fn need_plane(&self) -> Result<(), String> {
        if self.can_draw() {
            return Ok(());
        }
        let inputs = self.worksheet().network().inputs;
        Err(format!("points are put in a plane of 2 inputs; this network has {inputs}"))
    }

    /// The targets that can be put: a 1 for each class, else the least and the greatest there is of
    /// every output.
    fn kinds(&self) -> Vec<Vec<f64>> {
        let width = self.worksheet().network().outputs();
        if self.outputs_are_classes() {
            let class = |k| (0..width).map(|i| f64::from(u8::from(i == k))).collect();
            return (0..width).map(class).collect();
        }
        let ends: Vec<[f64; 2]> = (0..width).map(|output| self.ends(output)).collect();
        [0, 1].map(|end| ends.iter().map(|ends| ends[end]).collect()).into()
    }

    /// The least and the greatest target of an output.
    fn ends(&self, output: usize) -> [f64; 2] {
        let network = self.worksheet().network();
        let all = &self.trainer().data().y;
        let targets = || all.iter().copied().skip(output).step_by(network.outputs());
        let (low, high) =
            (targets().fold(f64::INFINITY, f64::min), targets().fold(f64::NEG_INFINITY, f64::max));
        match network.loss.targets {
            _ if low < high => [low, high],
            Targets::UnitInterval => [0.0, 1.0],
            _ => [-1.0, 1.0],
        }
    }

    fn sizes(&self) -> [f64; 2] {
        self.plane_ranges().map(|(low, high)| high - low)
    }

    /// The mouse at a cell of the plane, `across` and `down` of so many: puts a point, or erases
    /// the nearest one.
    pub(super) fn draw_at(&mut self, at: (u16, u16), of: (u16, u16), erase: bool) {
        let (ranges, sizes) = (self.plane_ranges(), self.sizes());
        let along = |at: u16, of: u16| (f64::from(at) + 0.5) / f64::from(of.max(1));
        let place = [
            ranges[0].0 + along(at.0, of.0) * sizes[0],
            ranges[1].1 - along(at.1, of.1) * sizes[1],
        ];
        let place = [0, 1].map(|axis| round_to(place[axis], step(sizes[axis]) / 10.0));
        let Mode::Draw(drawing) = &mut self.mode else { return };
        drawing.cross = place;
        if erase {
            drawing.erase(place, sizes);
        } else if drawing.examples.last().is_none_or(|last| last.place != place) {
            drawing.put(place);
        }
    }

    /// Leaves the drawing; what was drawn starts a fresh run.
    pub(super) fn finish_drawing(&mut self) {
        let Mode::Draw(drawing) = std::mem::replace(&mut self.mode, Mode::Browse) else { return };
        if !drawing.has_changed() {
            return;
        }
        if let Err(reason) = self.start_with(&drawing.examples) {
            // Nothing that was drawn is lost.
            self.mode = Mode::Draw(drawing);
            self.refuse(reason);
        }
    }

    /// Leaves the drawing as if nothing had been drawn.
    fn drop_drawing(&mut self) {
        self.mode = Mode::Browse;
        self.say("what was drawn is dropped");
    }
}

/// A round step for a range of this size.
fn step(size: f64) -> f64 {
    let wanted = size / STEPS;
    let power = 10f64.powf(wanted.log10().floor());
    let round = [5.0, 2.0, 1.0].map(|digit| digit * power);
    round.into_iter().find(|step| *step <= wanted).filter(|step| *step > 0.0).unwrap_or(wanted)
}

/// A multiple of a step, without the dust of binary fractions.
fn round_to(x: f64, step: f64) -> f64 {
    let tidy = ((x / step).round() * step * 1e12).round() / 1e12;
    if tidy.is_finite() { tidy + 0.0 } else { x }
}
