//! Edits: what somebody changed, and from which iteration on.

use crate::math::hyperparameter::Hyperparameter;
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
            _ => false,
        }
    }

    /// Whether it changes the data set.
    pub fn is_data(&self) -> bool {
        matches!(self, Self::Input { .. } | Self::Target { .. })
    }

    /// What was changed, for the name of a run: `learning_rate 0.1`, `W1[2,1] 0.5`.
    pub fn label(&self) -> String {
        match self {
            Self::Hyper(row, value) => format!("{} {value}", row.name),
            Self::Parameter { parameter, row, column, value } => {
                format!("{parameter}[{},{}] {value}", row + 1, column + 1)
            }
            Self::Input { row, column, value } => format!("X[{},{}] {value}", row + 1, column + 1),
            Self::Target { row, column, value } => format!("Y[{},{}] {value}", row + 1, column + 1),
        }
    }
}
