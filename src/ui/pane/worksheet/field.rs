//! Draws a matrix as a field of colours, two values a cell, with its scale and the value under the
//! cursor in words; and inputs that form a picture as that picture.

use ndarray::ArrayView2;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::block::{Block, Look};
use super::matrix::Pen;
use crate::app::Target;
use crate::ui::Spot;
use crate::ui::field::cell;
use crate::ui::glyphs::Glyphs;
use crate::ui::number;
use crate::worksheet::quantity::Cell;

/// The largest of the finite |values|, 0 where there is none. Eight at a time, which is what makes
/// a hundred thousand of them affordable in every frame.
fn largest(values: &[f64]) -> f64 {
    let mut lanes = [0.0f64; 8];
    let chunks = values.chunks_exact(8);
    let rest = chunks.remainder();
    let larger = |most: f64, x: f64| {
        let x = x.abs();
        if x > most && x <= f64::MAX { x } else { most }
    };
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, *x);
        }
    }
    lanes.iter().chain(rest).copied().fold(0.0, larger)
}

/// A matrix, and which part of it is drawn.
struct Field<'a> {
    block: &'a Block,
    values: ArrayView2<'a, f64>,
    most: f64,
    /// The first row and column in sight.
    first: (usize, usize),
    /// Row and column of the place, which a picture shows one of.
    place: (usize, usize),
}

impl Field<'_> {
    /// Rows and columns of what is drawn.
    fn size(&self) -> (usize, usize) {
        match self.block.look {
            Look::Image(side) => (side, side),
            _ => self.block.seen,
        }
    }

    /// The cell of the matrix at a place of what is drawn.
    fn at(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let (down, across) = self.place;
        let at = match self.block.look {
            Look::Image(side) if row >= side => return None,
            Look::Image(side) if self.block.axes.has_examples() => (down, row * side + column),
            Look::Image(side) => (row * side + column, across),
            _ if row >= self.block.seen.0 => return None,
            _ => (self.first.0 + row, self.first.1 + column),
        };
        (at.0 < self.values.nrows() && at.1 < self.values.ncols()).then_some(at)
    }

    /// Its share of the largest, from −1 to 1.
    fn share(&self, at: (usize, usize)) -> f64 {
        let x = self.values[[at.0, at.1]];
        if !x.is_finite() {
            f64::NAN
        } else if self.most > 0.0 {
            x / self.most
        } else {
            0.0
        }
    }
}

/// Draws the field under its symbol; the scale stands at `x` behind it.
pub(super) fn draw(block: &Block, x: i32, pen: &mut Pen) {
    if !pen.marks.is_shown(block.id) {
        return;
    }
    let (sheet, trace) = (pen.app.worksheet(), pen.app.displayed());
    let most = largest(trace.slice(sheet, block.id));
    let scale = format!(" ±{}", number::fitted(most, 4, 6));
    pen.whole(x, block.y, &scale, pen.view.theme.dim());
    let (rows, columns) = block.page(pen.places);
    let place = block.axes.place(pen.places, (block.rows, block.columns));
    let (values, first) = (trace.view(sheet, block.id), (rows.start, columns.start));
    let field = Field { block, values, most, first, place };
    let cursor = Some(pen.marks.cursor()).filter(|cell| cell.quantity == block.id);
    let lines = (field.size().0 * block.cell as usize).div_ceil(2);
    for line in 0..lines {
        let y = block.y + 1 + block.ruler + line as i32;
        if pen.sight.1.contains(&y) {
            draw_line(&field, line, y, cursor.map(|cell| (cell.row, cell.column)), pen);
        }
    }
    edges(block, pen);
    caption(block, cursor, place, pen);
}

