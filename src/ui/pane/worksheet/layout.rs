//! Where every matrix stands: columns of layers, rows of phases, data running right along the
//! forward row and back left along the backward row; each δ under its pre-activation, each
//! gradient under its weights.

use super::block::{Block, Bound, blocks};
use super::measured::Measured;
use super::plan::{ARRANGEMENTS, Plan};
use super::size::sized;
use crate::app::App;
use crate::worksheet::Worksheet;

/// A heading at a place.
pub(super) type Label = (i32, String);

/// The whole drawing.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) blocks: Vec<Block>,
    /// Headings of the columns, at their x.
    pub(super) heads: Vec<Label>,
    /// Names of the rows, at their y.
    pub(super) rows: Vec<Label>,
    /// Whether names and headings stand inside the drawing, where the matrices leave room: the
    /// names in the column of the input, the headings behind the symbols of the weights.
    pub(super) compact: bool,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Decimals that are tried one after the other when nobody asked for a number of them.
const USUAL: [usize; 2] = [4, 3];

/// How large a matrix may be at most that has no room as a whole, from the largest on.
const BOUNDS: [(i32, i32); 6] = [(72, 30), (58, 24), (44, 20), (36, 18), (28, 16), (28, 12)];

/// The first way to place everything that fits `width` × `height`: with names and headings at the
/// edges, then inside; with fewer decimals; then with windows on the matrices that are larger than
/// the room. Else the least high one that is not too wide, or the narrowest, and all of it
/// scrolls.
pub(super) fn grid(app: &App, room: (i32, i32)) -> Grid {
    let plans = ARRANGEMENTS.map(|how| Plan::new(app.worksheet(), how));
    let search = Search { app, plans: &plans, room };
    let usual = if app.decimals_are_asked_for() { vec![app.decimals()] } else { USUAL.to_vec() };
    let mut natural = Vec::new();
    // A document's numbers stand under the right ones where there is room for all of them.
    let documented = app.worksheet().quantities().any(|(id, _)| app.has_beneath(id));
    for beneath in if documented { &[true, false][..] } else { &[false] } {
        for decimals in &usual {
            natural = blocks(app, *decimals, *beneath);
            let whole = sized(app, &natural, None, room);
            if let Some(grid) = search.fitting(&whole, &[false, true]) {
                return grid;
            }
        }
    }
    let bounds = BOUNDS.map(|(width, lines)| Bound {
        width: width.min(room.0 - 2),
        lines: lines.min(room.1 - 1).max(4),
    });
    for bound in bounds {
        let blocks = sized(app, &natural, Some(bound), room);
        if let Some(grid) = search.fitting(&blocks, &[false, true]) {
            return grid;
        }
    }
    // Whole pictures matter more than seeing everything at once.
    let blocks = sized(app, &natural, Some(bounds[BOUNDS.len() - 2]), room);
    search.least_bad(&blocks)
}

/// The ways to place matrices of given sizes.
#[derive(Clone, Copy)]
struct Search<'a> {
    app: &'a App,
    plans: &'a [Plan],
    room: (i32, i32),
}

impl Search<'_> {
    fn fitting(&self, blocks: &[Block], tightness: &[bool]) -> Option<Grid> {
        for compact in tightness {
            let heads = heads(self.app.worksheet(), *compact);
            for plan in self.plans {
                let grid = Measured::new(plan, blocks, &heads, *compact);
                let (width, height) = grid.size();
                if width <= self.room.0 && height <= self.room.1 {
                    return Some(grid.place());
                }
            }
        }
        None
    }

    fn least_bad(&self, blocks: &[Block]) -> Grid {
        let heads = [false, true].map(|compact| heads(self.app.worksheet(), compact));
        let ways = [true, false].into_iter().flat_map(|compact| {
            let heads = &heads[usize::from(compact)];
            self.plans.iter().map(move |plan| Measured::new(plan, blocks, heads, compact))
        });
        let badness = |grid: &Measured| {
            let (width, height) = grid.size();
            let over = width > self.room.0;
            (over, if over { width } else { height })
        };
        ways.min_by_key(badness).expect("there is at least one arrangement").place()
    }
}

impl Grid {
    /// Columns kept for the names of the rows.
    pub(super) fn names(&self) -> i32 {
        if self.compact { 1 } else { 10 }
    }

    /// Rows kept for the headings of the columns.
    pub(super) fn headings(&self) -> i32 {
        i32::from(!self.compact)
    }

    /// Columns kept at the right edge: for an arrow where there is more in a window this wide.
    pub(super) fn margin(&self, width: i32) -> i32 {
        i32::from(!self.compact || self.width + self.names() > width)
    }

    /// The size of everything, names and headings included.
    pub(super) fn size(&self) -> (i32, i32) {
        outer((self.width, self.height), self.compact)
    }
}

/// The size with names and headings of a drawing of a size.
pub(super) fn outer((width, height): (i32, i32), compact: bool) -> (i32, i32) {
    if compact { (width + 1, height) } else { (width + 11, height + 1) }
}

/// What the columns are: `input`, `layer 1 · ReLU`, `output · tanh`, `loss`; in fewer letters
/// behind the symbol of the weights: `· ReLU`.
fn heads(sheet: &Worksheet, compact: bool) -> Vec<String> {
    let depth = sheet.network().depth();
    let layer = |l: usize| {
        let symbol = sheet.network().layer(l).activation.symbol;
        match (compact, l == depth) {
            (true, _) => format!("· {symbol}"),
            (false, true) => format!("output · {symbol}"),
            (false, false) => format!("layer {l} · {symbol}"),
        }
    };
    let first = if compact { String::new() } else { "input".into() };
    std::iter::once(first).chain((1..=depth).map(layer)).chain(["loss".into()]).collect()
}
