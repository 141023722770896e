//! Typing into a line, character by character.

use crossterm::event::KeyCode;

use super::Prompt;
use crate::app::key::Key;

/// The longest line anybody may type or paste.
const LONGEST: usize = 200;

impl Prompt {
    fn byte(&self, at: usize) -> usize {
        self.text.char_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte)
    }

    fn insert(&mut self, c: char) {
        if c.is_control() {
            return;
        }
        if std::mem::take(&mut self.selected) {
            self.text.clear();
            self.at = 0;
        }
        if self.text.chars().count() >= LONGEST {
            self.refused = Some(format!("the line is full: it takes {LONGEST} characters"));
            return;
        }
        let byte = self.byte(self.at);
        self.text.insert(byte, c);
        self.at += 1;
    }

    fn remove(&mut self, at: usize) {
        let byte = self.byte(at);
        if byte < self.text.len() {
            self.text.remove(byte);
            self.at = self.at.min(self.text.chars().count());
        }
    }

    /// Types a whole text where the next character goes.
    pub(super) fn type_all(&mut self, text: &str) {
        self.refused = None;
        // One more than fits, so that a longer text is told.
        text.chars().filter(|c| !c.is_control()).take(LONGEST + 1).for_each(|c| self.insert(c));
    }

    /// Makes the line this text.
    pub(super) fn replace(&mut self, text: &str) {
        self.refused = None;
        self.at = text.chars().count();
        self.text = text.into();
    }

    /// Changes the line; keys that mean nothing here change nothing.
    pub(super) fn edit(&mut self, key: Key) {
        self.refused = None;
        let end = self.text.chars().count();
        if key.typed().is_none() {
            self.selected = false;
        }
        match key.code {
            KeyCode::Char('u') if key.ctrl => self.replace(""),
            KeyCode::Backspace if self.at > 0 => {
                self.at -= 1;
                self.remove(self.at);
            }
            KeyCode::Delete => self.remove(self.at),
            KeyCode::Left => self.at = self.at.saturating_sub(1),
            KeyCode::Right => self.at = (self.at + 1).min(end),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = end,
            _ => {
                if let Some(c) = key.typed() {
                    self.insert(c);
                }
            }
        }
    }
}
