//! The one builder: from a network to its worksheet, for any depth.

mod backward;

use std::ops::Range;

use super::manner::Manner;
use super::network::{Network, Parameter, Reduction};
use super::op::{Activate, Affine, Keep, LossCells, LossPerExample, Operation, Update};
use super::quantity::{Id, Quantity, Role};
use super::trace::CACHE_LINE;
use super::{Slots, Worksheet};
use crate::math::hyperparameter::{Hyperparameter, Hyperparameters};
use crate::math::optimizer::Line;

/// Builds the worksheet in the order of a hand calculation: what is given, forward, loss, deltas
/// from the output back, gradients, updates.
pub(super) fn build(network: &Network, rows: usize, hyper: &Hyperparameters) -> Worksheet {
    let lines = (network.optimizer.lines)(hyper);
    let mut builder = Builder {
        network,
        rows,
        hyper,
        lines,
        quantities: Vec::new(),
        places: Default::default(),
        extent: 0,
    };
    builder.given();
    builder.forward();
    builder.backward();
    builder.gradients();
    let parameters = builder.updates();
    for Slots { before, after, states, .. } in &parameters {
        builder.take_turns(*before, *after);
        for (_, before, after) in states {
            builder.take_turns(*before, *after);
        }
    }
    let quantities = builder.quantities;
    let computed = quantities.iter().enumerate().filter(|(_, q)| q.operation.is_some());
    Worksheet {
        network: network.clone(),
        rows,
        steps: computed.map(|(i, _)| Id(i)).collect(),
        parameters,
        extent: builder.extent,
        places: builder.places,
        manner: Manner::default(),
        breakable: Vec::new(),
        quantities,
    }
}

struct Builder<'a> {
    network: &'a Network,
    rows: usize,
    hyper: &'a Hyperparameters,
    lines: Vec<Line>,
    quantities: Vec<Quantity>,
    places: [Vec<Range<usize>>; 2],
    /// Where the next quantity begins.
    extent: usize,
}

impl Builder<'_> {
    fn add(
        &mut self,
        role: Role,
        shape: (usize, usize),
        operation: Option<Box<dyn Operation>>,
    ) -> Id {
        let quantity = Quantity { role, rows: shape.0, columns: shape.1, operation };
        let place = self.extent..self.extent + quantity.len();
        self.extent = place.end.next_multiple_of(CACHE_LINE);
        for places in &mut self.places {
            places.push(place.clone());
        }
        self.quantities.push(quantity);
        Id(self.quantities.len() - 1)
    }

    fn computed(
        &mut self,
        role: Role,
        shape: (usize, usize),
        operation: impl Operation + 'static,
    ) -> Id {
        self.add(role, shape, Some(Box::new(operation)))
    }

    /// Lets two quantities of one shape swap places from one iteration to the next.
    fn take_turns(&mut self, one: Id, other: Id) {
        self.places[1].swap(one.0, other.0);
    }

    /// The quantity added before in this role; the order of building guarantees that it exists.
    fn id(&self, role: Role) -> Id {
        let at = self.quantities.iter().position(|q| q.role == role);
        Id(at.expect("a quantity is built before it is used"))
    }

    /// The activations that enter layer `l`.
    fn input_of(&self, l: usize) -> Id {
        self.id(if l == 1 { Role::Input } else { Role::Activation(l - 1) })
    }

    fn batch(&self, l: usize) -> (usize, usize) {
        (self.rows, self.network.width(l))
    }

    fn frozen(&self, parameter: Parameter) -> bool {
        self.network.frozen.contains(&parameter)
    }

    /// The optimizer's states: every line but the last, which is the parameter.
    fn states(&self, parameter: Parameter) -> Vec<&'static str> {
        let lines = if self.frozen(parameter) { &[] } else { &self.lines[..] };
        lines.iter().take(lines.len().saturating_sub(1)).map(|line| line.name).collect()
    }

    fn given(&mut self) {
        self.add(Role::Input, self.batch(0), None);
        self.add(Role::Target, self.batch(self.network.depth()), None);
        for parameter in self.network.parameters() {
            self.add(Role::Parameter(parameter), self.network.shape(parameter), None);
        }
        for parameter in self.network.parameters() {
            for state in self.states(parameter) {
                let shape = self.network.shape(parameter);
                self.add(Role::StateBefore(parameter, state), shape, None);
            }
        }
    }

    fn forward(&mut self) {
        for l in 1..=self.network.depth() {
            let layer = self.network.layer(l);
            let weights = self.id(Role::Parameter(Parameter { layer: l, bias: false }));
            let bias =
                layer.bias.then(|| self.id(Role::Parameter(Parameter { layer: l, bias: true })));
            let affine = Affine { input: self.input_of(l), weights, bias };
            let input = self.computed(Role::PreActivation(l), self.batch(l), affine);
            let activate = Activate { input, activation: layer.activation, alpha: layer.alpha };
            self.computed(Role::Activation(l), self.batch(l), activate);
        }
        let loss = LossPerExample {
            cells: self.loss_cells(),
            fused: self.network.fused(),
            outputs: self.network.outputs(),
        };
        self.computed(Role::Loss, (self.rows, 1), loss);
    }

    fn loss_cells(&self) -> LossCells {
        let l = self.network.depth();
        let loss = self.network.loss;
        LossCells {
            loss,
            parameter: loss.parameter.and_then(|(name, _)| Hyperparameter::find(name)),
            pre_activation: self.id(Role::PreActivation(l)),
            output: self.id(Role::Activation(l)),
            target: self.id(Role::Target),
        }
    }

    fn updates(&mut self) -> Vec<Slots> {
        self.network.parameters().into_iter().map(|parameter| self.update(parameter)).collect()
    }

    fn update(&mut self, parameter: Parameter) -> Slots {
        let shape = self.network.shape(parameter);
        let before = self.id(Role::Parameter(parameter));
        let gradient = self.id(Role::Gradient(parameter));
        if self.frozen(parameter) {
            let after =
                self.computed(Role::After(parameter), shape, Keep { of: before, frozen: true });
            return Slots { parameter, before, gradient, after, states: Vec::new() };
        }
        let names = self.states(parameter);
        let states: Vec<_> =
            names.iter().map(|name| self.id(Role::StateBefore(parameter, name))).collect();
        let summed = self.network.reduction == Reduction::Sum;
        let mut computed = Vec::new();
        for line in self.lines.clone() {
            let role = match names.get(computed.len()) {
                Some(name) => Role::State(parameter, name),
                None => Role::After(parameter),
            };
            let update = Update {
                line,
                built_for: self.hyper.clone(),
                weight: !parameter.bias,
                summed: summed.then_some(self.rows as f64),
                parameter: before,
                gradient,
                before: states.clone(),
                after: computed.clone(),
            };
            computed.push(self.computed(role, shape, update));
        }
        let after = self.id(Role::After(parameter));
        let states = names.iter().zip(states).zip(computed).map(|((n, b), a)| (*n, b, a)).collect();
        Slots { parameter, before, gradient, after, states }
    }
}
