//! Carrying a line out: an iteration (`400`), a command (`rerun`), a hyperparameter (`lr 0.1`).

use super::{Prompt, Purpose};
use crate::app::command::{ALIASES, Argument, COMMANDS, Command};
use crate::app::hyper::written;
use crate::app::looks::{Choice, Looks};
use crate::app::{App, Mode};
use crate::lesson::nearest;
use crate::math::hyperparameter::Hyperparameter;
use crate::train::FURTHEST;

/// What the first word of a line names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named {
    Command(&'static Command),
    Hyper(&'static Hyperparameter),
}

/// A line without the colons that were typed before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == ':' || c.is_whitespace()).trim_end()
}

/// A line's first word and what follows it.
pub(super) fn parts(line: &str) -> (&str, &str) {
    let line = bare(line);
    let (name, argument) = line.split_once([' ', '=']).unwrap_or((line, ""));
    (name, argument.trim().trim_start_matches('=').trim())
}

/// Whether a line can only be meant as a number.
pub(super) fn is_number(line: &str) -> bool {
    let digits = line.trim().trim_start_matches(['+', '-', '−', '.', ',']);
    digits.starts_with(|c: char| c.is_ascii_digit())
}

impl App {
    /// Carries out the line. A refusal keeps it open with the reason beside it.
    pub(super) fn submit(&mut self) {
        let Mode::Prompt(prompt) = std::mem::replace(&mut self.mode, Mode::Browse) else { return };
        let result = match prompt.purpose {
            Purpose::Command => match self.meant(&prompt) {
                Ok(line) => self.command(&line).inspect(|()| self.remember(&line)),
                Err(unfinished) => return self.ask_for_command(&unfinished),
            },
            Purpose::Edit => self.finish_edit(&prompt.text),
            Purpose::Search => self.search_again(&prompt.text),
            Purpose::Answer => self.answer(&prompt.text),
        };
        if let Err(reason) = result {
            self.message = None;
            self.mode = Mode::Prompt(Prompt { refused: Some(reason), ..prompt });
        }
    }

    /// The line that Enter runs; as an error the line that still wants its argument.
    fn meant(&self, prompt: &Prompt) -> Result<String, String> {
        if let Some(offer) = prompt.selection().and_then(|at| prompt.offers.get(at)) {
            return if offer.ready {
                Ok(offer.line.clone())
            } else {
                Err(offer.line.clone() + " ")
            };
        }
        let (name, argument) = parts(&prompt.text);
        match self.named(name) {
            Some(Named::Hyper(row)) if argument.is_empty() && self.uses(row) => {
                if prompt.text.ends_with(' ') {
                    Ok(prompt.text.clone())
                } else {
                    Err(format!("{name} "))
                }
            }
            _ => Ok(prompt.text.clone()),
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

    /// Whether a line as it stands is an iteration, a command or a hyperparameter.
    pub(super) fn means_something(&self, line: &str) -> bool {
        is_number(line) || self.names_a_cell(line) || self.named(parts(line).0).is_some()
    }

    pub(super) fn named(&self, name: &str) -> Option<Named> {
        let hyper = || self.hyperparameter_called(name).map(Named::Hyper);
        Command::find(name).map(Named::Command).or_else(hyper)
    }

    pub(super) fn uses(&self, row: &Hyperparameter) -> bool {
        self.hyperparameters().iter().any(|other| other.name == row.name)
    }

    /// Runs a line: an iteration (`400`), a command (`rerun`), a hyperparameter (`lr 0.1`).
    ///
    /// # Errors
    /// One line that says why it was refused.
    pub fn command(&mut self, line: &str) -> Result<(), String> {
        let line = bare(line);
        if line.is_empty() {
            return Ok(());
        }
        if is_number(line) {
            return self.travel_to(line);
        }
        if let Some(done) = self.set_cell_named(line) {
            return done;
        }
        let (name, argument) = parts(line);
        match self.named(name) {
            Some(Named::Command(command)) => {
                let argument = self.argument(command, argument)?;
                (command.run)(self, &argument)
            }
            Some(Named::Hyper(row)) => self.set_by_name(row, argument),
            None => Err(self.unknown(name)),
        }
    }

    /// The command that a line would run, where it is none of the short forms.
    pub(in crate::app) fn command_of(&self, line: &str) -> Option<&'static Command> {
        match self.named(parts(line).0) {
            Some(Named::Command(command)) => Some(command),
            _ => None,
        }
    }

    fn unknown(&self, name: &str) -> String {
        let hypers = self.hyperparameters().into_iter().map(|row| row.name);
        let aliases = ALIASES.iter().map(|(alias, _)| *alias);
        let names = COMMANDS.iter().map(|command| command.name).chain(aliases).chain(hypers);
        let help = self.call("help");
        let hint = nearest(name, names)
            .map_or(format!("{help} lists them"), |close| format!("did you mean {close}?"));
        format!("there is no command {name:?}; {hint}")
    }

    /// What was typed after a command's name, if it may stand there; the start of only one of the
    /// choices is that choice.
    fn argument(&self, command: &Command, typed: &str) -> Result<String, String> {
        if typed.is_empty() {
            return Ok(String::new());
        }
        if matches!(command.argument, Argument::None) {
            return Err(format!("{} takes nothing after it, not {typed:?}", command.name));
        }
        let choices = self.choices(command.argument);
        let begun: Vec<_> = choices.iter().filter(|choice| choice.0.starts_with(typed)).collect();
        let exact = choices.iter().any(|choice| choice.0 == typed);
        match begun.as_slice() {
            [only] if !exact => Ok(only.0.into()),
            _ => Ok(typed.into()),
        }
    }

    /// What may stand after a command, where that is one of a few words.
    pub(super) fn choices(&self, argument: Argument) -> Vec<Choice> {
        match argument {
            Argument::Moment => crate::app::trouble::names(),
            Argument::Lesson => super::offers::lessons().to_vec(),
            Argument::Theme => self.looks.themes.clone(),
            Argument::Glyphs => Looks::glyph_sets(),
            Argument::Mistake => self.mistakes_to_make(),
            Argument::Rounding => Self::roundings(),
            Argument::Setting(row) => row.choices.map_or_else(Vec::new, |choices| choices()),
            Argument::None | Argument::Optional(_) | Argument::Needed(_) => Vec::new(),
        }
    }

    /// Goes to the iteration that was typed.
    pub(in crate::app) fn travel_to(&mut self, text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Err("an iteration is wanted: goto 400, or goto trouble".into());
        }
        if let Some(done) = self.go_to_trouble(text) {
            return done;
        }
        let iteration = text.parse().map_err(|_| {
            let names = crate::app::trouble::names().into_iter().map(|(name, _)| name);
            let names = names.collect::<Vec<_>>().join(", ");
            format!(
                "an iteration is a whole number from 1 to {FURTHEST}, not {text}; \
                 goto also takes {names}"
            )
        })?;
        self.travel(iteration)
    }

    pub(in crate::app) fn set_by_name(
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
            let value = written(row, self.hyper_value(row));
            return Err(format!("{} is {value}; type a value after it", row.name));
        }
        self.set_hyperparameter(row, text)
    }
}
