//! `[data]`: the examples, and how many of them an iteration sees.

use anyhow::Result;

use super::generated::{self, Drawn};
use super::targets::targets;
use super::{MOST_NUMBERS, too_many};
use crate::lesson::matrix::{Matrix, matrix};
use crate::lesson::reader::{Node, Table};
use crate::lesson::{Generated, Placed};
use crate::math::dataset::training;
use crate::math::hyperparameter::Hyperparameters;
use crate::math::rng::Stream;
use crate::train::Data;
use crate::worksheet::Worksheet;
use crate::worksheet::network::Network;

const KEYS: &[&str] = &[
    "x",
    "y",
    "labels",
    "features",
    "dataset",
    "csv",
    "npz",
    "train_share",
    "batch",
    "shuffle_seed",
];

/// Files that are read beside the lesson's own, and give way to what they hold.
const BESIDE: &[(&str, &str)] = &[("csv", "a csv"), ("npz", "an npz")];

/// What an iteration is fed with.
#[derive(Debug)]
pub(super) struct Examples {
    /// All examples, at least one.
    pub(super) data: Data,
    /// Those for testing, where there are any.
    pub(super) test: Option<Data>,
    /// How they were drawn, and the numbers that come next, where they were drawn.
    pub(super) generated: Option<(Generated, Box<dyn Stream>)>,
    /// Where they lie, where they are given by their places.
    pub(super) placed: Option<Placed>,
    /// What the classes are called, where they have names.
    pub(super) classes: Vec<String>,
    /// Rows per iteration.
    pub(super) batch: usize,
    /// The seed of their order.
    pub(super) shuffle: Option<u64>,
}

/// The examples, fit for the network's loss, and few enough for an iteration over all of them to
/// be held.
pub(super) fn examples(
    file: &Table,
    network: &Network,
    hyper: &Hyperparameters,
) -> Result<Examples> {
    let what = "x, with y or labels, or a dataset";
    let table =
        file.section("data")?.ok_or_else(|| file.error(format!("missing [data]: {what}")))?;
    for (key, kind) in BESIDE {
        if let Some(node) = table.get(key) {
            let message =
                format!("{kind} is read beside the file of its lesson, which this is not");
            return Err(node.error(message));
        }
    }
    let (data, test, generated, placed, classes) = if table.get("dataset").is_some() {
        let Drawn { training, test, generated, stream } = generated::draw(&table, network, hyper)?;
        (training, test, Some((generated, stream)), None, Vec::new())
    } else {
        let Given { data, placed, classes } = given(&table, network, hyper)?;
        let (data, test) = split(&table, data, network)?;
        (data, test, None, placed, classes)
    };
    let batch = batch(&table, data.rows)?;
    let shuffle = table.get("shuffle_seed").map(|node| node.whole(0)).transpose()?;
    Ok(Examples { data, test, generated, placed, classes, batch, shuffle })
}

/// What the inputs are called.
pub(super) fn columns(file: &Table, network: &Network) -> Result<Vec<String>> {
    let Some(table) = file.section("columns")? else { return Ok(Vec::new()) };
    table.allow(&["inputs"])?;
    let node = table.need("inputs", "the names of the inputs")?;
    let names: Vec<String> = node.array()?.iter().map(Node::line).collect::<Result<_>>()?;
    if names.len() != network.inputs {
        return Err(node.expected(format!("{} names, one for each input", network.inputs)));
    }
    Ok(names)
}

/// Examples that the file itself holds, where they lie, and the names of their classes.
struct Given {
    data: Data,
    placed: Option<Placed>,
    classes: Vec<String>,
}

fn given(table: &Table, network: &Network, hyper: &Hyperparameters) -> Result<Given> {
    table.allow(KEYS)?;
    let placed = placed(table, network)?;
    let x = match &placed {
        Some(placed) => placed.inputs(),
        None => inputs(table, network.inputs)?,
    };
    let iteration = Worksheet::new(network, x.rows, hyper).len();
    if iteration > MOST_NUMBERS {
        return Err(table.error(too_many("an iteration over all examples", iteration)));
    }
    let (y, classes) = targets(table, x.rows, network)?;
    Ok(Given { data: Data { rows: x.rows, x: x.values, y }, placed, classes })
}

/// The places that x has and the features that the inputs are, where these are named.
fn placed(table: &Table, network: &Network) -> Result<Option<Placed>> {
    if table.get("features").is_none() {
        return Ok(None);
    }
    let features = generated::features(table, network)?;
    let x = inputs(table, 2)?;
    let places = x.values.chunks_exact(2).map(|place| [place[0], place[1]]).collect();
    Ok(Some(Placed { features, places }))
}

impl Placed {
    /// What the features make of every place.
    fn inputs(&self) -> Matrix {
        let of =
            |[x, y]: &[f64; 2]| self.features.iter().map(|f| (f.of)(*x, *y)).collect::<Vec<_>>();
        let values = self.places.iter().flat_map(of).collect();
        Matrix { rows: self.places.len(), columns: self.features.len(), values }
    }
}

/// The first rows for training, the others for testing, by `train_share`.
fn split(table: &Table, data: Data, network: &Network) -> Result<(Data, Option<Data>)> {
    let Some(node) = table.get("train_share") else { return Ok((data, None)) };
    let share = node.finite()?;
    if !(0.0..=1.0).contains(&share) {
        return Err(node.expected("a number from 0 to 1"));
    }
    let (rows, trained) = (data.rows, training(data.rows, share));
    if trained == 0 {
        let message = format!(
            "a share of {share} of {rows} rows leaves none for training; expected 1/{rows} or more"
        );
        return Err(node.error(message));
    }
    let (x, rest_x) = data.x.split_at(trained * network.inputs);
    let (y, rest_y) = data.y.split_at(trained * network.outputs());
    let part = |rows, x: &[f64], y: &[f64]| Data { rows, x: x.to_vec(), y: y.to_vec() };
    let test = (trained < rows).then(|| part(rows - trained, rest_x, rest_y));
    Ok((part(trained, x, y), test))
}

/// `x`, with so many numbers a row.
fn inputs(table: &Table, columns: usize) -> Result<Matrix> {
    let node = table.need("x", "the inputs, one row for each example")?;
    let x = matrix(&node, "x")?;
    if x.rows == 0 {
        return Err(node.expected("at least one example"));
    }
    if x.columns != columns {
        return Err(node.error(format!(
            "x is {}×{}, expected {}×{columns} (examples × {})",
            x.rows,
            x.columns,
            x.rows,
            if table.get("features").is_some() { "places" } else { "inputs" }
        )));
    }
    Ok(x)
}

fn batch(table: &Table, rows: usize) -> Result<usize> {
    let Some(node) = table.get("batch") else { return Ok(rows) };
    let found = node.whole(1).ok().and_then(|n| usize::try_from(n).ok()).filter(|&n| n <= rows);
    found.ok_or_else(|| node.expected(format!("a whole number from 1 to {rows} (examples)")))
}
