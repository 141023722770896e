//! Where training starts: network, hyperparameters, first weights, data. Never changed by training.

use crate::math::hyperparameter::Hyperparameters;
use crate::worksheet::manner::Manner;
use crate::worksheet::network::Network;

/// Examples: inputs and targets, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// Number of examples, N.
    pub rows: usize,
    /// Inputs, N×d₀.
    pub x: Vec<f64>,
    /// Targets, N×K; class labels as one-hot rows.
    pub y: Vec<f64>,
}

/// Everything a training run starts from.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The network.
    pub network: Network,
    /// The hyperparameters of iteration 1.
    pub hyper: Hyperparameters,
    /// The first value of every parameter, row by row, in the order of `Network::parameters`.
    pub parameters: Vec<Vec<f64>>,
    /// The training examples; at least one.
    pub data: Data,
    /// The test examples, if there are any.
    pub test: Option<Data>,
    /// Rows per iteration, from 1 to the number of examples.
    pub batch: usize,
    /// The seed of the order of the rows; without one they keep their order.
    pub shuffle: Option<u64>,
    /// How iterations are worked out until an edit says otherwise.
    pub manner: Manner,
}
