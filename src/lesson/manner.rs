//! Manners of working by the names people type: `updated-weights-in-backward`, `4 decimals`, `off`.

use super::nearest::nearest;
use super::source::{list, unknown};
use crate::math::number::{Digits, ROUNDINGS};
use crate::worksheet::Worksheet;
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

/// The same among the mistakes that can be made in a network.
///
/// # Errors
/// One line with the nearest code, and those that can be made.
pub fn mistake_for(word: &str, sheet: &Worksheet) -> Result<Option<&'static Mistake>, String> {
    let possible = sheet.possible_mistakes();
    let here = || possible.iter().map(|row| row.code);
    match mistake_called(word) {
        Ok(Some(mistake)) if here().all(|code| code != mistake.code) => {
            let choices = list(here());
            Err(format!("{word} cannot be made in this network, expected one of {choices}"))
        }
        Err(_) => {
            let all = MISTAKES.iter().map(|row| row.code);
            let meant = nearest(word, all).filter(|code| here().all(|other| other != *code));
            let elsewhere = meant.map(|code| format!("; {code} is one of other networks"));
            Err(unknown("mistake", word, here()) + &elsewhere.unwrap_or_default())
        }
        found => found,
    }
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
