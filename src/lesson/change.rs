//! What may be set, by the names files have for it: cells (`W1[2,1]`, `X[1,2]`, `Y[3,1]`), manners
//! of working.

use anyhow::{Error, Result};

use super::reader::Node;
use crate::math::loss::Targets;
use crate::train::{Change, Setup};

/// The change that sets the cell called `word` to a value; `expected` makes the message that
/// something else was expected in the place of the word.
pub(super) fn of_cell(
    word: &str,
    value: &Node,
    setup: &Setup,
    expected: &dyn Fn(String) -> Error,
) -> Result<Change> {
    let network = &setup.network;
    let unknown = || {
        expected(
            "a hyperparameter of the network, or a cell such as W1[2,1], X[1,2] or Y[1,1]".into(),
        )
    };
    let (name, row, column) = split(word).ok_or_else(unknown)?;
    let parameter = network.parameters().into_iter().find(|p| p.to_string() == name);
    let (rows, columns) = match (name, parameter) {
        (_, Some(parameter)) => network.shape(parameter),
        ("X", _) => (setup.data.rows, network.inputs),
        ("Y", _) => (setup.data.rows, network.outputs()),
        _ => return Err(unknown()),
    };
    if !(1..=rows).contains(&row) || !(1..=columns).contains(&column) {
        return Err(expected(format!("a cell of {name}, which is {rows}×{columns}")));
    }
    let (row, column, number) = (row - 1, column - 1, value.finite()?);
    Ok(match (parameter, name) {
        (Some(parameter), _) => Change::Parameter { parameter, row, column, value: number },
        (_, "X") => Change::Input { row, column, value: number },
        _ => target(value, setup, (row, column, number))?,
    })
}

/// What the loss allows as a target.
fn target(value: &Node, setup: &Setup, place: (usize, usize, f64)) -> Result<Change> {
    let (row, column, number) = place;
    match setup.network.loss.targets {
        Targets::Class | Targets::Distribution if number == 1.0 => {
            Ok(Change::Label { row, class: column })
        }
        Targets::Class | Targets::Distribution => {
            Err(value.expected("1, which makes it the class of its row"))
        }
        Targets::UnitInterval if !(0.0..=1.0).contains(&number) => {
            Err(value.expected("a number from 0 to 1"))
        }
        _ => Ok(Change::Target { row, column, value: number }),
    }
}

/// A manner of working by its name.
pub(super) fn named<T>(node: &Node, called: fn(&str) -> Result<T, String>) -> Result<T> {
    called(node.text()?).map_err(|reason| node.error(reason))
}

/// `W1[2,1]` → `W1`, 2, 1
pub(super) fn split(text: &str) -> Option<(&str, usize, usize)> {
    let (name, cell) = text.strip_suffix(']')?.split_once('[')?;
    let (row, column) = cell.split_once(',')?;
    Some((name, row.trim().parse().ok()?, column.trim().parse().ok()?))
}
