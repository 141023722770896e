//! CSV in the long form, a number a line: iteration, quantity, row, column, value.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};

use super::limits::{self, Tally};
use super::named::{self, Named};
use super::{Event, Grid, Mark, number};

/// The columns and the words they may be called.
const COLUMNS: [&[&str]; 5] = [
    &["iteration", "iter", "epoch", "step", "t"],
    &["quantity", "name", "matrix"],
    &["row", "i", "r"],
    &["col", "column", "j", "c"],
    &["value", "number", "x"],
];

const EXPECTED: &str = "expected the columns iteration,quantity,row,col,value";

/// Whether a text begins as such a file does.
pub(super) fn is_csv(text: &str) -> bool {
    text.lines().next().is_some_and(|line| header(line).is_some())
}

/// What separates the cells, and where the columns stand.
fn header(line: &str) -> Option<(char, [usize; 5])> {
    let mark = *[',', ';', '\t'].iter().max_by_key(|mark| line.matches(**mark).count())?;
    let names: Vec<String> =
        line.split(mark).take(50).map(|name| cell(name).to_lowercase()).collect();
    let mut at = [0; 5];
    for (place, words) in at.iter_mut().zip(COLUMNS) {
        *place = names.iter().position(|name| words.contains(&name.as_str()))?;
    }
    Some((mark, at))
}

fn cell(text: &str) -> &str {
    text.trim().trim_matches('"').trim()
}

/// An iteration and a quantity.
type Key = (u64, String);

/// A number with its row and column.
type Place = (usize, usize, Mark);

/// A quantity that is being gathered.
type Block = Vec<Place>;

/// What such a file says.
pub(super) fn read(text: &str, tally: &mut Tally) -> Result<Vec<Event>> {
    let (first, line) =
        text.lines().enumerate().find(|line| !line.1.trim().is_empty()).unwrap_or((0, ""));
    let Some((mark, at)) = header(line) else { bail!("line {}: {EXPECTED}", first + 1) };
    let comma = mark == ';' && number::has_decimal_comma(text);
    let mut order: Vec<Key> = Vec::new();
    let mut blocks: HashMap<Key, Block> = HashMap::new();
    for (place, line) in text.lines().enumerate().skip(first + 1) {
        if line.trim().is_empty() {
            continue;
        }
        let (key, cell) =
            row(line, mark, at, place + 1, comma).with_context(|| format!("line {}", place + 1))?;
        tally.count(1)?;
        limits::name(&key.1, place + 1)?;
        if !blocks.contains_key(&key) {
            order.push(key.clone());
        }
        blocks.entry(key).or_default().push(cell);
    }
    events(&order, blocks)
}

fn row(line: &str, mark: char, at: [usize; 5], number: usize, comma: bool) -> Result<(Key, Place)> {
    let cells: Vec<&str> = line.split(mark).take(60).map(cell).collect();
    let get = |column: usize| cells.get(at[column]).copied().unwrap_or_default();
    let count = |column: usize| {
        let text = get(column);
        let number = text.parse::<usize>().ok().filter(|n| *n <= 10_000_000);
        number.with_context(|| format!("{text:?} is no {}; {EXPECTED}", COLUMNS[column][0]))
    };
    let value = super::number::mark(get(4), number, comma);
    let value = value.with_context(|| format!("{:?} is no number; {EXPECTED}", get(4)))?;
    ensure!(!get(1).is_empty(), "the quantity has no name; {EXPECTED}");
    Ok(((count(0)? as u64, get(1).to_owned()), (count(2)?, count(3)?, value)))
}

fn events(order: &[Key], mut blocks: HashMap<Key, Block>) -> Result<Vec<Event>> {
    let from_zero = blocks.values().flatten().any(|cell| cell.0 == 0 || cell.1 == 0);
    let first = usize::from(!from_zero);
    let mut all = Vec::new();
    for (iteration, name) in order {
        let block = blocks.remove(&(*iteration, name.clone())).unwrap_or_default();
        let line = block.first().map_or(1, |cell| cell.2.line);
        let grid = gather(name, block, first)?;
        all.push(Named { iteration: *iteration, line, name: name.clone(), grid });
    }
    Ok(named::events(Vec::new(), all))
}

/// The matrix that some cells with their places are.
fn gather(name: &str, mut block: Block, first: usize) -> Result<Grid> {
    let line = block.first().map_or(1, |cell| cell.2.line);
    block.sort_by_key(|cell| (cell.0, cell.1));
    let rows = block.iter().map(|cell| cell.0 + 1 - first).max().unwrap_or(0);
    let columns = block.iter().map(|cell| cell.1 + 1 - first).max().unwrap_or(0);
    limits::cells(block.len(), line)?;
    if let Some(pair) =
        block.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1))
    {
        bail!("line {}: {name} has this cell already, on line {}", pair[1].2.line, pair[0].2.line);
    }
    let whole = rows.checked_mul(columns) == Some(block.len());
    ensure!(whole, "line {line}: {name} is {rows}×{columns}, but has {} cells", block.len());
    let cells: Vec<Mark> = block.into_iter().map(|cell| cell.2).collect();
    let is_number = cells.len() == 1 && matches!(name, "loss" | "data_loss" | "penalty");
    Ok(Grid { rows, columns, cells, is_number })
}
