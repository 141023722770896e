//! Doing what the lesson proposes: the lines of the cue at hand, one after the other, each when the
//! one before has arrived where it went. Nothing in a lesson can do more than a reader would:
//! go through time and the screen, and change the run.

use std::collections::VecDeque;

use super::command::Group;
use super::{App, Pane};

/// Lines that wait until it has arrived where the one before them went.
#[derive(Debug, Default)]
pub(super) struct Left {
    lines: VecDeque<String>,
    /// The ways back there were before the first of them.
    undos: usize,
    /// The cue that proposes them.
    cue: usize,
}

/// What was proposed and done: each cue, with the ways back there were when it was.
pub(super) type Tried = Vec<(usize, usize)>;

impl App {
    /// What the lesson proposes to do here; nothing where it proposes nothing.
    pub fn proposed(&self) -> &[String] {
        self.cue().map_or(&[], |cue| &cue.tries)
    }

    /// Runs what is proposed.
    pub(super) fn try_proposed(&mut self) -> Result<(), String> {
        let lines = self.proposed().to_vec();
        if lines.is_empty() {
            let on = if self.lesson_is_over() {
                self.after_lesson()
            } else {
                format!("{} reads on", self.call("next-cue"))
            };
            return Err(format!("the lesson proposes nothing here; {on}"));
        }
        self.stop();
        let undos = self.timeline.history().0;
        self.try_lines(Left { lines: lines.into(), undos, cue: self.cue_number().unwrap_or(0) })
    }

    /// Goes on with the lines that were left for when it had arrived.
    pub(super) fn go_on_trying(&mut self) {
        let left = std::mem::take(&mut self.left);
        if left.lines.is_empty() {
            return;
        }
        if let Err(reason) = self.try_lines(left) {
            self.refuse(reason);
        }
    }

    /// Runs lines until one is refused, or is on its way: then the others wait. In the end the
    /// cursor stands on what was computed last, unless a line has put it elsewhere, and all the
    /// edits are undone as one.
    fn try_lines(&mut self, mut left: Left) -> Result<(), String> {
        let cursor = self.cursor;
        while let Some(line) = left.lines.pop_front() {
            self.may_be_proposed(&line)?;
            self.command(&line)?;
            self.timeline.join(left.undos);
            if self.pursued.is_some() && !left.lines.is_empty() {
                self.left = left;
                return Ok(());
            }
        }
        if self.cursor == cursor && self.step > 0 {
            self.light();
        }
        let undos = self.timeline.history().0;
        self.tried.push((left.cue, undos));
        let undo = (undos > left.undos).then(|| format!("{} takes it back", self.call("undo")));
        let hidden = self.companion() != Pane::Lesson;
        let words = hidden.then(|| format!("{} brings back the words", self.call("lesson")));
        let after: Vec<_> = undo.into_iter().chain(words).collect();
        if !after.is_empty() {
            self.say(format!("done; {}", after.join(", ")));
        }
        Ok(())
    }

    /// Whether the cue before this one proposed a change that was not made, or was taken back: what
    /// is said here may be about it.
    pub fn left_out(&self) -> bool {
        let before = self.cue_number().and_then(|at| at.checked_sub(1));
        let Some(before) = before else { return false };
        let changes = |line: &String| {
            self.command_of(line).is_some_and(|command| command.group == Group::Change)
        };
        let undos = self.timeline.history().0;
        let done = self.tried.iter().any(|(cue, after)| *cue == before && *after <= undos);
        !done && self.lesson.cues[before].tries.iter().any(changes)
    }

    fn may_be_proposed(&self, line: &str) -> Result<(), String> {
        match self.command_of(line) {
            Some(command) if command.group == Group::Program || command.name == "try" => {
                let name = command.name;
                Err(format!("a lesson may not run {name}; it may go, look and change the run"))
            }
            _ => Ok(()),
        }
    }
}
