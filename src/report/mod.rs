//! Floor 5: the iterations of a lesson as documents. A format is one file and one row of
//! [`FORMATS`]; it writes one iteration after the other and never holds two.

mod block;
mod csv;
mod curve;
mod html;
pub(crate) mod json;
mod latex;
mod markdown;
#[cfg(feature = "npz")]
mod npz;
mod page;
mod run;
mod safetensors;
mod script;
mod selection;
mod text;
#[cfg(feature = "npz")]
mod zip;

pub(crate) use latex::{PREAMBLE, bmatrix};
pub(crate) use markdown::prose as markdown_prose;
pub(crate) use page::Page;
pub use run::{Iterations, Replay, Straight};
pub use selection::Selection;
pub use text::{equation, rows};

use anyhow::Result;

use crate::lesson::Lesson;
use crate::math::number::Digits;
use crate::train::Trainer;
use crate::worksheet::quantity::{Id, Quantity};
use crate::worksheet::symbols::Notation;

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
    /// Whether it is text, which a terminal can show.
    pub is_text: bool,
    /// Writes the whole document, one iteration after the other.
    pub write: fn(&Report, &mut dyn Iterations, Sink) -> Result<()>,
}

/// Where a document goes, piece by piece.
pub type Sink<'a> = &'a mut dyn FnMut(&[u8]) -> Result<()>;

/// The table: every format iterations can be written in; the first one is the default.
pub static FORMATS: &[&Format] = &[
    &text::TEXT,
    &markdown::MARKDOWN,
    &latex::LATEX,
    &html::HTML,
    &json::JSON,
    &csv::CSV,
    &script::NUMPY,
    &script::PYTORCH,
    #[cfg(feature = "npz")]
    &npz::NPZ,
    &safetensors::SAFETENSORS,
];

/// How many significant digits text has that asks for none: as many as the paper's.
pub const DEFAULT_DIGITS: Digits = Digits::Significant(8);

/// What is written, and how.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Which of its quantities.
    pub selection: &'a Selection,
    /// Which letters they have.
    pub notation: Notation,
    /// How numbers are written, in formats that round.
    pub digits: Digits,
}

impl Report<'_> {
    /// Writes a document of these iterations, piece by piece.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, format: &Format, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
        (format.write)(self, iterations, out)
    }

    /// The quantities of the trainer's worksheet that are wanted, in order.
    fn quantities<'t>(
        &'t self,
        trainer: &'t Trainer,
    ) -> impl Iterator<Item = (Id, &'t Quantity)> + 't {
        trainer.worksheet().quantities().filter(|(_, quantity)| self.selection.has(quantity.role))
    }
}
