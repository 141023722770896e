//! Which cues of the lesson have been passed.

use super::place::Direction;
use super::{App, Pane};
use crate::lesson::{Cue, Place};

impl App {
    /// The cue of the lesson that was passed last.
    pub fn cue(&self) -> Option<&Cue> {
        self.lesson.cues.iter().rfind(|cue| self.has_passed(cue))
    }

    /// Whether a cue's place lies at what is shown or before it.
    pub fn has_passed(&self, cue: &Cue) -> bool {
        // A cue may say what is asked for.
        let seen = self.step() - usize::from(self.asked().is_some());
        let here = (self.iteration(), seen);
        match &cue.at {
            Place::Start => true,
            Place::Iteration(iteration) => here >= (*iteration, self.steps()),
            Place::Quantity(iteration, name) => {
                let sheet = self.worksheet();
                let id = sheet.named(name);
                let step = id.and_then(|id| sheet.steps().iter().position(|step| *step == id));
                here >= (*iteration, step.map_or(0, |step| step + 1))
            }
        }
    }

    /// Goes on to the next place where the lesson says something.
    pub(super) fn next_cue(&mut self) -> Result<(), String> {
        let next = self.lesson.cues.iter().find(|cue| !self.has_passed(cue));
        match next.map(|cue| cue.at.clone()) {
            Some(place) => self.go_to_place(&place),
            None => return Err("the lesson says no more".into()),
        }
        Ok(())
    }

    /// Goes back to the last place but one where the lesson said something.
    pub(super) fn previous_cue(&mut self) -> Result<(), String> {
        let passed = self.lesson.cues.iter().filter(|cue| self.has_passed(cue));
        let passed: Vec<_> = passed.map(|cue| cue.at.clone()).collect();
        let Some([before, _]) = passed.last_chunk() else {
            return Err("the lesson said nothing before this".into());
        };
        self.go_to_place(before);
        Ok(())
    }

    /// Stands where a cue is said, the cursor on what it speaks of, the lesson in sight.
    fn go_to_place(&mut self, place: &Place) {
        if self.focus != Pane::Lesson && !self.is_projecting() {
            self.focus = Pane::Worksheet;
            self.companion = None;
            self.zoomed = false;
        }
        match place {
            Place::Start => return self.go_to_start(),
            Place::Iteration(iteration) => self.go_to(*iteration),
            Place::Quantity(iteration, name) => {
                let sheet = self.worksheet();
                let id = sheet.named(name);
                let step = id.and_then(|id| sheet.steps().iter().position(|step| *step == id));
                self.go_to_step(*iteration, step.map_or(1, |step| step + 1));
                if self.pursued().is_none() {
                    self.hide_step();
                }
            }
        }
        self.light();
    }

    /// Whether the lesson says something about the very step that was done last.
    pub fn lesson_speaks(&self) -> bool {
        let here = self.current_quantity().map(|id| self.worksheet().quantity(id).role.name());
        let done = self.step() == self.steps();
        self.lesson.cues.iter().any(|cue| match &cue.at {
            Place::Start => false,
            Place::Iteration(iteration) => *iteration == self.iteration() && done,
            Place::Quantity(iteration, name) => {
                *iteration == self.iteration() && here.as_ref() == Some(name)
            }
        })
    }

    /// Scrolls what the lesson says; what it says anew is read from its start.
    pub(super) fn scroll_lesson(&mut self, direction: Direction) -> Result<(), String> {
        let said = self.cue().map(|cue| cue.say.clone());
        if self.read != said {
            self.set_scroll(Pane::Lesson, 0);
            self.read = said;
        }
        self.scroll(Pane::Lesson, direction)
    }

    /// How many lines of what the lesson says are scrolled away.
    pub fn lesson_scroll(&self) -> usize {
        let same = self.read.as_deref() == self.cue().map(|cue| cue.say.as_str());
        if same { self.scrolled(Pane::Lesson) } else { 0 }
    }
}
