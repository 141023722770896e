//! `[network]`: the number of inputs and the layers.

use anyhow::Result;

use super::MOST_NUMBERS;
use super::too_many;
use crate::lesson::reader::{Node, Table};
use crate::lesson::source::{list, unknown};
use crate::math::activation::{ACTIVATIONS, Activation};
use crate::worksheet::network::Layer;

const KEYS: &[&str] = &["inputs", "layers"];
const LAYER_KEYS: &[&str] = &["units", "activation", "bias", "alpha"];

/// Widths, activations and biases.
#[derive(Debug)]
pub(in crate::lesson) struct Shape {
    /// Number of inputs, at least 1.
    pub(in crate::lesson) inputs: usize,
    /// The layers, at least one.
    pub(in crate::lesson) layers: Vec<Layer>,
}

/// The shape of the network, small enough to be held.
pub(in crate::lesson) fn shape(file: &Table) -> Result<Shape> {
    let table = file
        .section("network")?
        .ok_or_else(|| file.error("missing [network]: inputs and layers of the network"))?;
    table.allow(KEYS)?;
    let inputs = size(&table.need("inputs", "the number of inputs")?)?;
    let node =
        table.need("layers", "an array of layers such as { units = 3, activation = \"tanh\" }")?;
    let layers = node.array()?.iter().map(layer).collect::<Result<Vec<_>>>()?;
    if layers.is_empty() {
        return Err(node.expected("at least one layer"));
    }
    let parameters = count(inputs, &layers);
    if parameters > MOST_NUMBERS {
        return Err(node.error(too_many("the network", parameters)));
    }
    Ok(Shape { inputs, layers })
}

fn layer(node: &Node) -> Result<Layer> {
    let table = node.table()?;
    let activation = activation(&table.need("activation", &choices())?)?;
    if activation.alpha.is_none() && table.get("alpha").is_some() {
        let have = ACTIVATIONS.iter().filter(|row| row.alpha.is_some()).map(|row| row.name);
        let name = activation.name;
        let message = format!("activation \"{name}\" has no alpha; those with one: {}", list(have));
        return Err(table.error_at("alpha", message));
    }
    table.allow(LAYER_KEYS)?;
    let default = activation.alpha.unwrap_or(0.0);
    Ok(Layer {
        units: size(&table.need("units", "the number of units")?)?,
        activation,
        alpha: table.get("alpha").map_or(Ok(default), |node| node.finite())?,
        bias: table.get("bias").map_or(Ok(false), |node| node.flag())?,
    })
}

fn activation(node: &Node) -> Result<&'static Activation> {
    let word = node.text()?;
    let names = ACTIVATIONS.iter().map(|row| row.name);
    Activation::find(word).ok_or_else(|| node.error(unknown("activation", word, names)))
}

fn choices() -> String {
    format!("one of {}", list(ACTIVATIONS.iter().map(|row| row.name)))
}

/// A width. One that is too large by itself is caught by the count of the parameters.
fn size(node: &Node) -> Result<usize> {
    Ok(usize::try_from(node.whole(1)?).unwrap_or(usize::MAX))
}

/// How many numbers the parameters hold; `usize::MAX` where that is too small to say.
fn count(inputs: usize, layers: &[Layer]) -> usize {
    let fan_in = std::iter::once(inputs).chain(layers.iter().map(|layer| layer.units));
    let numbers = fan_in.zip(layers).map(|(fan_in, layer)| {
        fan_in.saturating_add(usize::from(layer.bias)).saturating_mul(layer.units)
    });
    numbers.fold(0, usize::saturating_add)
}
