//! Floor 5: the iterations of a lesson as documents. A format is one file and one row of
//! [`FORMATS`]; it writes one iteration after the other and never holds two.

mod json;
mod selection;
mod text;

pub use selection::Selection;
pub use text::{equation, rows};

use std::fmt;

use anyhow::Result;

use crate::lesson::Lesson;
use crate::math::number::Digits;
use crate::train::Trainer;
use crate::worksheet::quantity::{Id, Quantity};

/// A way to write iterations down: a row of [`FORMATS`].
#[derive(Debug)]
pub struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    /// What its files end with: `json`.
    pub ending: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// Whether it writes numbers to the digits asked for; if not, it writes them exactly.
    pub rounds: bool,
    /// What stands before the first iteration.
    pub begin: fn(&Report, &mut dyn fmt::Write) -> fmt::Result,
    /// One iteration; the flag says that it is the first one written.
    pub iteration: fn(&Report, &Trainer, bool, &mut dyn fmt::Write) -> fmt::Result,
    /// What stands after the last iteration.
    pub end: fn(&Report, &mut dyn fmt::Write) -> fmt::Result,
}

/// The table: every format iterations can be written in; the first one is the default.
pub static FORMATS: &[&Format] = &[&text::TEXT, &json::JSON];

/// How many significant digits text has that asks for none: as many as the paper's.
pub const DEFAULT_DIGITS: Digits = Digits::Significant(8);

/// What is written, and how.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Which of its quantities.
    pub selection: &'a Selection,
    /// How numbers are written, in formats that round.
    pub digits: Digits,
}

impl Report<'_> {
    /// Trains the lesson from its start and passes the document to `sink`, piece by piece:
    /// iterations `from` to `to`, counted from 1.
    ///
    /// # Errors
    /// Those of `sink`.
    pub fn write(
        &self,
        format: &Format,
        (from, to): (u64, u64),
        sink: &mut dyn FnMut(&str) -> Result<()>,
    ) -> Result<()> {
        let mut page = String::new();
        (format.begin)(self, &mut page)?;
        let mut trainer = Trainer::new(&self.lesson.setup);
        while trainer.iteration() < from {
            trainer.advance(&[]);
        }
        loop {
            (format.iteration)(self, &trainer, trainer.iteration() == from, &mut page)?;
            sink(&page)?;
            page.clear();
            if trainer.iteration() >= to {
                break;
            }
            trainer.advance(&[]);
        }
        (format.end)(self, &mut page)?;
        sink(&page)
    }

    /// A document of the iteration at hand alone.
    ///
    /// # Errors
    /// None that writing to a string does not have.
    pub fn page(&self, format: &Format, trainer: &Trainer) -> Result<String> {
        let mut page = String::new();
        (format.begin)(self, &mut page)?;
        (format.iteration)(self, trainer, true, &mut page)?;
        (format.end)(self, &mut page)?;
        Ok(page)
    }

    /// The quantities of the trainer's worksheet that are wanted, in order.
    fn quantities<'t>(
        &'t self,
        trainer: &'t Trainer,
    ) -> impl Iterator<Item = (Id, &'t Quantity)> + 't {
        trainer.worksheet().quantities().filter(|(_, quantity)| self.selection.has(quantity.role))
    }
}
