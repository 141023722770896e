//! npz: arrays as numpy saves them, compressed or not, and as this program writes them. Their
//! numbers are exact.

use anyhow::{Result, bail, ensure};

use super::limits::{self, Tally};
use super::named::{self, Named};
use super::{Event, Grid, Mark};
use crate::lesson::arrays::npy::Npy;
use crate::lesson::arrays::npz::{Limits, each};

/// The most arrays in a file, and the largest one, in bytes with its header.
const MOST: Limits = Limits { arrays: 100_000, bytes: 4 << 20 };

/// What such a file says.
pub(super) fn read(bytes: &[u8], tally: &mut Tally) -> Result<Vec<Event>> {
    let mut named: Vec<Named> = Vec::new();
    each(bytes, &MOST, &mut |key, array| {
        limits::name(key, 1)?;
        let grid = grid(&array?, tally)?;
        let (iteration, name) = split(key);
        named.push(Named { iteration, line: 1, name: name.to_owned(), grid });
        Ok(())
    })?;
    // numpy keeps the order of the arguments, but a dictionary may mix the iterations.
    named.sort_by_key(|one| one.iteration);
    Ok(named::events(Vec::new(), named))
}

/// The iteration and the name of a key: `S1`, `it2/S1`, `S1_2`, `2.delta1`.
fn split(key: &str) -> (u64, &str) {
    let before = |mark: char| {
        let (front, name) = key.split_once(mark)?;
        let digits = front.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
        Some((digits.parse().ok()?, name))
    };
    let behind = || {
        let (name, digits) = key.rsplit_once('_')?;
        let numbered =
            digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let whole = name.ends_with(|c: char| c.is_ascii_digit()) || name == "loss";
        Some((numbered.filter(|_| whole)?, name))
    };
    before('/').or_else(|| before('.')).or_else(behind).unwrap_or((1, key))
}

/// Rows and columns; a vector is a row, and a number has no shape.
fn grid(array: &Npy, tally: &mut Tally) -> Result<Grid> {
    let (rows, columns, is_number) = match *array.shape.as_slice() {
        [] => (1, 1, true),
        [columns] => (1, columns, false),
        [rows, columns] | [1, rows, columns] => (rows, columns, false),
        _ => bail!("has {} axes; expected a matrix", array.shape.len()),
    };
    limits::cells(array.count(), 1)?;
    tally.count(array.count())?;
    let cells: Vec<Mark> = array.numbers()?.into_iter().map(exact).collect();
    ensure!(!cells.is_empty(), "holds no number");
    Ok(Grid { rows, columns, cells, is_number })
}

fn exact(value: f64) -> Mark {
    Mark { line: 1, raw: format!("{value:?}"), value, decimals: None, elided: false }
}
