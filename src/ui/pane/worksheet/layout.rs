//! Where every matrix stands: columns of layers, rows of phases, data running right along the
//! forward row and back left along the backward row; each δ under its pre-activation, each
//! gradient under its weights.

use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::ui::number;
use crate::worksheet::Worksheet;
use crate::worksheet::quantity::{Id, Phase, Role};

/// Cells between two columns of the grid.
const GAP: i32 = 3;

/// Cells between two matrices that stand side by side.
const BETWEEN: i32 = 2;

/// A matrix with its place in the drawing; its symbol stands in the line above its numbers.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) id: Id,
    pub(super) symbol: String,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    /// Width of one number.
    pub(super) cell: i32,
    /// Digits after the point.
    pub(super) decimals: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

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
    /// Whether rows have no names and headings stand behind the symbols of the weights.
    pub(super) compact: bool,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// How generously matrices are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Arrangement {
    /// S beside A, and gradients beside updates, instead of one below the other.
    beside: bool,
    /// Gradients and updates in one row.
    merged: bool,
    /// An empty line between the rows.
    airy: bool,
}

/// From the most generous to the tightest.
const ARRANGEMENTS: [Arrangement; 5] = [
    Arrangement { beside: true, merged: false, airy: true },
    Arrangement { beside: true, merged: false, airy: false },
    Arrangement { beside: true, merged: true, airy: false },
    Arrangement { beside: false, merged: false, airy: true },
    Arrangement { beside: false, merged: false, airy: false },
];

/// Decimals that are tried one after the other when nobody asked for a number of them.
const USUAL: [usize; 2] = [4, 3];

/// The first way to place everything that fits `width` × `height`: with room for every sign, so
/// that nothing moves while time goes on, then as tight as today's numbers allow; with names and
/// headings, then without; with fewer decimals. Else the least high one that is not too wide, or
/// the narrowest, and the window scrolls.
pub(super) fn grid(app: &App, width: i32, height: i32) -> Grid {
    let asked = [app.decimals()];
    let decimals = if app.decimals_are_asked_for() { &asked[..] } else { &USUAL[..] };
    let mut best: Option<((bool, i32), Grid)> = None;
    for (decimals, steady) in decimals.iter().flat_map(|d| [(*d, true), (*d, false)]) {
        let sizes = sizes(app, decimals, steady);
        for compact in [false, true] {
            for arrangement in ARRANGEMENTS {
                let grid = place(app, &sizes, arrangement, compact);
                let (w, h) = grid.size();
                if w <= width && h <= height {
                    return grid;
                }
                let badness = (w > width, if w > width { w } else { h });
                if best.as_ref().is_none_or(|(least, _)| badness < *least) {
                    best = Some((badness, grid));
                }
            }
        }
    }
    best.expect("there is at least one arrangement").1
}

impl Grid {
    fn empty(compact: bool) -> Self {
        let (blocks, heads, rows) = (Vec::new(), Vec::new(), Vec::new());
        Self { blocks, heads, rows, compact, width: 0, height: 0 }
    }

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
        let margin = i32::from(!self.compact);
        (self.width + self.names() + margin, self.height + self.headings())
    }
}

/// The matrices of the iteration, not yet placed; `steady` ones keep room for a sign, a digit and
/// all decimals, whatever their numbers are at the moment.
fn sizes(app: &App, decimals: usize, steady: bool) -> Vec<Block> {
    let (sheet, trace, symbols) = (app.worksheet(), app.displayed(), app.symbols());
    let block = |(id, q): (Id, &crate::worksheet::quantity::Quantity)| {
        let symbol = symbols.role(q.role);
        let values = trace.slice(sheet, id);
        let kept = match q.role {
            Role::Input | Role::Target => 0,
            Role::Loss => decimals + 2,
            _ => decimals + 3,
        };
        let decimals = match q.operation {
            None => number::needed(values, decimals),
            Some(_) => decimals,
        };
        let cell = number::width(values, decimals).max(if steady { kept } else { 0 }) as i32;
        let width = (q.columns as i32 * (cell + 1) - 1).max(symbol.width() as i32);
        Block { id, symbol, x: 0, y: 0, width, cell, decimals, rows: q.rows, columns: q.columns }
    };
    sheet.quantities().map(block).collect()
}

/// A cell of the grid: groups side by side, each a pile of matrices.
type Groups = Vec<Vec<Id>>;

/// The rows of the grid: the phases in each, and its names.
const ROWS: [(&[Phase], &[&str]); 5] = [
    (&[Phase::Given], &["weights"]),
    (&[Phase::Forward], &["forward"]),
    (&[Phase::Backward], &["backward"]),
    (&[Phase::Gradient], &["gradient"]),
    (&[Phase::Update], &["update"]),
];

/// The last two rows in one.
const MERGED: (&[Phase], &[&str]) = (&[Phase::Gradient, Phase::Update], &["gradient", "update"]);

