//! What the letters of one document stand for: `a` is a pre-activation where `h` is what comes out
//! of it, and layers may be counted from 0, from 1 or from the input on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::kind::{Family, Kind};
use crate::homework::document::{Document, Event, Written};
use crate::homework::name::formula::{self, Form, Formula};
use crate::homework::name::{LayerName, Name, Sense};

/// A written value with its name and its formula taken apart.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    pub(crate) event: usize,
    pub(crate) written: &'a Written,
    pub(crate) name: Name,
    pub(crate) formula: Option<Formula>,
}

/// Everything written in a document, taken apart.
pub(crate) fn taken(document: &Document) -> Vec<Taken<'_>> {
    let all = document.events.iter().enumerate().filter_map(|(event, what)| match what {
        Event::Written(written) => Some((event, written)),
        _ => None,
    });
    all.map(|(event, written)| Taken {
        event,
        written,
        name: Name::read(&written.name),
        formula: written.formulas.iter().take(8).find_map(|text| formula::read(text)),
    })
    .collect()
}

/// What the letters of a document stand for, and how it counts layers.
#[derive(Debug)]
pub(crate) struct Letters {
    depth: usize,
    /// The activation functions of the layers by name, where they are known.
    activations: Vec<&'static str>,
    senses: HashMap<String, Sense>,
    counted: BTreeMap<Family, BTreeMap<usize, usize>>,
}