/// One line of the screen: two halves a cell.
fn draw_line(field: &Field, line: usize, y: i32, cursor: Option<(usize, usize)>, pen: &mut Pen) {
    let zoom = field.block.cell as usize;
    for place in 0..field.size().1 * zoom {
        let half = |which: usize| field.at((2 * line + which) / zoom, place / zoom);
        let (above, below) = (half(0), half(1));
        let Some(first) = above else { continue };
        let share = below.map(|at| field.share(at));
        let plain = cell(field.share(first), share, &pen.view.theme, pen.view.glyphs);
        let is_cursor = |at: Option<(usize, usize)>| at.is_some() && at == cursor;
        let (c, style) = marked_cell((is_cursor(above), is_cursor(below)), plain, pen);
        let x = field.block.x + field.block.gutter + place as i32;
        pen.canvas.text(x, y, c.encode_utf8(&mut [0; 4]), style);
        if pen.sight.0.contains(&x) {
            let (row, column) = first;
            let cell = Cell { quantity: field.block.id, row, column };
            pen.note((x, y), (1, 1), Spot::Whole(Target::Cell(cell)));
        }
    }
}

/// The half of a cell that the cursor is on, in the colour of plain text, which no ramp has.
fn marked_cell(marked: (bool, bool), plain: (char, Style), pen: &Pen) -> (char, Style) {
    let (c, style) = plain;
    let halves = pen.view.glyphs != Glyphs::Ascii && c == '▀';
    let bare = Style::new();
    match marked {
        (false, false) => plain,
        (true, true) if halves => ('█', bare),
        (true, false) if halves => ('▀', bare.bg(style.bg.unwrap_or_default())),
        (false, true) if halves => ('▄', bare.bg(style.fg.unwrap_or_default())),
        _ => (c, pen.view.theme.cursor()),
    }
}

/// The numbers of the first and last row and column in sight.
fn edges(block: &Block, pen: &mut Pen) {
    let (rows, columns) = block.page(pen.places);
    let style = pen.view.theme.dim();
    if block.gutter > 0 {
        let width = block.gutter as usize - 1;
        let lines = (block.seen.0 as i32 * block.cell + 1) / 2;
        for (y, row) in [(0, rows.start + 1), (lines - 1, rows.end)] {
            let y = block.y + 1 + block.ruler + y;
            pen.whole(block.x, y, &format!("{row:>width$}"), style);
        }
    }
    if block.ruler > 0 {
        let (first, last) = ((columns.start + 1).to_string(), columns.end.to_string());
        let (left, wide) = (block.x + block.gutter, block.seen.1 as i32 * block.cell);
        pen.whole(left, block.y + 1, &first, style);
        let x = left + wide - last.width() as i32;
        if x > left + first.width() as i32 {
            pen.whole(x, block.y + 1, &last, style);
        }
    }
}

/// Which unit or example a picture shows, and the value under the cursor: `unit 64 [300] -0.0123`.
fn caption(block: &Block, cursor: Option<Cell>, (row, column): (usize, usize), pen: &mut Pen) {
    let what = match block.look {
        Look::Image(_) if block.axes.has_examples() => format!("row {} ", row + 1),
        Look::Image(_) => format!("unit {} ", column + 1),
        _ => String::new(),
    };
    let y = block.y + block.height - 1;
    let x = pen.whole(block.x, y, &what, pen.view.theme.dim());
    let Some(at) = cursor else { return };
    let value = pen.app.displayed().cell(pen.app.worksheet(), at);
    let room = block.width - (x - block.x);
    let place = format!("[{},{}] ", at.row + 1, at.column + 1);
    let number = number::fitted(value, 4, 7);
    let named = place.width() + number.len() <= room.max(0) as usize;
    let x = if named { pen.whole(x, y, &place, pen.view.theme.key_hint()) } else { x };
    pen.whole(x, y, &number, pen.view.theme.title());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_of_a_field_is_its_largest_finite_number() {
        let mut values: Vec<f64> = (0..21).map(|i| f64::from(i) / 10.0 - 1.5).collect();
        assert_eq!(largest(&values), 1.5);
        (values[3], values[20]) = (f64::NEG_INFINITY, f64::NAN);
        assert_eq!(largest(&values), 1.5);
        values[19] = -7.0;
        assert_eq!(largest(&values), 7.0);
        assert_eq!(largest(&[]), 0.0);
    }
}
