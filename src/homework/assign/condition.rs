//! What a problem has to be like, so that it exercises every branch and can be marked: the table
//! of it, and which mistakes have to show in its digits.

use std::collections::HashSet;

use super::{MOST_DRAWS, Solved, draw, generator};
use crate::lesson::Lesson;
use crate::math::loss::Targets;
use crate::worksheet::health::FLAT;
use crate::worksheet::network::Layer;
use crate::worksheet::quantity::Role;

/// Something that has to hold.
#[derive(Debug)]
pub struct Condition {
    /// What is wanted, to stand after "none": `keeps every unit alive`.
    pub wanted: &'static str,
    /// Whether it holds.
    pub holds: fn(&Solved) -> bool,
}

/// The table, what is quickly seen first.
pub static CONDITIONS: &[Condition] = &[
    Condition { wanted: "keeps every number below 100", holds: is_tame },
    Condition { wanted: "lets the loss go down in every iteration", holds: learns },
    Condition { wanted: "keeps every unit alive", holds: is_alive },
    Condition { wanted: "keeps every unit out of saturation", holds: is_steep },
    Condition { wanted: "keeps clear of every kink", holds: is_clear },
    Condition { wanted: "has every unit with a kink on both sides of it", holds: uses_both_sides },
    Condition { wanted: "has loss terms on both sides of the kink", holds: uses_every_term },
    Condition { wanted: "keeps the classes apart", holds: is_decided },
];

/// The largest number on a sheet.
const LARGEST: f64 = 100.0;

/// How far from a kink a number has to be, so that rounding does not carry it over.
const CLEAR: f64 = 0.02;

/// How far apart the two largest outputs of an example have to be.
const APART: f64 = 0.01;

/// The largest probability.
const SURE: f64 = 0.98;

/// How much a mistake has to change some number, to show in any usual number of digits.
const SHOWS: f64 = 1e-4;

/// How many problems are looked at to see which mistakes can show.
const PROBES: usize = 8;

fn is_tame(solved: &Solved) -> bool {
    solved.steps().all(|(_, _, cells)| cells.iter().all(|x| x.abs() < LARGEST))
}

fn learns(solved: &Solved) -> bool {
    solved.losses.windows(2).all(|pair| pair[1] < pair[0])
}

fn is_alive(solved: &Solved) -> bool {
    solved.traces.iter().all(|trace| solved.sheet.idle_units(trace).is_empty())
}

/// The layers with their numbers.
fn layers(solved: &Solved) -> impl Iterator<Item = (usize, &Layer)> {
    solved.setup.network.layers.iter().enumerate().map(|(at, layer)| (at + 1, layer))
}

/// Where the activation of a layer has kinks.
fn kinks(layer: &Layer) -> &'static [f64] {
    layer.activation.elementwise().map_or(&[], |rule| rule.kinks)
}

fn is_steep(solved: &Solved) -> bool {
    layers(solved).all(|(l, layer)| {
        let Some(rule) = layer.activation.elementwise() else {
            return solved.all(Role::Activation(l)).flatten().all(|p| *p < SURE);
        };
        let slope = |(s, a): (&f64, &f64)| (rule.prime)(*s, *a, layer.alpha);
        let mut pairs = solved.all(Role::PreActivation(l)).zip(solved.all(Role::Activation(l)));
        !rule.kinks.is_empty()
            || pairs.all(|(s, a)| s.iter().zip(a).all(|pair| slope(pair).abs() >= FLAT))
    })
}

fn is_clear(solved: &Solved) -> bool {
    let units = layers(solved).all(|(l, layer)| {
        let far = |s: &f64| kinks(layer).iter().all(|kink| (s - kink).abs() > CLEAR);
        solved.all(Role::PreActivation(l)).flatten().all(far)
    });
    let (loss, parameter) = (solved.setup.network.loss, solved.loss_parameter());
    let terms = || solved.examples().all(|(a, t)| (loss.kink)(a, t, parameter) > CLEAR);
    units && terms() && (solved.setup.hyper.l1 == 0.0 || weights_are_clear(solved))
}

