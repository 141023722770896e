//! A matrix as it is drawn: with all of its numbers, through a window on them, or as a field of
//! colours. Nothing here depends on what the numbers are at the moment, so that nothing moves while
//! time goes on.

use unicode_width::UnicodeWidthStr;

use super::axes::Axes;
use crate::app::App;
use crate::ui::number;
use crate::worksheet::quantity::{Id, Quantity, Role};

/// Of matrices with more numbers than this the longest is not looked for.
pub(super) const FEW: usize = 4096;

/// The width of a scale behind the symbol of a field: ` ±0.3512`.
const SCALE: i32 = 8;

/// The most room a field takes where nothing limits it.
pub(super) const FIELD: Bound = Bound { width: 48, lines: 18 };

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

impl Block {
    /// Whether a part of it is out of sight.
    pub(super) fn is_window(&self) -> bool {
        self.look == Look::Numbers && self.seen != (self.rows, self.columns)
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
}
