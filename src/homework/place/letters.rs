//! What the letters of one document stand for: `a` is a pre-activation where `h` is what comes out
//! of it, and layers may be counted from 0, from 1 or from the input on.

mod senses;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::kind::{Family, Kind};
use super::taken::Taken;
use crate::homework::name::{LayerName, Name, Sense, words};
use senses::letter;

/// What the letters of a document stand for, and how it counts layers.
#[derive(Debug)]
pub(crate) struct Letters {
    depth: usize,
    /// The activation functions of the layers by name, where they are known.
    activations: Vec<&'static str>,
    /// What letters with several senses stand for.
    senses: HashMap<String, Sense>,
    /// The layers that its numbers are.
    counted: BTreeMap<Family, BTreeMap<usize, usize>>,
}

impl Letters {
    /// The letters of what was taken apart, for a network of so many layers.
    pub(crate) fn of(taken: &[Taken], depth: usize, activations: &[&'static str]) -> Self {
        let activations = activations.to_vec();
        let (senses, counted) = (senses::senses(taken), BTreeMap::new());
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

    /// The states of the optimizer, of the parameter that `of` names.
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
        let named = name.words().find_map(words::activation)?;
        let mut same = (1..=self.depth)
            .filter(|l| self.activations.get(l - 1).is_some_and(|name| *name == named.name));
        same.next().filter(|_| same.next().is_none())
    }

    /// The layer of what says none: the first, where there are two at most.
    pub(crate) fn default_layer(&self) -> Option<usize> {
        (self.depth <= 2).then_some(1)
    }
}

/// The kinds of a sense, best first.
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

/// Weights or a bias, before the update or after it.
fn parameter(bias: bool, name: &Name) -> Vec<Kind> {
    match (name.next, name.old) {
        (true, _) => vec![Kind::After(bias)],
        (_, true) => vec![Kind::Before(bias)],
        _ => vec![Kind::Before(bias), Kind::After(bias)],
    }
}
