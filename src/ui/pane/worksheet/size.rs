//! The size of a matrix in the room that there is: all of its numbers, a window on them, or a field as
//! large as it may be.

use super::block::{Block, Bound, FIELD, Look};
use crate::app::App;

/// A matrix as wide as this is shown as a whole wherever there is room for it alone.
const ALONE: i32 = 78;

/// The same for one or two rows, which shall not make a column of windows much wider.
const VECTOR: i32 = 63;

/// The width of a number with three decimals.
const USUAL: i32 = 6;

/// Each matrix in its size: whole where it has room in a window of `room` of its own, else no
/// larger than `bound`.
pub(super) fn sized(
    app: &App,
    natural: &[Block],
    bound: Option<Bound>,
    room: (i32, i32),
) -> Vec<Block> {
    let side = app.worksheet().network().image_side();
    let one = |block: &Block| {
        let wide = (room.0 - 2).min((room.0 / 2).max(ALONE));
        let wide = if block.rows <= 2 { wide.min(VECTOR) } else { wide };
        let alone =
            block.all_numbers() <= wide && block.all_lines().saturating_add(1) <= room.1 - 2;
        let bound = bound.filter(|_| !alone);
        let side = side.filter(|_| block.axes.has_inputs());
        block.clone().limited(bound, app.is_flipped(block.id), side)
    };
    natural.iter().map(one).collect()
}

impl Block {
    /// The width of all its numbers.
    fn all_numbers(&self) -> i32 {
        self.columns as i32 * (self.cell + 1) - 1
    }

    /// The lines of all its numbers.
    fn all_lines(&self) -> i32 {
        (self.rows as i32).saturating_mul(self.pitch)
    }

    fn row_numbers(&self) -> i32 {
        digits(self.rows) + 1
    }

    fn limited(self, bound: Option<Bound>, flipped: bool, side: Option<usize>) -> Self {
        let endless = Bound { width: i32::MAX, lines: i32::MAX };
        let limit = bound.unwrap_or(endless);
        // Many decimals alone do not make a matrix too large.
        let least = self.columns as i32 * (self.cell.min(USUAL) + 1) - 1;
        let wide = least + self.row_numbers() > limit.width;
        let whole = self.all_numbers() <= limit.width && self.all_lines() < limit.lines;
        let heat = wide && !whole && self.rows > 2;
        let sized = if heat == flipped {
            self.with_numbers(limit)
        } else {
            let width = limit.width.min(FIELD.width);
            self.with_field(Bound { width, lines: limit.lines.min(FIELD.lines) }, side)
        };
        let title = sized.title();
        Self { width: sized.width.max(title), ..sized }
    }

    fn with_numbers(mut self, limit: Bound) -> Self {
        let fitting = |gutter: i32| {
            let across = ((limit.width - gutter).saturating_add(1) / (self.cell + 1)).max(1);
            self.columns.min(across as usize)
        };
        let tall = |ruler: i32| self.all_lines().saturating_add(1 + ruler) > limit.lines;
        let gutter = |ruler: i32| if tall(ruler) { self.row_numbers() } else { 0 };
        let ruler = i32::from(fitting(gutter(0)) < self.columns);
        let across = fitting(gutter(ruler));
        let lines = (limit.lines - 1 - ruler) / self.pitch;
        let down = self.rows.min(lines.max(1) as usize);
        (self.gutter, self.ruler, self.seen) = (gutter(ruler), ruler, (down, across));
        self.width = self.gutter + across as i32 * (self.cell + 1) - 1;
        self.height = 1 + ruler + down as i32 * self.pitch;
        self.look = Look::Numbers;
        self
    }

    /// The symbol, the field, and a line for the value under the cursor.
    pub(super) fn with_field(mut self, limit: Bound, side: Option<usize>) -> Self {
        let lines = (limit.lines - 2).max(1);
        if let Some((side, zoom)) = side.and_then(|side| zoomed(side, side, limit.width, lines)) {
            self.look = Look::Image(side);
            self.cell = zoom;
            self.width = side as i32 * zoom;
            self.height = 2 + halves(side, zoom);
            return self;
        }
        self.look = Look::Heat;
        if let Some((_, zoom)) = zoomed(self.columns, self.rows, limit.width, lines) {
            self.cell = zoom;
        } else {
            self.cell = 1;
            self.gutter = self.row_numbers();
            self.ruler = 1;
            let across = (limit.width - self.gutter).max(1) as usize;
            let down = 2 * (lines - 1).max(1) as usize;
            self.seen = (self.rows.min(down), self.columns.min(across));
        }
        self.width = self.gutter + self.seen.1 as i32 * self.cell;
        self.height = 2 + self.ruler + halves(self.seen.0, self.cell);
        self
    }
}

/// The greatest zoom at which so many values have room, two halves of a line each at zoom 1.
fn zoomed(columns: usize, rows: usize, width: i32, lines: i32) -> Option<(usize, i32)> {
    let fits = |zoom: &i32| {
        columns as i64 * i64::from(*zoom) <= i64::from(width) && halves(rows, *zoom) <= lines
    };
    [4, 2, 1].into_iter().find(fits).map(|zoom| (columns, zoom))
}

/// Lines that so many values take at a zoom.
fn halves(rows: usize, zoom: i32) -> i32 {
    (rows as i32).saturating_mul(zoom).saturating_add(1) / 2
}

/// How many digits a count has.
pub(super) fn digits(count: usize) -> i32 {
    count.checked_ilog10().unwrap_or(0) as i32 + 1
}
