//! Quantities: what a matrix of the worksheet is, and the names that follow from it.

use super::network::Parameter;
use super::op::Operation;

/// A quantity's place in its worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub(super) usize);

/// A cell of a quantity; row and column count from 0 here, from 1 on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// The quantity.
    pub quantity: Id,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

/// A named matrix of the worksheet.
#[derive(Debug)]
pub struct Quantity {
    /// What it is.
    pub role: Role,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// How it is computed; `None` for what an iteration is given.
    pub operation: Option<Box<dyn Operation>>,
}

/// What a quantity is; layers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// X, N×d₀
    Input,
    /// Y, N×K (class labels as one-hot rows)
    Target,
    /// W or b before the update.
    Parameter(Parameter),
    /// A state of the optimizer before the update.
    StateBefore(Parameter, &'static str),
    /// S, N×d
    PreActivation(usize),
    /// A, N×d
    Activation(usize),
    /// ℓ per example, N×1, unreduced
    Loss,
    /// ∂L/∂A, N×d
    LossGradient(usize),
    /// δ = ∂L/∂S, N×d
    Delta(usize),
    /// ∂L/∂W or ∂L/∂b
    Gradient(Parameter),
    /// A state of the optimizer after the update.
    State(Parameter, &'static str),
    /// W or b after the update.
    After(Parameter),
}

/// The parts of an iteration, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// What the iteration starts from.
    Given,
    /// From the input to the output.
    Forward,
    /// The loss of each example.
    Loss,
    /// The deltas, from the output back.
    Backward,
    /// The gradients of the parameters.
    Gradient,
    /// The optimizer's step.
    Update,
}

impl Phase {
    /// Its name: `forward`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Forward => "forward",
            Self::Loss => "loss",
            Self::Backward => "backward",
            Self::Gradient => "gradient",
            Self::Update => "update",
        }
    }
}

impl Role {
    /// Its name in files and on the command line: `delta1`, `W2_next`, `W1_m`.
    pub fn name(self) -> String {
        match self {
            Self::Input => "X".into(),
            Self::Target => "Y".into(),
            Self::Parameter(p) => p.to_string(),
            Self::StateBefore(p, state) => format!("{p}_{state}_before"),
            Self::PreActivation(l) => format!("S{l}"),
            Self::Activation(l) => format!("A{l}"),
            Self::Loss => "L".into(),
            Self::LossGradient(l) => format!("dA{l}"),
            Self::Delta(l) => format!("delta{l}"),
            Self::Gradient(p) => format!("d{p}"),
            Self::State(p, state) => format!("{p}_{state}"),
            Self::After(p) => format!("{p}_next"),
        }
    }

    /// Its kind in `trace --format json`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Target => "target",
            Self::Parameter(p) => ["weights", "bias"][usize::from(p.bias)],
            Self::StateBefore(..) | Self::State(..) => "optimizer_state",
            Self::PreActivation(_) => "pre_activation",
            Self::Activation(_) => "activation",
            Self::Loss => "loss_per_example",
            Self::LossGradient(_) => "loss_gradient",
            Self::Delta(_) => "delta",
            Self::Gradient(p) => ["weight_gradient", "bias_gradient"][usize::from(p.bias)],
            Self::After(p) => ["weights_after", "bias_after"][usize::from(p.bias)],
        }
    }

    /// Every kind, in the order of the worksheet.
    pub const KINDS: &'static [&'static str] = &[
        "input",
        "target",
        "weights",
        "bias",
        "pre_activation",
        "activation",
        "loss_per_example",
        "loss_gradient",
        "delta",
        "weight_gradient",
        "bias_gradient",
        "optimizer_state",
        "weights_after",
        "bias_after",
    ];

    /// The layer it belongs to, where it belongs to one.
    pub fn layer(self) -> Option<usize> {
        match self {
            Self::Input | Self::Target | Self::Loss => None,
            Self::PreActivation(l)
            | Self::Activation(l)
            | Self::LossGradient(l)
            | Self::Delta(l) => Some(l),
            Self::Parameter(p)
            | Self::StateBefore(p, _)
            | Self::Gradient(p)
            | Self::State(p, _)
            | Self::After(p) => Some(p.layer),
        }
    }

    /// The parameter it is about, where it is about one.
    pub fn parameter(self) -> Option<Parameter> {
        match self {
            Self::Parameter(p)
            | Self::StateBefore(p, _)
            | Self::Gradient(p)
            | Self::State(p, _)
            | Self::After(p) => Some(p),
            _ => None,
        }
    }

    /// Where it stands when the worksheet of a network of `depth` layers is written out: the row,
    /// and the column (0 the input, then the layers, the loss last). Data and loss stand in the
    /// row of the forward pass.
    pub fn place(self, depth: usize) -> (Phase, usize) {
        match self {
            Self::Input => (Phase::Forward, 0),
            Self::Target | Self::Loss => (Phase::Forward, depth + 1),
            _ => (self.phase(), self.layer().unwrap_or(depth + 1)),
        }
    }

    /// The part of the iteration in which it appears.
    pub fn phase(self) -> Phase {
        match self {
            Self::Input | Self::Target | Self::Parameter(_) | Self::StateBefore(..) => Phase::Given,
            Self::PreActivation(_) | Self::Activation(_) => Phase::Forward,
            Self::Loss => Phase::Loss,
            Self::LossGradient(_) | Self::Delta(_) => Phase::Backward,
            Self::Gradient(_) => Phase::Gradient,
            Self::State(..) | Self::After(_) => Phase::Update,
        }
    }
}

impl Quantity {
    /// How many numbers it holds.
    #[expect(clippy::len_without_is_empty, reason = "quantities are matrices, not collections")]
    pub fn len(&self) -> usize {
        self.rows * self.columns
    }
}
