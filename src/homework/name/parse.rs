//! From signs to names: what stands before a letter, the letter, and what stands around it.

use super::scan::Sign;
use super::{Name, dotted, gradient, phrase, words};

/// How often a name may be a gradient of a gradient before it is given up.
const DEEPEST: usize = 4;

/// The name that signs are.
pub(super) fn name(signs: &[Sign]) -> Name {
    if let Some(name) = dotted::dotted(signs).or_else(|| applied(signs)) {
        return name;
    }
    match item(signs, 0) {
        Some((name, end)) if end == signs.len() => name,
        Some((mut name, end)) if signs[end..] == [Sign::Mark('+')] => {
            name.next = true;
            name
        }
        Some((name, end)) if name.gradient && gradient::loss_follows(&signs[end..]) => name,
        _ => phrase::phrase(signs),
    }
}

/// The name that begins at `at`, and where it ends.
pub(super) fn item(signs: &[Sign], at: usize) -> Option<(Name, usize)> {
    deep_item(signs, at, DEEPEST)
}

/// The same, a gradient of a gradient `depth` times at most.
pub(super) fn deep_item(signs: &[Sign], at: usize, depth: usize) -> Option<(Name, usize)> {
    let depth = depth.checked_sub(1)?;
    match signs.get(at)? {
        Sign::Over(over, under) => Some((gradient::partial(over, under, depth)?, at + 1)),
        Sign::Mark('∂') => gradient::slashed(signs, at, depth),
        Sign::Mark('Δ' | '∇') => Some(gradient::changed(signs, at + 1, depth)),
        Sign::Word(word) => Some(worded(signs, at, word, depth)),
        _ => None,
    }
}

/// The name that begins with a word.
fn worded(signs: &[Sign], at: usize, word: &str, depth: usize) -> (Name, usize) {
    if let Some(found) = gradient::gradient_word(signs, at, word, depth) {
        return found;
    }
    let plain = |base: &str, gradient| Name {
        base: base.to_lowercase(),
        capital: base.starts_with(char::is_uppercase),
        gradient,
        ..Name::default()
    };
    let name = match gradient::prefixed(word) {
        Some(base) => plain(base, true),
        None => plain(word, false),
    };
    with_scripts(name, signs, at + 1)
}

/// A name with all that stands around it.
pub(super) fn with_scripts(mut name: Name, signs: &[Sign], mut at: usize) -> (Name, usize) {
    while let Some(next) = name.take(signs, at) {
        at = next;
    }
    (name, at)
}

/// `tanh(z_1)`, `\sigma'(s)`: the name is a function of another.
fn applied(signs: &[Sign]) -> Option<Name> {
    let [Sign::Word(word), rest @ ..] = signs else { return None };
    words::activation(word).filter(|_| words::senses(word, false).is_empty())?;
    let (next, rest) = match rest {
        [Sign::Prime, rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let [Sign::Mark('('), inside @ .., Sign::Mark(')')] = rest else { return None };
    let of = item(inside, 0).filter(|(_, end)| *end == inside.len())?.0;
    Some(Name { base: word.to_lowercase(), next, of: Some(Box::new(of)), ..Name::default() })
}
