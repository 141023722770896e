//! What the app tells in a line of words.

use super::App;

/// Something to tell, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whether something was refused.
    pub refused: bool,
}

impl App {
    /// Tells something.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), refused: false });
    }

    /// Tells why something was refused.
    pub(crate) fn refuse(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), refused: true });
    }

    /// Tells something until the next key: what the floor above found at the start.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.refuse(text);
    }
}
