//! The line at the bottom: commands (`:`), edits, searches. What is refused stays in the line.

use crossterm::event::KeyCode;

use super::command::{self, ALIASES, Command};
use super::key::Key;
use super::{App, Mode};
use crate::lesson::{self, nearest};
use crate::math::hyperparameter::Hyperparameter;

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A command by name, a hyperparameter with its value, an iteration.
    Command,
    /// A new value for what is under the cursor.
    Edit,
    /// A name to look for.
    Search,
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
}

/// The longest line anybody may type or paste.
const LONGEST: usize = 200;

impl Prompt {
    pub(super) fn new(purpose: Purpose, label: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let at = text.chars().count();
        let selected = purpose == Purpose::Edit;
        Self { purpose, label: label.into(), text, at, refused: None, selected }
    }

    fn byte(&self, at: usize) -> usize {
        self.text.char_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte)
    }

    fn insert(&mut self, c: char) {
        if self.text.chars().count() < LONGEST && !c.is_control() {
            if std::mem::take(&mut self.selected) {
                self.text.clear();
                self.at = 0;
            }
            let byte = self.byte(self.at);
            self.text.insert(byte, c);
            self.at += 1;
        }
    }

    fn remove(&mut self, at: usize) {
        let byte = self.byte(at);
        if byte < self.text.len() {
            self.text.remove(byte);
            self.at = self.at.min(self.text.chars().count());
        }
    }

    /// Changes the line; keys that mean nothing here change nothing.
    fn edit(&mut self, key: Key) {
        self.refused = None;
        let end = self.text.chars().count();
        if key.typed().is_none() {
            self.selected = false;
        }
        match key.code {
            KeyCode::Char('u') if key.ctrl => {
                self.text.clear();
                self.at = 0;
            }
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

impl App {
    pub(super) fn ask(&mut self, prompt: Prompt) {
        self.mode = Mode::Prompt(prompt);
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
        } else if key.code == KeyCode::Tab && prompt.purpose == Purpose::Command {
            self.complete();
        } else {
            prompt.edit(key);
        }
    }

    /// Types a pasted text into an open line; elsewhere a paste does nothing.
    pub fn paste(&mut self, text: &str) {
        if let Mode::Prompt(prompt) = &mut self.mode {
            prompt.refused = None;
            text.chars().take(LONGEST).for_each(|c| prompt.insert(c));
        }
    }

    /// Carries out the line. A refusal keeps it open with the reason beside it.
    fn submit(&mut self) {
        let Mode::Prompt(prompt) = std::mem::replace(&mut self.mode, Mode::Browse) else { return };
        let result = match prompt.purpose {
            Purpose::Command => self.command(&prompt.text),
            Purpose::Edit => self.finish_edit(&prompt.text),
            Purpose::Search => self.search_again(&prompt.text),
        };
        if let Err(reason) = result {
            self.message = None;
            self.mode = Mode::Prompt(Prompt { refused: Some(reason), ..prompt });
        }
    }

    /// Looks for what was typed; for the same as before where nothing was.
    fn search_again(&mut self, text: &str) -> Result<(), String> {
        let text = if text.trim().is_empty() { self.last_search.clone() } else { text.into() };
        if text.is_empty() {
            return Err("type a name such as delta1 or a cell such as W1[1,2]".into());
        }
        self.last_search.clone_from(&text);
        self.search(&text)
    }

    /// Runs a line: an iteration (`400`), a command (`rerun`), a hyperparameter (`lr 0.1`).
    ///
    /// # Errors
    /// One line that says why it was refused.
    pub fn command(&mut self, line: &str) -> Result<(), String> {
        let line = line.trim().trim_start_matches(':').trim();
        if line.is_empty() {
            return Ok(());
        }
        if let Ok(iteration) = line.parse::<u64>() {
            return self.travel(iteration);
        }
        if let Some(done) = self.set_cell_named(line) {
            return done;
        }
        let (name, argument) = line.split_once([' ', '=']).unwrap_or((line, ""));
        let argument = argument.trim().trim_start_matches('=').trim();
        if let Some(command) = Command::find(name) {
            return (command.run)(self, argument);
        }
        if let Some(row) = self.hyperparameter_called(name) {
            return self.set_by_name(row, argument);
        }
        let names = self.command_names();
        let close = nearest(name, names.iter().map(String::as_str));
        let hint = close.map_or("? lists them".into(), |close| format!("did you mean {close}?"));
        Err(format!("there is no command {name:?}; {hint}"))
    }

    pub(super) fn set_by_name(
        &mut self,
        row: &'static Hyperparameter,
        text: &str,
    ) -> Result<(), String> {
        let used = self.hyperparameters();
        let Some(at) = used.iter().position(|other| other.name == row.name) else {
            let names: Vec<_> = used.iter().map(|row| row.name).collect();
            return Err(format!("this network has no {}; it has {}", row.name, names.join(", ")));
        };
        self.hyper = at;
        if text.is_empty() {
            return Err(format!(
                "{} is {}; type a value after it",
                row.name,
                self.hyper_value(row)
            ));
        }
        self.set_hyperparameter(row, text)
    }

    /// Everything a command line may begin with.
    fn command_names(&self) -> Vec<String> {
        let commands = command::COMMANDS.iter().map(|command| command.name.to_string());
        let commands = commands.chain(ALIASES.iter().map(|(alias, _)| (*alias).to_string()));
        let hypers = self.hyperparameters().into_iter().map(|row| row.name.to_string());
        commands.chain(hypers).collect()
    }

    /// What the line could become: commands, hyperparameters, lessons.
    pub fn completions(&self, text: &str) -> Vec<String> {
        if let Some(start) = text.strip_prefix("open ") {
            let names = lesson::LESSONS.iter().map(|lesson| lesson.name);
            let fitting = names.filter(|name| name.starts_with(start.trim()));
            return fitting.map(|name| format!("open {name}")).collect();
        }
        let names = self.command_names().into_iter();
        names.filter(|name| name.starts_with(text) && name != text).collect()
    }

    fn complete(&mut self) {
        let Mode::Prompt(prompt) = &self.mode else { return };
        let found = self.completions(&prompt.text);
        let Some(first) = found.first() else { return };
        let shared = found.iter().fold(first.clone(), |shared, other| {
            shared.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        });
        let text = if found.len() == 1 { format!("{first} ") } else { shared };
        if let Mode::Prompt(prompt) = &mut self.mode {
            prompt.at = text.chars().count();
            prompt.text = text;
        }
    }
}
