//! `[init]`: the first value of every parameter, given or drawn.

use anyhow::Result;

use crate::lesson::Generated;
use crate::lesson::matrix::{matrix, vector};
use crate::lesson::reader::{Node, Table};
use crate::lesson::source::unknown;
use crate::math::init::{DEFAULT_RANGE, Fan, SCHEMES, Scheme, gain};
use crate::math::rng::{Rng, Stream};
use crate::worksheet::network::{Network, Parameter};

const GIVEN: &[&str] = &["weights", "biases"];
const DRAWN: &[&str] = &["scheme", "seed", "range", "bias"];
const DEFAULT_SEED: u64 = 1;

/// The values of `Network::parameters`, and how they were drawn, if they were.
pub(super) fn parameters(
    file: &Table,
    network: &Network,
    data: Option<&mut (Generated, Box<dyn Stream>)>,
) -> Result<(Vec<Vec<f64>>, Option<String>)> {
    let what = "weights, or a scheme to draw them";
    let table =
        file.section("init")?.ok_or_else(|| file.error(format!("missing [init]: {what}")))?;
    if let Some(node) = table.get("weights_from") {
        return Err(
            node.error("weights are read beside a lesson that is a file, which this is not")
        );
    }
    match (table.get("weights"), table.get("scheme")) {
        (Some(_), Some(_)) => {
            Err(table.error_at("scheme", "[init] has weights and scheme, expected one of the two"))
        }
        (Some(weights), None) => {
            table.allow(GIVEN)?;
            Ok((given(&weights, table.get("biases").as_ref(), network)?, None))
        }
        (None, Some(scheme)) => {
            table.allow(DRAWN)?;
            let (parameters, how) = drawn(&table, &scheme, network, data)?;
            Ok((parameters, Some(how)))
        }
        (None, None) => {
            table.allow(&[GIVEN, DRAWN, &["weights_from"]].concat())?;
            Err(table.error(format!("[init] says nothing, expected {what}")))
        }
    }
}

fn given(weights: &Node, biases: Option<&Node>, network: &Network) -> Result<Vec<Vec<f64>>> {
    let weights = per_layer(weights, "matrices", network)?;
    let biases = biases.map(|biases| per_layer(biases, "arrays", network)).transpose()?;
    let mut parameters = Vec::new();
    for l in 1..=network.depth() {
        parameters.push(weights_of(&weights[l - 1], l, network)?);
        let given = biases.as_ref().map(|biases| biases_of(&biases[l - 1], l, network));
        let given = given.transpose()?;
        if network.layer(l).bias {
            parameters.push(given.unwrap_or_else(|| vec![0.0; network.width(l)]));
        }
    }
    Ok(parameters)
}

/// One entry for each layer.
fn per_layer<'a>(node: &Node<'a>, what: &str, network: &Network) -> Result<Vec<Node<'a>>> {
    let entries = node.array()?;
    if entries.len() != network.depth() {
        return Err(node.expected(format!("{} {what}, one for each layer", network.depth())));
    }
    Ok(entries)
}

fn weights_of(node: &Node, l: usize, network: &Network) -> Result<Vec<f64>> {
    let found = matrix(node, &format!("W{l}"))?;
    let (rows, columns) = network.shape(Parameter { layer: l, bias: false });
    if (found.rows, found.columns) != (rows, columns) {
        return Err(node.error(format!(
            "weights of layer {l} are {}×{}, expected {rows}×{columns} (inputs × units)",
            found.rows, found.columns
        )));
    }
    Ok(found.values)
}

fn biases_of(node: &Node, l: usize, network: &Network) -> Result<Vec<f64>> {
    let found = vector(node, &format!("b{l}"))?;
    let (length, units) = (found.len(), network.width(l));
    match (network.layer(l).bias, length) {
        (true, _) if length != units => Err(node
            .error(format!("biases of layer {l} are {length} numbers, expected {units} (units)"))),
        (false, 1..) => Err(node.error(format!(
            "biases of layer {l} are {length} numbers, expected []: the layer has no bias = true"
        ))),
        _ => Ok(found),
    }
}

fn drawn(
    table: &Table,
    node: &Node,
    network: &Network,
    data: Option<&mut (Generated, Box<dyn Stream>)>,
) -> Result<(Vec<Vec<f64>>, String)> {
    let word = node.text()?;
    let names = SCHEMES.iter().map(|row| row.name);
    let scheme = Scheme::find(word).ok_or_else(|| node.error(unknown("scheme", word, names)))?;
    let range = range(table, scheme)?;
    let bias = table.get("bias").map_or(Ok(scheme.bias), |node| node.finite())?;
    let seed = table.get("seed").map(|node| node.whole(0)).transpose()?;
    // Playground draws its first weights from where the points left off.
    let goes_on = data.filter(|(data, _)| {
        seed.is_none() && scheme.name == "playground" && data.dataset.playground.is_some()
    });
    let seed = seed.unwrap_or(DEFAULT_SEED);
    let mut own = Rng::new(seed);
    let (rng, source): (&mut dyn Stream, _) = match goes_on {
        Some((data, stream)) => {
            let generator = data.dataset.generator();
            (&mut **stream, format!("after the data, seed {:?}, {generator}", data.seed))
        }
        None => (&mut own, format!("seed {seed}, {}", Rng::NAME)),
    };
    let mut parameters = Vec::new();
    for parameter in network.parameters() {
        let (fan_in, fan_out) = network.shape(parameter);
        let mut values = vec![bias; fan_in * fan_out];
        if !parameter.bias {
            let layer = network.layer(parameter.layer);
            let gain = gain(layer.activation.name, layer.alpha);
            (scheme.fill)(rng, &Fan { fan_in, fan_out, gain, range }, &mut values);
        }
        parameters.push(values);
    }
    let range = if scheme.name == RANGED { format!(", range {range}") } else { String::new() };
    Ok((parameters, format!("{word}{range}, {source}")))
}

/// The one scheme that has a range.
const RANGED: &str = "uniform";

fn range(table: &Table, scheme: &Scheme) -> Result<f64> {
    let Some(node) = table.get("range") else { return Ok(DEFAULT_RANGE) };
    if scheme.name != RANGED {
        let message = format!("scheme \"{}\" has no range; expected {}", scheme.name, RANGED);
        return Err(table.error_at("range", message));
    }
    let range = node.finite()?;
    if range > 0.0 { Ok(range) } else { Err(node.expected("a number above 0")) }
}