/// Whether no weight is near 0, where the penalty on its size has a kink.
fn weights_are_clear(solved: &Solved) -> bool {
    let weights = solved.setup.network.parameters().into_iter().filter(|p| !p.bias);
    let mut after = weights.flat_map(|p| solved.all(Role::After(p)));
    after.all(|cells| cells.iter().all(|w| w.abs() > CLEAR))
}

fn uses_both_sides(solved: &Solved) -> bool {
    layers(solved).all(|(l, layer)| {
        kinks(layer).iter().all(|kink| {
            let both = |unit: usize| {
                let cells = solved.all(Role::PreActivation(l));
                let mut sides = cells.flat_map(|s| s.iter().skip(unit).step_by(layer.units));
                let first = sides.next().map(|s| s > kink);
                sides.any(|s| Some(s > kink) != first)
            };
            (0..layer.units).all(both)
        })
    })
}

/// Whether some term of a loss with a kink counts in one way and some in the other: inside the
/// margin and beyond it, in the parabola and on the line.
fn uses_every_term(solved: &Solved) -> bool {
    let (loss, parameter) = (solved.setup.network.loss, solved.loss_parameter());
    if loss.parameter.is_none() {
        return true;
    }
    let (mut active, mut inactive) = (false, false);
    let mut slopes = vec![0.0; solved.setup.network.outputs()];
    for (a, t) in solved.examples() {
        (loss.slope)(a, t, parameter, &mut slopes);
        for (slope, target) in slopes.iter().zip(t) {
            let is_rival = loss.targets != Targets::Class || *target == 0.0;
            let is_flat = if loss.elementwise { slope.abs() == parameter } else { *slope == 0.0 };
            active |= is_rival && !is_flat;
            inactive |= is_rival && is_flat;
        }
    }
    active && inactive
}

fn is_decided(solved: &Solved) -> bool {
    let network = &solved.setup.network;
    let has_classes = network.loss.targets.are_classes();
    let apart = |a: &[f64]| {
        let mut sorted = a.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted.len() < 2 || sorted[sorted.len() - 1] - sorted[sorted.len() - 2] > APART
    };
    !has_classes || solved.examples().all(|(a, _)| apart(a))
}

/// The mistakes that have to show in the digits of every problem.
#[derive(Debug)]
pub(super) struct Visible(HashSet<&'static str>);

impl Visible {
    /// Those that show in most problems of a template: some never do, such as where a tiny number
    /// is added, inside a root or outside.
    pub(super) fn of(template: &Lesson, seed: u64) -> Result<Self, String> {
        let mut rng = generator(seed, 0);
        let (mut probes, mut furthest) = (Vec::new(), 0);
        for _ in 0..MOST_DRAWS {
            let setup = draw::setup(&mut rng, &template.setup);
            let solved = Solved::new(&setup, template.iterations);
            match CONDITIONS.iter().position(|row| !(row.holds)(&solved)) {
                Some(at) => furthest = furthest.max(at),
                None => probes.push(showing(&solved)),
            }
            if probes.len() == PROBES {
                break;
            }
        }
        if probes.is_empty() {
            return Err(super::never(template, 1, furthest));
        }
        let all: HashSet<&str> = probes.iter().flatten().copied().collect();
        let often = |code: &&str| {
            probes.iter().filter(|codes| codes.contains(code)).count() * 2 > probes.len()
        };
        Ok(Self(all.into_iter().filter(often).collect()))
    }

    /// Whether all of them show.
    pub(super) fn all_in(&self, solved: &Solved) -> bool {
        self.0.is_subset(&showing(solved))
    }
}

/// The mistakes that change what is written somewhere, made in that one step.
pub(super) fn showing(solved: &Solved) -> HashSet<&'static str> {
    let sheet = &solved.sheet;
    let mut codes = HashSet::new();
    for (at, id, right) in solved.steps() {
        for wrong in sheet.mistakes(id) {
            if codes.contains(wrong.code) {
                continue;
            }
            let is = sheet.with_mistake(id, &wrong, &solved.traces[at], &solved.now(at));
            let same = |(is, right): (&f64, &f64)| (is - right).abs() <= SHOWS;
            if !is.iter().zip(right).all(same) {
                codes.insert(wrong.code);
            }
        }
    }
    codes
}
