//! The heart of the screen: every matrix of the iteration where the mathematics puts it. What was
//! just computed is lit, what the cell under the cursor came from is marked, what is not computed
//! yet is blank.

mod layout;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::worksheet::quantity::Cell;
use layout::{Block, Grid};

/// The size at which everything would be seen.
pub(in crate::ui) fn size(app: &App, width: u16, most: u16) -> (u16, u16) {
    let grid = layout::grid(app, i32::from(width), i32::from(most));
    let (width, height) = grid.size();
    let side = |cells: i32| cells.clamp(0, i32::from(u16::MAX)) as u16;
    (side(width), side(height))
}

/// Draws the pane and returns how far it is scrolled: just so far that the cursor is in sight.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let grid = layout::grid(app, i32::from(area.width), i32::from(area.height));
    let (names, headings) = (grid.names() as u16, grid.headings() as u16);
    let margin = grid.margin(i32::from(area.width)) as u16;
    let edges = names + margin;
    if area.width <= edges || area.height <= headings {
        return view.scroll;
    }
    let body = Rect {
        x: area.x + names,
        y: area.y + headings,
        width: area.width - edges,
        height: area.height - headings,
    };
    let scroll = scrolled(app, &grid, view.scroll, body);
    labels(&grid, area, body, scroll, buffer, &view.theme);
    let sources = Sources { cells: app.factors(), chosen: app.marked_factor() };
    let mut canvas = Canvas::scrolled(buffer, body, scroll);
    for block in &grid.blocks {
        matrix(app, block, &sources, body, scroll, &mut canvas, &view.theme);
    }
    let around = Rect { x: body.x - 1, width: body.width + 1 + margin, ..body };
    more(&grid, body, around, scroll, buffer, &view.theme);
    scroll
}

/// What the cell under the cursor came from, and the one of them that is being chosen.
struct Sources {
    cells: Vec<Cell>,
    chosen: Option<Cell>,
}

/// The scroll offset nearest to `scroll` that shows the matrix under the cursor, or at least the
/// cell under it.
fn scrolled(app: &App, grid: &Grid, scroll: (u16, u16), body: Rect) -> (u16, u16) {
    let cursor = app.cursor();
    let Some(block) = grid.blocks.iter().find(|block| block.id == cursor.quantity) else {
        return scroll;
    };
    let (x, y) = place(block, cursor);
    let across = Span {
        whole: (block.x, block.x + block.width),
        cell: (x, x + block.cell),
        all: grid.width,
        window: i32::from(body.width),
    };
    let down = Span {
        whole: (block.y, block.y + block.rows as i32 + 1),
        cell: (y, y + 1),
        all: grid.height,
        window: i32::from(body.height),
    };
    (across.nearest(i32::from(scroll.0)), down.nearest(i32::from(scroll.1)))
}

/// What has to be seen along one direction.
struct Span {
    whole: (i32, i32),
    cell: (i32, i32),
    all: i32,
    window: i32,
}

impl Span {
    /// The whole thing where it fits; else a window inside it that holds the cell.
    fn nearest(&self, scroll: i32) -> u16 {
        let most = (self.all - self.window).max(0);
        let (first, last) = if self.whole.1 - self.whole.0 <= self.window {
            (self.whole.1 - self.window, self.whole.0)
        } else {
            let first = self.whole.0.max(self.cell.1 - self.window);
            (first, first.max(self.cell.0.min(self.whole.1 - self.window)))
        };
        scroll.clamp(first, last).clamp(0, most) as u16
    }
}

/// Where a cell of a block stands in the drawing.
fn place(block: &Block, cell: Cell) -> (i32, i32) {
    (block.x + cell.column as i32 * (block.cell + 1), block.y + 1 + cell.row as i32)
}

