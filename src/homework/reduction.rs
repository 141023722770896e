//! How the losses of the examples become one: as lessons call it, and in words.

use crate::worksheet::network::{REDUCTIONS, Reduction};

/// Its name in lessons.
pub(super) fn name(reduction: Reduction) -> &'static str {
    REDUCTIONS.iter().find(|row| row.1 == reduction).map_or("", |row| row.0)
}

/// What becomes of the losses.
pub(super) fn words(reduction: Reduction) -> &'static str {
    match reduction {
        Reduction::Sum => "summed over the examples",
        Reduction::Mean => "averaged over the examples",
        Reduction::MeanAll => "averaged over the examples and outputs",
    }
}
