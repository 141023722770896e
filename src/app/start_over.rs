//! Starting over with another network, loss, optimizer or other data: a fresh run of a lesson whose
//! text was changed; the run before stays, with its own lesson, as a ghost.

use std::rc::Rc;

use super::hyper::written;
use super::{App, follow, place, scroll};
use crate::lesson::Lesson;
use crate::lesson::setting::{Setting, kept_edits};

impl App {
    /// Starts over with a setting; without a value it tells what it is now.
    pub(super) fn start_over(&mut self, row: &'static Setting, text: &str) -> Result<(), String> {
        if text.is_empty() && !row.may_be_bare {
            let now = self.setting_now(row);
            let now = now.map_or(String::new(), |now| format!("{} is {now}; ", row.name));
            return Err(format!("{now}type {} after it", row.takes));
        }
        let hyper = self.hyper_now();
        let altered = row.apply(&self.lesson, &hyper, text).map_err(|error| error.to_string())?;
        let now = (row.get)(&altered).unwrap_or_else(|| text.to_owned());
        let label = format!("{} {now}", row.name);
        self.start_over_as(altered, label);
        self.say(format!(
            "{} = {now}: started over; {} goes back to the run before",
            row.name,
            self.call("undo")
        ));
        Ok(())
    }

    /// What a setting is now, as it is typed.
    pub fn setting_now(&self, row: &Setting) -> Option<String> {
        match self.hyperparameters().into_iter().find(|hyper| hyper.name == row.name) {
            Some(hyper) => Some(written(hyper, self.hyper_value(hyper))),
            None => (row.get)(&self.lesson),
        }
    }

    /// A fresh run of a changed lesson, as far as this one was reached.
    pub(super) fn start_over_as(&mut self, altered: Lesson, label: String) {
        let projecting = self.leave_projector();
        let at = self.next_update();
        let edits = kept_edits(&self.lesson, &altered, &self.timeline.run().edits, at);
        let (reached, here) = (self.timeline.run().reached(), self.destination());
        let whole = self.step == self.steps();
        let far = self.pursued().unwrap_or(here).max(reached);
        self.timeline.start_over(altered.setup.clone(), label, edits);
        self.lessons.push(altered);
        self.after_change();
        if whole {
            self.finish();
        }
        self.extend(far, here);
        if projecting {
            self.project();
        }
    }

    /// Takes up the lesson of the current run, where another one's was open.
    pub(super) fn follow_start(&mut self) {
        let start = self.timeline.run().start;
        if start == self.start {
            return;
        }
        let knob = self.knob().name();
        self.start = start;
        self.lesson = self.lessons[start].clone();
        self.hyper = self.knobs().iter().position(|other| other.name() == knob).unwrap_or(0);
        self.trail = follow::Trail::default();
        self.scrolled = scroll::Scrolled::default();
        self.flipped = Vec::new();
        self.unit = None;
        let network = self.timeline.trainer().worksheet().network();
        self.surface = self.surface.filter(|shown| shown.elements.iter().all(|e| e.is_of(network)));
        self.read = None;
        self.quiz = None;
        self.twin = None;
        self.comparison = None;
        self.marking = None;
        self.cursor = place::home(self.timeline.trainer().worksheet());
    }

    /// The lesson that was opened, and those it was started over as.
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// Whether this is a run of a lesson that was changed here from the one with this text, or back.
    pub fn comes_from(&self, text: &Rc<str>) -> bool {
        self.lessons.iter().any(|lesson| Rc::ptr_eq(&lesson.text, text))
    }
}
