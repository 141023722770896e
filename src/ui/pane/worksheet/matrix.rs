//! Draws one matrix: its symbol, and the part of its numbers that is in sight, with the numbers of
//! rows and columns where that is not all of it.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::axes::page;
use super::block::{Block, FEW, Look};
use super::field;
use super::marks::Marks;
use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::number;
use crate::ui::{Feedback, Spot};
use crate::worksheet::quantity::Cell;

/// What all matrices are drawn with.
pub(super) struct Pen<'a, 'b> {
    pub(super) app: &'a App,
    pub(super) view: &'a View,
    pub(super) marks: &'a Marks<'a>,
    pub(super) places: &'a [usize],
    /// The part of the drawing that is in sight: columns and rows.
    pub(super) sight: (Range<i32>, Range<i32>),
    pub(super) canvas: Canvas<'b>,
    /// Where on the screen the drawing begins.
    pub(super) origin: (i32, i32),
    pub(super) feedback: &'b mut Feedback,
}

impl Pen<'_, '_> {
    /// Writes a text where all of it is in sight, else nothing: a part of a number or of a symbol
    /// would be another one. Returns the column after it.
    pub(super) fn whole(&mut self, x: i32, y: i32, text: &str, style: Style) -> i32 {
        let end = x + text.width() as i32;
        if self.sight.0.start <= x && end <= self.sight.0.end {
            self.canvas.text(x, y, text, style);
        }
        end
    }

    /// Notes what was drawn from (x, y) on, all of which is in sight.
    pub(super) fn note(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), spot: Spot) {
        let side = |cells: i32| cells.max(0) as u16;
        let (x, y) = (side(self.origin.0 + x), side(self.origin.1 + y));
        let area = Rect { x, y, width: side(width), height: side(height) };
        self.feedback.note(area, spot);
    }
}

impl Block {
    /// The rows and columns of the matrix that are in sight.
    pub(super) fn page(&self, places: &[usize]) -> (Range<usize>, Range<usize>) {
        let place = self.axes.place(places, (self.rows, self.columns));
        (page(place.0, self.seen.0, self.rows), page(place.1, self.seen.1, self.columns))
    }

    /// Where a cell stands in the drawing, and how wide it is.
    pub(super) fn position(&self, cell: Cell, places: &[usize]) -> (i32, i32, i32) {
        let (rows, columns) = self.page(places);
        let (row, column) = match self.look {
            Look::Image(side) => {
                let at = if self.axes.has_examples() { cell.column } else { cell.row };
                (at / side, at % side)
            }
            _ => (cell.row.saturating_sub(rows.start), cell.column.saturating_sub(columns.start)),
        };
        let (left, top) = (self.x + self.gutter, self.y + 1 + self.ruler);
        if self.look == Look::Numbers {
            (left + column as i32 * (self.cell + 1), top + row as i32 * self.pitch, self.cell)
        } else {
            (left + column as i32 * self.cell, top + row as i32 * self.cell / 2, self.cell)
        }
    }
}

/// Draws a matrix.
pub(super) fn draw(block: &Block, pen: &mut Pen) {
    let (across, down) = &pen.sight;
    let beside = block.x + block.indent + block.width <= across.start || block.x >= across.end;
    if beside || block.y + block.height <= down.start || block.y >= down.end {
        return;
    }
    let field = block.look != Look::Numbers;
    let style = pen.marks.symbol(block.id, field);
    let start = block.x + block.indent;
    let x = pen.whole(start, block.y, &block.symbol, style);
    if field || block.is_window() {
        pen.whole(x + 1, block.y, &block.shape(), pen.view.theme.dim());
    }
    if field {
        field::draw(block, x + 1 + block.shape().width() as i32, pen);
    } else if pen.marks.is_shown(block.id) || pen.app.asked() == Some(block.id) {
        numbers(block, pen);
        numbering(block, pen);
    }
}

fn numbers(block: &Block, pen: &mut Pen) {
    let (sheet, trace) = (pen.app.worksheet(), pen.app.displayed());
    let (values, q) = (trace.view(sheet, block.id), sheet.quantity(block.id));
    let given = q.operation.is_none();
    // Of a great many numbers each is written with the decimals it needs by itself.
    let many = q.len() > FEW;
    let decimals = if given && !many {
        number::needed(trace.slice(sheet, block.id), block.decimals)
    } else {
        block.decimals
    };
    let (rows, columns) = block.page(pen.places);
    let lit = pen.marks.is_lit(block.id);
    let step = block.cell + 1;
    let (left, top) = (block.x + block.gutter, block.y + 1 + block.ruler);
    let rows =
        in_sight((top, block.pitch, block.pitch), rows.start..rows.end.min(q.rows), &pen.sight.1);
    let last = columns.end;
    let seen = in_sight((left, step, block.cell), columns, &pen.sight.0);
    note(block, (rows.clone(), seen.clone()), pen);
    for row in rows {
        for column in seen.clone() {
            let cell = Cell { quantity: block.id, row, column };
            let x = values[[row, column]];
            let decimals = if given && many { number::needed(&[x], decimals) } else { decimals };
            if lit && column + 1 < last {
                let (left, y, width) = block.position(cell, pen.places);
                pen.canvas.text(left + width, y, " ", pen.view.theme.lit());
            }
            one(block, cell, (x, decimals), pen);
        }
    }
}

