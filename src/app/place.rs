//! Going from cell to cell and pane to pane; searching.

use super::{App, Pane};
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::{Cell, Id, Phase, Role};

/// A direction of the arrow keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// Where the cursor stands at the start: the first weight.
pub(super) fn home(worksheet: &Worksheet) -> Cell {
    let first = worksheet.parameters().first().map(|slots| slots.before);
    let quantity = first.or_else(|| worksheet.find(Role::Input));
    let quantity = quantity.expect("a worksheet has an input");
    Cell { quantity, row: 0, column: 0 }
}

/// The place of a quantity in the grid: (phase row, layer column, order within).
fn grid_place(worksheet: &Worksheet, id: Id) -> (Phase, usize, Id) {
    let (phase, column) = worksheet.quantity(id).role.place(worksheet.network().depth());
    (phase, column, id)
}

impl App {
    /// Keeps the cursor inside its quantity and off what is not computed yet.
    pub(super) fn keep_cursor(&mut self) {
        if self.worksheet().quantities().all(|(id, _)| id != self.cursor.quantity) {
            let lit = self.current_quantity().map(|quantity| Cell { quantity, row: 0, column: 0 });
            self.cursor = lit.unwrap_or_else(|| home(self.worksheet()));
        }
        let q = self.worksheet().quantity(self.cursor.quantity);
        let (rows, columns) = (q.rows, q.columns);
        self.cursor.row = self.cursor.row.min(rows - 1);
        self.cursor.column = self.cursor.column.min(columns - 1);
    }

    pub(super) fn move_in(&mut self, direction: Direction) -> Result<(), String> {
        match self.focus {
            Pane::Hyperparameters => self.select_hyperparameter(direction),
            Pane::Lesson => self.scroll_lesson(direction),
            Pane::Why => self.choose_factor(direction),
            Pane::Derivation | Pane::Check => self.scroll_pane(direction),
            Pane::Plane => self.move_unit(direction),
            Pane::Loss if self.is_on_surface() => self.move_on_surface(direction),
            Pane::Loss => self.scrub(direction, 1),
            _ => self.move_cursor(direction),
        }
    }

