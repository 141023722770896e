//! The plane that a network looks at: where its examples lie in it, and what its inputs are at any
//! point. Examples that were drawn lie where they were drawn, whatever the features made of them.

use super::App;
use crate::math::feature::Feature;
use crate::train::Data;
use crate::worksheet::quantity::Role;

/// How the plane is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaneLooks {
    /// Outputs as the class they decide for, not as they are.
    pub discrete: bool,
    /// The test examples too.
    pub tests: bool,
}

/// How far Playground shows the plane to every side.
const PLAYGROUND: f64 = 6.0;

impl App {
    /// How the plane is shown.
    pub fn plane_looks(&self) -> PlaneLooks {
        self.plane
    }

    /// Whether its examples lie in a plane.
    pub fn has_plane(&self) -> bool {
        self.lesson.placed().is_some() || self.worksheet().network().inputs == 2
    }

    /// Whether points can be put in its plane.
    pub(super) fn can_draw(&self) -> bool {
        self.has_plane() && self.worksheet().network().inputs > 1
    }

    /// Whether its outputs are classes: the loss takes classes, or every target is a 1 among zeros.
    pub fn outputs_are_classes(&self) -> bool {
        let network = self.worksheet().network();
        let outputs = network.outputs();
        let one_hot = |row: &[f64]| {
            let of = |x: f64| row.iter().filter(|target| **target == x).count();
            of(1.0) == 1 && of(0.0) + 1 == outputs
        };
        let taken = network.loss.targets.are_classes();
        outputs > 1 && (taken || self.trainer().data().y.chunks_exact(outputs).all(one_hot))
    }

    /// Whether the inputs are the place in the plane itself, first x and then y.
    fn is_plain(&self) -> bool {
        let plain = |f: &[&Feature]| f.len() == 2 && f[0].name == "x" && f[1].name == "y";
        self.lesson.placed().is_none_or(|(features, _)| plain(features))
    }

    /// The features that make the inputs and the places they are made of, where the inputs are not
    /// the places themselves.
    fn made(&self) -> Option<(&[&'static Feature], &[[f64; 2]])> {
        self.lesson.placed().filter(|_| !self.is_plain())
    }

    /// Where the training examples lie, those of the data set in order.
    pub fn plane_places(&self) -> Vec<[f64; 2]> {
        self.places(self.trainer().data(), 0)
    }

    /// Where the test examples lie.
    pub fn plane_tests(&self) -> Vec<[f64; 2]> {
        let setup = self.timeline.setup();
        setup.test.as_ref().map_or_else(Vec::new, |test| self.places(test, setup.data.rows))
    }

    fn places(&self, data: &Data, first: usize) -> Vec<[f64; 2]> {
        match self.made() {
            Some((_, places)) => places[first..][..data.rows].to_vec(),
            None => data.x.chunks_exact(2).map(|point| [point[0], point[1]]).collect(),
        }
    }

    /// The part of the plane that is shown, across and up: Playground's own for its data sets, and
    /// for points that were put among them; else what the training examples take up, a tenth wider.
    pub fn plane_ranges(&self) -> [(f64, f64); 2] {
        let places = self.plane_places();
        let ranges = [0, 1].map(|axis| wider(places.iter().map(|place| place[axis])));
        let own = self.lesson.generated.as_ref().map(|drawn| drawn.dataset.playground.is_some());
        let fits = || ranges.iter().all(|(low, high)| *low >= -PLAYGROUND && *high <= PLAYGROUND);
        let wide = || ranges.iter().any(|(low, high)| high - low > PLAYGROUND);
        let given = self.lesson.given_places.is_some() && fits() && wide();
        if own.unwrap_or(given) { [(-PLAYGROUND, PLAYGROUND); 2] } else { ranges }
    }

    /// The part of one input that is shown, from 0: what the training examples take up, a tenth
    /// wider.
    pub fn input_range(&self, input: usize) -> (f64, f64) {
        let inputs = self.worksheet().network().inputs;
        wider(self.trainer().data().x.iter().copied().skip(input).step_by(inputs))
    }

    /// What the two directions of the plane are called.
    pub fn plane_names(&self) -> [&str; 2] {
        match self.lesson.columns.as_slice() {
            _ if self.lesson.placed().is_some() => ["x", "y"],
            [x, y] => [x, y],
            _ => ["x1", "x2"],
        }
    }

    /// Where the example under the cursor lies, if the cursor stands on one.
    pub fn example_place(&self) -> Option<[f64; 2]> {
        let sheet = self.worksheet();
        let row = self.example()?;
        let Some((_, places)) = self.made() else {
            let inputs = self.trainer().trace().slice(sheet, sheet.find(Role::Input)?);
            return Some([inputs[2 * row], inputs[2 * row + 1]]);
        };
        places.get(self.row_of_all(row)?).copied()
    }

    /// The inputs of the network at places of the plane, place by place.
    pub fn plane_inputs(&self, places: &[f64]) -> Vec<f64> {
        let Some((features, _)) = self.made() else { return places.to_vec() };
        let at = |place: &[f64]| (place[0], place[1]);
        let of = |(x, y)| features.iter().map(move |feature| (feature.of)(x, y));
        places.chunks_exact(2).map(at).flat_map(of).collect()
    }

    /// Shows outputs as the class they decide for, or as they are.
    pub(super) fn discretize(&mut self) {
        self.plane.discrete = !self.plane.discrete;
        let classes = self.outputs_are_classes();
        self.say(match self.plane.discrete {
            true if classes => "the plane shows the class with the greatest output",
            true => "the plane shows which side of the middle an output is on",
            false => "the plane shows outputs as they are",
        });
    }

    /// Shows the test examples in the plane, or hides them.
    pub(super) fn toggle_tests(&mut self) -> Result<(), String> {
        if self.timeline.setup().test.is_none() {
            return Err("this lesson has no test examples".into());
        }
        self.plane.tests = !self.plane.tests;
        let shown = if self.plane.tests { "shown" } else { "hidden" };
        self.say(format!("test examples are {shown} in the plane"));
        Ok(())
    }
}

/// From the least to the greatest, a tenth wider on both sides.
fn wider(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    let margin = if high > low { (high - low) / 10.0 } else { 1.0 };
    (low - margin, high + margin)
}
