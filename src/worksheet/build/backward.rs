//! The way back: the delta of the output, those of the hidden layers, and the gradients.

use super::Builder;
use crate::math::activation::Rule;
use crate::worksheet::network::Parameter;
use crate::worksheet::op::{
    BackSignal, BiasGradient, Delta, FusedDelta, HiddenDelta, Keep, LossGradient, OutputDelta,
    Slope, WeightGradient,
};
use crate::worksheet::quantity::Role;

impl Builder<'_> {
    fn slope(&self, l: usize) -> Slope {
        let layer = self.network.layer(l);
        Slope {
            activation: layer.activation,
            alpha: layer.alpha,
            pre_activation: self.id(Role::PreActivation(l)),
            output: self.id(Role::Activation(l)),
        }
    }

    /// The deltas, from the output back.
    pub(super) fn backward(&mut self) {
        self.output_delta();
        for l in (1..self.network.depth()).rev() {
            let weights = self.id(Role::Parameter(Parameter { layer: l + 1, bias: false }));
            let signal = BackSignal { delta: self.id(Role::Delta(l + 1)), weights };
            let (slope, shape) = (self.slope(l), self.batch(l));
            match slope.activation.rule {
                Rule::Elementwise(_) if !self.network.spelled_out => {
                    self.computed(Role::Delta(l), shape, HiddenDelta { signal, slope });
                }
                _ => {
                    let gradient = self.computed(Role::LossGradient(l), shape, signal);
                    let arrived = Keep { of: gradient, frozen: false };
                    self.computed(Role::Delta(l), shape, Delta { gradient, slope, arrived });
                }
            }
        }
    }

    /// One step where loss and activation work element by element or are fused, else two.
    fn output_delta(&mut self) {
        let l = self.network.depth();
        let (cells, slope, shape) = (self.loss_cells(), self.slope(l), self.batch(l));
        let divisor = self.network.divisor(self.rows);
        if let Some(fused) = self.network.fused() {
            let error = LossGradient { cells: cells.clone(), divisor };
            self.computed(
                Role::Delta(l),
                shape,
                FusedDelta { cells, fused, slope, divisor, error },
            );
        } else if cells.loss.elementwise
            && slope.activation.elementwise().is_some()
            && !self.network.spelled_out
        {
            let error = LossGradient { cells: cells.clone(), divisor };
            self.computed(Role::Delta(l), shape, OutputDelta { cells, slope, divisor, error });
        } else {
            let gradient = LossGradient { cells, divisor };
            let gradient = self.computed(Role::LossGradient(l), shape, gradient);
            let arrived = Keep { of: gradient, frozen: false };
            self.computed(Role::Delta(l), shape, Delta { gradient, slope, arrived });
        }
    }

    /// ∂L/∂W and ∂L/∂b of every layer.
    pub(super) fn gradients(&mut self) {
        let penalised = self.network.regularized();
        for parameter in self.network.parameters() {
            let l = parameter.layer;
            let (role, shape) = (Role::Gradient(parameter), self.network.shape(parameter));
            let delta = self.id(Role::Delta(l));
            if parameter.bias {
                self.computed(role, shape, BiasGradient { delta });
            } else {
                let (input, weights) = (self.input_of(l), self.id(Role::Parameter(parameter)));
                self.computed(role, shape, WeightGradient { input, delta, weights, penalised });
            }
        }
    }
}
