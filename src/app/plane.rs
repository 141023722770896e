//! The plane that a network looks at: where its examples lie in it, and what its inputs are at any
//! point. Examples that were drawn lie where they were drawn, whatever the features made of them.

use super::App;
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

impl App {
    /// How the plane is shown.
    pub fn plane_looks(&self) -> PlaneLooks {
        self.plane
    }

    /// Whether its examples lie in a plane.
    pub fn has_plane(&self) -> bool {
        self.lesson.generated.is_some() || self.worksheet().network().inputs == 2
    }

    /// Whether the inputs are the place in the plane itself, first x and then y.
    fn is_plain(&self) -> bool {
        let features = self.lesson.generated.as_ref().map(|drawn| &drawn.features);
        features.is_none_or(|f| f.len() == 2 && f[0].name == "x" && f[1].name == "y")
    }

    /// Where the training examples lie, those of the data set in order.
    pub fn plane_places(&self) -> Vec<[f64; 2]> {
        let data = self.trainer().data();
        self.places(data, 0)
    }

    /// Where the test examples lie.
    pub fn plane_tests(&self) -> Vec<[f64; 2]> {
        let setup = self.timeline.setup();
        setup.test.as_ref().map_or_else(Vec::new, |test| self.places(test, setup.data.rows))
    }

    fn places(&self, data: &Data, first: usize) -> Vec<[f64; 2]> {
        match &self.lesson.generated {
            Some(drawn) if !self.is_plain() => drawn.places[first..][..data.rows].to_vec(),
            _ => data.x.chunks_exact(2).map(|point| [point[0], point[1]]).collect(),
        }
    }

    /// Where the example under the cursor lies, if the cursor stands on one.
    pub fn example_place(&self) -> Option<[f64; 2]> {
        let sheet = self.worksheet();
        let row = self.example()?;
        if self.is_plain() {
            let inputs = self.trainer().trace().slice(sheet, sheet.find(Role::Input)?);
            return Some([inputs[2 * row], inputs[2 * row + 1]]);
        }
        let mut batches = self.trainer().batches().clone();
        let of_all = *batches.indices(self.iteration()).get(row)?;
        self.lesson.generated.as_ref()?.places.get(of_all).copied()
    }

    /// The inputs of the network at places of the plane, place by place.
    pub fn plane_inputs(&self, places: &[f64]) -> Vec<f64> {
        match &self.lesson.generated {
            Some(drawn) if !self.is_plain() => {
                let at = |place: &[f64]| (place[0], place[1]);
                let places = places.chunks_exact(2).map(at);
                let features = |(x, y)| drawn.features.iter().map(move |row| (row.of)(x, y));
                places.flat_map(features).collect()
            }
            _ => places.to_vec(),
        }
    }

    /// Shows outputs as the class they decide for, or as they are.
    pub(super) fn discretize(&mut self) {
        self.plane.discrete = !self.plane.discrete;
        self.say(if self.plane.discrete {
            "the plane shows which side of the middle an output is on"
        } else {
            "the plane shows outputs as they are"
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
