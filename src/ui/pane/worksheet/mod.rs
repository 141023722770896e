//! The heart of the screen: every matrix where the mathematics puts it. What was just computed is
//! lit, what the cell under the cursor came from is marked, what is not computed yet is blank.

mod axes;
mod block;
mod field;
mod formula;
mod layout;
mod marks;
mod matrix;
mod measured;
mod picture;
mod plan;
mod size;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{Feedback, View};
pub(in crate::ui) use axes::page;
use layout::Grid;
use marks::Marks;
use matrix::Pen;
pub(in crate::ui) use picture::picture;

/// The size at which everything would be seen.
pub(in crate::ui) fn size(app: &App, width: u16, most: u16) -> (u16, u16) {
    let grid = layout::grid(app, (i32::from(width), i32::from(most)));
    let (width, height) = grid.size();
    let side = |cells: i32| cells.clamp(0, i32::from(u16::MAX)) as u16;
    (side(width), side(height))
}

/// Draws the pane and tells how far it is scrolled, just so far that the cursor is in sight, and
/// where the windows on its matrices stand.
pub(super) fn draw(
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    let places = axes::places(app, &view.places);
    feedback.places.clone_from(&places);
    let grid = layout::grid(app, (i32::from(area.width), i32::from(area.height)));
    let (names, headings) = (grid.names() as u16, grid.headings() as u16);
    let margin = grid.margin(i32::from(area.width)) as u16;
    let edges = names + margin;
    if area.width <= edges || area.height <= headings {
        return;
    }
    let body = Rect {
        x: area.x + names,
        y: area.y + headings,
        width: area.width - edges,
        height: area.height - headings,
    };
    let scroll = scrolled(app, &grid, view.scroll, body, &places);
    feedback.scroll = scroll;
    labels(&grid, area, body, scroll, buffer, &view.theme);
    let marks = Marks::new(app, &view.theme);
    let (left, top) = (i32::from(scroll.0), i32::from(scroll.1));
    let sight = (left..left + i32::from(body.width), top..top + i32::from(body.height));
    let canvas = Canvas::scrolled(buffer, body, scroll);
    let (marks, places) = (&marks, places.as_slice());
    let origin = (i32::from(body.x) - left, i32::from(body.y) - top);
    let mut pen = Pen { app, view, marks, places, sight, canvas, origin, feedback };
    for block in &grid.blocks {
        matrix::draw(block, &mut pen);
    }
    formula::draw(&grid, &mut pen);
    let around = Rect { x: body.x - 1, width: body.width + 1 + margin, ..body };
    more(&grid, body, around, scroll, buffer, &view.theme);
}

/// The scroll offset nearest to `scroll` that shows the matrix under the cursor, or at least the
/// cell under it.
fn scrolled(
    app: &App,
    grid: &Grid,
    scroll: (u16, u16),
    body: Rect,
    places: &[usize],
) -> (u16, u16) {
    let cursor = app.cursor();
    let Some(block) = grid.blocks.iter().find(|block| block.id == cursor.quantity) else {
        return scroll;
    };
    let (x, y, wide) = block.position(cursor, places);
    let across = Span {
        whole: (block.x, block.x + block.indent + block.width),
        cell: (x, x + wide),
        all: grid.width,
        window: i32::from(body.width),
    };
    let down = Span {
        whole: (block.y, block.y + block.height),
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
    let (left, scroll) = if grid.compact {
        (body, scroll)
    } else {
        (Rect { x: area.x + 1, width: body.x - area.x - 1, ..body }, (0, scroll.1))
    };
    let mut canvas = Canvas::scrolled(buffer, left, scroll);
    for (y, name) in grid.rows.iter().filter(|_| scroll.0 == 0) {
        canvas.text(0, *y, name, theme.key_label());
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
