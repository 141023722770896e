//! What was recovered as the text of a lesson, read like any other.

use std::fmt::Write;

use anyhow::Result;

use super::Start;
use super::values::Matrix;
use crate::homework::reduction;
use crate::lesson::{self, Lesson};
use crate::worksheet::network::Network;

/// The lesson of a network and what it starts from.
pub(super) fn lesson(network: &Network, start: &Start, iterations: u64) -> Result<Lesson> {
    lesson::parse(&text(network, start, iterations)?, "recovered.toml")
}

fn text(network: &Network, start: &Start, iterations: u64) -> Result<String> {
    let mut out = String::from("title = \"Recovered from a document\"\n");
    writeln!(out, "iterations = {}\n\n[network]\ninputs = {}", iterations.max(1), network.inputs)?;
    writeln!(out, "layers = [")?;
    for layer in &network.layers {
        let (units, activation, bias) = (layer.units, layer.activation.name, layer.bias);
        writeln!(out, "  {{ units = {units}, activation = \"{activation}\", bias = {bias} }},")?;
    }
    writeln!(out, "]\n\n[init]")?;
    let of = |bias: bool| {
        let all = network.parameters().into_iter().zip(&start.parameters);
        all.filter(move |(parameter, _)| parameter.bias == bias)
    };
    let weights: Vec<String> = of(false).map(|(_, matrix)| rows(matrix)).collect();
    writeln!(out, "weights = [{}]", weights.join(", "))?;
    let biases = (1..=network.depth()).map(|l| {
        let found = of(true).find(|(parameter, _)| parameter.layer == l);
        found.map_or("[]".into(), |(_, matrix)| row(&matrix.values))
    });
    writeln!(out, "biases = [{}]", biases.collect::<Vec<_>>().join(", "))?;
    let (loss, reduction) = (network.loss.name, reduction::name(network.reduction));
    writeln!(out, "\n[loss]\nname = \"{loss}\"\nreduction = \"{reduction}\"")?;
    let (optimizer, rate) = (network.optimizer.name, start.rate);
    writeln!(out, "\n[optimizer]\nname = \"{optimizer}\"\nlearning_rate = {rate:?}")?;
    writeln!(out, "\n[data]\nx = {}\ny = {}", rows(&start.x), rows(&start.y))?;
    Ok(out)
}

fn rows(matrix: &Matrix) -> String {
    let rows: Vec<String> = matrix.rows().map(row).collect();
    format!("[{}]", rows.join(", "))
}

fn row(values: &[f64]) -> String {
    let cells: Vec<String> = values.iter().map(|x| format!("{x:?}")).collect();
    format!("[{}]", cells.join(", "))
}
