//! How large a matrix is drawn: with all of its numbers, through a window on them, or as a field
//! of colours. Nothing here depends on what the numbers are at the moment, so that nothing moves
//! while time goes on.

use unicode_width::UnicodeWidthStr;

use super::axes::Axes;
use crate::app::App;
use crate::ui::number;
use crate::worksheet::quantity::{Id, Quantity, Role};

/// Of matrices with more numbers than this the longest is not looked for.
pub(super) const FEW: usize = 4096;

/// A matrix as wide as this is shown as a whole wherever there is room for it alone.
const ALONE: i32 = 78;

/// The same for one or two rows, which shall not make a column of windows much wider.
const VECTOR: i32 = 63;

/// The width of a number with three decimals.
const USUAL: i32 = 6;

/// The width of a scale behind the symbol of a field: ` ±0.3512`.
const SCALE: i32 = 8;

/// The most room a field takes where nothing limits it.
const FIELD: Bound = Bound { width: 48, lines: 18 };

/// What a matrix is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Its numbers.
    Numbers,
    /// A colour for each of them.
    Heat,
    /// One column (of weights) or row (of inputs) as the picture the inputs form, so wide.
    Image(usize),
}

/// The most room a matrix may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) width: i32,
    pub(super) lines: i32,
}

/// A matrix with its place in the drawing; its symbol stands in the line above its numbers.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) id: Id,
    pub(super) symbol: String,
    pub(super) axes: Axes,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) look: Look,
    /// Rows and columns in sight at a time.
    pub(super) seen: (usize, usize),
    /// Lines of one row of numbers: two where a document's numbers stand under the right ones.
    pub(super) pitch: i32,
    /// Width of one number, or of one value of a field.
    pub(super) cell: i32,
    /// Digits after the point.
    pub(super) decimals: usize,
    /// Columns at the left kept for the numbers of the rows.
    pub(super) gutter: i32,
    /// Lines under the symbol kept for the numbers of the columns.
    pub(super) ruler: i32,
    /// Where the symbol begins: behind what is written before it.
    pub(super) indent: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// The matrices of the iteration, not yet placed and not yet limited in size.
pub(super) fn blocks(app: &App, decimals: usize, beneath: bool) -> Vec<Block> {
    let symbols = app.symbols();
    let all = app.worksheet().quantities();
    let pitch = |id| if beneath && app.has_beneath(id) { 2 } else { 1 };
    let natural = |(id, q): (Id, &Quantity)| Block {
        pitch: pitch(id),
        ..natural(app, id, q, symbols.role(q.role), decimals)
    };
    all.map(natural).collect()
}

/// Changes of colour that a field alone may have, so that a frame stays small.
const COLORS: i32 = 850;

/// One matrix alone as a field in a room of that size, as large as its colours allow.
pub(super) fn alone(app: &App, id: Id, room: Bound) -> Block {
    let q = app.worksheet().quantity(id);
    let block = natural(app, id, q, String::new(), app.decimals());
    let side = app.worksheet().network().image_side().filter(|_| block.axes.has_inputs());
    let large = block.clone().with_field(room, side);
    let colors = large.width / large.cell.max(1) * large.height;
    let small = Bound { width: room.width.min(FIELD.width), lines: room.lines.min(FIELD.lines) };
    let block = if colors <= COLORS { large } else { block.with_field(small, side) };
    let x = ((room.width - block.width) / 2).max(0);
    Block { x, y: ((room.lines - block.height) / 2).max(0), ..block }
}

fn natural(app: &App, id: Id, q: &Quantity, symbol: String, decimals: usize) -> Block {
    let (cell, decimals) = number_size(app, q.role, decimals);
    let axes = Axes::of(q.role, app.worksheet().network().depth());
    // The last batch of an epoch may be smaller; it takes the same room.
    let rows = if axes.has_examples() { app.timeline().setup().batch.max(q.rows) } else { q.rows };
    let (columns, gutter, ruler, indent) = (q.columns, 0, 0, 0);
    let (seen, look) = ((rows, columns), Look::Numbers);
    let (x, y, width, height) = (0, 0, 0, 0);
    Block {
        id,
        symbol,
        axes,
        x,
        y,
        rows,
        columns,
        look,
        seen,
        pitch: 1,
        cell,
        decimals,
        gutter,
        ruler,
        indent,
        width,
        height,
    }
}

/// The width of a number and its decimals: what is computed keeps room for a sign, a digit, the
/// point and all decimals; data are known and take what they need.
fn number_size(app: &App, role: Role, decimals: usize) -> (i32, usize) {
    let data = app.trainer().data();
    let known = match role {
        Role::Input => Some(&data.x),
        Role::Target => Some(&data.y),
        _ => None,
    };
    if let Some(values) = known.filter(|values| values.len() <= FEW) {
        let decimals = number::needed(values, decimals);
        return (number::width(values, decimals) as i32, decimals);
    }
    let network = app.worksheet().network();
    let unsigned = match role {
        Role::Loss => true,
        Role::Activation(l) => network.layer(l).activation.is_never_negative(),
        _ => false,
    };
    let sign = usize::from(!unsigned);
    ((decimals.max(2) + 2 + sign) as i32, decimals)
}

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

    /// Whether a part of it is out of sight.
    pub(super) fn is_window(&self) -> bool {
        self.look == Look::Numbers && self.seen != (self.rows, self.columns)
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

    /// The width of the line with the symbol.
    pub(super) fn title(&self) -> i32 {
        let shape = if self.look == Look::Numbers && !self.is_window() {
            0
        } else {
            1 + self.shape().width() as i32
        };
        let scale = if self.look == Look::Numbers { 0 } else { SCALE };
        self.symbol.width() as i32 + shape + scale
    }

    /// `784×128`
    pub(super) fn shape(&self) -> String {
        format!("{}×{}", self.rows, self.columns)
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
    fn with_field(mut self, limit: Bound, side: Option<usize>) -> Self {
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
