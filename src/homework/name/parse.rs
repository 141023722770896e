//! From signs to names: what stands before a letter, the letter, and what stands around it.

use super::scan::Sign;
use super::{Name, Sense, Stand, Tag, phrase, words};

/// How often a name may be a gradient of a gradient before it is given up.
const DEEPEST: usize = 4;

/// The name that signs are.
pub(super) fn name(signs: &[Sign]) -> Name {
    if let Some(name) = dotted(signs).or_else(|| applied(signs)) {
        return name;
    }
    match item(signs, 0) {
        Some((name, end)) if end == signs.len() => name,
        Some((mut name, end)) if signs[end..] == [Sign::Mark('+')] => {
            name.next = true;
            name
        }
        Some((name, end)) if name.gradient && loss_follows(&signs[end..]) => name,
        _ => phrase::phrase(signs),
    }
}

/// `∇_W L`, `∇_W L(W)`
fn loss_follows(signs: &[Sign]) -> bool {
    matches!(signs, [Sign::Word(word), ..] if is_loss(word))
}

/// The name that begins at `at`, and where it ends.
pub(super) fn item(signs: &[Sign], at: usize) -> Option<(Name, usize)> {
    deep_item(signs, at, DEEPEST)
}

fn deep_item(signs: &[Sign], at: usize, depth: usize) -> Option<(Name, usize)> {
    let depth = depth.checked_sub(1)?;
    match signs.get(at)? {
        Sign::Over(over, under) => partial(over, under, depth).map(|name| (name, at + 1)),
        Sign::Mark('∂') => slashed(signs, at, depth),
        Sign::Mark('Δ' | '∇') => Some(changed(signs, at + 1, depth)),
        Sign::Word(word) => Some(worded(signs, at, word, depth)),
        _ => None,
    }
}

/// `\frac{\partial L}{\partial W_2}`
fn partial(over: &[Sign], under: &[Sign], depth: usize) -> Option<Name> {
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
fn slashed(signs: &[Sign], at: usize, depth: usize) -> Option<(Name, usize)> {
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
fn changed(signs: &[Sign], at: usize, depth: usize) -> (Name, usize) {
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

fn worded(signs: &[Sign], at: usize, word: &str, depth: usize) -> (Name, usize) {
    if let Some(found) = gradient_word(signs, at, word, depth) {
        return found;
    }
    let plain = |base: &str, gradient| Name {
        base: base.to_lowercase(),
        capital: base.starts_with(char::is_uppercase),
        gradient,
        ..Name::default()
    };
    let name = match prefixed(word) {
        Some(base) => plain(base, true),
        None => plain(word, false),
    };
    with_scripts(name, signs, at + 1)
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
fn gradient_word(signs: &[Sign], at: usize, word: &str, depth: usize) -> Option<(Name, usize)> {
    let is_grad = matches!(word, "grad" | "gradient" | "Grad" | "Gradient" | "nabla" | "d" | "g");
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

/// A name with all that stands around it.
fn with_scripts(mut name: Name, signs: &[Sign], mut at: usize) -> (Name, usize) {
    while let Some(next) = name.take(signs, at) {
        at = next;
    }
    (name, at)
}

/// `fc1.weight.grad`, `dense_1/kernel:0`, `W1.grad`, `layers.0.bias`.
fn dotted(signs: &[Sign]) -> Option<Name> {
    let parts: Vec<&[Sign]> =
        signs.split(|sign| matches!(sign, Sign::Mark('.' | '/' | ':'))).collect();
    if parts.len() < 2 || signs.iter().any(|sign| matches!(sign, Sign::Mark('∂' | '('))) {
        return None;
    }
    let word = |part: &[Sign]| match part {
        [Sign::Word(word), ..] => Some(word.to_lowercase()),
        _ => None,
    };
    let is_gradient = parts.iter().any(|part| word(part).is_some_and(|word| word == "grad"));
    let kind = parts.iter().find_map(|part| {
        word(part).filter(|word| matches!(word.as_str(), "weight" | "weights" | "kernel" | "bias"))
    });
    let Some(kind) = kind else {
        let (name, end) = item(parts[0], 0)?;
        return (is_gradient && end == parts[0].len()).then_some(Name { gradient: true, ..name });
    };
    let (base, stored_by_unit) = (kind.clone(), kind == "weight");
    let mut name = Name { base, stored_by_unit, gradient: is_gradient, ..Name::default() };
    for part in parts.iter().take_while(|part| word(part).as_ref() != Some(&kind)) {
        name.take_module(part);
    }
    Some(name)
}

impl Name {
    /// The part of a dotted name that says which layer: `fc1`, `dense_1`, `0`, `out`.
    fn take_module(&mut self, part: &[Sign]) {
        let mut numbers = part.iter().filter_map(|sign| match sign {
            Sign::Number(n) => n.parse().ok(),
            Sign::Below(below) => match below.as_slice() {
                [Sign::Number(n)] => n.parse().ok(),
                _ => None,
            },
            _ => None,
        });
        let number: Option<usize> = numbers.next_back();
        match (number, part) {
            (Some(n), _) => self.tags.push(Tag::Number(n, Stand::Behind)),
            // The first of many modules of one kind has no number.
            (None, [Sign::Word(word)]) if word == "dense" => {
                self.tags.push(Tag::Number(0, Stand::Behind));
            }
            (None, [Sign::Word(word), ..]) if words::layer(word).is_some() => {
                self.take_word(word, None);
            }
            _ => {}
        }
    }
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

pub(super) fn is_loss(word: &str) -> bool {
    words::senses(&word.to_lowercase(), true).contains(&Sense::Loss)
}

fn has_sense(name: &Name) -> bool {
    !name.senses().is_empty()
}
