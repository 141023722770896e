//! A matrix too large for a page, cut into blocks that fit.

use std::ops::Range;

use crate::math::number::{self, Digits};

/// The most rows of a block.
const ROWS: usize = 36;

/// Some rows and columns of a matrix.
#[derive(Debug, PartialEq)]
pub(super) struct Block {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
}

impl Block {
    /// `rows 1 to 36, columns 1 to 8`
    pub(super) fn words(&self) -> String {
        let [rows, columns] = [&self.rows, &self.columns]
            .map(|range| format!("{} to {}", range.start + 1, range.end));
        format!("rows {rows}, columns {columns}")
    }

    /// Its rows, of a matrix of so many columns.
    pub(super) fn of<'a>(
        &self,
        cells: &'a [f64],
        columns: usize,
    ) -> impl Iterator<Item = &'a [f64]> + use<'a> {
        let across = self.columns.clone();
        cells[self.rows.start * columns..self.rows.end * columns]
            .chunks(columns)
            .map(move |row| &row[across.clone()])
    }
}

/// The width of each column in characters.
pub(super) fn widths(cells: &[f64], columns: usize, digits: Digits) -> Vec<usize> {
    let width = |x: &f64| number::format(*x, digits).len();
    let column = |j: usize| cells[j..].iter().step_by(columns).map(width).max().unwrap_or(0);
    (0..columns).map(column).collect()
}

/// The blocks of a matrix, each at most `room` characters wide, or one column.
pub(super) fn blocks(cells: &[f64], columns: usize, digits: Digits, room: usize) -> Vec<Block> {
    let mut across = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (j, width) in widths(cells, columns, digits).into_iter().enumerate() {
        if j > start && used + width + 2 > room {
            across.push(start..j);
            (start, used) = (j, 0);
        }
        used += width + 2;
    }
    across.push(start..columns);
    let rows = cells.len() / columns;
    let down = (0..rows).step_by(ROWS).map(|start| start..(start + ROWS).min(rows));
    down.flat_map(|rows| {
        let block =
            move |columns: &Range<usize>| Block { rows: rows.clone(), columns: columns.clone() };
        across.iter().map(block).collect::<Vec<_>>()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_of_a_matrix_hold_every_cell_once() {
        for (rows, columns, room) in [(1, 1, 1), (4, 3, 80), (36, 7, 14), (37, 5, 9), (100, 40, 30)]
        {
            let cells: Vec<f64> = (0..rows * columns).map(|i| i as f64).collect();
            let blocks = blocks(&cells, columns, Digits::Significant(8), room);
            let mut seen: Vec<f64> = blocks
                .iter()
                .flat_map(|block| block.of(&cells, columns))
                .flatten()
                .copied()
                .collect();
            seen.sort_by(f64::total_cmp);
            assert_eq!(seen, cells);
            assert!(blocks.iter().all(|block| block.rows.len() <= ROWS));
        }
    }

    #[test]
    fn a_matrix_that_fits_is_one_block() {
        let cells = [0.25; 12];
        // Three columns of four characters and two between each: 18.
        let count = |room| blocks(&cells, 3, Digits::Exact, room).len();
        assert_eq!([count(18), count(17), count(1)], [1, 2, 3]);
    }
}
