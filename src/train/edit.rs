//! Edits: what somebody changed, and from which iteration on.

use crate::math::hyperparameter::Hyperparameter;
use crate::math::number::{self, Digits};
use crate::worksheet::mistake::Mistake;
use crate::worksheet::network::Parameter;

/// A change that acts from the start of an iteration on.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The first iteration that feels it, counted from 1.
    pub at: u64,
    /// What changes.
    pub change: Change,
}

/// What an edit changes; rows and columns count from 0.
#[derive(Clone, Debug)]
pub enum Change {
    /// A hyperparameter's value.
    Hyper(&'static Hyperparameter, f64),
    /// One element of a weight matrix or bias.
    Parameter {
        /// Which parameter.
        parameter: Parameter,
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// The new number.
        value: f64,
    },
    /// One input of one example of the data set.
    Input {
        /// The example.
        row: usize,
        /// The input.
        column: usize,
        /// The new number.
        value: f64,
    },
    /// One target of one example of the data set.
    Target {
        /// The example.
        row: usize,
        /// The output.
        column: usize,
        /// The new number.
        value: f64,
    },
    /// The class of one example of the data set: 1 at this output, 0 at the others.
    Label {
        /// The example.
        row: usize,
        /// The output.
        class: usize,
    },
    /// The mistake that is made wherever it can be made, or none.
    Mistake(Option<&'static Mistake>),
    /// How every number is rounded as soon as it is computed, or not at all.
    Rounding(Option<Digits>),
}

impl Edit {
    /// Edits with one more; what it replaces, and everything later than it, is left out, but for
    /// what was set for the very next update: whoever stands at the end of an iteration has that
    /// before the eyes.
    pub fn added_to(edits: &[Self], at: u64, change: Change) -> Vec<Self> {
        let next = |edit: &Self| edit.at == at + 1 && matches!(edit.change, Change::Hyper(..));
        let here = |edit: &Self| edit.at == at || next(edit);
        let keep = |edit: &&Self| edit.at < at || (here(edit) && !edit.change.same_place(&change));
        let mut kept: Vec<_> = edits.iter().filter(keep).cloned().collect();
        kept.push(Self { at, change });
        kept
    }

    /// Edits as they are when all act from iteration 1 on: of those that set the same thing the last.
    pub fn from_the_start<'a>(edits: impl Iterator<Item = &'a Self>) -> Vec<Self> {
        let mut kept: Vec<Self> = Vec::new();
        for edit in edits {
            kept.retain(|old| !old.change.same_place(&edit.change));
            kept.push(Self { at: 1, change: edit.change.clone() });
        }
        kept
    }

    /// Whether it sets the same thing at the same time to the same bits as `other`.
    pub fn is_same(&self, other: &Self) -> bool {
        let bits = |edit: &Self| edit.change.value().map(f64::to_bits);
        self.at == other.at
            && self.change.same_place(&other.change)
            && bits(self) == bits(other)
            && self.change.label() == other.change.label()
    }
}

impl Change {
    /// Whether it sets the same thing as `other`, so that the later one replaces the earlier.
    pub fn same_place(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Hyper(a, _), Self::Hyper(b, _)) => a.name == b.name,
            (
                Self::Parameter { parameter: p, row: r, column: c, .. },
                Self::Parameter { parameter, row, column, .. },
            ) => (p, r, c) == (parameter, row, column),
            (Self::Input { row: r, column: c, .. }, Self::Input { row, column, .. })
            | (Self::Target { row: r, column: c, .. }, Self::Target { row, column, .. }) => {
                (r, c) == (row, column)
            }
            (Self::Label { row: r, .. }, Self::Label { row, .. }) => r == row,
            (Self::Mistake(_), Self::Mistake(_)) | (Self::Rounding(_), Self::Rounding(_)) => true,
            _ => false,
        }
    }

    /// Whether it changes the data set.
    pub fn is_data(&self) -> bool {
        matches!(self, Self::Input { .. } | Self::Target { .. } | Self::Label { .. })
    }

    /// What it sets, as files and the command line call it: `learning_rate`, `W1[2,1]`, `Y[3,1]`,
    /// `bug`; rows of data are those of the data set.
    pub fn place(&self) -> String {
        let cell =
            |name: &str, row: usize, column: usize| format!("{name}[{},{}]", row + 1, column + 1);
        match self {
            Self::Hyper(row, _) => row.name.into(),
            Self::Parameter { parameter, row, column, .. } => {
                cell(&parameter.to_string(), *row, *column)
            }
            Self::Input { row, column, .. } => cell("X", *row, *column),
            Self::Target { row, column, .. } => cell("Y", *row, *column),
            Self::Label { row, class } => cell("Y", *row, *class),
            Self::Mistake(_) => "bug".into(),
            Self::Rounding(_) => "round".into(),
        }
    }

    /// The number it sets it to, where it is one.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Hyper(_, value)
            | Self::Parameter { value, .. }
            | Self::Input { value, .. }
            | Self::Target { value, .. } => Some(*value),
            Self::Label { .. } => Some(1.0),
            Self::Mistake(_) | Self::Rounding(_) => None,
        }
    }

    /// What it sets it to, in words; numbers with twelve digits.
    pub fn written(&self) -> String {
        let off = || "off".to_owned();
        match self {
            Self::Mistake(mistake) => mistake.map_or_else(off, |mistake| mistake.code.into()),
            Self::Rounding(digits) => digits.map_or_else(off, Digits::words),
            _ => {
                let value = self.value().unwrap_or_default();
                number::format(value, Digits::Significant(12))
            }
        }
    }

    /// What was changed, for the name of a run: `learning_rate 0.1`, `W1[2,1] 0.5`.
    pub fn label(&self) -> String {
        format!("{} {}", self.place(), self.written())
    }
}
