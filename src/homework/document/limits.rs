//! What a document may be at most, so that reading one takes little memory and time.

use anyhow::{Result, bail, ensure};

/// The largest document, in bytes.
pub(super) const MOST_BYTES: usize = 8 << 20;

/// The most numbers in a document.
const MOST_NUMBERS: usize = 400_000;

/// The most cells of a matrix.
const MOST_CELLS: usize = 100_000;

/// The most symbols of one formula or paragraph.
const MOST_TOKENS: usize = 1_000_000;

/// How deep brackets may stand in brackets.
pub(super) const DEEPEST: usize = 100;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// The most headings, values and lines of words of a document.
const MOST_EVENTS: usize = 100_000;

/// How many numbers were read.
#[derive(Default)]
pub(super) struct Tally {
    numbers: usize,
}

impl Tally {
    /// Counts some more numbers.
    pub(super) fn count(&mut self, more: usize) -> Result<()> {
        self.numbers = self.numbers.saturating_add(more);
        ensure!(
            self.numbers <= MOST_NUMBERS,
            "more than {MOST_NUMBERS} numbers, which no homework has"
        );
        Ok(())
    }
}

pub(super) fn bytes(count: usize) -> Result<()> {
    ensure!(count <= MOST_BYTES, "larger than {} MiB, which no homework is", MOST_BYTES >> 20);
    Ok(())
}

pub(super) fn cells(count: usize, line: usize) -> Result<()> {
    ensure!(count <= MOST_CELLS, "line {line}: a matrix of more than {MOST_CELLS} numbers");
    Ok(())
}

pub(super) fn tokens(count: usize, line: usize) -> Result<()> {
    ensure!(count <= MOST_TOKENS, "line {line}: a paragraph of more than {MOST_TOKENS} symbols");
    Ok(())
}

pub(super) fn events(count: usize, line: usize) -> Result<()> {
    ensure!(count <= MOST_EVENTS, "line {line}: more than {MOST_EVENTS} things said so far");
    Ok(())
}

pub(super) fn depth(count: usize, line: usize) -> Result<()> {
    ensure!(count <= DEEPEST, "line {line}: brackets nested deeper than {DEEPEST}");
    Ok(())
}

pub(super) fn name(name: &str, line: usize) -> Result<()> {
    // A character has four bytes at most: a long text is not counted through.
    if name.len() > 4 * LONGEST_NAME || name.chars().count() > LONGEST_NAME {
        bail!("line {line}: a name of more than {LONGEST_NAME} characters");
    }
    Ok(())
}
