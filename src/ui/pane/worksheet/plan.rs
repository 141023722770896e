//! Which matrices stand together: rows of phases, columns of layers, and inside a cell of that
//! grid groups side by side, each a pile of matrices. Says nothing about sizes.

use crate::worksheet::Worksheet;
use crate::worksheet::quantity::{Id, Phase, Role};

/// How generously matrices are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "five independent ways to save room")]
pub(super) struct Arrangement {
    /// S beside A, and gradients beside updates, instead of one below the other.
    pub(super) beside: bool,
    /// Gradients and updates in one row.
    pub(super) merged: bool,
    /// Biases beside their weights in the row of the weights.
    pub(super) level: bool,
    /// An empty line between the rows.
    pub(super) airy: bool,
    /// One column between matrices instead of two.
    pub(super) tight: bool,
}

impl Arrangement {
    /// Columns between two matrices that stand side by side.
    pub(super) fn between(self) -> i32 {
        if self.tight { 1 } else { 2 }
    }
}

/// From the most generous to the tightest.
pub(super) const ARRANGEMENTS: [Arrangement; 8] = [
    Arrangement { airy: true, ..WIDE },
    WIDE,
    Arrangement { merged: true, ..WIDE },
    Arrangement { merged: true, level: true, ..WIDE },
    Arrangement { merged: true, tight: true, ..WIDE },
    Arrangement { merged: true, level: true, tight: true, ..WIDE },
    Arrangement { beside: false, airy: true, ..WIDE },
    Arrangement { beside: false, ..WIDE },
];

const WIDE: Arrangement =
    Arrangement { beside: true, merged: false, level: false, airy: false, tight: false };

/// A cell of the grid: groups side by side, each a pile of matrices.
pub(super) type Groups = Vec<Vec<Id>>;

/// The phases of a row, and its names.
type Row = (&'static [Phase], &'static [&'static str]);

/// The rows of the grid.
const ROWS: [Row; 5] = [
    (&[Phase::Given], &["weights"]),
    (&[Phase::Forward], &["forward"]),
    (&[Phase::Backward], &["backward"]),
    (&[Phase::Gradient], &["gradient"]),
    (&[Phase::Update], &["update"]),
];

/// The last two rows in one.
const MERGED: Row = (&[Phase::Gradient, Phase::Update], &["gradient", "update"]);

/// What stands where.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) how: Arrangement,
    rows: Vec<&'static Row>,
    /// Row by row, column by column.
    pub(super) cells: Vec<Vec<Groups>>,
}

impl Plan {
    /// The plan of an arrangement.
    pub(super) fn new(sheet: &Worksheet, how: Arrangement) -> Self {
        let apart = if how.merged { 3 } else { ROWS.len() };
        let rows: Vec<_> = ROWS[..apart].iter().chain(how.merged.then_some(&MERGED)).collect();
        let columns = by_column(sheet);
        let cells = rows
            .iter()
            .map(|row| columns.iter().map(|column| groups(column, row.0, how)).collect())
            .collect();
        Self { how, rows, cells }
    }

    /// The names of a row, one below the other.
    pub(super) fn names(&self, row: usize) -> &'static [&'static str] {
        self.rows[row].1
    }

    /// The width of the names of a row.
    pub(super) fn label(&self, row: usize) -> i32 {
        self.names(row).iter().map(|name| name.len() as i32).max().unwrap_or(0)
    }
}

/// A quantity with the row it stands in.
type Placed = (Id, Role, Phase);

/// The quantities of each column, in order.
fn by_column(sheet: &Worksheet) -> Vec<Vec<Placed>> {
    let depth = sheet.network().depth();
    let mut columns = vec![Vec::new(); depth + 2];
    for (id, q) in sheet.quantities() {
        let (phase, column) = q.role.place(depth);
        columns[column].push((id, q.role, phase));
    }
    columns
}

/// The quantities of some phases in one column, in groups.
fn groups(column: &[Placed], phases: &[Phase], how: Arrangement) -> Groups {
    let mut groups: Groups = Vec::new();
    let mut before: Option<Role> = None;
    for &(id, role, _) in column.iter().filter(|(_, _, phase)| phases.contains(phase)) {
        let apart = match (before, role) {
            (None, _) | (Some(Role::Target), Role::Loss) => true,
            (Some(before), role) if before.phase() != role.phase() => how.beside || how.merged,
            (Some(_), Role::Activation(_) | Role::Delta(_)) => how.beside,
            (Some(_), Role::Parameter(_) | Role::StateBefore(..)) => how.level,
            _ => false,
        };
        match groups.last_mut() {
            Some(group) if !apart => group.push(id),
            _ => groups.push(vec![id]),
        }
        before = Some(role);
    }
    groups
}
