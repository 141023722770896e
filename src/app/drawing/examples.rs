//! The examples of a run as points of the plane, and a fresh run with others.

use crate::app::App;
use crate::lesson::setting::{Example, with_examples};
use crate::train::Data;

impl App {
    /// The training examples as they are now, what was edited among them.
    pub(super) fn examples(&self) -> Vec<Example> {
        self.placed(self.plane_places(), self.trainer().data())
    }

    /// Starts over with these training examples.
    pub(super) fn start_with(&mut self, examples: &[Example]) -> Result<(), String> {
        let before = self.examples();
        if examples == before {
            return Ok(());
        }
        if examples.is_empty() {
            return Err("a lesson needs one point at least".into());
        }
        let hyper = self.hyper_now();
        let test = self.test_examples();
        let altered = with_examples(&self.lesson, &hyper, examples, &test);
        let altered = altered.map_err(|error| error.to_string())?;
        let put = examples.iter().filter(|example| !before.contains(example)).count();
        let erased = before.iter().filter(|example| !examples.contains(example)).count();
        let label = match (put, erased) {
            (0, _) => format!("points -{erased}"),
            (_, 0) => format!("points +{put}"),
            _ => format!("points +{put} -{erased}"),
        };
        self.start_over_as(altered, label);
        let undo = self.call("undo");
        self.say(format!(
            "{put} put, {erased} erased: started over; {undo} goes back to the run before"
        ));
        Ok(())
    }

    /// The test examples, where there are any.
    fn test_examples(&self) -> Vec<Example> {
        let Some(test) = &self.timeline.setup().test else { return Vec::new() };
        self.placed(self.plane_tests(), test)
    }

    /// Examples at places, with the targets that data have for them.
    fn placed(&self, places: Vec<[f64; 2]>, data: &Data) -> Vec<Example> {
        let width = self.worksheet().network().outputs();
        let targets = data.y.chunks(width).map(<[f64]>::to_vec);
        places.into_iter().zip(targets).map(|(place, target)| Example { place, target }).collect()
    }
}
