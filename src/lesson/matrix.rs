//! Matrices and vectors of finite numbers, with messages that name the cell or both shapes.

use anyhow::Result;

use super::reader::Node;

/// A matrix as a lesson file writes it, row by row.
#[derive(Debug)]
pub(super) struct Matrix {
    /// Number of rows.
    pub(super) rows: usize,
    /// Number of columns; 0 where there are no rows.
    pub(super) columns: usize,
    /// The numbers, row by row.
    pub(super) values: Vec<f64>,
}

/// An array of arrays of finite numbers, all of one length. `name` stands in the names of cells:
/// `x[2,1]`.
pub(super) fn matrix(node: &Node, name: &str) -> Result<Matrix> {
    let rows = node.array()?;
    let (mut columns, mut values) = (0, Vec::new());
    for (i, row) in rows.iter().enumerate() {
        let before = values.len();
        vector_into(row, &format!("{name}[{}", i + 1), &mut values)?;
        let length = values.len() - before;
        if i == 0 {
            columns = length;
        } else if length != columns {
            let row = row.error(format!(
                "row {} of {name} has {length} numbers, row 1 has {columns}: rows must be equally long",
                i + 1
            ));
            return Err(row);
        }
    }
    Ok(Matrix { rows: rows.len(), columns, values })
}

/// An array of finite numbers, called `name[1,1]`, `name[1,2]`, …
pub(super) fn vector(node: &Node, name: &str) -> Result<Vec<f64>> {
    let mut values = Vec::new();
    vector_into(node, &format!("{name}[1"), &mut values)?;
    Ok(values)
}

/// Appends the numbers of one row; `row` is the beginning of its cells' names: `x[2`.
fn vector_into(node: &Node, row: &str, values: &mut Vec<f64>) -> Result<()> {
    let entries =
        node.array().map_err(|_| node.expected("an array of numbers, as in [[0.5, 1], [2, 3]]"))?;
    for (j, mut entry) in entries.into_iter().enumerate() {
        entry.label = format!("{row},{}]", j + 1);
        values.push(entry.finite()?);
    }
    Ok(())
}
