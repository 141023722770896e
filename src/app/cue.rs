//! The cues of the lesson: which have been passed, going from one to the next, and reading them.

use super::place::Direction;
use super::{App, Pane};
use crate::lesson::{Cue, Place};
use crate::worksheet::quantity::Cell;

impl App {
    /// The cue of the lesson that was passed last.
    pub fn cue(&self) -> Option<&Cue> {
        self.lesson.cues.iter().rfind(|cue| self.has_passed(cue))
    }

    /// Which cue that is, counted from 0.
    pub fn cue_number(&self) -> Option<usize> {
        self.lesson.cues.iter().rposition(|cue| self.has_passed(cue))
    }

    /// Whether a cue's place lies at what is shown or before it.
    pub fn has_passed(&self, cue: &Cue) -> bool {
        // A cue may say what is asked for.
        let seen = self.step() - usize::from(self.asked().is_some());
        self.lies_before(cue, seen)
    }

    /// Whether a cue's place lies within these steps of the iteration, or before it.
    fn lies_before(&self, cue: &Cue, seen: usize) -> bool {
        let here = (self.iteration(), seen);
        match &cue.at {
            Place::Start => true,
            Place::Iteration(iteration) => here >= (*iteration, self.steps()),
            Place::Quantity(iteration, name) => {
                here >= (*iteration, self.step_called(name).unwrap_or(0))
            }
        }
    }

    /// Which step computes the quantity of this name, from 1; none for what is given.
    fn step_called(&self, name: &str) -> Option<usize> {
        let sheet = self.worksheet();
        sheet.step_of(sheet.named(name)?)
    }

    /// Goes on to the next place where the lesson says something. Where that is about what is asked
    /// for, the answer is shown.
    pub(super) fn next_cue(&mut self) -> Result<(), String> {
        let Some(next) = self.lesson.cues.iter().find(|cue| !self.has_passed(cue)) else {
            self.show_lesson();
            return Err(format!("the lesson is over; {}", self.after_lesson()));
        };
        if self.lies_before(next, self.step()) {
            self.show_all();
            self.show_lesson();
            return Ok(());
        }
        let place = next.at.clone();
        self.go_to_place(&place);
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
        self.show_lesson();
        match place {
            Place::Start => return self.go_to_start(),
            Place::Iteration(iteration) => self.go_to(*iteration),
            Place::Quantity(iteration, name) => {
                let step = self.step_called(name).unwrap_or(1);
                self.go_to_step(*iteration, step);
                if self.pursued().is_none() {
                    self.hide_step();
                }
            }
        }
        self.light();
    }

    /// The cell that the reader is to work out here.
    pub fn to_work_out(&self) -> Option<Cell> {
        self.cell_called(self.cue()?.ask.as_ref()?).ok()
    }

    /// Gives up a pane that was chosen, where it could stand before the words.
    fn show_lesson(&mut self) {
        if !matches!(self.focus, Pane::Worksheet | Pane::Lesson) {
            self.focus = Pane::Worksheet;
            self.zoomed = false;
        }
        self.companion = self.companion.filter(|pane| *pane == Pane::Lesson);
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
