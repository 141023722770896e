//! JSON: iterations with their quantities, a report of this program, or the cells of a notebook.

use anyhow::Result;

use super::lex::Manner;
use super::limits::{self, Tally};
use super::named::{self, Named};
use super::tree::{self, Node, Value};
use super::{Event, Grid, Mark, number, page};

/// Names of the number of an iteration.
const COUNTS: &[&str] = &["iteration", "epoch", "step", "t"];

/// Names of what holds quantities.
const HOLDERS: &[&str] = &["iterations", "quantities"];

/// What JSON says.
pub(super) fn read(text: &str, tally: &mut Tally) -> Result<Vec<Event>> {
    let root = tree::read(text, tally)?;
    if let Some(cells) = root.get("cells").and_then(Node::list) {
        return notebook(cells, tally);
    }
    let iterations = root.list().or_else(|| root.get("iterations").and_then(Node::list));
    let (mut given, mut named) = (Vec::new(), Vec::new());
    if let Some(list) = iterations {
        entries(&root, 1, &mut given)?;
        for (at, node) in list.iter().enumerate() {
            iteration(node, at as u64 + 1, &mut named)?;
        }
    } else {
        iteration(&root, 1, &mut named)?;
    }
    Ok(named::events(given, named))
}

/// The quantities of an iteration.
fn iteration(node: &Node, at: u64, named: &mut Vec<Named>) -> Result<()> {
    let count = COUNTS.iter().find_map(|key| match &node.get(key)?.value {
        Value::Number(mark) if mark.value >= 0.0 && mark.value < 1e9 => Some(mark.value as u64),
        _ => None,
    });
    let at = count.unwrap_or(at);
    entries(node, at, named)?;
    for quantity in node.get("quantities").and_then(Node::list).unwrap_or_default() {
        let name = quantity.get("name").and_then(Node::text);
        if let (Some(name), Some(value)) = (name, quantity.get("value"))
            && let Some(grid) = grid(value)?
        {
            limits::name(name, value.line)?;
            named.push(Named { iteration: at, line: value.line, name: name.to_owned(), grid });
        }
    }
    if let Some(inner @ Node { value: Value::Object(_), .. }) = node.get("quantities") {
        entries(inner, at, named)?;
    }
    Ok(())
}

/// The entries of an object that are numbers or matrices; those of our own reports that follow
/// from others are left out.
fn entries(node: &Node, at: u64, named: &mut Vec<Named>) -> Result<()> {
    let Value::Object(entries) = &node.value else { return Ok(()) };
    let own = node.get("quantities").is_some();
    for (name, node) in entries {
        let left_out = COUNTS.iter().chain(HOLDERS).any(|other| other == name)
            || own && matches!(name.as_str(), "data_loss" | "penalty");
        if !left_out && let Some(grid) = grid(node)? {
            limits::name(name, node.line)?;
            named.push(Named { iteration: at, line: node.line, name: name.clone(), grid });
        }
    }
    Ok(())
}

/// The matrix that a value is: a number, a list of numbers, or a list of such lists.
fn grid(node: &Node) -> Result<Option<Grid>> {
    let Value::List(list) = &node.value else {
        return Ok(mark(node).map(Grid::number));
    };
    let rows: Vec<&[Node]> = if list.iter().any(|node| node.list().is_some()) {
        list.iter().filter_map(Node::list).collect()
    } else {
        vec![list]
    };
    let rows = rows.into_iter().map(|row| row.iter().map(mark).collect::<Option<Vec<Mark>>>());
    rows.collect::<Option<_>>().map_or(Ok(None), |rows| Grid::of_rows(rows, node.line))
}

/// A number, which may be a text: JSON has no NaN.
fn mark(node: &Node) -> Option<Mark> {
    match &node.value {
        Value::Number(mark) => Some(mark.clone()),
        Value::Text(text) => number::mark(text, node.line, false),
        _ => None,
    }
}

/// The words and the printed output of a notebook.
fn notebook(cells: &[Node], tally: &mut Tally) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for cell in cells {
        let is_code = cell.get("cell_type").and_then(Node::text) == Some("code");
        let source = cell.get("source").filter(|_| !is_code);
        let outputs = cell.get("outputs").and_then(Node::list).unwrap_or_default();
        let printed = outputs.iter().filter_map(|output| {
            output.get("text").or_else(|| output.get("data")?.get("text/plain"))
        });
        for text in source.into_iter().chain(printed) {
            let manner = Manner { comments: false, comma: false };
            events.extend(page::read(&joined(text), manner, text.line, tally)?);
        }
    }
    Ok(events)
}

/// A text, or a list of its lines.
fn joined(node: &Node) -> String {
    let lines = node.list().unwrap_or_default().iter().filter_map(Node::text);
    node.text().map_or_else(|| lines.collect(), str::to_owned)
}
