//! One edge as dots: solid above zero, dashed below it, thick where it is strong.

use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::glyphs::Glyphs;
use crate::ui::raster::{Raster, between};

/// How an edge is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub(super) glyphs: Glyphs,
    pub(super) dashed: bool,
    pub(super) thick: bool,
    pub(super) style: Style,
}

impl Stroke {
    /// Draws a line from the cell `from` to the cell `to`, through the middles of their heights.
    pub(super) fn draw(self, from: (i32, i32), to: (i32, i32), dots: &mut Raster) {
        dots.take(self.style);
        let (across, down) = self.glyphs.dots();
        let middle = |row: i32| row * down + (down - 1) / 2;
        let (from, to) =
            ((from.0 * across, middle(from.1)), ((to.0 + 1) * across - 1, middle(to.1)));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (on, off) = self.dashes();
        let beside = if dx.abs() >= dy.abs() { (0, 1) } else { (1, 0) };
        let is_drawn = |step: usize| !self.dashed || step % (on + off) < on;
        for (_, (x, y)) in between(from, to).enumerate().filter(|(step, _)| is_drawn(*step)) {
            dots.dot(x, y);
            if self.thick {
                dots.dot(x + beside.0, y + beside.1);
            }
        }
    }

    /// Dots that are drawn and left out in a dashed line: a whole cell is left out where it runs
    /// level.
    fn dashes(self) -> (usize, usize) {
        match self.glyphs {
            Glyphs::Braille | Glyphs::Block => (5, 3),
            Glyphs::Ascii => (3, 2),
        }
    }

    /// What a level line of `width` cells looks like.
    pub(super) fn sample(self, width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let (mut buffer, mut dots) = (Buffer::empty(area), Raster::new(area, self.glyphs));
        self.draw((0, 0), (i32::from(width) - 1, 0), &mut dots);
        dots.draw(&mut buffer, self.style);
        buffer.content.iter().map(Cell::symbol).collect()
    }
}
