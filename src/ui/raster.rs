//! Dots finer than cells, for curves and edges: braille, quarter blocks, or plain ASCII.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;

/// A drawing of dots over an area. A cell has one style: that of the pen that was there last, whose
/// dots alone it keeps.
pub(super) struct Raster {
    area: Rect,
    glyphs: Glyphs,
    cells: Vec<(u8, Style)>,
    pen: Style,
}

impl Raster {
    /// An empty drawing.
    pub(super) fn new(area: Rect, glyphs: Glyphs) -> Self {
        let cells = vec![(0, Style::new()); usize::from(area.width) * usize::from(area.height)];
        Self { area, glyphs, cells, pen: Style::new() }
    }

    /// Takes up a pen for the dots that follow.
    pub(super) fn take(&mut self, pen: Style) {
        self.pen = pen;
    }

    /// A line from dot to dot, (0, 0) being the upper left one; what lies outside is left out.
    pub(super) fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        for (x, y) in between(from, to) {
            self.dot(x, y);
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
            let (dots, pen) = &mut self.cells[at];
            if *pen != self.pen {
                (*dots, *pen) = (0, self.pen);
            }
            *dots |= 1 << (y.rem_euclid(down) * across + x.rem_euclid(across));
        }
    }

    /// Writes the cells that have dots, in `style` and what the pens add to it.
    pub(super) fn draw(&self, buffer: &mut Buffer, style: Style) {
        for (position, (dots, pen)) in self.area.positions().zip(&self.cells) {
            if let (true, Some(cell)) = (*dots != 0, buffer.cell_mut(position)) {
                cell.set_char(self.glyphs.pattern(*dots)).set_style(style.patch(*pen));
            }
        }
    }
}

/// The dots of a line, both ends among them; the first one twice where there is no other.
pub(super) fn between(from: (i32, i32), to: (i32, i32)) -> impl Iterator<Item = (i32, i32)> {
    let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).max(1);
    (0..=steps).map(move |step| {
        let along = |a: i32, b: i32| a + ((b - a) * step + steps / 2).div_euclid(steps);
        (along(from.0, to.0), along(from.1, to.1))
    })
}
