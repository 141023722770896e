//! `[[expect]]`: what a lesson claims that can be computed. Nothing of it is shown; the claims of
//! the lessons that come with the program are tested.

use anyhow::Result;

use super::cues;
use super::steering::setting;
use crate::lesson::change;
use crate::lesson::nearest::nearest;
use crate::lesson::reader::{Node, Table};
use crate::lesson::{Expect, Of, mistake_called, rounding_called};
use crate::math::hyperparameter::{Hyperparameter, used_by};
use crate::train::{Change, Setup};
use crate::worksheet::Worksheet;

const KEYS: &[&str] = &["at", "of", "is", "within", "set", "bug", "round", "from"];

/// How far a number may be from one that is written with six decimals.
const WITHIN: f64 = 6e-7;

/// `[[expect]]` in the order of the file.
pub(super) fn expects(file: &Table, setup: &Setup, sheet: &Worksheet) -> Result<Vec<Expect>> {
    let Some(node) = file.get("expect") else { return Ok(Vec::new()) };
    let read = |(i, mut node): (usize, Node)| {
        node.label = format!("[[expect]] {}", i + 1);
        expect(&node.table()?, setup, sheet)
    };
    node.array()?.into_iter().enumerate().map(read).collect()
}

fn expect(table: &Table, setup: &Setup, sheet: &Worksheet) -> Result<Expect> {
    table.allow(KEYS)?;
    let of = table.need("of", "\"loss\", or a cell such as \"delta1[3,3]\"")?;
    Ok(Expect {
        at: table.need("at", "an iteration, counted from 1")?.whole(1)?,
        of: measured(&of, sheet)?,
        is: table.need("is", "the number, or inf, -inf, nan")?.number()?,
        within: table.get("within").map_or(Ok(WITHIN), |node| distance(&node))?,
        changes: changes(table, setup)?,
        from: table.get("from").map_or(Ok(1), |node| node.whole(1))?,
    })
}

/// `set`, `bug` and `round`.
fn changes(table: &Table, setup: &Setup) -> Result<Vec<Change>> {
    let mut all = table.get("set").map_or(Ok(Vec::new()), |node| set(&node, setup))?;
    if let Some(node) = table.get("bug") {
        all.push(Change::Mistake(change::named(&node, mistake_called)?));
    }
    if let Some(node) = table.get("round") {
        all.push(Change::Rounding(change::named(&node, rounding_called)?));
    }
    Ok(all)
}

fn measured(node: &Node, sheet: &Worksheet) -> Result<Of> {
    if node.text()? == "loss" {
        return Ok(Of::Loss);
    }
    let expected = || node.expected("\"loss\", or a cell such as \"delta1[3,3]\"");
    let (quantity, row, column) = change::split(node.text()?).ok_or_else(expected)?;
    cues::cell(node, sheet)?;
    Ok(Of::Cell { quantity: quantity.into(), row: row - 1, column: column - 1 })
}

fn distance(node: &Node) -> Result<f64> {
    let x = node.finite()?;
    if x >= 0.0 { Ok(x) } else { Err(node.expected("a distance of at least 0")) }
}

/// `{ learning_rate = 1e6, "W1[1,1]" = 0.5 }`
fn set(node: &Node, setup: &Setup) -> Result<Vec<Change>> {
    let table = node.table()?;
    let network = &setup.network;
    let parameter = network.loss.parameter.map(|(name, _)| name);
    let used: Vec<&Hyperparameter> = used_by(network.optimizer, parameter).collect();
    let cells = network.parameters().into_iter().map(|parameter| parameter.to_string());
    let cells = cells.chain(["X", "Y"].map(String::from)).map(|name| name + "[…]");
    let choices: Vec<_> = used.iter().map(|row| row.name.to_owned()).chain(cells).collect();
    let choices: Vec<_> = choices.iter().map(String::as_str).collect();
    let change = |(key, value): (&str, Node)| match used.iter().find(|row| row.name == key) {
        Some(row) => Ok(Change::Hyper(row, setting(row, &value)?)),
        None if !key.contains('[') => {
            Err(table.refuse(key, nearest(key, choices.iter().copied()), &choices))
        }
        None => change::of_cell(key, &value, setup, &|expected| {
            let label = &value.label;
            table.error_at(key, format!("{label} is unknown, expected {expected}"))
        }),
    };
    table.keys().into_iter().filter_map(|key| Some((key, table.get(key)?))).map(change).collect()
}