/// Writes one number; where a document says something of it, that stands beneath.
fn one(block: &Block, cell: Cell, (x, decimals): (f64, usize), pen: &mut Pen) {
    let asked = pen.app.hides(cell);
    let written = |x| number::fitted(x, decimals, block.cell as usize);
    let text = if asked { "?".into() } else { written(x) };
    let (left, y, _) = block.position(cell, pen.places);
    let parted = !asked && pen.marks.has_parted(cell, x, written);
    let style = pen.marks.number(cell, x);
    let text = format!("{text:>width$}", width = block.cell as usize);
    let blank = text.len() - text.trim_start().len();
    if pen.marks.is_lit(block.id) && cell == pen.marks.cursor() {
        pen.canvas.text(left, y, &text[..blank], pen.view.theme.lit());
        pen.canvas.text(left + blank as i32, y, &text[blank..], style);
    } else {
        pen.canvas.text(left, y, &text, style);
    }
    if block.pitch > 1 {
        beneath(block, cell, (left, y + 1), pen);
    }
    if parted {
        let style = style.patch(pen.view.theme.parted());
        pen.canvas.text(left + blank as i32, y, &text[blank..], style);
    }
}

/// What a document says of a cell, under its right number.
fn beneath(block: &Block, cell: Cell, (x, y): (i32, i32), pen: &mut Pen) {
    let Some((text, style)) =
        pen.marks.beneath(cell, |x| number::fitted(x, block.decimals, block.cell as usize))
    else {
        return;
    };
    let text = format!("{text:>width$}", width = block.cell as usize);
    let blank = text.len() - text.trim_start().len();
    pen.canvas.text(x + blank as i32, y, &text[blank..], style);
}

/// Notes where the numbers in sight are.
fn note(block: &Block, (rows, columns): (Range<usize>, Range<usize>), pen: &mut Pen) {
    if rows.is_empty() || columns.is_empty() {
        return;
    }
    let step = block.cell as u16 + 1;
    let width = columns.len() as i32 * i32::from(step);
    // Rows of several lines are noted one by one.
    let rows: Vec<Range<usize>> =
        if block.pitch > 1 { rows.map(|row| row..row + 1).collect() } else { vec![rows] };
    for rows in rows {
        let first = Cell { quantity: block.id, row: rows.start, column: columns.start };
        let (x, y, _) = block.position(first, pen.places);
        let width = width.min(pen.sight.0.end - x);
        for line in 0..block.pitch {
            let first = (rows.start, columns.start);
            let spot = Spot::Matrix { quantity: block.id, first, step, rows: 1 };
            pen.note((x, y + line), (width, rows.len() as i32), spot);
        }
    }
}

/// The numbers of the rows at the left and of the columns above, the cursor's own ones plain.
fn numbering(block: &Block, pen: &mut Pen) {
    let (rows, columns) = block.page(pen.places);
    let cursor = Some(pen.marks.cursor()).filter(|cell| cell.quantity == block.id);
    let theme = &pen.view.theme;
    if block.gutter > 0 {
        let width = block.gutter as usize - 1;
        for (i, row) in rows.enumerate() {
            let here = cursor.is_some_and(|cell| cell.row == row);
            let style = if here { theme.key_hint() } else { theme.dim() };
            let y = block.y + 1 + block.ruler + i as i32 * block.pitch;
            pen.whole(block.x, y, &format!("{:>width$}", row + 1), style);
        }
    }
    if block.ruler > 0 {
        let width = block.cell as usize;
        for (i, column) in columns.enumerate() {
            let here = cursor.is_some_and(|cell| cell.column == column);
            let style = if here { theme.key_hint() } else { theme.dim() };
            let x = block.x + block.gutter + i as i32 * (block.cell + 1);
            pen.whole(x, block.y + 1, &format!("{:>width$}", column + 1), style);
        }
    }
}

/// Which of the things in `which`, of `size` and `step` apart from `start` on, are wholly in sight:
/// half a number would be a wrong number.
fn in_sight(
    (start, step, size): (i32, i32, i32),
    which: Range<usize>,
    sight: &Range<i32>,
) -> Range<usize> {
    let count = which.len() as i32;
    let first = (sight.start - start + step - 1).div_euclid(step).clamp(0, count);
    let last = (sight.end - start - size).div_euclid(step) + 1;
    which.start + first as usize..which.start + last.clamp(first, count) as usize
}
