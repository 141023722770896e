//! The numbers of a document with how far each may be from what was meant.

use std::collections::HashMap;

use crate::homework::document::Grid;
use crate::homework::place::kind::{exists, shape};
use crate::homework::place::{Placement, What};
use crate::worksheet::network::Network;
use crate::worksheet::quantity::Role;

/// The furthest decimal a given number is looked for at.
const LAST_DECIMAL: usize = 15;

/// How far an exact number may be from the one that is meant, relatively.
const EXACT: f64 = 1e-9;

/// A matrix and how far each number may be off.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: Vec<f64>,
    pub(super) radii: Vec<f64>,
}

impl Matrix {
    fn of(grid: &Grid) -> Self {
        let values: Vec<f64> = grid.cells.iter().map(|mark| mark.value).collect();
        let radius = |at: usize| {
            let half = 0.5 * grid.unit(at);
            if half > 0.0 { half } else { EXACT * values[at].abs().max(1.0) }
        };
        let radii = (0..values.len()).map(radius).collect();
        Self { rows: grid.rows, columns: grid.columns, values, radii }
    }

    /// Exactly these numbers.
    pub(super) fn exact(rows: usize, columns: usize, values: Vec<f64>) -> Self {
        let radii = vec![0.0; values.len()];
        Self { rows, columns, values, radii }
    }

    /// Its numbers in rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks(self.columns.max(1))
    }

    /// Every number as the shortest decimal that it may be, where there is one.
    pub(super) fn shortened(&self) -> Self {
        let all = self.values.iter().zip(&self.radii);
        let values = all.map(|(x, radius)| shortest(*x, *radius).0).collect();
        Self::exact(self.rows, self.columns, values)
    }

    /// The most decimals among its numbers when they are shortened.
    pub(super) fn decimals(&self) -> usize {
        let all = self.values.iter().zip(&self.radii);
        all.map(|(x, radius)| shortest(*x, *radius).1).max().unwrap_or(0)
    }

    /// How many of its numbers another matrix has, each within what both may be off.
    pub(super) fn agreeing(&self, other: &[f64]) -> usize {
        let all = self.values.iter().zip(&self.radii).zip(other);
        all.filter(|((x, radius), y)| (*x - *y).abs() <= 4.0 * **radius + EXACT).count()
    }
}

/// The shortest decimal within a radius of x, and how many decimals it has; x itself where there
/// is none.
pub(super) fn shortest(x: f64, radius: f64) -> (f64, usize) {
    let radius = radius * (1.0 + 1e-6);
    for decimals in 0..=LAST_DECIMAL {
        let rounded: f64 = format!("{x:.decimals$}").parse().unwrap_or(x);
        if (rounded - x).abs() <= radius {
            return (if rounded == 0.0 { 0.0 } else { rounded }, decimals);
        }
    }
    (x, LAST_DECIMAL)
}

/// What a document says, by iteration and quantity; the first where it says something twice.
#[derive(Debug, Default)]
pub(super) struct Values {
    all: HashMap<(u64, Role), Matrix>,
    losses: Vec<(u64, Matrix)>,
    /// The last iteration.
    pub(super) last: u64,
}

impl Values {
    /// What was placed; numbers that do not have the shape of their quantity say nothing of it.
    pub(super) fn of(placement: &Placement, network: &Network, rows: usize) -> Self {
        let mut values = Self { last: 1, ..Self::default() };
        for placed in &placement.placed {
            values.last = values.last.max(placed.iteration);
            let complete = placed.value.cells.iter().all(|mark| mark.value.is_finite());
            if !complete {
                continue;
            }
            let matrix = Matrix::of(&placed.value);
            match placed.what {
                What::Quantity(role) if !has_shape(&matrix, network, rows, role) => {}
                What::Quantity(role) => {
                    values.all.entry((placed.iteration, role)).or_insert(matrix);
                }
                What::Loss => values.losses.push((placed.iteration, matrix)),
                What::Cell(..) => {}
            }
        }
        values
    }

    pub(super) fn get(&self, iteration: u64, role: Role) -> Option<&Matrix> {
        self.all.get(&(iteration, role))
    }

    /// The total loss of the first iteration.
    pub(super) fn loss(&self) -> Option<&Matrix> {
        self.losses.iter().find(|(iteration, _)| *iteration == 1).map(|(_, matrix)| matrix)
    }

    /// Everything of a role, iteration by iteration.
    pub(super) fn through(&self, role: Role) -> impl Iterator<Item = (u64, &Matrix)> {
        (1..=self.last.min(10_000)).filter_map(move |n| Some((n, self.get(n, role)?)))
    }
}

fn has_shape(matrix: &Matrix, network: &Network, rows: usize, role: Role) -> bool {
    exists(network, role) && (matrix.rows, matrix.columns) == shape(network, rows, role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_decimal_within_reach_is_found() {
        let table = [
            (0.599_999_997, 1e-8, 0.6, 1),
            (0.010_000_003, 1e-8, 0.01, 2),
            (1.000_000_001, 1e-6, 1.0, 0),
            (-0.000_000_001, 1e-6, 0.0, 0),
            (0.123_456, 1e-7, 0.123_456, 6),
            (0.5, 0.0, 0.5, 1),
        ];
        for (x, radius, expected, decimals) in table {
            assert_eq!(shortest(x, radius), (expected, decimals), "{x} ± {radius}");
        }
    }
}
