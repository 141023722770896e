//! Matrices of printed numbers, each with the decimals that it shows.

use anyhow::{Result, bail};

use super::limits;

/// A matrix of printed numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The cells, row by row.
    pub cells: Vec<Mark>,
    /// Whether it is a bare number, without brackets.
    pub is_number: bool,
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The line in the file, from 1.
    pub line: usize,
    /// What was written: `-0.0178604`, `\frac{1}{2}`, `\cdots`.
    pub raw: String,
    /// The number; NaN where `\cdots` stands for it.
    pub value: f64,
    /// Its decimals, the exponent included (`1.2e-3` has 4); `None` for a number that is exact: a
    /// fraction, or read from a file of 64-bit numbers.
    pub decimals: Option<i32>,
    /// Whether `\cdots` or the like stands for it: nothing is said of it.
    pub elided: bool,
}

impl Grid {
    /// A bare number.
    pub(super) fn number(mark: Mark) -> Self {
        Self { rows: 1, columns: 1, cells: vec![mark], is_number: true }
    }

    /// The matrix that rows of numbers are, which begins on `line`; none where they are empty.
    ///
    /// # Errors
    /// When a row is longer or shorter than the first, or the matrix is too large.
    pub(super) fn of_rows(rows: Vec<Vec<Mark>>, line: usize) -> Result<Option<Self>> {
        limits::cells(rows.iter().map(Vec::len).sum(), line)?;
        let (count, columns) = (rows.len(), rows.first().map_or(0, Vec::len));
        if let Some(row) = rows.iter().find(|row| row.len() != columns) {
            let (at, found) = (row.first().map_or(line, |mark| mark.line), row.len());
            bail!("line {at}: a row of {found} in a matrix whose first row has {columns}");
        }
        let cells: Vec<Mark> = rows.into_iter().flatten().collect();
        let grid = Self { rows: count, columns, cells, is_number: false };
        Ok((!grid.cells.is_empty()).then_some(grid))
    }

    /// One unit of the last decimal that a cell is printed to, 0 for an exact one. A whole number
    /// or one whose zeros were cut has the decimals of the cell with the most.
    pub fn unit(&self, at: usize) -> f64 {
        self.cells[at].unit(self.most_decimals())
    }

    /// The unit of every cell.
    pub fn units(&self) -> Vec<f64> {
        let most = self.most_decimals();
        self.cells.iter().map(|mark| mark.unit(most)).collect()
    }

    fn most_decimals(&self) -> i32 {
        self.cells.iter().filter_map(|mark| mark.decimals).max().unwrap_or(0)
    }

    /// Rows become columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let at = |to: usize| (to % self.rows) * self.columns + to / self.rows;
        let cells = (0..self.cells.len()).map(|to| self.cells[at(to)].clone()).collect();
        Self { rows: self.columns, columns: self.rows, cells, is_number: self.is_number }
    }
}

impl Mark {
    /// One unit of its last decimal, where the most that a cell beside it has are `most`.
    fn unit(&self, most: i32) -> f64 {
        let Some(own) = self.decimals else { return 0.0 };
        let cut = !self.raw.contains(['e', 'E', '^']) && (own <= 1 && self.value.fract() == 0.0);
        let decimals = if cut { most } else { own };
        10f64.powi(-decimals.clamp(-300, 300))
    }
}
