//! What a value may be before its layer is known.

use crate::worksheet::network::{Network, Parameter};
use crate::worksheet::quantity::Role;

/// A quantity of some layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Input,
    Target,
    Pre,
    Act,
    Delta,
    Slope,
    Loss,
    /// W, or b where it is true; so for all that follow.
    Before(bool),
    Gradient(bool),
    After(bool),
    State(bool, &'static str),
    StateBefore(bool, &'static str),
}

/// Kinds whose layers are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    Data,
    Parameters,
    Pre,
    Act,
    Delta,
}

impl Kind {
    /// The quantity of this kind in a layer; what has no layer is the same in all.
    pub(crate) fn role(self, layer: usize) -> Role {
        let parameter = |bias| Parameter { layer, bias };
        match self {
            Self::Input => Role::Input,
            Self::Target => Role::Target,
            Self::Pre => Role::PreActivation(layer),
            Self::Act => Role::Activation(layer),
            Self::Delta => Role::Delta(layer),
            Self::Slope => Role::LossGradient(layer),
            Self::Loss => Role::Loss,
            Self::Before(bias) => Role::Parameter(parameter(bias)),
            Self::Gradient(bias) => Role::Gradient(parameter(bias)),
            Self::After(bias) => Role::After(parameter(bias)),
            Self::State(bias, state) => Role::State(parameter(bias), state),
            Self::StateBefore(bias, state) => Role::StateBefore(parameter(bias), state),
        }
    }

    /// Whether it belongs to a layer.
    pub(crate) fn has_layer(self) -> bool {
        !matches!(self, Self::Input | Self::Target | Self::Loss)
    }

    /// Whether it is computed from the output back.
    pub(crate) fn goes_back(self) -> bool {
        matches!(self, Self::Delta | Self::Slope | Self::Gradient(_))
    }

    pub(crate) fn family(self) -> Family {
        match self {
            Self::Input | Self::Target | Self::Loss => Family::Data,
            Self::Pre => Family::Pre,
            Self::Act => Family::Act,
            Self::Delta | Self::Slope => Family::Delta,
            _ => Family::Parameters,
        }
    }
}

/// The shape of a quantity, rows being examples.
pub(crate) fn shape(network: &Network, rows: usize, role: Role) -> (usize, usize) {
    match role {
        Role::Input => (rows, network.inputs),
        Role::Target => (rows, network.outputs()),
        Role::Loss => (rows, 1),
        Role::PreActivation(l) | Role::Activation(l) | Role::LossGradient(l) | Role::Delta(l) => {
            (rows, network.width(l))
        }
        Role::Parameter(p)
        | Role::StateBefore(p, _)
        | Role::Gradient(p)
        | Role::State(p, _)
        | Role::After(p) => network.shape(p),
    }
}

/// Whether the network has such a quantity at all.
pub(crate) fn exists(network: &Network, role: Role) -> bool {
    let layer = role.layer().unwrap_or(1);
    let bias = role.parameter().is_some_and(|parameter| parameter.bias);
    (1..=network.depth()).contains(&layer) && (!bias || network.layer(layer).bias)
}
