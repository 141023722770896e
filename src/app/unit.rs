//! The unit that the plane shows, and the weights that are in force where the screen stands.

use super::App;
use super::place::Direction;
use crate::worksheet::Slots;
use crate::worksheet::forward::Forward;
use crate::worksheet::quantity::{Id, Role};

/// A unit of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its layer, counted from 1.
    pub layer: usize,
    /// Its place in the layer, counted from 0.
    pub index: usize,
}

impl App {
    /// The unit the plane shows: the chosen one, else the first output.
    pub fn plane_unit(&self) -> Unit {
        let output = Unit { layer: self.worksheet().network().depth(), index: 0 };
        self.unit.unwrap_or(output)
    }

    /// The example under the cursor, from 0, where the cursor stands on one.
    pub fn example(&self) -> Option<usize> {
        let cursor = self.cursor();
        match self.worksheet().quantity(cursor.quantity).role {
            Role::Input
            | Role::Target
            | Role::PreActivation(_)
            | Role::Activation(_)
            | Role::Loss
            | Role::LossGradient(_)
            | Role::Delta(_) => Some(cursor.row),
            Role::Parameter(_)
            | Role::StateBefore(..)
            | Role::Gradient(_)
            | Role::State(..)
            | Role::After(_) => None,
        }
    }

    /// Whether all of the update of this iteration is shown.
    pub fn is_updated(&self) -> bool {
        self.step == self.steps()
    }

    /// The parameter in force: the one the iteration started from until all of the update is
    /// shown, and from then on what the update left.
    pub fn in_force(&self, slots: &Slots) -> Id {
        if self.is_updated() { slots.after } else { slots.before }
    }

    /// The network with the parameters in force, to be evaluated at any inputs.
    pub fn forward(&self) -> Forward {
        let (sheet, trainer) = (self.worksheet(), self.trainer());
        let value = |slots: &Slots| trainer.trace().slice(sheet, self.in_force(slots));
        let parameters: Vec<_> = sheet.parameters().iter().map(value).collect();
        Forward::new(sheet.network(), &parameters, trainer.hyper())
    }

    /// Goes to the next layer (left, right) or unit (up, down).
    pub(super) fn move_unit(&mut self, direction: Direction) -> Result<(), String> {
        let network = self.worksheet().network();
        let Unit { layer, index } = self.plane_unit();
        let (layer, index) = match direction {
            Direction::Left => (layer - 1, index),
            Direction::Right => (layer + 1, index),
            Direction::Up => (layer, index.wrapping_sub(1)),
            Direction::Down => (layer, index + 1),
        };
        if layer == 0 || layer > network.depth() {
            return Err("no further layer that way".into());
        }
        let units = network.width(layer);
        let crossed = matches!(direction, Direction::Left | Direction::Right);
        if index >= units && !crossed {
            return Err("no further unit that way".into());
        }
        self.unit = Some(Unit { layer, index: index.min(units - 1) });
        Ok(())
    }

    /// Chooses a unit by its layer and its place in it, both from 1: `1.2`. Nothing is the first
    /// output.
    pub(super) fn choose_unit(&mut self, text: &str) -> Result<(), String> {
        if text.is_empty() {
            self.unit = None;
            return Ok(());
        }
        let network = self.worksheet().network();
        let parts = text.split_once('.');
        let parts = parts.and_then(|(l, u)| Some((l.parse().ok()?, u.parse().ok()?)));
        let inside = |&(layer, unit): &(usize, usize)| {
            (1..=network.depth()).contains(&layer) && (1..=network.width(layer)).contains(&unit)
        };
        let Some((layer, unit)) = parts.filter(inside) else {
            let layers = (1..=network.depth()).map(|l| match network.width(l) {
                1 => format!("{l}.1"),
                width => format!("{l}.1…{l}.{width}"),
            });
            let all = layers.collect::<Vec<_>>().join(" ");
            return Err(format!("no unit {text:?}; layer.unit is one of {all}"));
        };
        self.unit = Some(Unit { layer, index: unit - 1 });
        Ok(())
    }
}
