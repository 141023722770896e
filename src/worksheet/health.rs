//! Units that learn nothing from the examples of an iteration.

use super::quantity::Role;
use super::{Trace, Worksheet};
use crate::math::activation::Elementwise;

/// Below this |f′| counts as almost nothing.
pub const FLAT: f64 = 0.01;

/// An output this far from its target at most counts as right: what is flat there has nothing left
/// to learn.
pub const RIGHT: f64 = 0.1;

/// How a unit stands with the examples of an iteration, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// f′ says something for one example at least.
    Working,
    /// |f′| < [`FLAT`] for every example.
    Saturated,
    /// f = 0 and f′ = 0 for every example.
    Dead,
}

/// A unit that learns nothing from the examples at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    /// Its layer, from 1.
    pub layer: usize,
    /// Its place in the layer, from 0.
    pub unit: usize,
    /// How it stands.
    pub health: Health,
    /// Whether it still had something to learn: an output that is right for every example had not.
    pub wrong: bool,
}

/// The units of a layer with their numbers.
struct Units<'a> {
    count: usize,
    rule: &'a Elementwise,
    alpha: f64,
    s: &'a [f64],
    a: &'a [f64],
    /// What the outputs should be; hidden units have no target.
    targets: Option<&'a [f64]>,
}

impl Units<'_> {
    /// Stops at the first example for which the unit works.
    fn health(&self, unit: usize) -> Health {
        let mut health = Health::Dead;
        for at in (unit..self.s.len()).step_by(self.count) {
            let a = self.a[at];
            let slope = (self.rule.prime)(self.s[at], a, self.alpha);
            health = match health {
                Health::Dead if slope == 0.0 && a == 0.0 => Health::Dead,
                Health::Dead | Health::Saturated if slope.abs() < FLAT => Health::Saturated,
                _ => return Health::Working,
            };
        }
        health
    }

    fn is_wrong(&self, unit: usize) -> bool {
        let Some(targets) = self.targets else { return true };
        let mut cells = (unit..self.a.len()).step_by(self.count);
        cells.any(|at| (self.a[at] - targets[at]).abs() > RIGHT)
    }

    fn idle(&self, layer: usize, unit: usize) -> Option<Idle> {
        let health = self.health(unit);
        let idle = || Idle { layer, unit, health, wrong: self.is_wrong(unit) };
        (health != Health::Working).then(idle)
    }
}

impl Worksheet {
    /// How each unit of a layer (from 1) stands, by f′ of its pre-activations. Where a unit has no
    /// derivative of its own (softmax), it counts as working.
    pub fn health(&self, trace: &Trace, layer: usize) -> Vec<Health> {
        match self.units(trace, layer) {
            Some(units) => (0..units.count).map(|unit| units.health(unit)).collect(),
            None => vec![Health::Working; self.network.width(layer)],
        }
    }

    /// One unit, where it learns nothing; nothing where it works, or its error does not pass
    /// through f′ (loss and output computed as one function).
    pub fn idle(&self, trace: &Trace, layer: usize, unit: usize) -> Option<Idle> {
        self.slopes_matter(layer).then(|| self.units(trace, layer))??.idle(layer, unit)
    }

    /// Every unit that learns nothing, layer by layer. Allocates nothing where there is none.
    pub fn idle_units(&self, trace: &Trace) -> Vec<Idle> {
        let (mut idle, mut s) = (Vec::new(), &[][..]);
        for (id, q) in self.quantities() {
            match q.role {
                Role::PreActivation(_) => s = trace.slice(self, id),
                Role::Activation(layer) if self.slopes_matter(layer) => {
                    if let Some(units) = self.units_of(trace, layer, s, trace.slice(self, id)) {
                        idle.extend((0..units.count).filter_map(|unit| units.idle(layer, unit)));
                    }
                }
                Role::Loss => break,
                _ => {}
            }
        }
        idle
    }

    fn slopes_matter(&self, layer: usize) -> bool {
        layer < self.network.depth() || self.network.fused().is_none()
    }

    fn units<'a>(&'a self, trace: &'a Trace, layer: usize) -> Option<Units<'a>> {
        let slice = |role| self.find(role).map(|id| trace.slice(self, id));
        let (s, a) = (slice(Role::PreActivation(layer))?, slice(Role::Activation(layer))?);
        self.units_of(trace, layer, s, a)
    }

    fn units_of<'a>(
        &'a self,
        trace: &'a Trace,
        layer: usize,
        s: &'a [f64],
        a: &'a [f64],
    ) -> Option<Units<'a>> {
        let of = self.network.layer(layer);
        let target = self.find(Role::Target).filter(|_| layer == self.network.depth());
        Some(Units {
            count: of.units,
            rule: of.activation.elementwise()?,
            alpha: of.alpha,
            s,
            a,
            targets: target.map(|id| trace.slice(self, id)),
        })
    }
}
