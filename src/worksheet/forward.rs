//! The forward pass at inputs of one's own: what a unit says anywhere, not only at the examples.

use super::network::Network;
use super::quantity::Role;
use super::{Trace, Worksheet};
use crate::math::hyperparameter::Hyperparameters;

/// Rows that are evaluated at once: few enough to stay near the processor.
const ROWS: usize = 256;

/// A network with its parameters set, ready to be evaluated at any inputs.
#[derive(Debug)]
pub struct Forward {
    sheet: Worksheet,
    trace: Trace,
    hyper: Hyperparameters,
}

impl Forward {
    /// `network` with these parameters, in its own order.
    pub fn new(network: &Network, parameters: &[&[f64]], hyper: &Hyperparameters) -> Self {
        let sheet = Worksheet::new(network, ROWS, hyper);
        let mut trace = Trace::new(&sheet);
        for (slots, values) in sheet.parameters().iter().zip(parameters) {
            trace.slice_mut(&sheet, slots.before).copy_from_slice(values);
        }
        Self { sheet, trace, hyper: hyper.clone() }
    }

    /// The activation of one unit (from 0) of a layer (from 1) for each row of inputs.
    pub fn unit(&mut self, layer: usize, unit: usize, inputs: &[f64]) -> Vec<f64> {
        let given = self.sheet.find(Role::Input);
        let wanted = self.sheet.find(Role::Activation(layer));
        let (Some(given), Some(wanted)) = (given, wanted) else { return Vec::new() };
        let width = self.sheet.network().inputs;
        let units = self.sheet.network().width(layer);
        let mut values = Vec::with_capacity(inputs.len() / width);
        for rows in inputs.chunks(ROWS * width) {
            self.trace.slice_mut(&self.sheet, given)[..rows.len()].copy_from_slice(rows);
            self.trace.evaluate_to(&self.sheet, wanted, &self.hyper);
            let all = self.trace.slice(&self.sheet, wanted).chunks(units);
            values.extend(all.take(rows.len() / width).map(|row| row[unit]));
        }
        values
    }

    /// What every layer says to each row of inputs, row by row: the inputs themselves first, then
    /// the activations of layer 1, and so on.
    pub fn layers(&mut self, inputs: &[f64]) -> Vec<Vec<f64>> {
        let network = self.sheet.network();
        let (width, depth) = (network.inputs, network.depth());
        let mut layers = vec![inputs.to_vec()];
        layers.resize(depth + 1, Vec::new());
        let given = self.sheet.find(Role::Input);
        let last = self.sheet.find(Role::Activation(depth));
        let (Some(given), Some(last)) = (given, last) else { return layers };
        for rows in inputs.chunks(ROWS * width) {
            self.trace.slice_mut(&self.sheet, given)[..rows.len()].copy_from_slice(rows);
            self.trace.evaluate_to(&self.sheet, last, &self.hyper);
            for (l, values) in layers.iter_mut().enumerate().skip(1) {
                let Some(id) = self.sheet.find(Role::Activation(l)) else { continue };
                let count = rows.len() / width * self.sheet.network().width(l);
                values.extend_from_slice(&self.trace.slice(&self.sheet, id)[..count]);
            }
        }
        layers
    }
}

/// About how many multiplications a forward pass takes from a layer on, and as many again for what
/// goes with each number.
pub(super) fn cost(sheet: &Worksheet, first: usize) -> usize {
    let network = sheet.network();
    let layer = |l: usize| (network.width(l - 1) + 8) * network.width(l);
    sheet.rows() * (first..=network.depth()).map(layer).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::activation::Activation;
    use crate::math::loss::Loss;
    use crate::math::optimizer::Optimizer;
    use crate::worksheet::network::{Layer, Reduction};

    #[test]
    fn more_rows_than_are_evaluated_at_once_keep_their_order() {
        let layer = |name| Layer {
            units: 1,
            activation: Activation::find(name).unwrap(),
            alpha: 0.0,
            bias: true,
        };
        let network = Network {
            inputs: 1,
            layers: vec![layer("relu"), layer("identity")],
            loss: Loss::find("half_squared").unwrap(),
            reduction: Reduction::Sum,
            optimizer: Optimizer::find("sgd").unwrap(),
            frozen: Vec::new(),
            spelled_out: false,
        };
        let parameters: [&[f64]; 4] = [&[1.0], &[-100.0], &[2.0], &[0.5]];
        let mut forward = Forward::new(&network, &parameters, &Hyperparameters::default());
        let inputs: Vec<f64> = (0..600).map(f64::from).collect();
        let output = forward.unit(2, 0, &inputs);
        assert_eq!(output.len(), 600);
        // 2 max(0, x − 100) + 0.5
        assert_eq!([output[0], output[101], output[300], output[599]], [0.5, 2.5, 400.5, 998.5]);
        assert_eq!(forward.unit(1, 0, &[40.0, 140.0]), [0.0, 40.0]);
        let layers = forward.layers(&inputs);
        assert_eq!((layers.len(), &layers[0], &layers[2]), (3, &inputs, &output));
        assert_eq!([layers[1][0], layers[1][101], layers[1][599]], [0.0, 1.0, 499.0]);
    }
}
