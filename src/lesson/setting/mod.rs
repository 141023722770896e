//! What a lesson is built from and can be started over with: layers, loss, optimizer, first
//! weights, data. A setting is a row of [`SETTINGS`]; it changes the lesson's text, and the reader of
//! lesson files says what may not be.

mod carry;
mod data;
mod draft;
mod network;
mod points;
mod rows;
#[cfg(test)]
mod tests;
mod training;
mod typed;

pub use points::{Example, with_examples};
pub use rows::SETTINGS;

use anyhow::{Result, anyhow};

use super::Lesson;
use super::parse::parse;
use crate::math::hyperparameter::Hyperparameters;
use crate::train::Edit;
use draft::Draft;

/// A word that a setting may be, and a line about it.
pub type Word = (&'static str, &'static str);

/// Something that training starts over with: its name, what it may be, get and set.
#[derive(Debug)]
pub struct Setting {
    /// Its name as a command: `layers`.
    pub name: &'static str,
    /// The key of lesson files, where that is another: `train_share`.
    pub key: Option<&'static str>,
    /// One line: what it sets.
    pub doc: &'static str,
    /// What may be typed after its name, in words.
    pub takes: &'static str,
    /// Whether it can be done with nothing after its name.
    pub may_be_bare: bool,
    /// How far a key press goes, and from where to where at most, where it is a number.
    pub step: Option<[f64; 3]>,
    /// The words it may be, each with a line about it, where it is one of a few.
    pub choices: Option<fn() -> Vec<Word>>,
    /// What it is in a lesson, as it is typed; nothing where the lesson has no such thing.
    pub get: fn(&Lesson) -> Option<String>,
    /// Writes it into the lesson's text.
    set: fn(&mut Draft, &str) -> Result<()>,
}

impl Setting {
    /// The row of this name, or of this key of lesson files.
    pub fn find(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|row| row.name == name || row.key == Some(name))
    }

    /// What a key press makes of what it is now: the next word, or a step further; nothing where
    /// there is no next.
    pub fn nudged(&self, now: &str, up: bool) -> Option<String> {
        if let Some(choices) = self.choices {
            let names: Vec<_> = choices().into_iter().map(|(name, _)| name).collect();
            let at = names.iter().position(|name| *name == now)?;
            let next = if up { at + 1 } else { at.checked_sub(1)? };
            return names.get(next).map(|name| (*name).to_owned());
        }
        let ([step, least, most], now) = (self.step?, now.parse::<f64>().ok()?);
        let next = if up { (now + step).min(most) } else { (now - step).max(least) };
        let moves = if up { next > now } else { next < now };
        moves.then(|| ((next * 1e9).round() / 1e9).to_string())
    }

    /// The lesson with this setting: what `now` has of hyperparameters is kept where the setting
    /// leaves it its meaning. Words and claims about the old numbers are left out.
    ///
    /// # Errors
    /// One line that says what cannot be and what the choices are.
    pub fn apply(&self, lesson: &Lesson, now: &Hyperparameters, value: &str) -> Result<Lesson> {
        let refused = |error| match self.instead(lesson, now, value) {
            Some(names) => anyhow!("{error}; here {} can be {names}", self.name),
            None => error,
        };
        self.altered(lesson, now, value).map_err(refused)
    }

    /// The words that would be taken where one of them was refused.
    fn instead(&self, lesson: &Lesson, now: &Hyperparameters, value: &str) -> Option<String> {
        let (word, rest) = value.trim().split_once(' ').unwrap_or((value.trim(), ""));
        let words = self.choices?();
        // What is no such word at all was told with all of them.
        words.iter().find(|(name, _)| *name == word)?;
        let line =
            |name: &str| if rest.is_empty() { name.into() } else { format!("{name} {rest}") };
        let is_taken = |name: &&str| self.altered(lesson, now, &line(name)).is_ok();
        let taken: Vec<_> = words.into_iter().map(|(name, _)| name).filter(is_taken).collect();
        (!taken.is_empty()).then(|| taken.join(", "))
    }

    fn altered(&self, lesson: &Lesson, now: &Hyperparameters, value: &str) -> Result<Lesson> {
        let mut draft = Draft::of(lesson)?;
        (self.set)(&mut draft, value.trim())?;
        finished(&draft, lesson, now)
    }
}

/// The lesson that a draft is, with what `now` has of hyperparameters.
fn finished(draft: &Draft, lesson: &Lesson, now: &Hyperparameters) -> Result<Lesson> {
    let mut altered = draft.finish()?;
    carry::hyperparameters(lesson, now, &mut altered);
    draft.impose(&mut altered)?;
    let refused = (altered.setup.network.optimizer.refuse)(&altered.setup.hyper);
    refused.map_or(Ok(altered), |reason| Err(anyhow!("{reason}")))
}

/// The edits of a run, those up to an iteration, that still mean the same in the altered lesson.
pub fn kept_edits(lesson: &Lesson, altered: &Lesson, edits: &[Edit], up_to: u64) -> Vec<Edit> {
    carry::edits(lesson, altered, edits, up_to)
}
