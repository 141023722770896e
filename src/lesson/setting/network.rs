//! The settings of the network: its hidden layers and their activations.

use anyhow::{Context, Result, anyhow, bail};
use toml::Value;

use super::draft::Draft;
use super::typed::positive;
use crate::lesson::source::unknown;
use crate::math::activation::{ACTIVATIONS, Activation};
use crate::worksheet::network::Network;

/// `8 8`, the units of the hidden layers; `none` where there is none.
pub(super) fn hidden(network: &Network) -> String {
    let units = (1..network.depth()).map(|l| network.width(l).to_string());
    let units: Vec<_> = units.collect();
    if units.is_empty() { "none".into() } else { units.join(" ") }
}

/// The activation of the hidden layers, or of every layer where they have several.
pub(super) fn activations(network: &Network) -> String {
    let mut names: Vec<_> = network.layers.iter().map(|layer| layer.activation.name).collect();
    let output = names.pop().unwrap_or_default();
    names.dedup();
    match names.as_slice() {
        [] => output.into(),
        [only] => (*only).into(),
        _ => names.join(" "),
    }
}

/// Replaces the hidden layers by such of these units, each like the first one.
pub(super) fn layers(draft: &mut Draft, text: &str) -> Result<()> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let units: Vec<i64> = match text {
        "none" => Vec::new(),
        "" => bail!("layers takes the units of each hidden layer, such as 8 8, or none"),
        _ => words.map(|word| positive("layers", word)).collect::<Result<_>>()?,
    };
    let layers = draft.layers()?;
    let output = layers.pop().context("[network] has no layers")?;
    let bias = |layer: &Value| layer.get("bias").and_then(Value::as_bool).unwrap_or(false);
    let pattern = layers.first().cloned().unwrap_or_else(|| {
        let own = [("activation", Value::from("tanh")), ("bias", Value::from(bias(&output)))];
        Value::Table(own.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    });
    let layer = |units: &i64| {
        let mut layer = pattern.clone();
        if let Some(table) = layer.as_table_mut() {
            table.insert("units".into(), Value::from(*units));
        }
        layer
    };
    *layers = units.iter().map(layer).chain([output.clone()]).collect();
    draft.reshape()
}

/// Gives the hidden layers, or one layer, another activation.
pub(super) fn activation(draft: &mut Draft, text: &str) -> Result<()> {
    let (name, layer) = text.split_once(' ').unwrap_or((text, ""));
    let names = ACTIVATIONS.iter().map(|row| row.name);
    Activation::find(name).ok_or_else(|| anyhow!(unknown("activation", name, names)))?;
    let layers = draft.layers()?;
    let depth = layers.len();
    let chosen = match layer.trim() {
        "" => 0..(depth - 1).max(1),
        "output" => depth - 1..depth,
        word => {
            let l = word.parse().ok().filter(|l| (1..=depth).contains(l));
            let l: usize =
                l.with_context(|| format!("layers go from 1 to {depth}, not {word:?}"))?;
            l - 1..l
        }
    };
    for table in layers[chosen].iter_mut().filter_map(Value::as_table_mut) {
        table.insert("activation".into(), Value::from(name));
        table.remove("alpha");
    }
    Ok(())
}
