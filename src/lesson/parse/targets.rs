//! `y` or `labels` of `[data]`: the targets, fit for the network's loss.

use anyhow::Result;

use crate::lesson::matrix::matrix;
use crate::lesson::reader::{Node, Table};
use crate::lesson::source::list;
use crate::lesson::tabular;
use crate::math::loss::{LOSSES, Targets};
use crate::worksheet::network::Network;

/// How far the probabilities of an example may be from summing to 1.
const SUM_TOLERANCE: f64 = 1e-9;

/// The targets row by row, and the names of their classes where they have some.
pub(super) fn targets(
    table: &Table,
    rows: usize,
    network: &Network,
) -> Result<(Vec<f64>, Vec<String>)> {
    match (table.get("y"), table.get("labels")) {
        (Some(_), Some(_)) => {
            Err(table.error_at("labels", "[data] has y and labels, expected one of the two"))
        }
        (None, None) => {
            Err(table.error("missing `y` in [data]: the targets, or labels of classes"))
        }
        (Some(y), None) => Ok((rows_of_targets(&y, rows, network)?, Vec::new())),
        (None, Some(labels)) if is_named(&labels)? => named(&labels, rows, network),
        (None, Some(labels)) => Ok((one_hot(&labels, rows, network)?, Vec::new())),
    }
}

/// Whether labels are the names of classes.
fn is_named(labels: &Node) -> Result<bool> {
    Ok(labels.array()?.first().is_some_and(|label| label.text().is_ok()))
}

/// Classes by their names: for each row a 1 among zeros; of two classes for one output the first
/// is −1, or 0 where the loss takes probabilities, and the second 1.
fn named(node: &Node, rows: usize, network: &Network) -> Result<(Vec<f64>, Vec<String>)> {
    let name = |label: &Node| label.text().map(str::to_owned);
    let labels: Vec<String> = node.array()?.iter().map(name).collect::<Result<_>>()?;
    if labels.len() != rows {
        return Err(node.expected(format!("{rows} labels, one for each row of x")));
    }
    let (names, classes) = tabular::classes(&labels);
    let (outputs, loss) = (network.outputs(), network.loss);
    let single = outputs == 1 && names.len() == 2 && !loss.targets.are_classes();
    if names.len() > outputs && !single {
        let all = list(names.iter().map(String::as_str));
        return Err(node.error(format!(
            "labels name {} classes ({all}), expected as many outputs, not {outputs} (loss \"{}\")",
            names.len(),
            loss.name
        )));
    }
    if single {
        let least = if loss.targets == Targets::UnitInterval { 0.0 } else { -1.0 };
        return Ok((classes.iter().map(|k| if *k == 0 { least } else { 1.0 }).collect(), names));
    }
    let mut y = vec![0.0; rows * outputs];
    for (class, row) in classes.into_iter().zip(y.chunks_mut(outputs)) {
        row[class] = 1.0;
    }
    Ok((y, names))
}

fn rows_of_targets(node: &Node, rows: usize, network: &Network) -> Result<Vec<f64>> {
    let y = matrix(node, "y")?;
    let outputs = network.outputs();
    if (y.rows, y.columns) != (rows, outputs) {
        return Err(node.error(format!(
            "y is {}×{}, expected {rows}×{outputs} (examples × outputs)",
            y.rows, y.columns
        )));
    }
    for (row, entry) in y.values.chunks(outputs).zip(node.array()?) {
        if let Some(expected) = unfit(network.loss.targets, row) {
            let (label, name) = (&entry.label["[data] ".len()..], network.loss.name);
            let message = format!("{label} is {row:?}, expected {expected} (loss \"{name}\")");
            return Err(entry.error(message));
        }
    }
    Ok(y.values)
}

/// What a row of targets must be, if it is not.
fn unfit(targets: Targets, row: &[f64]) -> Option<&'static str> {
    let sum: f64 = row.iter().sum();
    let in_unit = row.iter().all(|t| (0.0..=1.0).contains(t));
    let one_hot = sum == 1.0 && row.iter().all(|&t| t == 0.0 || t == 1.0);
    match targets {
        Targets::UnitInterval if !in_unit => Some("numbers from 0 to 1"),
        Targets::Class if !one_hot => Some("a single 1 among zeros"),
        Targets::Distribution if !in_unit || (sum - 1.0).abs() > SUM_TOLERANCE => {
            Some("probabilities that sum to 1")
        }
        _ => None,
    }
}

fn one_hot(node: &Node, rows: usize, network: &Network) -> Result<Vec<f64>> {
    if !network.loss.targets.are_classes() {
        let losses = LOSSES.iter().filter(|row| row.targets.are_classes()).map(|row| row.name);
        return Err(node.error(format!(
            "loss \"{}\" takes y, not labels; labels are for {}",
            network.loss.name,
            list(losses)
        )));
    }
    let (labels, outputs) = (node.array()?, network.outputs());
    if labels.len() != rows {
        return Err(node.expected(format!("{rows} labels, one for each row of x")));
    }
    let mut y = vec![0.0; rows * outputs];
    for (label, row) in labels.iter().zip(y.chunks_mut(outputs)) {
        let class = label.whole(0).ok().and_then(|class| row.get_mut(usize::try_from(class).ok()?));
        let most = outputs - 1;
        *class.ok_or_else(|| {
            label.expected(format!("a class from 0 to {most} ({outputs} outputs)"))
        })? = 1.0;
    }
    Ok(y)
}
