//! What the lesson says at this point of the training, and how far one has read.

use super::App;
use super::place::Direction;
use crate::lesson::{Cue, Place};

/// How far one has read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// The cue that was read.
    cue: Option<usize>,
    /// Lines scrolled away.
    lines: usize,
    /// How many may be, as the text was drawn last.
    most: usize,
}

impl App {
    /// The cue that was passed last, by its number; before the first one there is none.
    pub fn cue(&self) -> Option<usize> {
        self.lesson.cues.iter().rposition(|cue| self.has_passed(cue))
    }

    /// Whether a cue's place was reached.
    pub fn has_passed(&self, cue: &Cue) -> bool {
        let here = (self.iteration(), self.step);
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

    /// How many lines of the lesson's text are scrolled away. What is said anew is read from its
    /// start.
    pub fn lesson_scroll(&self) -> usize {
        if self.reading.cue == self.cue() { self.reading.lines } else { 0 }
    }

    /// Whether a direction means something to the text: it goes up and down where it is longer
    /// than its room.
    pub(super) fn reads(&self, direction: Direction) -> bool {
        self.reading.most > 0 && matches!(direction, Direction::Up | Direction::Down)
    }

    /// Scrolls the text.
    pub(super) fn scroll_lesson(&mut self, direction: Direction) -> Result<(), String> {
        let lines = self.lesson_scroll();
        let to = match direction {
            Direction::Down => (lines + 1).min(self.reading.most),
            _ => lines.saturating_sub(1),
        };
        if to == lines {
            return Err("the text ends here".into());
        }
        self.reading = Reading { cue: self.cue(), lines: to, ..self.reading };
        Ok(())
    }

    /// Keeps the lesson from being scrolled past its end, which is `most` lines down; nothing
    /// while it is out of sight.
    pub fn learn_lesson(&mut self, most: Option<usize>) {
        self.reading.most = most.unwrap_or(0);
        if most.is_some() {
            self.reading.lines = self.reading.lines.min(self.reading.most);
        }
    }
}
