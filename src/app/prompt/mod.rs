//! The line at the bottom: commands (`:`), edits, searches. What is refused stays in the line.

mod fuzzy;
mod line;
mod offers;
mod run;

pub use fuzzy::{Match, fuzzy};
pub use offers::Offer;

use crossterm::event::KeyCode;

use super::key::Key;
use super::{App, Mode};

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A command by name, a hyperparameter with its value, an iteration.
    Command,
    /// A new value for what is under the cursor.
    Edit,
    /// A name to look for.
    Search,
    /// What the cell under the cursor should be.
    Answer,
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What stands before it.
    pub label: String,
    /// What was typed.
    pub text: String,
    /// Where the next character goes, in characters.
    pub at: usize,
    /// Why the line was refused, until it is changed.
    pub refused: Option<String>,
    /// Whether the text is the old value, which the first character typed replaces.
    pub selected: bool,
    /// What the line could mean, the likeliest first.
    pub offers: Vec<Offer>,
    /// The offer that somebody went to.
    chosen: Option<usize>,
    /// Whether the line means something as it is typed.
    exact: bool,
    /// Which line of the history it is.
    recalled: Option<usize>,
}

/// The most lines kept in the history.
const REMEMBERED: usize = 200;

impl Prompt {
    pub(super) fn new(purpose: Purpose, label: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let at = text.chars().count();
        Self {
            purpose,
            label: label.into(),
            text,
            at,
            refused: None,
            selected: purpose == Purpose::Edit,
            offers: Vec::new(),
            chosen: None,
            exact: false,
            recalled: None,
        }
    }

    /// The offer that Enter takes, if it does not take the line as it is typed: the one that was
    /// gone to, else the first one for a line that means nothing by itself.
    pub fn selection(&self) -> Option<usize> {
        let likeliest = !self.exact && !self.text.trim().is_empty() && !self.offers.is_empty();
        self.chosen.or(likeliest.then_some(0))
    }
}

impl App {
    pub(super) fn ask(&mut self, prompt: Prompt) {
        self.mode = Mode::Prompt(prompt);
    }

    /// Opens the command line with a text in it.
    pub(super) fn ask_for_command(&mut self, text: &str) {
        self.ask(Prompt::new(Purpose::Command, ":", text));
        self.look_up();
    }

    pub(super) fn press_in_prompt(&mut self, key: Key) {
        let Mode::Prompt(prompt) = &mut self.mode else { return };
        let cancelled = key.code == KeyCode::Esc
            || (key.ctrl && key.code == KeyCode::Char('c'))
            || (key.code == KeyCode::Backspace && prompt.text.is_empty());
        if cancelled {
            self.mode = Mode::Browse;
        } else if key.code == KeyCode::Enter {
            self.submit();
        } else if prompt.purpose != Purpose::Command || !self.press_in_palette(key) {
            self.change_line(|prompt| prompt.edit(key));
        }
    }

    /// Keys that go through the offers and the history; false for all others.
    fn press_in_palette(&mut self, key: Key) -> bool {
        let Mode::Prompt(prompt) = &self.mode else { return false };
        let recalling =
            prompt.recalled.is_some() || (prompt.text.is_empty() && prompt.chosen.is_none());
        match key.code {
            KeyCode::Tab => self.complete(),
            KeyCode::Char('p') if key.ctrl => self.recall(true),
            KeyCode::Char('n') if key.ctrl => self.recall(false),
            KeyCode::Up if recalling => self.recall(true),
            KeyCode::Down if prompt.recalled.is_some() => self.recall(false),
            KeyCode::Up => self.choose(false),
            KeyCode::Down => self.choose(true),
            _ => return false,
        }
        true
    }

    /// Types a pasted text into an open line; elsewhere a paste does nothing.
    pub fn paste(&mut self, text: &str) {
        self.change_line(|prompt| prompt.type_all(text));
    }

    fn change_line(&mut self, change: impl FnOnce(&mut Prompt)) {
        if let Mode::Prompt(prompt) = &mut self.mode {
            change(prompt);
            prompt.recalled = None;
            self.look_up();
        }
    }

    /// Finds what the line could mean now.
    fn look_up(&mut self) {
        let Mode::Prompt(prompt) = &self.mode else { return };
        if prompt.purpose != Purpose::Command {
            return;
        }
        let (offers, exact) = (self.offers(&prompt.text), self.means_something(&prompt.text));
        if let Mode::Prompt(prompt) = &mut self.mode {
            (prompt.offers, prompt.exact, prompt.chosen) = (offers, exact, None);
        }
    }

    fn choose(&mut self, down: bool) {
        let Mode::Prompt(prompt) = &mut self.mode else { return };
        let last = prompt.offers.len().checked_sub(1);
        prompt.refused = None;
        prompt.chosen = last.map(|last| match prompt.selection() {
            Some(at) if down => (at + 1).min(last),
            Some(at) => at.saturating_sub(1),
            None => 0,
        });
    }

    /// Makes the line the selected offer, or the likeliest one.
    fn complete(&mut self) {
        let Mode::Prompt(prompt) = &mut self.mode else { return };
        let Some(offer) = prompt.offers.get(prompt.selection().unwrap_or(0)) else { return };
        let text = offer.line.clone() + if offer.ready { "" } else { " " };
        self.change_line(|prompt| prompt.replace(&text));
    }

    /// Brings an earlier line back, or goes on to a later one.
    fn recall(&mut self, earlier: bool) {
        let Mode::Prompt(prompt) = &mut self.mode else { return };
        let at = match (prompt.recalled, earlier) {
            (None, true) => self.history.len().checked_sub(1),
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1),
            (None, false) => None,
        };
        let Some(at) = at else { return };
        let text = self.history.get(at).cloned().unwrap_or_default();
        let recalled = (at < self.history.len()).then_some(at);
        self.change_line(|prompt| prompt.replace(&text));
        if let Mode::Prompt(prompt) = &mut self.mode {
            prompt.recalled = recalled;
        }
    }

    fn remember(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() && self.history.last().is_none_or(|last| last != line) {
            self.history.push(line.into());
            let surplus = self.history.len().saturating_sub(REMEMBERED);
            self.history.drain(..surplus);
        }
    }
}
