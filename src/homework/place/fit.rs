//! Whether numbers have the shape of a quantity, and how they are laid out as one.

use super::kind::{exists, shape};
use super::{BiasRow, Layout};
use crate::homework::document::Grid;
use crate::worksheet::network::{Network, Parameter};
use crate::worksheet::quantity::Role;

/// The network and the layout that values must fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mould<'a> {
    pub(super) network: &'a Network,
    pub(super) rows: usize,
    pub(super) layout: Layout,
}

impl Mould<'_> {
    /// The shape that a quantity has as the document lays it out.
    pub(super) fn expected(&self, role: Role) -> (usize, usize) {
        let (rows, columns) = shape(self.network, self.rows, role);
        if self.layout.columns { (columns, rows) } else { (rows, columns) }
    }

    /// The values as the quantity, rows being examples; two of them where the bias is a row of the
    /// weights. `turned` says that the name itself says so.
    pub(super) fn fit(&self, role: Role, grid: &Grid, turned: bool) -> Option<Vec<(Role, Grid)>> {
        let wanted = shape(self.network, self.rows, role);
        let weights = role.parameter().is_some_and(|parameter| !parameter.bias);
        let with_bias = weights && self.layout.bias_row.is_some();
        if !exists(self.network, role) && !with_bias {
            return None;
        }
        let laid = self.laid(grid, turned);
        if let Some(grid) = shaped(&laid, wanted) {
            return Some(vec![(role, grid)]);
        }
        self.split(role, &laid, wanted).or_else(|| {
            // What is said to be stored turned may be printed the other way.
            let plain = turned.then(|| shaped(grid, wanted)).flatten()?;
            Some(vec![(role, plain)])
        })
    }

    /// The values turned as layout and name say.
    pub(super) fn laid(&self, grid: &Grid, turned: bool) -> Grid {
        if self.layout.columns || turned { grid.transposed() } else { grid.clone() }
    }

    /// Whether the values have the shape, but rows and columns changed places.
    pub(super) fn is_transposed(&self, role: Role, grid: &Grid) -> bool {
        let (rows, columns) = self.expected(role);
        (grid.columns, grid.rows) == (rows, columns) && exists(self.network, role)
    }

    /// Weights with the bias as one more row, or activations with a column of ones.
    fn split(&self, role: Role, grid: &Grid, wanted: (usize, usize)) -> Option<Vec<(Role, Grid)>> {
        let place = self.layout.bias_row?;
        let first = place == BiasRow::First;
        let (rows, columns) = wanted;
        if matches!(role, Role::Input | Role::Activation(_)) {
            if (grid.rows, grid.columns) != (rows, columns + 1) {
                return None;
            }
            let one = if first { 0 } else { columns };
            let ones = (0..grid.rows).all(|n| grid.cells[n * grid.columns + one].value == 1.0);
            let rest = ones.then(|| without_row(&grid.transposed(), one).0);
            return rest.map(|rest| vec![(role, rest.transposed())]);
        }
        let parameter = role.parameter().filter(|parameter| !parameter.bias)?;
        let layer = parameter.layer;
        let bias = with_parameter(role, Parameter { layer, bias: true });
        if (grid.rows, grid.columns) != (rows + 1, columns) || !exists(self.network, bias) {
            return None;
        }
        let (weights, row) = without_row(grid, if first { 0 } else { rows });
        Some(vec![(role, weights), (bias, row)])
    }
}

/// The same kind of quantity of another parameter.
fn with_parameter(role: Role, parameter: Parameter) -> Role {
    match role {
        Role::StateBefore(_, state) => Role::StateBefore(parameter, state),
        Role::Gradient(_) => Role::Gradient(parameter),
        Role::State(_, state) => Role::State(parameter, state),
        Role::After(_) => Role::After(parameter),
        _ => Role::Parameter(parameter),
    }
}

/// The grid if it has a shape; a vector may lie or stand.
fn shaped(grid: &Grid, (rows, columns): (usize, usize)) -> Option<Grid> {
    if (grid.rows, grid.columns) == (rows, columns) {
        return Some(grid.clone());
    }
    let is_vector = rows.min(columns) == 1 && grid.rows.min(grid.columns) == 1;
    (is_vector && grid.cells.len() == rows * columns).then(|| Grid {
        rows,
        columns,
        ..grid.clone()
    })
}

/// The grid without one of its rows, and that row.
fn without_row(grid: &Grid, row: usize) -> (Grid, Grid) {
    let cells = row * grid.columns..(row + 1) * grid.columns;
    let taken = Grid { rows: 1, cells: grid.cells[cells.clone()].to_vec(), ..grid.clone() };
    let mut rest = grid.clone();
    rest.cells.drain(cells);
    rest.rows -= 1;
    (rest, taken)
}