impl Letters {
    /// The letters of what was taken apart, for a network of so many layers.
    pub(crate) fn of(taken: &[Taken], depth: usize, activations: &[&'static str]) -> Self {
        let activations = activations.to_vec();
        let (senses, counted) = (senses(taken), BTreeMap::new());
        let mut letters = Self { depth, activations, senses, counted };
        letters.count(taken);
        letters
    }

    /// The senses of a name, best first, as this document uses its letter.
    fn senses(&self, name: &Name) -> Vec<Sense> {
        let all = name.senses();
        match self.senses.get(&letter(name)) {
            Some(sense) if all.contains(sense) => vec![*sense],
            _ => all.to_vec(),
        }
    }

    /// The kinds a name may be, best first.
    pub(crate) fn kinds(&self, name: &Name) -> Vec<Kind> {
        if let Some(of) = &name.of {
            return match name.state() {
                Some(state) => self.states(of, state, name),
                None if name.next => Vec::new(),
                None => vec![Kind::Act],
            };
        }
        if let Some(state) = name.state() {
            return self.states(name, state, name);
        }
        if name.is_activated() && self.senses(name).contains(&Sense::Pre) {
            return vec![if name.gradient { Kind::Slope } else { Kind::Act }];
        }
        self.senses(name).into_iter().flat_map(|sense| kinds_of(sense, name)).collect()
    }

    fn states(&self, of: &Name, state: &'static str, name: &Name) -> Vec<Kind> {
        let bias = self.senses(of).first() == Some(&Sense::Bias);
        // `m(W)` beside `m(W)'` is what the update starts from.
        if name.old || (name.of.is_some() && !name.next) {
            return vec![Kind::StateBefore(bias, state), Kind::State(bias, state)];
        }
        vec![Kind::State(bias, state)]
    }

    /// Finds out how the layers are counted: as many numbers as there are layers are the layers
    /// in order.
    fn count(&mut self, taken: &[Taken]) {
        let mut numbers: BTreeMap<Family, BTreeSet<usize>> = BTreeMap::new();
        let several = |one: &&Taken| one.written.value.as_ref().is_some_and(|grid| !grid.is_number);
        let all_single = !taken.iter().any(|one| several(&one));
        for one in taken.iter().filter(|one| all_single || several(one)) {
            let named = one.name.of.as_deref().unwrap_or(&one.name);
            let Some(LayerName::Number(n)) = named.layer() else { continue };
            if let Some(kind) = self.kinds(&one.name).first() {
                numbers.entry(kind.family()).or_default().insert(n);
            }
        }
        for (family, numbers) in numbers {
            let shift = self.shift(family, &numbers);
            let layers = numbers.iter().enumerate().filter_map(|(rank, n)| match shift {
                None => Some((*n, rank + 1)),
                Some(shift) => Some((*n, n.checked_add_signed(shift)?)),
            });
            self.counted.insert(family, layers.collect());
        }
    }

    /// What is added to a number to get the layer; `None` where they count by rank.
    fn shift(&self, family: Family, numbers: &BTreeSet<usize>) -> Option<isize> {
        let (least, most) = (*numbers.first()?, *numbers.last()?);
        if family == Family::Act && numbers.len() == self.depth + 1 {
            return Some(-isize::try_from(least).ok()?);
        }
        if numbers.len() == self.depth && (least > 1 || least == 0) && family != Family::Act {
            return None;
        }
        if most > self.depth && least > 1 { Some(-1) } else { Some(0) }
    }

    /// The layer that a name says, if it says one of this network: 0 for the input.
    pub(crate) fn layer(&self, name: &Name, kind: Kind) -> Result<Option<usize>, String> {
        let name = name.of.as_deref().unwrap_or(name);
        let depth = self.depth;
        let layer = match name.layer() {
            Some(LayerName::Number(n)) => {
                let layers = self.counted.get(&kind.family());
                Some(layers.and_then(|layers| layers.get(&n)).copied().unwrap_or(n))
            }
            Some(LayerName::Last | LayerName::UnitOfLast(_)) => Some(depth),
            Some(LayerName::Hidden | LayerName::UnitOfHidden(_)) if depth <= 2 => Some(1),
            _ => self.layer_of_activation(name),
        };
        match layer {
            Some(l) if l > depth || (l == 0 && kind != Kind::Act) => {
                Err(format!("it says layer {l}, the network has {depth}"))
            }
            other => Ok(other),
        }
    }

    /// The layer whose activation function stands beside the name: `s_{ReLU}`.
    fn layer_of_activation(&self, name: &Name) -> Option<usize> {
        let named = name.words().find_map(crate::homework::name::words::activation)?;
        let mut same = (1..=self.depth)
            .filter(|l| self.activations.get(l - 1).is_some_and(|name| *name == named.name));
        same.next().filter(|_| same.next().is_none())
    }

    /// The layer of what says none: the first, where there are two at most.
    pub(crate) fn default_layer(&self) -> Option<usize> {
        (self.depth <= 2).then_some(1)
    }
}

fn kinds_of(sense: Sense, name: &Name) -> Vec<Kind> {
    if name.gradient {
        return match sense {
            Sense::Weights => vec![Kind::Gradient(false)],
            Sense::Bias => vec![Kind::Gradient(true)],
            Sense::Pre => vec![Kind::Delta],
            Sense::Act => vec![Kind::Slope, Kind::Delta],
            _ => Vec::new(),
        };
    }
    match sense {
        Sense::Input => vec![Kind::Input],
        Sense::Target => vec![Kind::Target],
        Sense::Pre => vec![Kind::Pre],
        Sense::Act => vec![Kind::Act],
        Sense::Delta if name.capital => vec![Kind::Delta, Kind::Gradient(false)],
        Sense::Delta => vec![Kind::Delta],
        Sense::Error => vec![Kind::Delta, Kind::Slope],
        Sense::Loss => vec![Kind::Loss],
        Sense::Weights => parameter(false, name),
        Sense::Bias => parameter(true, name),
    }
}

fn parameter(bias: bool, name: &Name) -> Vec<Kind> {
    match (name.next, name.old) {
        (true, _) => vec![Kind::After(bias)],
        (_, true) => vec![Kind::Before(bias)],
        _ => vec![Kind::Before(bias), Kind::After(bias)],
    }
}

/// The letter of a name: a large Y beside a small one is another.
fn letter(name: &Name) -> String {
    if name.capital && name.base == "y" { "Y".into() } else { name.base.clone() }
}

/// What letters with several senses stand for in this document.
fn senses(taken: &[Taken]) -> HashMap<String, Sense> {
    let mut votes: HashMap<String, BTreeSet<u8>> = HashMap::new();
    let mut vote = |name: &Name, sense: Sense| {
        let plain = !name.gradient && !name.is_activated() && name.of.is_none();
        if plain && name.senses().len() > 1 && name.senses().contains(&sense) {
            votes.entry(letter(name)).or_default().insert(sense as u8);
        }
    };
    for one in taken {
        let Some(formula) = &one.formula else { continue };
        match formula.form {
            Form::Affine => vote(&one.name, Sense::Pre),
            Form::Activation => {
                vote(&one.name, Sense::Act);
                formula.about.iter().for_each(|of| vote(of, Sense::Pre));
            }
            _ => {}
        }
    }
    let sense = |bits: &BTreeSet<u8>| {
        let both = [Sense::Pre, Sense::Act].map(|sense| bits.contains(&(sense as u8)));
        match both {
            [true, false] => Some(Sense::Pre),
            [false, true] => Some(Sense::Act),
            _ => None,
        }
    };
    let mut found: HashMap<String, Sense> =
        votes.iter().filter_map(|(base, bits)| Some((base.clone(), sense(bits)?))).collect();
    for (base, sense) in by_custom(taken) {
        found.entry(base).or_insert(sense);
    }
    found
}

/// What `a`, `z`, `h`, `o`, `u`, `v` and `θ` are where no formula tells: by which of them come first, and by
/// which others there are.
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
