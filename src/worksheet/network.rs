//! What a network is: its layers, loss, reduction and optimizer. Numbers live elsewhere.

use std::fmt;

use crate::math::activation::Activation;
use crate::math::loss::Loss;
use crate::math::optimizer::Optimizer;

/// A feed-forward network of dense layers.
#[derive(Clone, Debug)]
pub struct Network {
    /// Number of inputs, d₀.
    pub inputs: usize,
    /// The layers, input side first; the last one is the output layer. Never empty.
    pub layers: Vec<Layer>,
    /// The loss.
    pub loss: &'static Loss,
    /// How the losses of the examples become one number.
    pub reduction: Reduction,
    /// The optimizer.
    pub optimizer: &'static Optimizer,
    /// Parameters that are not updated.
    pub frozen: Vec<Parameter>,
    /// Whether ∂L/∂A is a quantity of its own in every layer, before the δ of the layer, as some
    /// people write it. The numbers are the same.
    pub spelled_out: bool,
}

/// A dense layer: S = A·W + b, A = f(S).
#[derive(Clone, Debug)]
pub struct Layer {
    /// Number of units.
    pub units: usize,
    /// f
    pub activation: &'static Activation,
    /// The parameter of f (0 where it has none).
    pub alpha: f64,
    /// Whether there is a bias.
    pub bias: bool,
}

/// How the losses of the examples become one number: L = R Σ ℓₙ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// R = 1
    Sum,
    /// R = 1/N
    Mean,
    /// R = 1/(N·K); element-wise losses only.
    MeanAll,
}

/// The name and meaning of every reduction, for lesson files and messages.
pub const REDUCTIONS: &[(&str, Reduction)] =
    &[("sum", Reduction::Sum), ("mean", Reduction::Mean), ("mean_all", Reduction::MeanAll)];

/// A weight matrix or bias vector, by layer (from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Parameter {
    /// The layer, counted from 1.
    pub layer: usize,
    /// Bias vector or weight matrix.
    pub bias: bool,
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.bias { "b" } else { "W" }, self.layer)
    }
}

impl Network {
    /// Number of layers, L.
    pub fn depth(&self) -> usize {
        self.layers.len()
    }

    /// Layer `l`, counted from 1.
    pub fn layer(&self, l: usize) -> &Layer {
        &self.layers[l - 1]
    }

    /// Width of the activations of layer `l`; `width(0)` is the number of inputs.
    pub fn width(&self, l: usize) -> usize {
        if l == 0 { self.inputs } else { self.layers[l - 1].units }
    }

    /// Number of outputs, K.
    pub fn outputs(&self) -> usize {
        self.width(self.depth())
    }

    /// (rows, columns) of a parameter: weights `d_{l−1}×d_l`, biases `1×d_l`.
    pub fn shape(&self, parameter: Parameter) -> (usize, usize) {
        let fan_in = if parameter.bias { 1 } else { self.width(parameter.layer - 1) };
        (fan_in, self.width(parameter.layer))
    }

    /// Every parameter, layer by layer, weights before biases.
    pub fn parameters(&self) -> Vec<Parameter> {
        let of = |l: usize| {
            let bias = self.layer(l).bias.then_some(Parameter { layer: l, bias: true });
            std::iter::once(Parameter { layer: l, bias: false }).chain(bias)
        };
        (1..=self.depth()).flat_map(of).collect()
    }

    /// How many weights there are, biases not counted: as many multiplications as a forward pass
    /// takes for one example.
    pub fn weights(&self) -> usize {
        (1..=self.depth()).map(|l| self.width(l - 1) * self.width(l)).sum()
    }

    /// Whether loss and output activation are computed as one function.
    pub fn fused(&self) -> Option<&'static crate::math::loss::Fused> {
        let output = self.layer(self.depth()).activation.name;
        self.loss.fused.as_ref().filter(|fused| fused.activation == output)
    }

    /// 1/R, where R is not 1 by definition.
    pub fn divisor(&self, rows: usize) -> Option<f64> {
        match self.reduction {
            Reduction::Sum => None,
            Reduction::Mean => Some(rows as f64),
            Reduction::MeanAll => Some((rows * self.outputs()) as f64),
        }
    }

    /// Whether l1 and l2 are part of the objective (the optimizer `playground`
    /// applies them itself).
    pub fn regularized(&self) -> bool {
        !self.optimizer.settings.iter().any(|(name, _)| matches!(*name, "l1" | "l2"))
    }

    /// The side of the square picture that the inputs form, row by row: a square number of them
    /// from 16 on.
    pub fn image_side(&self) -> Option<usize> {
        Some(self.inputs.isqrt()).filter(|side| *side >= 4 && side * side == self.inputs)
    }
}
