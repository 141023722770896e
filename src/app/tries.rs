//! Doing what the lesson proposes: the lines of the cue at hand, one after the other, each when the
//! one before has arrived where it went. Nothing in a lesson can do more than a reader would:
//! go through time and the screen, and change the run.

use std::collections::VecDeque;

use super::App;
use super::command::Group;

/// The longest proposal that is told again when it is done.
const MOST_TOLD: usize = 50;

/// Lines that wait until it has arrived where the one before them went.
#[derive(Debug, Default)]
pub(super) struct Left {
    lines: VecDeque<String>,
    /// All of them, as they were proposed.
    tried: String,
    /// The ways back there were before the first of them.
    undos: usize,
}

impl App {
    /// What the lesson proposes to do here; nothing where it proposes nothing.
    pub fn proposed(&self) -> &[String] {
        self.cue().map_or(&[], |cue| &cue.tries)
    }

    /// Runs what is proposed.
    pub(super) fn try_proposed(&mut self) -> Result<(), String> {
        let lines = self.proposed().to_vec();
        if lines.is_empty() {
            let step = self.call("next-step");
            return Err(format!("the lesson proposes nothing here; {step} goes on"));
        }
        self.stop();
        let tried = lines.join("; ");
        self.try_lines(Left { lines: lines.into(), tried, undos: self.timeline.history().0 })
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
        if self.timeline.history().0 > left.undos {
            let undo = self.call("undo");
            let tried = Some(left.tried).filter(|tried| tried.len() <= MOST_TOLD);
            let tried = tried.map_or(String::new(), |tried| format!(": {tried}"));
            self.say(format!("done{tried}; {undo} takes it back"));
        }
        Ok(())
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
