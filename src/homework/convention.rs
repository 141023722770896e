//! What is a matter of taste and not a mistake: signs, places of a divisor, steps for gradients,
//! rows for columns. Fitted to the document before anything is marked.

mod fit;
mod said;

pub use fit::{Fitted, fit, of_layout};
pub use said::assumed;

use super::place::Layout;
use crate::math::hyperparameter::Hyperparameters;
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::Role;

/// One reading of a document; the default is our own notation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// How its matrices are laid out.
    pub layout: Layout,
    /// Whether δ is −∂L/∂s.
    pub negative_delta: bool,
    /// What stands in the place of a gradient.
    pub gradient: Gradient,
    /// Where the divisor of a mean stands.
    pub divisor: Divisor,
    /// Whether thresholds θ = −b stand in the place of biases.
    pub thresholds: bool,
    /// Whether the loss's ½ stands the other way than in the lesson.
    pub half: bool,
}

/// What is written where the gradient of a parameter is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gradient {
    /// ∂L/∂W
    #[default]
    Itself,
    /// −∂L/∂W, which is added to the weights
    Negative,
    /// −η ∂L/∂W: the step
    Step,
    /// η ∂L/∂W: what is subtracted
    Subtracted,
}

/// Where the divisor of a mean stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Divisor {
    /// In the loss, and so in δ.
    #[default]
    Delta,
    /// In ∂L/∂W only.
    Gradient,
    /// In the update only.
    Update,
}

/// Every [`Gradient`], ours first.
const GRADIENTS: [Gradient; 4] =
    [Gradient::Itself, Gradient::Negative, Gradient::Step, Gradient::Subtracted];

/// Every [`Divisor`], ours first.
const DIVISORS: [Divisor; 3] = [Divisor::Delta, Divisor::Gradient, Divisor::Update];

impl Reading {
    /// The worksheet's number over the document's, for a quantity in this role.
    pub fn scale(self, role: Role, sheet: &Worksheet, hyper: &Hyperparameters) -> f64 {
        let bias = role.parameter().is_some_and(|parameter| parameter.bias);
        let threshold = if self.thresholds && bias { -1.0 } else { 1.0 };
        let divisor = sheet.network().divisor(sheet.rows()).unwrap_or(1.0);
        match role {
            Role::Delta(_) | Role::LossGradient(_) => {
                let sign = if self.negative_delta { -1.0 } else { 1.0 };
                if self.divisor == Divisor::Delta { sign } else { sign / divisor }
            }
            Role::Gradient(_) => {
                let whole = threshold * self.gradient.scale(hyper.learning_rate);
                if self.divisor == Divisor::Update { whole / divisor } else { whole }
            }
            Role::Parameter(_) | Role::After(_) => threshold,
            Role::Loss if self.half => match sheet.network().loss.name {
                "half_squared" => 0.5,
                _ => 2.0,
            },
            _ => 1.0,
        }
    }

    /// How many choices are not ours.
    fn oddities(self) -> usize {
        [
            self.negative_delta,
            self.gradient != Gradient::Itself,
            self.divisor != Divisor::Delta,
            self.thresholds,
            self.half,
        ]
        .into_iter()
        .filter(|odd| *odd)
        .count()
    }
}

impl Gradient {
    /// Whether the learning rate is in it.
    fn is_step(self) -> bool {
        matches!(self, Self::Step | Self::Subtracted)
    }

    fn scale(self, learning_rate: f64) -> f64 {
        match self {
            Self::Itself => 1.0,
            Self::Negative => -1.0,
            Self::Step => -1.0 / learning_rate,
            Self::Subtracted => 1.0 / learning_rate,
        }
    }
}
