//! What the app asks of the floor above the screen: files, the terminal, the end.

use super::App;

/// What the app asks of the floor above the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Suspend it until it is continued.
    Suspend,
    /// Put a text on the clipboard.
    Copy(String),
    /// Write a file.
    Write {
        /// Its path as it was typed.
        path: String,
        /// What is in it.
        bytes: Vec<u8>,
        /// Whether it may replace another.
        replace: bool,
    },
    /// Keep the session in a file from now on.
    Save {
        /// Its path as it was typed.
        path: String,
        /// Whether it may replace another.
        replace: bool,
    },
    /// Go on with the last session of this lesson.
    Restore,
    /// Open the lesson or session of a file.
    Open(String),
    /// Turn reports of the mouse on or off.
    Mouse(bool),
}

impl App {
    /// Asks for something, to be handed out when the key or gesture is done.
    pub(crate) fn ask_for(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}
