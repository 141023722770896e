//! The loss over a whole data set at given parameters, penalty excluded.

use super::setup::Data;
use crate::math::hyperparameter::Hyperparameters;
use crate::worksheet::manner::Manner;
use crate::worksheet::network::Network;
use crate::worksheet::quantity::Role;
use crate::worksheet::{Trace, Worksheet};

/// A worksheet of all examples of a data set, used for its forward pass only.
#[derive(Debug)]
pub struct Evaluator {
    sheet: Worksheet,
    trace: Trace,
}

impl Evaluator {
    /// An evaluator of `network` on `data`.
    pub fn new(network: &Network, data: &Data, hyper: &Hyperparameters) -> Self {
        let sheet = Worksheet::new(network, data.rows, hyper);
        let mut trace = Trace::new(&sheet);
        for (role, values) in [(Role::Input, &data.x), (Role::Target, &data.y)] {
            if let Some(id) = sheet.find(role) {
                trace.slice_mut(&sheet, id).copy_from_slice(values);
            }
        }
        Self { sheet, trace }
    }

    /// Lets it work as an iteration does.
    pub(super) fn set_manner(&mut self, manner: Manner) {
        self.sheet.set_manner(manner);
    }

    /// The forward pass at these parameters (network order).
    pub(super) fn forward(
        &mut self,
        parameters: &[&[f64]],
        hyper: &Hyperparameters,
    ) -> (&Worksheet, &Trace) {
        for (slots, values) in self.sheet.parameters().iter().zip(parameters) {
            self.trace.slice_mut(&self.sheet, slots.before).copy_from_slice(values);
        }
        self.trace.evaluate_forward(&self.sheet, hyper);
        (&self.sheet, &self.trace)
    }

    /// The reduced loss at these parameters (network order), without the penalty.
    pub fn loss(&mut self, parameters: &[&[f64]], hyper: &Hyperparameters) -> f64 {
        let (sheet, trace) = self.forward(parameters, hyper);
        trace.data_loss(sheet)
    }
}
