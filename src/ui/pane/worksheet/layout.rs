//! Where every matrix stands: columns of layers, rows of phases, data running right along the
//! forward row and back left along the backward row; each δ under its pre-activation, each
//! gradient under its weights.

use unicode_width::UnicodeWidthStr;

use super::block::{Block, Bound, blocks, sized};
use super::plan::{ARRANGEMENTS, Groups, Plan};
use crate::app::App;
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::Id;

/// Cells between two columns of the grid.
const GAP: i32 = 3;

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
fn outer((width, height): (i32, i32), compact: bool) -> (i32, i32) {
    if compact { (width + 1, height) } else { (width + 11, height + 1) }
}

/// A plan with sizes: how wide its columns are and how high its rows.
struct Measured<'a> {
    plan: &'a Plan,
    blocks: &'a [Block],
    heads: &'a [String],
    compact: bool,
    widths: Vec<i32>,
    heights: Vec<i32>,
}

impl<'a> Measured<'a> {
    fn new(plan: &'a Plan, blocks: &'a [Block], heads: &'a [String], compact: bool) -> Self {
        let (widths, heights) = (Vec::new(), Vec::new());
        let mut grid = Self { plan, blocks, heads, compact, widths, heights };
        grid.widths = (0..heads.len()).map(|column| grid.width(column)).collect();
        let between = plan.how.between();
        let high =
            |row: &Vec<Groups>| row.iter().map(|groups| extent(groups, blocks, between).1).max();
        grid.heights = plan.cells.iter().map(|row| high(row).unwrap_or(0)).collect();
        grid
    }

    fn gap(&self) -> i32 {
        if self.compact { GAP - 1 } else { GAP }
    }

    fn width(&self, column: usize) -> i32 {
        let groups = self.plan.cells.iter().enumerate().map(|(r, row)| {
            let label = if self.compact && column == 0 { self.plan.label(r) } else { 0 };
            // Beside a matrix the name stands before its symbol, above its numbers.
            let symbol = symbol_width(&row[column], self.blocks);
            let named = if label > 0 && symbol > 0 { label + 1 + symbol } else { label };
            extent(&row[column], self.blocks, self.plan.how.between()).0.max(named)
        });
        let head = self.heads[column].width() as i32 + self.head_indent(column);
        groups.max().unwrap_or(0).max(head)
    }

    /// A compact heading stands behind the symbol of the column's weights; where biases stand
    /// beside these and there is no room between the two, behind the last symbol.
    fn head_indent(&self, column: usize) -> i32 {
        let groups = &self.plan.cells[0][column];
        let symbol = symbol_width(groups, self.blocks);
        if !self.compact || symbol == 0 {
            return 0;
        }
        let head = self.heads[column].width() as i32;
        let first = groups.first().map_or(0, |group| group_width(group, self.blocks));
        if groups.len() < 2 || symbol + 1 + head < first {
            return symbol + 1;
        }
        let (last, before) = groups.split_last().expect("there are two groups");
        let wide = before.iter().map(|group| group_width(group, self.blocks) + 2).sum::<i32>();
        wide + last.first().map_or(0, |id| block(self.blocks, *id).title()) + 1
    }

    /// Columns between the groups of a cell: two where the column is wide enough for that.
    fn between(&self, groups: &Groups, wide: i32) -> i32 {
        let between = self.plan.how.between();
        let loose = extent(groups, self.blocks, between + 1).0;
        if between < 2 && loose <= wide { between + 1 } else { between }
    }

    fn inner(&self) -> (i32, i32) {
        let air = i32::from(self.plan.how.airy) * (self.heights.len() as i32 - 1);
        let gaps = self.gap() * (self.widths.len() as i32 - 1);
        (self.widths.iter().sum::<i32>() + gaps, self.heights.iter().sum::<i32>() + air)
    }

    fn size(&self) -> (i32, i32) {
        outer(self.inner(), self.compact)
    }

    fn place(&self) -> Grid {
        let (width, height) = self.inner();
        let (blocks, heads, rows) = (Vec::new(), Vec::new(), Vec::new());
        let mut grid = Grid { blocks, heads, rows, compact: self.compact, width, height };
        let mut x = 0;
        for (column, wide) in self.widths.iter().enumerate() {
            grid.heads.push((x + self.head_indent(column), self.heads[column].clone()));
            let mut y = 0;
            for (r, row) in self.plan.cells.iter().enumerate() {
                let named = self.compact && column == 0;
                let indent = if named { self.plan.label(r) + 1 } else { 0 };
                let between = self.between(&row[column], *wide);
                let placed = &mut grid.blocks;
                stack(&row[column], self.blocks, (x, y), (indent, between), placed);
                if column == 0 {
                    let names = self.plan.names(r).iter().enumerate();
                    grid.rows.extend(names.map(|(i, name)| (y + i as i32, (*name).into())));
                }
                y += self.heights[r] + i32::from(self.plan.how.airy);
            }
            x += wide + self.gap();
        }
        grid
    }
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

fn block(blocks: &[Block], id: Id) -> &Block {
    let at = blocks.binary_search_by_key(&id, |block| block.id);
    &blocks[at.expect("every quantity has a block, in order")]
}

/// The width of the symbol of a cell's first matrix; 0 where there is none.
fn symbol_width(groups: &Groups, blocks: &[Block]) -> i32 {
    let first = groups.first().and_then(|group| group.first());
    first.map_or(0, |id| block(blocks, *id).title())
}

fn group_width(group: &[Id], blocks: &[Block]) -> i32 {
    group.iter().map(|id| block(blocks, *id).width).max().unwrap_or(0)
}

fn extent(groups: &Groups, blocks: &[Block], between: i32) -> (i32, i32) {
    let width: i32 = groups.iter().map(|group| group_width(group, blocks) + between).sum();
    let high = |group: &Vec<Id>| group.iter().map(|id| block(blocks, *id).height).sum();
    ((width - between).max(0), groups.iter().map(high).max().unwrap_or(0))
}

fn stack(
    groups: &Groups,
    blocks: &[Block],
    at: (i32, i32),
    (mut indent, between): (i32, i32),
    placed: &mut Vec<Block>,
) {
    let mut x = at.0;
    for group in groups {
        let mut y = at.1;
        for id in group {
            let block = block(blocks, *id);
            placed.push(Block { x, y, indent, ..block.clone() });
            (y, indent) = (y + block.height, 0);
        }
        x += group_width(group, blocks) + between;
    }
}
