//! `[names]` and `[[cue]]`: words about cells and places, all of which must exist.

use anyhow::Result;

use crate::lesson::change::split;
use crate::lesson::reader::{Node, Table};
use crate::lesson::source::unknown;
use crate::lesson::{Cue, Place};
use crate::worksheet::Worksheet;

const KEYS: &[&str] = &["at", "say", "ask", "try"];

/// The most commands that one key may run: a reader is to see what they do.
const MOST_LINES: usize = 20;

/// `[names]` in the order of the file.
pub(super) fn names(file: &Table, sheet: &Worksheet) -> Result<Vec<(String, String)>> {
    let Some(table) = file.section("names")? else { return Ok(Vec::new()) };
    let nodes = table.keys().into_iter().filter_map(|key| Some((key, table.get(key)?)));
    nodes.map(|(key, node)| Ok((key.to_owned(), cell(&node, sheet)?))).collect()
}

/// `[[cue]]` in the order of the file.
pub(super) fn cues(file: &Table, sheet: &Worksheet) -> Result<Vec<Cue>> {
    let Some(node) = file.get("cue") else { return Ok(Vec::new()) };
    let read = |(i, mut node): (usize, Node)| {
        node.label = format!("[[cue]] {}", i + 1);
        cue(&node.table()?, sheet)
    };
    node.array()?.into_iter().enumerate().map(read).collect()
}

fn cue(table: &Table, sheet: &Worksheet) -> Result<Cue> {
    table.allow(KEYS)?;
    let say = table.need("say", "the words")?;
    let words = say.text()?.trim();
    if words.is_empty() || words.contains(|c: char| c.is_control() && c != '\n') {
        return Err(say.expected("words without control characters"));
    }
    Ok(Cue {
        at: place(&table.need("at", "an iteration, iteration.quantity or \"start\"")?, sheet)?,
        say: words.to_owned(),
        ask: table.get("ask").map(|node| cell(&node, sheet)).transpose()?,
        tries: table.get("try").map_or(Ok(Vec::new()), |node| lines(&node))?,
    })
}

/// Command lines, separated by semicolons.
fn lines(node: &Node) -> Result<Vec<String>> {
    let text = node.line()?;
    let lines: Vec<_> = text.split(';').map(|line| line.trim().to_owned()).collect();
    if lines.iter().any(String::is_empty) {
        return Err(node.expected("commands, such as \"set learning_rate 2; rerun\""));
    }
    if lines.len() > MOST_LINES {
        let found = lines.len();
        let label = &node.label;
        return Err(
            node.error(format!("{label} has {found} commands, expected {MOST_LINES} at most"))
        );
    }
    Ok(lines)
}

fn place(node: &Node, sheet: &Worksheet) -> Result<Place> {
    if let Ok(iteration) = node.whole(1) {
        return Ok(Place::Iteration(iteration));
    }
    let expected = || node.expected("\"start\", an iteration or iteration.quantity: \"1.delta1\"");
    let text = node.text().map_err(|_| expected())?;
    if text == "start" {
        return Ok(Place::Start);
    }
    let (iteration, quantity) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
    let iteration = iteration.parse().ok().filter(|&n: &u64| n >= 1).ok_or_else(expected)?;
    match quantity {
        None => Ok(Place::Iteration(iteration)),
        Some(name) if sheet.named(name).is_some() => {
            Ok(Place::Quantity(iteration, name.to_owned()))
        }
        Some(name) => Err(no_such_quantity(node, name, sheet)),
    }
}

/// A cell of the worksheet, `delta1[3,3]`, as it is written.
pub(super) fn cell(node: &Node, sheet: &Worksheet) -> Result<String> {
    let text = node.text()?;
    let Some((name, row, column)) = split(text) else {
        return Err(node.expected("a cell, such as \"delta1[3,3]\""));
    };
    let Some(id) = sheet.named(name) else { return Err(no_such_quantity(node, name, sheet)) };
    let quantity = sheet.quantity(id);
    if !(1..=quantity.rows).contains(&row) || !(1..=quantity.columns).contains(&column) {
        let (rows, columns) = (quantity.rows, quantity.columns);
        return Err(node.expected(format!("a cell of {name}, which is {rows}×{columns}")));
    }
    Ok(text.to_owned())
}

fn no_such_quantity(node: &Node, name: &str, sheet: &Worksheet) -> anyhow::Error {
    let names: Vec<_> = sheet.names().collect();
    node.error(unknown("quantity", name, names.iter().map(String::as_str)))
}
