//! Manners of working by the names people type: `updated-weights-in-backward`, `4 decimals`, `off`.

use super::source::unknown;
use crate::math::number::{Digits, ROUNDINGS};
use crate::worksheet::mistake::{MISTAKES, Mistake};

/// What ends a manner.
pub const OFF: &str = "off";

/// The mistake of this code; none for `off`.
///
/// # Errors
/// One line with the nearest code.
pub fn mistake_called(word: &str) -> Result<Option<&'static Mistake>, String> {
    if word == OFF {
        return Ok(None);
    }
    let codes = MISTAKES.iter().map(|row| row.code);
    Mistake::find(word).map(Some).ok_or_else(|| unknown("mistake", word, codes))
}

/// The rounding that is meant; none for `off`.
///
/// # Errors
/// One line with what was expected.
pub fn rounding_called(words: &str) -> Result<Option<Digits>, String> {
    if words == OFF {
        return Ok(None);
    }
    let expected = || format!("cannot round to {words:?}, expected {ROUNDINGS}, or {OFF}");
    Digits::parse(words).map(Some).ok_or_else(expected)
}
