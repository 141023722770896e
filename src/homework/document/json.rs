//! JSON: iterations with their quantities, a report of this program, or the cells of a notebook.

use anyhow::{Result, ensure};

use super::lex::{Manner, lex};
use super::limits::{self, Tally};
use super::tree::{self, Node, Value};
use super::{Event, Grid, Heading, Mark, Written, number, page, pen};

/// Names that are not quantities.
const NO_QUANTITIES: &[&str] = &["iteration", "epoch", "step", "t", "iterations", "quantities"];

/// An iteration, a line, a name and its value.
pub(super) type Named = (u64, usize, String, Grid);

/// What JSON says.
pub(super) fn read(text: &str, tally: &mut Tally) -> Result<Vec<Event>> {
    let root = tree::read(text, tally)?;
    if let Some(cells) = root.get("cells").and_then(Node::list) {
        return notebook(cells, tally);
    }
    let iterations = root.list().or_else(|| root.get("iterations").and_then(Node::list));
    let mut events = Vec::new();
    let mut named = Vec::new();
    match iterations {
        Some(list) => {
            let mut given = Vec::new();
            entries(&root, 1, &mut given)?;
            events
                .extend(given.into_iter().map(|(_, line, name, grid)| written(line, &name, grid)));
            for (at, node) in list.iter().enumerate() {
                iteration(node, at as u64 + 1, &mut named)?;
            }
        }
        None => iteration(&root, 1, &mut named)?,
    }
    let earliest = named.iter().map(|one| one.0).min().unwrap_or(1);
    if earliest == 0 {
        for one in &mut named {
            one.0 += 1;
        }
    }
    events.extend(numbered(named));
    if is_exact(&events) {
        for event in &mut events {
            forget_decimals(event);
        }
    }
    Ok(events)
}

/// Whether numbers are written with all their digits.
fn is_exact(events: &[Event]) -> bool {
    let values = events.iter().filter_map(|event| match event {
        Event::Written(written) => written.value.as_ref(),
        _ => None,
    });
    values
        .flat_map(|grid| &grid.cells)
        .any(|mark| number::parse(&mark.raw, false).is_some_and(|n| n.digits >= 15))
}

fn forget_decimals(event: &mut Event) {
    if let Event::Written(Written { value: Some(grid), .. }) = event {
        for mark in &mut grid.cells {
            mark.decimals = None;
        }
    }
}

/// The quantities of an iteration.
fn iteration(node: &Node, at: u64, named: &mut Vec<Named>) -> Result<()> {
    let count =
        ["iteration", "epoch", "step", "t"].iter().find_map(|key| match &node.get(key)?.value {
            Value::Number(mark) if mark.value >= 0.0 && mark.value < 1e9 => Some(mark.value as u64),
            _ => None,
        });
    let at = count.unwrap_or(at);
    entries(node, at, named)?;
    for quantity in node.get("quantities").and_then(Node::list).unwrap_or_default() {
        let name = quantity.get("name").and_then(Node::text);
        if let (Some(name), Some(value)) = (name, quantity.get("value")) {
            named.extend(grid(value)?.map(|grid| (at, value.line, name.to_owned(), grid)));
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
        let left_out = NO_QUANTITIES.contains(&name.as_str())
            || own && matches!(name.as_str(), "data_loss" | "penalty");
        if !left_out && let Some(grid) = grid(node)? {
            limits::name(name, node.line)?;
            named.push((at, node.line, name.clone(), grid));
        }
    }
    Ok(())
}

/// The matrix that a value is: a number, a list of numbers, or a list of such lists.
fn grid(node: &Node) -> Result<Option<Grid>> {
    let Value::List(list) = &node.value else {
        let number = |mark| Grid { rows: 1, columns: 1, cells: vec![mark], is_number: true };
        return Ok(mark(node).map(number));
    };
    let rows: Vec<&[Node]> = if list.iter().any(|node| node.list().is_some()) {
        list.iter().filter_map(Node::list).collect()
    } else {
        vec![list]
    };
    let columns = rows.first().map_or(0, |row| row.len());
    let Some(cells) = rows.iter().copied().flatten().map(mark).collect::<Option<Vec<Mark>>>()
    else {
        return Ok(None);
    };
    limits::cells(cells.len(), node.line)?;
    if let Some(row) = rows.iter().find(|row| row.len() != columns) {
        let line = row.first().map_or(node.line, |node| node.line);
        ensure!(
            false,
            "line {line}: a row of {} in a matrix whose first row has {columns}",
            row.len()
        );
    }
    let grid = Grid { rows: rows.len(), columns, cells, is_number: false };
    Ok((!grid.cells.is_empty()).then_some(grid))
}

/// A number, which may be a text: JSON has no NaN.
fn mark(node: &Node) -> Option<Mark> {
    match &node.value {
        Value::Number(mark) => Some(mark.clone()),
        Value::Text(text) => number::mark(text, node.line, false),
        _ => None,
    }
}

/// Named values with a heading where an iteration begins.
pub(super) fn numbered(named: Vec<Named>) -> Vec<Event> {
    let mut events = Vec::new();
    let mut current = None;
    for (iteration, line, name, grid) in named {
        if current != Some(iteration) {
            current = Some(iteration);
            let text = format!("Iteration {iteration}");
            events.push(Event::Heading(Heading { line, text, iteration: Some(iteration) }));
        }
        events.push(written(line, &name, grid));
    }
    events
}

/// A value whose name is brought to its normal form.
fn written(line: usize, name: &str, grid: Grid) -> Event {
    let tokens = lex(name, line, Manner::default(), &mut Tally::default());
    let name =
        tokens.map_or_else(|_| name.to_owned(), |tokens| pen::write(&tokens).trim().to_owned());
    let (formulas, operands) = (Vec::new(), Vec::new());
    Event::Written(Written { line, name, formulas, operands, value: Some(grid) })
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
