//! What the words of a document say: a learning rate, how losses are added up.

use crate::homework::document::{Document, Event};
use crate::homework::name::Name;
use crate::math::hyperparameter::Hyperparameter;
use crate::worksheet::network::Reduction;

/// What a learning rate is called in words.
const RATE: &[&str] = &[
    "learning rate",
    "learning-rate",
    "learning_rate",
    "lernrate",
    "tasa de aprendizaje",
    "step size",
];

/// Its symbols, as they stand in words.
const RATE_SYMBOLS: &[&str] = &["\\eta", "η", "eta", "lr", "\\alpha", "α"];

/// Words that say how the losses of the examples become one number.
const REDUCED: &[(&str, Reduction)] = &[
    ("summed", Reduction::Sum),
    ("sum of", Reduction::Sum),
    ("sum over", Reduction::Sum),
    ("\\sum_n", Reduction::Sum),
    ("sum_n", Reduction::Sum),
    ("averaged", Reduction::Mean),
    ("average over", Reduction::Mean),
    ("mean over", Reduction::Mean),
    ("mean of the losses", Reduction::Mean),
    ("\\frac{1}{n}", Reduction::Mean),
    ("1/n ", Reduction::Mean),
];

/// The learning rate that a document states.
pub(super) fn rate(document: &Document) -> Option<f64> {
    let stated = document.events.iter().find_map(|event| match event {
        Event::Written(written) => {
            let grid = written.value.as_ref().filter(|grid| grid.cells.len() == 1)?;
            let name = Name::read(&written.name);
            let row = Hyperparameter::find(&name.base).map(|row| row.name);
            let words = written.name.to_lowercase();
            let is_rate = row == Some("learning_rate") || RATE.contains(&words.as_str());
            is_rate.then_some(grid.cells[0].value)
        }
        _ => None,
    });
    stated.or_else(|| texts(document).find_map(|text| rate_in(&text))).filter(|x| x.is_finite())
}

/// How the losses are added up, where the words say so.
pub(super) fn reduction(document: &Document) -> Option<Reduction> {
    texts(document).find_map(|text| {
        REDUCED.iter().find(|(words, _)| text.contains(words)).map(|(_, reduction)| *reduction)
    })
}

/// Prose and headings, small.
fn texts(document: &Document) -> impl Iterator<Item = String> {
    document.events.iter().filter_map(|event| match event {
        Event::Prose { text, .. } => Some(text.to_lowercase()),
        Event::Heading(heading) => Some(heading.text.to_lowercase()),
        Event::Written(_) => None,
    })
}

/// The number that follows the words for a learning rate: `lr: 0.3`, `η = 0.5`,
/// `learning rate of 0.5`.
fn rate_in(text: &str) -> Option<f64> {
    RATE.iter().chain(RATE_SYMBOLS).find_map(|words| {
        let mut from = 0;
        while let Some(at) = text[from..].find(words) {
            let start = from + at;
            from = start + words.len();
            let before = text[..start].chars().next_back();
            if !before.is_some_and(char::is_alphabetic)
                && let Some(x) = number_soon(&text[from..])
            {
                return Some(x);
            }
        }
        None
    })
}

/// The number that begins a text, behind a few signs and small words.
fn number_soon(text: &str) -> Option<f64> {
    const CUT: &[&str] =
        &["=", ":", "of", "is", "was", "ist", "von", "de", "(", "\\eta", "η", "$", ","];
    let mut rest = text.trim_start();
    for _ in 0..4 {
        match CUT.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    rest[..end].trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_learning_rate_is_found_in_words() {
        let table = [
            ("learning rate 0.5.", Some(0.5)),
            ("with a learning rate of 0.3 and", Some(0.3)),
            ("lr: 0.3", Some(0.3)),
            ("rows are examples. \\eta=0.4, l=", Some(0.4)),
            ("η = .5", Some(0.5)),
            ("the learning rate η = 0.1", Some(0.1)),
            ("beta 0.9", None),
            ("so the step is w + 0.5 delta w.", None),
        ];
        for (text, expected) in table {
            assert_eq!(rate_in(text), expected, "{text}");
        }
    }
}
