//! What somebody's numbers are compared with.

use crate::worksheet::quantity::Id;

/// What somebody's numbers are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A quantity of the worksheet.
    Quantity(Id),
    /// The loss of the iteration, with or without the penalty.
    Loss {
        /// Whether the penalty is part of it.
        penalised: bool,
    },
}
