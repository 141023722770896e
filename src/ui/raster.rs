//! Dots finer than cells, for curves and edges: braille, quarter blocks, or plain ASCII.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;

/// A drawing of dots over an area, in one colour.
pub(super) struct Raster {
    area: Rect,
    glyphs: Glyphs,
    cells: Vec<u8>,
}

impl Raster {
    /// An empty drawing.
    pub(super) fn new(area: Rect, glyphs: Glyphs) -> Self {
        let cells = vec![0; usize::from(area.width) * usize::from(area.height)];
        Self { area, glyphs, cells }
    }

    /// A line from dot to dot, (0, 0) being the upper left one; what lies outside is left out.
    pub(super) fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).max(1);
        for step in 0..=steps {
            let along = |a: i32, b: i32| a + ((b - a) * step + steps / 2).div_euclid(steps);
            self.dot(along(from.0, to.0), along(from.1, to.1));
        }
    }

    /// A dot.
    pub(super) fn dot(&mut self, x: i32, y: i32) {
        let (across, down) = self.glyphs.dots();
        let (column, row) = (x.div_euclid(across), y.div_euclid(down));
        let inside = (0..i32::from(self.area.width)).contains(&column)
            && (0..i32::from(self.area.height)).contains(&row);
        if inside {
            let at = row as usize * usize::from(self.area.width) + column as usize;
            self.cells[at] |= 1 << (y.rem_euclid(down) * across + x.rem_euclid(across));
        }
    }

    /// Writes the cells that have dots.
    pub(super) fn draw(&self, buffer: &mut Buffer, style: Style) {
        for (position, dots) in self.area.positions().zip(&self.cells) {
            if let (true, Some(cell)) = (*dots != 0, buffer.cell_mut(position)) {
                cell.set_char(self.glyphs.pattern(*dots)).set_style(style);
            }
        }
    }
}
