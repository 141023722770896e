//! The lesson as a link to TensorFlow Playground, where it can be one.

use super::{App, Effect};
use crate::lesson::playground;
use crate::train::Change;

impl App {
    /// Shows the link of the lesson with the hyperparameters that hold now, and copies it.
    pub(super) fn show_link(&mut self) -> Result<(), String> {
        let mut lesson = self.lesson.clone();
        lesson.setup.hyper = self.hyper_now();
        let link = playground::link(&lesson)?;
        let edits = self.timeline.run().edits.iter();
        let left_out = edits.filter(|edit| !matches!(edit.change, Change::Hyper(..))).count();
        let but = match left_out {
            0 => String::new(),
            _ => " (a link has no edits of numbers)".to_owned(),
        };
        self.say(format!("copied{but}: {link}"));
        self.ask_for(Effect::Copy(link));
        Ok(())
    }
}
