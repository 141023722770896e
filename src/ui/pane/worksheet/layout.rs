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

/// The first arrangement that fits `width` × `height`; else the least high one that is not too
/// wide; else the narrowest.
pub(super) fn grid(app: &App, width: i32, height: i32) -> Grid {
    let sizes = sizes(app);
    let mut grids: Vec<Grid> =
        ARRANGEMENTS.iter().map(|arrangement| place(app, &sizes, *arrangement)).collect();
    let fits = |grid: &Grid| grid.width <= width && grid.height <= height;
    let best = grids.iter().position(fits).unwrap_or_else(|| {
        let by = |(i, grid): (usize, &Grid)| {
            let too_wide = grid.width > width;
            ((too_wide, if too_wide { grid.width } else { grid.height }, i), i)
        };
        grids.iter().enumerate().map(by).min().map_or(0, |(_, i)| i)
    });
    grids.swap_remove(best)
}

/// A matrix's block, not yet placed.
fn sizes(app: &App) -> Vec<Block> {
    let (sheet, trace, symbols) = (app.worksheet(), app.trainer().trace(), app.symbols());
    let block = |(id, q): (Id, &crate::worksheet::quantity::Quantity)| {
        let symbol = symbols.role(q.role);
        let cell = number::width(trace.slice(sheet, id), app.decimals()) as i32;
        let width = (q.columns as i32 * (cell + 1) - 1).max(symbol.width() as i32);
        Block { id, symbol, x: 0, y: 0, width, cell, rows: q.rows, columns: q.columns }
    };
    sheet.quantities().map(block).collect()
}

/// A cell of the grid: groups side by side, each a pile of matrices.
type Groups = Vec<Vec<Id>>;

fn place(app: &App, sizes: &[Block], arrangement: Arrangement) -> Grid {
    let sheet = app.worksheet();
    let columns = sheet.network().depth() + 2;
    let phases: &[&[Phase]] = if arrangement.merged {
        &[&[Phase::Given], &[Phase::Forward], &[Phase::Backward], &[Phase::Gradient, Phase::Update]]
    } else {
        &[
            &[Phase::Given],
            &[Phase::Forward],
            &[Phase::Backward],
            &[Phase::Gradient],
            &[Phase::Update],
        ]
    };
    let cells: Vec<Vec<Groups>> = phases
        .iter()
        .map(|phases| (0..columns).map(|c| groups(sheet, phases, c, arrangement)).collect())
        .collect();
    let size = |groups: &Groups| extent(groups, sizes);
    let widths: Vec<i32> = (0..columns)
        .map(|c| {
            let widest = cells.iter().map(|row| size(&row[c]).0).max().unwrap_or(0);
            widest.max(head(sheet, c).width() as i32)
        })
        .collect();
    let names = ["weights", "forward", "backward", "gradient", "update"];
    let mut grid =
        Grid { blocks: Vec::new(), heads: Vec::new(), rows: Vec::new(), width: 0, height: 0 };
    let mut x = 0;
    for (c, width) in widths.iter().enumerate() {
        grid.heads.push((x, head(sheet, c)));
        let mut y = 0;
        for (r, row) in cells.iter().enumerate() {
            stack(&row[c], sizes, (x, y), &mut grid.blocks);
            if c == 0 {
                grid.rows.push((y, names[r].into()));
            }
            y += row.iter().map(|groups| size(groups).1).max().unwrap_or(0);
            y += i32::from(arrangement.airy);
        }
        grid.height = y - i32::from(arrangement.airy);
        x += width + GAP;
    }
    grid.width = x - GAP;
    grid
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

/// The quantities of some phases in one column, in groups.
fn groups(sheet: &Worksheet, phases: &[Phase], column: usize, how: Arrangement) -> Groups {
    let last = sheet.network().depth() + 1;
    let belongs = |role: Role| match role {
        Role::Input => column == 0 && phases.contains(&Phase::Forward),
        Role::Target | Role::Loss => column == last && phases.contains(&Phase::Forward),
        _ => role.layer() == Some(column) && phases.contains(&role.phase()),
    };
    let mut groups: Groups = Vec::new();
    let mut before: Option<Role> = None;
    for (id, q) in sheet.quantities().filter(|(_, q)| belongs(q.role)) {
        let apart = match (before, q.role) {
            (None, _) => true,
            (Some(before), role) if before.phase() != role.phase() => how.beside || how.merged,
            (Some(_), Role::Activation(_) | Role::Delta(_)) => how.beside,
            (Some(Role::Target), Role::Loss) => true,
            _ => false,
        };
        match groups.last_mut() {
            Some(group) if !apart => group.push(id),
            _ => groups.push(vec![id]),
        }
        before = Some(q.role);
    }
    groups
}

fn block(sizes: &[Block], id: Id) -> &Block {
    sizes.iter().find(|block| block.id == id).expect("every quantity has a block")
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