fn place(app: &App, sizes: &[Block], arrangement: Arrangement, compact: bool) -> Grid {
    let sheet = app.worksheet();
    let columns = sheet.network().depth() + 2;
    let apart = if arrangement.merged { 3 } else { ROWS.len() };
    let rows: Vec<_> = ROWS[..apart].iter().chain(arrangement.merged.then_some(&MERGED)).collect();
    let by_column = by_column(sheet);
    let cells: Vec<Vec<Groups>> = rows
        .iter()
        .map(|row| by_column.iter().map(|column| groups(column, row.0, arrangement)).collect())
        .collect();
    let size = |groups: &Groups| extent(groups, sizes);
    let mut grid = Grid::empty(compact);
    let high = |row: &Vec<Groups>| row.iter().map(|groups| size(groups).1).max().unwrap_or(0);
    let heights: Vec<i32> = cells.iter().map(high).collect();
    let mut x = 0;
    for c in 0..columns {
        // A compact heading stands behind the symbol of the column's weights.
        let indent = if compact { first_symbol(&cells[0][c], sizes) } else { 0 };
        let head = if compact { short_head(sheet, c) } else { head(sheet, c) };
        let mut width = head.width() as i32 + indent;
        grid.heads.push((x + indent, head));
        let mut y = 0;
        for (r, row) in cells.iter().enumerate() {
            stack(&row[c], sizes, (x, y), &mut grid.blocks);
            if c == 0 {
                let names = rows[r].1.iter().enumerate();
                grid.rows.extend(names.map(|(i, name)| (y + i as i32, (*name).into())));
            }
            width = width.max(size(&row[c]).0);
            y += heights[r] + i32::from(arrangement.airy);
        }
        grid.height = y - i32::from(arrangement.airy);
        x += width + if compact { GAP - 1 } else { GAP };
    }
    grid.width = x - if compact { GAP - 1 } else { GAP };
    grid
}

/// The width of the first matrix's symbol with the space behind it.
fn first_symbol(groups: &Groups, sizes: &[Block]) -> i32 {
    let first = groups.first().and_then(|group| group.first());
    first.map_or(0, |id| block(sizes, *id).symbol.width() as i32 + 1)
}

/// What a column is: `input`, `layer 1 · ReLU`, `output · tanh`, `loss`.
fn head(sheet: &Worksheet, column: usize) -> String {
    let depth = sheet.network().depth();
    if column == 0 {
        return "input".into();
    }
    if column > depth {
        return "loss".into();
    }
    let symbol = sheet.network().layer(column).activation.symbol;
    if column == depth {
        format!("output · {symbol}")
    } else {
        format!("layer {column} · {symbol}")
    }
}

/// The same in fewer letters, behind the symbol of the weights: `· ReLU`.
fn short_head(sheet: &Worksheet, column: usize) -> String {
    if (1..=sheet.network().depth()).contains(&column) {
        format!("· {}", sheet.network().layer(column).activation.symbol)
    } else {
        head(sheet, column)
    }
}

/// A quantity with the row it stands in.
type Placed = (Id, Role, Phase);

/// The quantities of each column, in order.
fn by_column(sheet: &Worksheet) -> Vec<Vec<Placed>> {
    let depth = sheet.network().depth();
    let mut columns = vec![Vec::new(); depth + 2];
    for (id, q) in sheet.quantities() {
        let (phase, column) = q.role.place(depth);
        columns[column].push((id, q.role, phase));
    }
    columns
}

/// The quantities of some phases in one column, in groups.
fn groups(column: &[Placed], phases: &[Phase], how: Arrangement) -> Groups {
    let mut groups: Groups = Vec::new();
    let mut before: Option<Role> = None;
    for &(id, role, _) in column.iter().filter(|(_, _, phase)| phases.contains(phase)) {
        let apart = match (before, role) {
            (None, _) | (Some(Role::Target), Role::Loss) => true,
            (Some(before), role) if before.phase() != role.phase() => how.beside || how.merged,
            (Some(_), Role::Activation(_) | Role::Delta(_)) => how.beside,
            _ => false,
        };
        match groups.last_mut() {
            Some(group) if !apart => group.push(id),
            _ => groups.push(vec![id]),
        }
        before = Some(role);
    }
    groups
}

fn block(sizes: &[Block], id: Id) -> &Block {
    let at = sizes.binary_search_by_key(&id, |block| block.id);
    &sizes[at.expect("every quantity has a block, in order")]
}

fn group_width(group: &[Id], sizes: &[Block]) -> i32 {
    group.iter().map(|id| block(sizes, *id).width).max().unwrap_or(0)
}

fn extent(groups: &Groups, sizes: &[Block]) -> (i32, i32) {
    let width: i32 = groups.iter().map(|group| group_width(group, sizes) + BETWEEN).sum();
    let high = |group: &Vec<Id>| group.iter().map(|id| block(sizes, *id).rows as i32 + 1).sum();
    ((width - BETWEEN).max(0), groups.iter().map(high).max().unwrap_or(0))
}

fn stack(groups: &Groups, sizes: &[Block], at: (i32, i32), blocks: &mut Vec<Block>) {
    let mut x = at.0;
    for group in groups {
        let mut y = at.1;
        for id in group {
            let block = block(sizes, *id);
            blocks.push(Block { x, y, ..block.clone() });
            y += block.rows as i32 + 1;
        }
        x += group_width(group, sizes) + BETWEEN;
    }
}
