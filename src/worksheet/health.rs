//! Units that learn nothing from the examples of an iteration.

use super::quantity::Role;
use super::{Trace, Worksheet};

/// Below this |f′| counts as almost nothing.
pub const FLAT: f64 = 0.01;

/// How a unit stands with the examples of an iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// f′ says something for one example at least.
    Working,
    /// |f′| < [`FLAT`] for every example.
    Saturated,
    /// f = 0 and f′ = 0 for every example.
    Dead,
}

impl Worksheet {
    /// How each unit of a layer (from 1) stands, by f′ of its pre-activations. Where a unit has no
    /// derivative of its own (softmax), it counts as working.
    pub fn health(&self, trace: &Trace, layer: usize) -> Vec<Health> {
        let units = self.network.width(layer);
        let of = &self.network.layer(layer);
        let slots = (self.find(Role::PreActivation(layer)), self.find(Role::Activation(layer)));
        let (Some(rule), (Some(s), Some(a))) = (of.activation.elementwise(), slots) else {
            return vec![Health::Working; units];
        };
        let (s, a) = (trace.slice(self, s), trace.slice(self, a));
        let mut health = vec![Health::Dead; units];
        for (s, a) in s.chunks_exact(units).zip(a.chunks_exact(units)) {
            for (health, (s, a)) in health.iter_mut().zip(s.iter().zip(a)) {
                let slope = (rule.prime)(*s, *a, of.alpha);
                *health = match *health {
                    Health::Dead if slope == 0.0 && *a == 0.0 => Health::Dead,
                    Health::Dead | Health::Saturated if slope.abs() < FLAT => Health::Saturated,
                    _ => Health::Working,
                };
            }
        }
        health
    }
}