    /// Goes up to `by` cells; refuses only when there is nowhere to go at all.
    pub(super) fn move_far(&mut self, direction: Direction, by: isize) -> Result<(), String> {
        if self.is_on_surface() && matches!(direction, Direction::Up | Direction::Down) {
            return self.move_on_surface(direction);
        }
        if self.focus == Pane::Loss {
            return self.scrub(direction, self.tenth());
        }
        self.move_in(direction)?;
        for _ in 1..by {
            if self.move_in(direction).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Goes to the first cell of the next or previous matrix in the order of the worksheet.
    pub(super) fn move_to_matrix(&mut self, next: bool) -> Result<(), String> {
        let here = self.cursor.quantity;
        let all = self.worksheet().quantities().map(|(id, _)| id);
        let shown: Vec<Id> = all.filter(|id| self.is_reached(*id)).collect();
        let found = if next {
            shown.into_iter().find(|id| *id > here)
        } else {
            shown.into_iter().rfind(|id| *id < here)
        };
        let quantity = found.ok_or("nothing further that way")?;
        self.cursor = Cell { quantity, row: 0, column: 0 };
        Ok(())
    }

    pub(super) fn select_hyperparameter(&mut self, direction: Direction) -> Result<(), String> {
        let last = self.knobs().len() - 1;
        match direction {
            Direction::Up => self.hyper = self.hyper.saturating_sub(1),
            Direction::Down => self.hyper = (self.hyper + 1).min(last),
            Direction::Left => return self.nudge(false),
            Direction::Right => return self.nudge(true),
        }
        Ok(())
    }

    pub(super) fn move_cursor(&mut self, direction: Direction) -> Result<(), String> {
        let q = self.worksheet().quantity(self.cursor.quantity);
        let (rows, columns) = (q.rows, q.columns);
        let Cell { row, column, .. } = self.cursor;
        match direction {
            Direction::Left if column > 0 => self.cursor.column -= 1,
            Direction::Right if column + 1 < columns => self.cursor.column += 1,
            Direction::Up if row > 0 => self.cursor.row -= 1,
            Direction::Down if row + 1 < rows => self.cursor.row += 1,
            _ => return self.cross(direction),
        }
        Ok(())
    }

    /// Goes on into the neighbouring matrix, entering it at the near edge.
    fn cross(&mut self, direction: Direction) -> Result<(), String> {
        let from = self.cursor;
        let Some(id) = self.neighbour(direction) else {
            return Err("nothing further that way".into());
        };
        let q = self.worksheet().quantity(id);
        let (rows, columns) = (q.rows, q.columns);
        self.cursor.quantity = id;
        self.cursor.row = match direction {
            Direction::Up => rows - 1,
            Direction::Down => 0,
            _ => from.row.min(rows - 1),
        };
        self.cursor.column = match direction {
            Direction::Left => columns - 1,
            Direction::Right => 0,
            _ => from.column.min(columns - 1),
        };
        Ok(())
    }

    fn neighbour(&self, direction: Direction) -> Option<Id> {
        let sheet = self.worksheet();
        let (phase, column, order) = grid_place(sheet, self.cursor.quantity);
        let mut places: Vec<_> = sheet
            .quantities()
            .map(|(id, _)| (grid_place(sheet, id), id))
            .filter(|(_, id)| self.is_reached(*id))
            .collect();
        places.sort_by_key(|((phase, column, order), _)| match direction {
            Direction::Left | Direction::Right => (*phase as usize, *column, *order),
            Direction::Up | Direction::Down => (*column, *phase as usize, *order),
        });
        let inside = |place: &&((Phase, usize, Id), Id)| match direction {
            Direction::Left | Direction::Right => place.0.0 == phase,
            Direction::Up | Direction::Down => place.0.1 == column,
        };
        let lane: Vec<_> = places.iter().filter(inside).collect();
        let at = lane.iter().position(|place| place.0 == (phase, column, order))?;
        let next = match direction {
            Direction::Left | Direction::Up => at.checked_sub(1)?,
            Direction::Right | Direction::Down => at + 1,
        };
        lane.get(next).map(|place| place.1)
    }

    #[expect(clippy::unnecessary_wraps, reason = "it is what a command runs")]
    pub(super) fn focus_on(&mut self, pane: Pane) -> Result<(), String> {
        self.focus = pane;
        if pane != Pane::Worksheet {
            self.companion = Some(pane);
        }
        Ok(())
    }

    /// Puts the cursor on the next quantity whose name contains `text`, or on a cell by name.
    pub(super) fn search(&mut self, text: &str) -> Result<(), String> {
        let text = text.trim();
        if self.names_a_cell(text) {
            return self.go_to_cell(text);
        }
        let wanted = text.to_lowercase();
        let sheet = self.worksheet();
        let symbols = self.symbols();
        let mut found: Vec<Id> = sheet
            .quantities()
            .filter(|(_, q)| {
                let symbol = symbols.role(q.role).to_lowercase();
                q.role.name().to_lowercase().contains(&wanted) || symbol.contains(&wanted)
            })
            .map(|(id, _)| id)
            .collect();
        found.retain(|id| self.is_reached(*id));
        let next = found.iter().find(|id| **id > self.cursor.quantity).or(found.first());
        let Some(&quantity) = next else {
            return Err(self.nothing_called(text));
        };
        self.put_cursor(Cell { quantity, row: 0, column: 0 })
    }

    pub(super) fn put_cursor(&mut self, cell: Cell) -> Result<(), String> {
        if !self.is_reached(cell.quantity) {
            let name = self.worksheet().quantity(cell.quantity).role.name();
            let step = self.call("next-step");
            return Err(format!("{name} is not computed yet: {step} steps to it"));
        }
        self.look_at_matrix(true);
        self.cursor = cell;
        self.keep_cursor();
        Ok(())
    }
}
