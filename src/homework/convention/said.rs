//! What was assumed, in sentences.

use super::{Divisor, Gradient, Reading};
use crate::homework::place::BiasRow;
use crate::homework::reduction;
use crate::homework::verdict::Assumed;
use crate::lesson::Lesson;
use crate::math::number::{self, Digits};
use crate::worksheet::network::Reduction;

/// Everything that a check takes for granted: the lesson's settings, and the document's
/// conventions where they are not ours.
pub fn assumed(lesson: &Lesson, reading: &Reading) -> Vec<Assumed> {
    let mut all = settings(lesson);
    all.extend(conventions(*reading));
    all
}

fn one(key: &'static str, value: impl Into<String>, said: impl Into<String>) -> Assumed {
    Assumed { key, value: value.into(), said: said.into() }
}

fn settings(lesson: &Lesson) -> Vec<Assumed> {
    let setup = &lesson.setup;
    let network = &setup.network;
    let rate = number::format(setup.hyper.learning_rate, Digits::Exact);
    let activations: Vec<_> = network.layers.iter().map(|layer| layer.activation.name).collect();
    let activations = activations.join(", ");
    let mut all = vec![
        one("learning_rate", &rate, format!("the learning rate is {rate}")),
        one(
            "reduction",
            reduction::name(network.reduction),
            format!(
                "the losses of the examples become a {}",
                match network.reduction {
                    Reduction::Sum => "sum",
                    Reduction::Mean => "mean",
                    Reduction::MeanAll => "mean over examples and outputs",
                }
            ),
        ),
        one("loss", network.loss.name, format!("the loss is {}", network.loss.formula)),
        one("activations", &activations, format!("the layers' activations are {activations}")),
    ];
    if network.optimizer.name != "sgd" {
        let name = network.optimizer.name;
        all.push(one("optimizer", name, format!("the optimizer is {name}")));
    }
    if let Some(margin) = network.loss.parameter {
        let value = crate::math::hyperparameter::Hyperparameter::find(margin.0)
            .map_or(margin.1, |row| (row.get)(&setup.hyper));
        let value = number::format(value, Digits::Exact);
        all.push(one(margin.0, &value, format!("the loss's {} is {value}", margin.0)));
    }
    all
}

fn conventions(reading: Reading) -> Vec<Assumed> {
    let rows = [
        (
            reading.layout.columns,
            "layout",
            "columns",
            "examples are columns in this document: S = W X",
        ),
        (
            reading.layout.bias_row == Some(BiasRow::First),
            "bias_row",
            "first",
            "a bias is one more row above the weights",
        ),
        (
            reading.layout.bias_row == Some(BiasRow::Last),
            "bias_row",
            "last",
            "a bias is one more row below the weights",
        ),
        (reading.negative_delta, "delta_sign", "negative", "δ is −∂L/∂s in this document"),
        (
            reading.thresholds,
            "bias",
            "threshold",
            "what is written for biases are thresholds θ = −b",
        ),
        (reading.half, "half", "other", "the loss has its ½ as the document's formula says"),
    ];
    let all =
        rows.into_iter().filter(|row| row.0).map(|(_, key, value, said)| one(key, value, said));
    all.chain(gradient(reading.gradient)).chain(divisor(reading.divisor)).collect()
}

fn gradient(gradient: Gradient) -> Option<Assumed> {
    let (value, said) = match gradient {
        Gradient::Itself => return None,
        Gradient::Negative => ("negative", "ΔW is −∂L/∂W in this document, and is added to W"),
        Gradient::Step => ("step", "ΔW is the step −η ∂L/∂W in this document"),
        Gradient::Subtracted => {
            ("times_learning_rate", "ΔW is η ∂L/∂W in this document, and is subtracted from W")
        }
    };
    Some(one("gradient", value, said))
}

fn divisor(divisor: Divisor) -> Option<Assumed> {
    let (value, said) = match divisor {
        Divisor::Delta => return None,
        Divisor::Gradient => ("gradient", "the mean is taken in ∂L/∂W in this document, not in δ"),
        Divisor::Update => ("update", "the mean is taken in the update in this document"),
    };
    Some(one("divisor", value, said))
}
