//! Names of gradients from signs: `\frac{\partial L}{\partial W_2}`, `∂L/∂W`, `∇_W L`, `ΔW`, `dW1`,
//! `gradient of W1`.

use super::parse::{deep_item, with_scripts};
use super::scan::Sign;
use super::{Name, Sense, words};

/// `∇_W L`, `∇_W L(W)`
pub(super) fn loss_follows(signs: &[Sign]) -> bool {
    matches!(signs, [Sign::Word(word), ..] if is_loss(word))
}

/// `\frac{\partial L}{\partial W_2}`
pub(super) fn partial(over: &[Sign], under: &[Sign], depth: usize) -> Option<Name> {
    let of = match over {
        [Sign::Mark('∂' | 'Δ') | Sign::Word(_), ..] if over.len() <= 6 => differential(under),
        _ => return None,
    };
    let over_loss = match over {
        [Sign::Mark('∂'), Sign::Word(word), ..] => is_loss(word),
        [Sign::Word(word), rest @ ..] => match (word.strip_prefix('d'), rest) {
            (Some(""), [Sign::Word(loss), ..]) => is_loss(loss),
            (Some(loss), _) => is_loss(loss),
            _ => false,
        },
        _ => false,
    };
    let inner = of.filter(|_| over_loss)?;
    let (name, _) = deep_item(&inner, 0, depth)?;
    Some(Name { gradient: true, ..name })
}

/// What stands behind the d or ∂ below a line.
fn differential(under: &[Sign]) -> Option<Vec<Sign>> {
    match under {
        [Sign::Mark('∂'), rest @ ..] => Some(rest.to_vec()),
        [Sign::Word(word), rest @ ..] => {
            let of = word.strip_prefix('d')?;
            let word = (!of.is_empty()).then(|| Sign::Word(of.into()));
            Some(word.into_iter().chain(rest.iter().cloned()).collect())
        }
        _ => None,
    }
}

/// `∂L/∂W_2`, with what follows; `∂W`, short for it.
pub(super) fn slashed(signs: &[Sign], at: usize, depth: usize) -> Option<(Name, usize)> {
    let slash = signs[at..].iter().take(8).position(|sign| *sign == Sign::Mark('/'));
    let is_partial = |slash: usize| signs.get(at + slash + 1) == Some(&Sign::Mark('∂'));
    let start = match slash.filter(|slash| is_partial(*slash)) {
        Some(slash) => at + slash + 2,
        None => at + 1,
    };
    let (name, end) = deep_item(signs, start, depth)?;
    Some((Name { gradient: true, ..name }, end))
}

/// Behind Δ or ∇: `W`, `_W`, `_{W_2}L`.
pub(super) fn changed(signs: &[Sign], at: usize, depth: usize) -> (Name, usize) {
    if let Some(Sign::Below(below)) = signs.get(at) {
        if let Some((name, _)) = deep_item(below, 0, depth).filter(|(name, _)| has_sense(name)) {
            let loss = matches!(signs.get(at + 1), Some(Sign::Word(word)) if is_loss(word));
            return (Name { gradient: true, ..name }, at + 1 + usize::from(loss));
        }
    } else if let Some((name, end)) = deep_item(signs, at, depth) {
        return (Name { gradient: true, ..name }, end);
    }
    let name = Name { base: "delta".into(), capital: true, ..Name::default() };
    with_scripts(name, signs, at)
}

/// The letter behind the d of `dW`, the grad of `gradW`; no prefix where the whole is a word.
pub(super) fn prefixed(word: &str) -> Option<&str> {
    if words::is_known(word) {
        return None;
    }
    let bases = ["Delta", "delta", "nabla", "grad", "dL", "dE", "dJ", "dloss", "d", "g"];
    let rests = bases.iter().filter_map(|prefix| word.strip_prefix(prefix));
    rests
        .map(|rest| rest.strip_prefix('d').filter(|of| words::is_known(of)).unwrap_or(rest))
        .find(|rest| words::is_known(rest) && !matches!(*rest, "e" | "in"))
}

/// `grad(W1)`, `grad_{W1}`, `gradient of W1`, `dL/dW1`, `dL_{dW1}`, `d_{scores}`.
pub(super) fn gradient_word(
    signs: &[Sign],
    at: usize,
    word: &str,
    depth: usize,
) -> Option<(Name, usize)> {
    let is_grad = words::is_gradient(&word.to_lowercase()) || matches!(word, "nabla" | "d" | "g");
    let is_loss_change = word.strip_prefix('d').is_some_and(is_loss);
    let of_loss = matches!(signs.get(at + 1), Some(Sign::Word(next)) if is_loss(next));
    match signs.get(at + 1)? {
        Sign::Mark('/') if is_loss_change => {
            behind_d(&signs[at + 2..], depth).map(|(name, used)| (name, at + 2 + used))
        }
        Sign::Below(below) if is_grad || is_loss_change => {
            let inner = differential(below).filter(|inner| inner.len() <= below.len());
            let inner = inner.filter(|_| is_loss_change).unwrap_or_else(|| below.clone());
            let (name, _) = deep_item(&inner, 0, depth).filter(|(name, _)| has_sense(name))?;
            let name = Name { gradient: true, ..name };
            Some(with_scripts(name, signs, at + 2))
        }
        Sign::Mark('(') if is_grad => {
            let (name, end) = deep_item(signs, at + 2, depth)?;
            let closed = signs.get(end) == Some(&Sign::Mark(')'));
            closed.then_some((Name { gradient: true, ..name }, end + 1))
        }
        Sign::Word(next) if is_grad && word != "g" => {
            let small = matches!(next.as_str(), "of" | "wrt" | "for" | "in" | "de" | "von");
            let start = at + 1 + usize::from(small || of_loss);
            let (name, end) = deep_item(signs, start, depth)?;
            has_sense(&name).then_some((Name { gradient: true, ..name }, end))
        }
        _ => None,
    }
}

/// `dW1`, `∂W1` behind a stroke.
fn behind_d(signs: &[Sign], depth: usize) -> Option<(Name, usize)> {
    let inner = differential(signs)?;
    let (name, end) = deep_item(&inner, 0, depth)?;
    Some((Name { gradient: true, ..name }, end + signs.len() - inner.len()))
}

/// Whether a word is the loss.
fn is_loss(word: &str) -> bool {
    words::senses(&word.to_lowercase(), true).contains(&Sense::Loss)
}

fn has_sense(name: &Name) -> bool {
    !name.senses().is_empty()
}
