//! What letters with several senses stand for in a document: as its formulas use them, else by
//! custom.

use std::collections::HashMap;

use crate::homework::name::formula::Form;
use crate::homework::name::{Name, Sense};
use crate::homework::place::taken::Taken;

/// What letters with several senses stand for in this document.
pub(super) fn senses(taken: &[Taken]) -> HashMap<String, Sense> {
    let used = used(taken);
    let by_use = used.into_iter().filter_map(|(letter, senses)| match senses.as_slice() {
        [sense] => Some((letter, *sense)),
        _ => None,
    });
    let mut found: HashMap<String, Sense> = by_use.collect();
    for (letter, sense) in by_custom(taken) {
        found.entry(letter).or_insert(sense);
    }
    found
}

/// As what formulas use a letter: as what goes into an activation, as what comes out of it, or as
/// both.
fn used(taken: &[Taken]) -> HashMap<String, Vec<Sense>> {
    let mut used: HashMap<String, Vec<Sense>> = HashMap::new();
    let mut note = |name: &Name, sense: Sense| {
        let plain = !name.gradient && !name.is_activated() && name.of.is_none();
        if plain && name.senses().len() > 1 && name.senses().contains(&sense) {
            let senses = used.entry(letter(name)).or_default();
            if !senses.contains(&sense) {
                senses.push(sense);
            }
        }
    };
    for one in taken {
        let Some(formula) = &one.formula else { continue };
        match formula.form {
            Form::Affine => note(&one.name, Sense::Pre),
            Form::Activation => {
                note(&one.name, Sense::Act);
                formula.about.iter().for_each(|of| note(of, Sense::Pre));
            }
            _ => {}
        }
    }
    used
}

/// What `a`, `z`, `h`, `o`, `u`, `v` and `θ` are where no formula tells: by which of them come
/// first, and by which others there are.
fn by_custom(taken: &[Taken]) -> Vec<(String, Sense)> {
    let first = |base: &str| {
        taken.iter().position(|one| {
            one.name.base == base && !one.name.gradient && one.written.value.is_some()
        })
    };
    let (a, z, h) = (first("a"), first("z"), first("h"));
    let clear = ["s", "net", "scores", "logits", "preact", "in", "n"];
    let clear = clear.iter().any(|base| first(base).is_some());
    let mut found = Vec::new();
    let mut pair = |one: &str, other: &str, one_is_first: bool| {
        let [pre, act] = if one_is_first { [one, other] } else { [other, one] };
        found.push((pre.to_owned(), Sense::Pre));
        found.push((act.to_owned(), Sense::Act));
    };
    match (a, z, h) {
        (Some(a), Some(z), _) if !clear => pair("a", "z", a < z),
        (Some(a), None, Some(h)) if !clear => pair("a", "h", a < h),
        (None, Some(_), Some(_)) => pair("z", "h", true),
        (None, Some(_), None) if clear => found.push(("z".into(), Sense::Act)),
        _ => {}
    }
    let weights = taken.iter().any(|one| one.name.senses() == [Sense::Weights]);
    if weights {
        found.push(("theta".into(), Sense::Bias));
    }
    if weights && first("u").zip(first("v")).is_some_and(|(u, v)| u < v) {
        found.push(("u".into(), Sense::Pre));
        found.push(("v".into(), Sense::Act));
    }
    let net_of_last = first("net").is_some() || z.is_some() || first("s").is_some();
    let probabilities = ["yhat", "p", "probs", "y"].iter().any(|base| first(base).is_some());
    if first("o").is_some() {
        let pre = !net_of_last && probabilities;
        found.push(("o".into(), if pre { Sense::Pre } else { Sense::Act }));
    }
    found
}

/// The letter of a name: a large Y beside a small one is another.
pub(super) fn letter(name: &Name) -> String {
    if name.capital && name.base == "y" { "Y".into() } else { name.base.clone() }
}
