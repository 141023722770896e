//! The mistakes that no single operation knows: numbers of another time, numbers rounded on the
//! way, and slips of the pen. The same shape as the worksheet's own table.

use crate::worksheet::mistake::{MISTAKES, Mistake};

/// A mistake that may be made again.
const fn row(code: &'static str, said: &'static str, why: &'static str) -> Mistake {
    Mistake { code, said, why, once: false }
}

/// The table: slips last, and what has no name at the very end.
#[rustfmt::skip]
pub static MORE: &[Mistake] = &[
    row("stale-weights", "you used the weights of {an earlier iteration}",
        "every iteration starts from the weights that the one before it left"),
    row("copied-from-previous-iteration", "you copied the numbers of the iteration before",
        "the weights have changed since, and with them everything that follows"),
    row("elementwise-not-outer", "you multiplied element by element",
        "a weight's gradient sums over the examples: the input transposed times δ"),
    row("rounded-too-early", "you rounded to {too few decimals} before you went on",
        "carry more decimals than you write, or the ones you write are not right"),
    row("wrong-shape", "your matrix has another shape than it should have",
        "rows are examples, columns are units"),
    row("sign-slip", "you lost a sign",
        "everything else agrees"),
    row("decimal-point-slip", "you moved the decimal point",
        "the digits are right"),
    row("digit-swap", "you swapped two digits",
        "everything else agrees"),
    row("digit-slip", "you wrote one digit wrong",
        "everything else agrees"),
    row("copied-cell", "you copied the number of {another cell}",
        "it stands there rightly"),
    row("rows-swapped", "you swapped two rows",
        "the numbers are right, but of each other's example or unit"),
    row("columns-swapped", "you swapped two columns",
        "the numbers are right, but of each other's unit"),
    row("arithmetic-slip", "you miscalculated: {another number} was expected",
        "most of the numbers agree, so the formula is right"),
    row("unexplained", "your numbers do not follow: {another number} was expected",
        "no mistake that is known here gives these numbers"),
];

/// Codes that say less than another one that gives the same numbers: a factor is named only where
/// nothing says what it is.
const UNSPECIFIC: &[&str] = &[
    "softmax-jacobian-missing",
    "momentum-lr-inside",
    "lr-wrong",
    "wrong-activation",
    "factor-2",
    "factor-half",
    "mean-over-outputs",
];

/// The row of a code in either table.
pub fn find(code: &str) -> Option<&'static Mistake> {
    Mistake::find(code).or_else(|| MORE.iter().find(|row| row.code == code))
}

/// What was done, with the variant filled in; a variant replaces what stands in braces.
pub(super) fn said(row: &Mistake, detail: &str) -> String {
    match row.said.split_once('{').zip(row.said.split_once('}')) {
        Some(((before, _), (_, after))) if !detail.is_empty() => format!("{before}{detail}{after}"),
        _ => row.said(),
    }
}

/// Where a code stands among those that explain the same numbers, likelier ones first.
pub(super) fn prior(code: &str) -> (usize, usize) {
    let unspecific = UNSPECIFIC.iter().position(|other| *other == code).map_or(0, |at| at + 1);
    let all = MISTAKES.iter().chain(MORE);
    (unspecific, all.map(|row| row.code).position(|other| other == code).unwrap_or(usize::MAX))
}
