//! What a document says of every quantity, cell by cell beside what is right: for a screen that
//! shows both.

use crate::worksheet::quantity::Role;

/// Everything a document says, in its order.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The quantities.
    pub quantities: Vec<Written>,
}

/// What a document says of a quantity.
#[derive(Clone, Debug)]
pub struct Written {
    /// The iteration, from 1.
    pub iteration: u64,
    /// What it is.
    pub role: Role,
    /// Which of the verdict's quantities it is.
    pub judged: usize,
    /// Its cells.
    pub cells: Vec<Entry>,
}

/// A number of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its row in the worksheet, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// The line in the file, from 1.
    pub line: usize,
    /// What was written.
    pub raw: String,
    /// The number, as the worksheet has it: where the document turns a sign or a factor around,
    /// that is undone.
    pub printed: f64,
    /// Whether it is another number than the right one.
    pub wrong: bool,
}

impl Sheet {
    /// What it says of a quantity in an iteration; the last time it says it.
    pub fn find(&self, iteration: u64, role: Role) -> Option<&Written> {
        let is = |written: &&Written| written.iteration == iteration && written.role == role;
        self.quantities.iter().rev().find(is)
    }
}

impl Written {
    /// What it says of a cell.
    pub fn entry(&self, row: usize, column: usize) -> Option<&Entry> {
        self.cells.iter().find(|entry| (entry.row, entry.column) == (row, column))
    }
}
