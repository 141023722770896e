//! The course: where this lesson stands in it, when it is over, and which one comes next.

use super::App;
use crate::lesson::{Embedded, LESSONS};

impl App {
    /// Which lesson of the course this is, counted from 1, and how many there are; none where it is
    /// somebody's own.
    pub fn lesson_number(&self) -> Option<(usize, usize)> {
        let same = |row: &Embedded| row.name == self.lesson.name && *row.text == *self.lesson.text;
        let at = LESSONS.iter().position(same)?;
        Some((at + 1, LESSONS.len()))
    }

    /// The lesson of the course that comes after this one.
    pub fn next_lesson(&self) -> Option<&'static Embedded> {
        LESSONS.get(self.lesson_number()?.0)
    }

    /// Whether all the lesson says has been said.
    pub fn lesson_is_over(&self) -> bool {
        self.lesson.cues.iter().all(|cue| self.has_passed(cue))
    }

    /// Opens the lesson that comes after this one, at its words.
    pub(super) fn open_next_lesson(&mut self) -> Result<(), String> {
        let open = self.call("open");
        let Some(next) = self.next_lesson() else {
            return Err(match self.lesson_number() {
                Some(_) => format!("this is the last lesson; {open} opens another"),
                None => format!("this lesson is not of the course; {open} opens one that is"),
            });
        };
        self.open(next.lesson().map_err(|error| error.to_string())?);
        Ok(())
    }

    /// What may be done where the lesson has no more to say.
    pub fn after_lesson(&self) -> String {
        match self.next_lesson() {
            Some(next) => format!("{} opens {}", self.call("next-lesson"), next.name),
            None => format!("{} opens another lesson", self.call("open")),
        }
    }
}
