//! What a key does: it is typed into a line, drawn with, or runs the command that it is bound to.

use super::key::Key;
use super::{App, Command, Effect, Mode};

impl App {
    /// Handles one key and returns what the floor above has to do.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        self.presses += 1;
        match &self.mode {
            Mode::Prompt(_) => self.press_in_prompt(key),
            Mode::Draw(_) => self.press_in_drawing(key),
            Mode::Help(_) | Mode::Browse => self.press_command(key),
        }
        self.follow_run();
        std::mem::take(&mut self.effects)
    }

    fn press_command(&mut self, key: Key) {
        if let Some(first) = key.typed().filter(|c| self.begins_answer(*c)) {
            return self.begin_answer(first);
        }
        let Some(command) = self.keymap.bound_to(key) else {
            if let Some(c) = key.typed().filter(char::is_ascii_digit) {
                self.say(format!("there is no pane {c}"));
            } else {
                let help = self.call("help");
                self.refuse(format!("{key} does nothing here; {help} lists the keys"));
            }
            return;
        };
        self.run(command, "");
    }

    /// Runs a command; what it refuses becomes the message. Help closes for the keys that do
    /// nothing in it, and they do nothing else: what they would change is out of sight.
    pub(crate) fn run(&mut self, command: &Command, argument: &str) {
        if matches!(self.mode, Mode::Help(_)) && !command.in_help {
            self.mode = Mode::Browse;
            return;
        }
        self.look_from(command.group);
        if let Err(reason) = (command.run)(self, argument) {
            self.refuse(reason);
        }
    }

    /// Scrolls the help by some lines, if it is open.
    pub(super) fn scroll_help(&mut self, by: isize) -> bool {
        let Mode::Help(scroll) = &mut self.mode else { return false };
        *scroll = scroll.saturating_add_signed(by);
        true
    }

    /// Keeps the help from being scrolled past its end, which is `most` lines down.
    pub fn learn_help(&mut self, most: usize) {
        if let Mode::Help(scroll) = &mut self.mode {
            *scroll = (*scroll).min(most);
        }
    }
}
