//! A name of several words: `hidden layer output`, `new W1`, `delta 2`.

use super::scan::Sign;
use super::{Name, parse, words};

/// Words that say a layer before they say a quantity.
const SIDES: &[&str] = &["hidden", "hid", "output", "out", "input", "in", "layer"];

/// The name that words in a row are: the last one that means something, with the others around it.
pub(super) fn phrase(signs: &[Sign]) -> Name {
    let mut items = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        match parse::item(signs, at) {
            Some((name, end)) => {
                items.push(name);
                at = end.max(at + 1);
            }
            // What stands between words (a hyphen, a colon) says nothing, but a relation does.
            None if matches!(signs[at], Sign::Mark('-' | ':' | ',' | '(' | ')' | '.')) => at += 1,
            None => return Name { base: "?".into(), ..Name::default() },
        }
    }
    let means = |name: &Name| !name.senses().is_empty();
    let side = |name: &Name| SIDES.contains(&name.base.as_str());
    let chosen = items
        .iter()
        .rposition(|name| means(name) && !side(name))
        .or_else(|| items.iter().rposition(means));
    let Some(chosen) = chosen else {
        return items.into_iter().next().unwrap_or_default();
    };
    let mut name = items[chosen].clone();
    for (_, other) in items.iter().enumerate().filter(|(at, _)| *at != chosen) {
        name.take_other(other);
    }
    name
}

impl Name {
    /// Takes in what another word of the phrase says.
    fn take_other(&mut self, other: &Self) {
        self.gradient |= other.gradient || words::is_gradient(&other.base);
        self.next |= other.next || words::is_next(&other.base);
        if words::is_next(&other.base) {
            return;
        }
        if !words::is_gradient(&other.base) && other.tags.is_empty() {
            self.take_word(&other.base, None);
        }
        let numbered = other.tags.iter().filter(|_| self.layer().is_none()).cloned();
        let numbered: Vec<_> = numbered.collect();
        self.tags.extend(numbered);
    }
}
