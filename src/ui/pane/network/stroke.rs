//! One edge as dots: solid above zero, dashed below it, thick where it is strong.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::glyphs::Glyphs;
use crate::ui::raster::Raster;

/// How an edge is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub(super) glyphs: Glyphs,
    pub(super) dashed: bool,
    pub(super) thick: bool,
    pub(super) style: Style,
}

impl Stroke {
    /// Draws a line from the cell `from` to the cell `to` (columns and rows of `area`).
    pub(super) fn draw(self, from: (i32, i32), to: (i32, i32), area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let (top, bottom) = (from.1.min(to.1).max(0), from.1.max(to.1));
        let inside = Rect {
            x: area.x.saturating_add(from.0.max(0) as u16),
            y: area.y.saturating_add(top as u16),
            width: (to.0 - from.0 + 1).max(0) as u16,
            height: (bottom - top + 1).max(0) as u16,
        };
        let inside = inside.intersection(area);
        if inside.is_empty() {
            return;
        }
        let (across, down) = self.glyphs.dots();
        let mut dots = Raster::new(inside, self.glyphs);
        let y = |row: i32| (row - top) * down + (down - 1) / 2;
        let end = ((to.0 - from.0 + 1) * across - 1, y(to.1));
        self.line((0, y(from.1)), end, &mut dots);
        dots.draw(buffer, self.style);
    }

    fn line(self, from: (i32, i32), to: (i32, i32), dots: &mut Raster) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).max(1);
        let (on, off) = self.dashes();
        let beside = if dx.abs() >= dy.abs() { (0, 1) } else { (1, 0) };
        for step in (0..=steps).filter(|step| !self.dashed || step % (on + off) < on) {
            let along = |a: i32, d: i32| a + (d * step + steps / 2).div_euclid(steps);
            let (x, y) = (along(from.0, dx), along(from.1, dy));
            dots.dot(x, y);
            if self.thick {
                dots.dot(x + beside.0, y + beside.1);
            }
        }
    }

    /// Dots that are drawn and left out in a dashed line: whole cells where lines run level.
    fn dashes(self) -> (i32, i32) {
        match self.glyphs {
            Glyphs::Braille | Glyphs::Block => (2, 4),
            Glyphs::Ascii => (1, 2),
        }
    }

    /// What a level line of `width` cells looks like.
    pub(super) fn sample(self, width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        self.draw((0, 0), (i32::from(width) - 1, 0), area, &mut buffer);
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }
}
