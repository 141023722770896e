//! Names of code with points in them, from signs: `fc1.weight.grad`, `dense_1/kernel:0`, `W1.grad`.

use super::scan::Sign;
use super::{Name, Stand, Tag, parse, words};

/// `fc1.weight.grad`, `dense_1/kernel:0`, `W1.grad`, `layers.0.bias`.
pub(super) fn dotted(signs: &[Sign]) -> Option<Name> {
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
        let (name, end) = parse::item(parts[0], 0)?;
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
