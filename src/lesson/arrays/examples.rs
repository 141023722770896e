//! `x` and `y` or `labels` of a file as the keys of `[data]`.

use anyhow::{Result, anyhow, bail, ensure};

use super::{Array, Arrays, Shape};
use crate::lesson::reader::Table;
use crate::lesson::text::numbers;
use crate::math::loss::Loss;

/// What examples are called.
pub(super) const NAMES: [&str; 5] = ["x", "X", "y", "Y", "labels"];

/// `x = …` and `y = …` or `labels = …`, each on a line.
pub(super) fn written(arrays: &Arrays, file: &Table, shape: &Shape) -> Result<String> {
    let find = |names: &[&str], what: &str| {
        let (file, found) = (&arrays.file, arrays.names());
        let array = arrays.find(names);
        arrays.sound(array.ok_or_else(|| anyhow!("{file}: has no {what}; its arrays: {found}"))?)
    };
    let x = find(&["x", "X"], "x, the inputs")?;
    let rows = x.shape.first().copied().unwrap_or(0);
    ensure!(rows > 0, arrays.error(x, "has no row, expected at least one example"));
    let x = matrix(arrays, x, rows, shape.inputs, "inputs")?;
    let x = format!("x = {}", list(x, shape.inputs));
    let outputs = shape.layers.last().map_or(1, |layer| layer.units);
    let loss = file.section("loss")?.and_then(|table| table.get("name"));
    let loss = loss.and_then(|node| node.text().ok()).and_then(Loss::find);
    let has_classes = loss.is_some_and(|loss| loss.targets.are_classes());
    let y = find(&["y", "Y", "labels"], "y, the targets, and no labels")?;
    let is_list = y.shape.len() < 2 || (y.shape[1..].iter().all(|size| *size == 1) && outputs > 1);
    if y.name == "labels" || (is_list && has_classes) {
        return Ok(format!("{x}\nlabels = {:?}", labels(arrays, y, rows, outputs)?));
    }
    Ok(format!("{x}\ny = {}", list(matrix(arrays, y, rows, outputs, "outputs")?, outputs)))
}

fn list(values: &[f64], columns: usize) -> String {
    let rows: Vec<_> = values.chunks(columns).map(numbers).collect();
    format!("[{}]", rows.join(", "))
}

/// The numbers of an array with a row for each example; what a row has may be of several axes.
fn matrix<'a>(
    arrays: &Arrays,
    array: &'a Array,
    rows: usize,
    columns: usize,
    what: &str,
) -> Result<&'a [f64]> {
    let across: usize = array.shape.iter().skip(1).product();
    if array.shape.first() != Some(&rows) || across != columns {
        let message =
            format!("is {}, expected {rows}×{columns} (examples × {what})", array.shape());
        return Err(arrays.error(array, &message));
    }
    arrays.finite(array)
}

/// The class of every example.
fn labels(arrays: &Arrays, array: &Array, rows: usize, outputs: usize) -> Result<Vec<usize>> {
    if array.values.len() != rows || array.shape.first() != Some(&rows) {
        let message = format!("is {}, expected {rows} labels (examples)", array.shape());
        return Err(arrays.error(array, &message));
    }
    let class = |(row, label): (usize, &f64)| {
        if label.fract() == 0.0 && (0.0..outputs as f64).contains(label) {
            return Ok(*label as usize);
        }
        let (file, name, most) = (&arrays.file, &array.name, outputs - 1);
        bail!(
            "{file}: {name}, row {}: is {label}, expected a class from 0 to {most} \
             ({outputs} outputs)",
            row + 1
        )
    };
    array.values.iter().enumerate().map(class).collect()
}
