//! Values that are one cell of a quantity, or the loss of the whole iteration.

use super::{Chosen, Walk};
use crate::homework::document::Grid;
use crate::homework::name::LayerName;
use crate::homework::name::formula::Form;
use crate::homework::place::kind::{exists, shape};
use crate::homework::place::taken::Taken;
use crate::homework::place::{What, mapped, options};
use crate::worksheet::quantity::Role;

impl Walk<'_> {
    /// A cell of what was written as a whole above: `s[1,1]` after `s`.
    pub(super) fn known_cell(&self, one: &Taken, value: &Grid) -> Option<Result<Chosen, String>> {
        let (whole, row, column) = mapped::cell_of(&one.written.name)?;
        let role = *self.wholes.get(whole)?;
        let (rows, columns) = shape(self.mould.network, self.mould.rows, role);
        let there = row < rows && column < columns && value.cells.len() == 1;
        (there && !self.mould.layout.columns)
            .then(|| Ok(vec![(What::Cell(role, row, column), value.clone())]))
    }

    /// A cell that the lesson's map names.
    pub(super) fn mapped(&self, one: &Taken, value: &Grid) -> Option<Result<Chosen, String>> {
        let (mapped, role) = mapped::find(&self.map, &one.written.name, &one.name)?;
        let (row, column) = (mapped.row, mapped.column);
        let updated = one.formula.as_ref().is_some_and(|formula| formula.form == Form::Update);
        let role = match role {
            Role::Parameter(p)
                if !one.name.says_when() && (updated || self.is_updated(p.layer)) =>
            {
                Role::After(p)
            }
            other => other,
        };
        let (rows, columns) = shape(self.mould.network, self.mould.rows, role);
        if row >= rows || column >= columns {
            return Some(Err(format!(
                "[names] says a cell of {}, which is {rows}×{columns}",
                role.name()
            )));
        }
        if value.cells.len() != 1 {
            return Some(Err(format!("[names] says one cell of {}", role.name())));
        }
        Some(Ok(vec![(What::Cell(role, row, column), value.clone())]))
    }

    /// A single cell: `s[1,1]`, or the value of a unit where there is one example.
    pub(super) fn cell(
        &self,
        one: &Taken,
        roles: &[Role],
        value: &Grid,
    ) -> Option<Result<Chosen, String>> {
        if value.cells.len() != 1 {
            return one.name.cell.map(|_| Err("a cell has one number".into()));
        }
        let of = |role: &Role| shape(self.mould.network, self.mould.rows, *role);
        if let Some((i, j)) = one.name.cell {
            let (i, j) = if self.mould.layout.columns { (j, i) } else { (i, j) };
            let fitting = roles.iter().find(|role| {
                let (rows, columns) = of(role);
                i < rows && j < columns && exists(self.mould.network, **role)
            });
            let chosen = |role: &Role| vec![(What::Cell(*role, i, j), value.clone())];
            return Some(fitting.map(chosen).ok_or_else(|| "there is no such cell".into()));
        }
        let single = |role: &Role| of(role) == (1, 1) && exists(self.mould.network, *role);
        if roles.iter().any(single) {
            return None;
        }
        let unit = options::unit(&one.name)?;
        let of_unit = |role: &&Role| {
            let (rows, columns) = of(role);
            let batch = role.parameter().is_none() && rows == 1;
            batch && unit < columns && says_layer_besides(one, **role)
        };
        let role = *roles.iter().find(of_unit)?;
        Some(Ok(vec![(What::Cell(role, 0, unit), value.clone())]))
    }

    /// The loss of the iteration, or that of an example.
    pub(super) fn loss(&self, one: &Taken, value: &Grid) -> Result<Chosen, String> {
        if let Some((row, column)) = one.name.cell {
            let fits = row < self.mould.rows && column == 0;
            let cell = || vec![(What::Cell(Role::Loss, row, column), value.clone())];
            return fits.then(cell).ok_or_else(|| "there is no such cell".into());
        }
        if options::unit(&one.name).is_some() && one.name.words().next().is_some() {
            return Err("the loss of one output is not a quantity of the worksheet".into());
        }
        let each = self.mould.rows == 1 && one.name.base == "l" && !value.is_number;
        let what = if each { What::Quantity(Role::Loss) } else { What::Loss };
        Ok(vec![(what, value.clone())])
    }
}

/// Whether the layer is clear though the number is that of a unit.
fn says_layer_besides(one: &Taken, role: Role) -> bool {
    matches!(one.name.layer(), Some(LayerName::UnitOfHidden(_) | LayerName::UnitOfLast(_)))
        || role.layer().is_none()
}