/// Headings of columns and names of rows, which stay in sight where they have room of their own.
fn labels(
    grid: &Grid,
    area: Rect,
    body: Rect,
    scroll: (u16, u16),
    buffer: &mut Buffer,
    theme: &Theme,
) {
    let top = if grid.compact { body } else { Rect { y: area.y, height: 1, ..body } };
    let above = if grid.compact { scroll } else { (scroll.0, 0) };
    let mut canvas = Canvas::scrolled(buffer, top, above);
    for (x, head) in &grid.heads {
        canvas.text(*x, 0, head, theme.key_label());
    }
    if !grid.compact {
        let left = Rect { x: area.x, width: body.x - area.x, ..body };
        let mut canvas = Canvas::scrolled(buffer, left, (0, scroll.1));
        for (y, name) in &grid.rows {
            canvas.text(1, *y, name, theme.key_label());
        }
    }
}

/// Draws the part of a matrix that is in sight.
fn matrix(
    app: &App,
    block: &Block,
    sources: &Sources,
    body: Rect,
    scroll: (u16, u16),
    canvas: &mut Canvas,
    theme: &Theme,
) {
    let shown = app.is_shown(block.id);
    let lit = app.current_quantity() == Some(block.id);
    let title = match (lit, shown) {
        (true, _) => theme.lit(),
        (false, true) => theme.title(),
        (false, false) => theme.dim(),
    };
    canvas.text(block.x, block.y, &block.symbol, title);
    if !shown {
        return;
    }
    let (sheet, trace) = (app.worksheet(), app.trainer().trace());
    let values = trace.view(sheet, block.id);
    let step = block.cell + 1;
    let columns = in_sight((block.x, step, block.cell), block.columns, scroll.0, body.width);
    let rows = in_sight((block.y + 1, 1, 1), block.rows, scroll.1, body.height);
    for row in rows {
        for column in columns.clone() {
            let cell = Cell { quantity: block.id, row, column };
            let x = values[[row, column]];
            let style = style(app, cell, x, lit, sources, theme);
            let text = number::cell(x, block.decimals);
            let (left, y) = place(block, cell);
            let filled = if lit && column + 1 < block.columns { step } else { block.cell };
            let text = format!("{text:>width$}", width = block.cell as usize);
            if lit {
                canvas.text(left, y, &" ".repeat(filled as usize), theme.lit());
            }
            canvas.text(left, y, &text, style);
        }
    }
}

/// Which of `count` things of `size`, `step` apart from `start` on, are wholly inside a window of
/// `room` from `scroll` on: half a number would be a wrong number.
fn in_sight(
    (start, step, size): (i32, i32, i32),
    count: usize,
    scroll: u16,
    room: u16,
) -> std::ops::Range<usize> {
    let scroll = i32::from(scroll);
    let first = (scroll - start + step - 1).div_euclid(step).clamp(0, count as i32);
    let last = (scroll + i32::from(room) - start - size).div_euclid(step) + 1;
    first as usize..last.clamp(first, count as i32) as usize
}

fn style(app: &App, cell: Cell, x: f64, lit: bool, sources: &Sources, theme: &Theme) -> Style {
    if cell == app.cursor() {
        return if lit { theme.lit_cursor() } else { theme.cursor() };
    }
    if !x.is_finite() {
        theme.non_finite()
    } else if lit {
        theme.lit()
    } else if sources.cells.contains(&cell) {
        if sources.chosen == Some(cell) { theme.chosen() } else { theme.source() }
    } else if x == 0.0 {
        theme.dim()
    } else {
        theme.text()
    }
}

/// Arrows in the columns beside `body` where there is more; a number is never under them. There
/// may be no column at the right, so that the vertical ones stand at the left.
fn more(
    grid: &Grid,
    body: Rect,
    around: Rect,
    scroll: (u16, u16),
    buffer: &mut Buffer,
    theme: &Theme,
) {
    let (right, bottom) = (i32::from(around.width) - 1, i32::from(around.height) - 1);
    let across = i32::from(scroll.0) + i32::from(body.width);
    let down = i32::from(scroll.1) + bottom + 1;
    let edges = [
        (scroll.0 > 0, (0, bottom / 2), "◀"),
        (across < grid.width, (right, bottom / 2), "▶"),
        (scroll.1 > 0, (0, 0), "▲"),
        (down < grid.height, (0, bottom), "▼"),
    ];
    let mut canvas = Canvas::new(buffer, around);
    for (there, (x, y), arrow) in edges {
        if there {
            canvas.text(x, y, arrow, theme.key_hint());
        }
    }
}
