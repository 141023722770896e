//! A matrix in large numbers: the largest in which all of it has room, else a window on it that
//! goes along with the cursor.

use std::ops::Range;

use ratatui::layout::Rect;

use super::face::Face;
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::worksheet::page;
use crate::ui::theme::Theme;

/// A bracket and a blank on either side.
const BRACKETS: usize = 4;

/// Where the numbers of a matrix stand in a room.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) face: Face,
    /// What is in sight.
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
    /// The columns of the screen that the widest number takes.
    widest: usize,
    /// From one number to the next.
    step: (usize, usize),
    /// The left upper corner of the first number.
    start: (usize, usize),
    /// Whether a part is out of sight.
    pub(super) cut: bool,
}

/// What is to be laid out.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Rows and columns of the matrix.
    pub(super) shape: (usize, usize),
    /// The cell to be kept in sight.
    pub(super) place: (usize, usize),
    /// The widest numbers, as they are written.
    pub(super) widest: &'a [String],
    pub(super) glyphs: Glyphs,
}

impl Wanted<'_> {
    fn width(&self, face: Face) -> usize {
        self.widest.iter().map(|text| face.width(text)).max().unwrap_or(1).max(1)
    }

    /// The least step from number to number.
    fn step(&self, face: Face) -> (usize, usize) {
        (self.width(face) + face.gap(), face.lines())
    }
}

impl Table {
    /// The whole matrix in the largest face, else a window on it; none where there is no room.
    pub(super) fn new(wanted: &Wanted, room: Rect) -> Option<Self> {
        let (width, height) = (usize::from(room.width), usize::from(room.height));
        let (rows, columns) = wanted.shape;
        let faces = Face::all(wanted.glyphs);
        let fits = |face: &Face| {
            let step = wanted.step(*face);
            columns * step.0 + BRACKETS <= width + 1 && rows * step.1 <= height
        };
        if let Some(face) = faces.iter().copied().find(fits) {
            return Some(Self::placed(wanted, face, (0..rows, 0..columns), (width, height)));
        }
        let window = |face: Face, least: usize| Self::window(wanted, face, (width, height), least);
        let large = faces.last().and_then(|face| window(*face, 2));
        let plain = Some(Face::PLAIN).filter(fits);
        let plain =
            plain.map(|face| Self::placed(wanted, face, (0..rows, 0..columns), (width, height)));
        // Large digits are worth scrolling, unless little of the matrix would be seen.
        let much = large.as_ref().is_some_and(|table| 2 * table.seen() >= rows * columns);
        let (first, second) = if much { (large, plain) } else { (plain, large) };
        first.or(second).or_else(|| window(Face::PLAIN, 1))
    }

    /// A window of at least so many rows and columns.
    fn window(
        wanted: &Wanted,
        face: Face,
        (width, height): (usize, usize),
        least: usize,
    ) -> Option<Self> {
        let (rows, columns) = wanted.shape;
        let step = wanted.step(face);
        let gutter = digits(rows);
        let across = (width + 1).saturating_sub(BRACKETS + gutter) / step.0;
        let down = height.saturating_sub(1) / step.1;
        let seen = (down.min(rows), across.min(columns));
        if seen.0 < least.min(rows) || seen.1 < least.min(columns) || seen.0 * seen.1 == 0 {
            return None;
        }
        let sight = (page(wanted.place.0, seen.0, rows), page(wanted.place.1, seen.1, columns));
        let mut table = Self::placed(wanted, face, sight, (width - gutter, height - 1));
        table.start = (table.start.0 + gutter, table.start.1 + 1);
        table.cut = true;
        Some(table)
    }

    /// These rows and columns in the middle of a room, what is left of it between them.
    fn placed(
        wanted: &Wanted,
        face: Face,
        (rows, columns): (Range<usize>, Range<usize>),
        (width, height): (usize, usize),
    ) -> Self {
        let (least, widest) = (wanted.step(face), wanted.width(face));
        let (down, across) = (rows.len().max(1), columns.len().max(1));
        let spread = |room: usize, least: usize, count: usize, most: usize| {
            least + (room.saturating_sub(least * count) / count).min(most)
        };
        let step = (
            spread((width + 1).saturating_sub(BRACKETS), least.0, across, least.0 / 4),
            spread(height, least.1, down, least.1 / 2),
        );
        let middle = |room: usize, taken: usize| room.saturating_sub(taken) / 2;
        let start = (
            middle(width, across * step.0 - 1 + BRACKETS) + BRACKETS / 2,
            middle(height, down * step.1),
        );
        Self { face, rows, columns, widest, step, start, cut: false }
    }

    /// How many numbers are in sight.
    pub(super) fn seen(&self) -> usize {
        self.rows.len() * self.columns.len()
    }

    /// The box of a cell in its room.
    pub(super) fn cell(&self, row: usize, column: usize) -> (usize, usize, usize, usize) {
        let (x, y) = (
            self.start.0 + (column - self.columns.start) * self.step.0,
            self.start.1 + (row - self.rows.start) * self.step.1,
        );
        (x, y, self.step.0 - 1, self.step.1)
    }

    /// How far a number of that width stands from the left edge of its box: its last digit below
    /// the others'.
    pub(super) fn indent(&self, text: &str) -> usize {
        let spare = (self.step.0 - 1).saturating_sub(self.widest);
        let own = self.face.width(text);
        if text == "?" {
            return (self.step.0 - 1).saturating_sub(own) / 2;
        }
        self.widest.saturating_sub(own) + spare / 2
    }

    /// Brackets at the left and right, and the numbers of rows and columns where some are out of
    /// sight.
    pub(super) fn frame(&self, canvas: &mut Canvas, theme: &Theme) {
        let (left, top) = (self.start.0 as i32 - 2, self.start.1 as i32);
        let right = left + 2 + (self.columns.len() * self.step.0) as i32;
        let height = (self.rows.len() * self.step.1) as i32;
        for line in 0..height {
            let (open, close) = match line {
                _ if height == 1 => ("[", "]"),
                0 => ("┌", "┐"),
                _ if line + 1 == height => ("└", "┘"),
                _ => ("│", "│"),
            };
            canvas.text(left, top + line, open, theme.border());
            canvas.text(right, top + line, close, theme.border());
        }
        if self.cut {
            self.numbering(left, canvas, theme);
        }
    }

    fn numbering(&self, left: i32, canvas: &mut Canvas, theme: &Theme) {
        for row in self.rows.clone() {
            let (_, y, _, height) = self.cell(row, self.columns.start);
            let text = (row + 1).to_string();
            let middle = y as i32 + (height as i32 - 1) / 2;
            canvas.text(left - text.len() as i32, middle, &text, theme.key_label());
        }
        for column in self.columns.clone() {
            let (x, y, width, _) = self.cell(self.rows.start, column);
            let text = (column + 1).to_string();
            let middle = x as i32 + (width.saturating_sub(text.len()) / 2) as i32;
            canvas.text(middle, y as i32 - 1, &text, theme.key_label());
        }
    }
}

/// How many digits a count has.
fn digits(count: usize) -> usize {
    count.to_string().len()
}
