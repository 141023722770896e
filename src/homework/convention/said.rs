//! What was assumed, in sentences.

use super::{Divisor, Gradient, Reading};
use crate::homework::place::BiasRow;
use crate::homework::verdict::Assumed;
use crate::lesson::Lesson;
use crate::math::number::{self, Digits};
use crate::worksheet::network::REDUCTIONS;

/// Everything that a check takes for granted: the lesson's settings, and the document's
/// conventions where they are not ours.
pub fn assumed(lesson: &Lesson, reading: &Reading) -> Vec<Assumed> {
    let mut all = settings(lesson);
    all.extend(conventions(reading));
    all
}

fn one(key: &'static str, value: impl Into<String>, said: impl Into<String>) -> Assumed {
    Assumed { key, value: value.into(), said: said.into() }
}

fn settings(lesson: &Lesson) -> Vec<Assumed> {
    let setup = &lesson.setup;
    let network = &setup.network;
    let rate = number::format(setup.hyper.learning_rate, Digits::Exact);
    let rows = REDUCTIONS.iter().find(|row| row.1 == network.reduction);
    let reduction = rows.map_or("", |row| row.0);
    let activations: Vec<_> = network.layers.iter().map(|layer| layer.activation.name).collect();
    let activations = activations.join(", ");
    let mut all = vec![
        one("learning_rate", &rate, format!("the learning rate is {rate}")),
        one(
            "reduction",
            reduction,
            format!(
                "the losses of the examples become a {}",
                match reduction {
                    "sum" => "sum",
                    "mean" => "mean",
                    _ => "mean over examples and outputs",
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

fn conventions(reading: &Reading) -> Vec<Assumed> {
    let mut all = Vec::new();
    if reading.layout.columns {
        all.push(one("layout", "columns", "examples are columns in this document: S = W X"));
    }
    if let Some(row) = reading.layout.bias_row {
        let (value, place) = match row {
            BiasRow::First => ("first", "above"),
            BiasRow::Last => ("last", "below"),
        };
        all.push(one("bias_row", value, format!("a bias is one more row {place} the weights")));
    }
    if reading.negative_delta {
        all.push(one("delta_sign", "negative", "δ is −∂L/∂s in this document"));
    }
    match reading.gradient {
        Gradient::Itself => {}
        Gradient::Negative => {
            let said = "ΔW is −∂L/∂W in this document, and is added to W";
            all.push(one("gradient", "negative", said));
        }
        Gradient::Step => {
            let said = "ΔW is the step −η ∂L/∂W in this document";
            all.push(one("gradient", "step", said));
        }
        Gradient::Subtracted => {
            let said = "ΔW is η ∂L/∂W in this document, and is subtracted from W";
            all.push(one("gradient", "times_learning_rate", said));
        }
    }
    match reading.divisor {
        Divisor::Delta => {}
        Divisor::Gradient => {
            let said = "the mean is taken in ∂L/∂W in this document, not in δ";
            all.push(one("divisor", "gradient", said));
        }
        Divisor::Update => {
            let said = "the mean is taken in the update in this document";
            all.push(one("divisor", "update", said));
        }
    }
    if reading.thresholds {
        all.push(one("bias", "threshold", "what is written for biases are thresholds θ = −b"));
    }
    if reading.half {
        all.push(one("half", "other", "the loss has its ½ as the document's formula says"));
    }
    all
}
