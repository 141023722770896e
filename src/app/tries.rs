//! Doing what the lesson proposes: the lines of the cue at hand, one after the other, each when the
//! one before has arrived where it went. Nothing in a lesson can do more than a reader would:
//! go through time and the screen, and change the run.

use std::collections::VecDeque;

use super::App;
use super::command::Group;

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
        self.try_lines(lines.into())
    }

    /// Goes on with the lines that were left for when it had arrived.
    pub(super) fn go_on_trying(&mut self) {
        let left = std::mem::take(&mut self.left);
        if let Err(reason) = self.try_lines(left) {
            self.refuse(reason);
        }
    }

    /// Runs lines until one is refused, or is on its way: then the others wait. In the end the
    /// cursor stands on what was computed last, unless a line has put it elsewhere.
    fn try_lines(&mut self, mut lines: VecDeque<String>) -> Result<(), String> {
        let cursor = self.cursor;
        while let Some(line) = lines.pop_front() {
            self.may_be_proposed(&line)?;
            self.command(&line)?;
            if self.pursued.is_some() {
                self.left = lines;
                return Ok(());
            }
        }
        if self.cursor == cursor && self.step > 0 {
            self.light();
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
