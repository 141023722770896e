//! A line chart in braille: two by four dots a cell, one colour a cell, the last line on top.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A curve: (x, least y, greatest y) from left to right, in the chart's coordinates.
pub(super) type Curve = Vec<(f64, f64, f64)>;

/// The ranges a chart shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axes {
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
}

impl Axes {
    /// Where x lies, in dots from the left of a chart of `columns` cells.
    pub(super) fn across(&self, x: f64, columns: u16) -> f64 {
        share(x, self.x) * (f64::from(columns) * 2.0 - 1.0)
    }

    fn down(&self, y: f64, rows: u16) -> f64 {
        (1.0 - share(y, self.y)) * (f64::from(rows) * 4.0 - 1.0)
    }
}

fn share(x: f64, (low, high): (f64, f64)) -> f64 {
    if high > low { ((x - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 }
}

/// Draws a curve into `area`, joining neighbouring points.
pub(super) fn draw(curve: &Curve, axes: Axes, area: Rect, buffer: &mut Buffer, style: Style) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let mut dots = Dots::new(area);
    let mut last: Option<(i32, i32)> = None;
    for &(x, low, high) in curve {
        if !low.is_finite() || !high.is_finite() {
            last = None;
            continue;
        }
        let x = axes.across(x, area.width).round() as i32;
        let (top, bottom) = (axes.down(high, area.height), axes.down(low, area.height));
        let (top, bottom) = (top.round() as i32, bottom.round() as i32);
        if let Some(from) = last {
            dots.line(from, (x, top));
        }
        dots.line((x, top), (x, bottom));
        last = Some((x, bottom));
    }
    dots.draw(buffer, style);
}

struct Dots {
    area: Rect,
    cells: Vec<u8>,
}

impl Dots {
    fn new(area: Rect) -> Self {
        Self { area, cells: vec![0; usize::from(area.width) * usize::from(area.height)] }
    }

    fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).max(1);
        for step in 0..=steps {
            let along = |a: i32, b: i32| a + ((b - a) * step + steps / 2).div_euclid(steps);
            self.dot(along(from.0, to.0), along(from.1, to.1));
        }
    }

    fn dot(&mut self, x: i32, y: i32) {
        let (column, row) = (x.div_euclid(2), y.div_euclid(4));
        let inside = (0..i32::from(self.area.width)).contains(&column)
            && (0..i32::from(self.area.height)).contains(&row);
        if inside {
            const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
            let at = row as usize * usize::from(self.area.width) + column as usize;
            self.cells[at] |= BITS[y.rem_euclid(4) as usize][x.rem_euclid(2) as usize];
        }
    }

    fn draw(&self, buffer: &mut Buffer, style: Style) {
        for (position, bits) in self.area.positions().zip(&self.cells) {
            if *bits != 0 {
                let c = char::from_u32(0x2800 + u32::from(*bits)).unwrap_or(' ');
                buffer[position].set_char(c).set_style(style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_falling_line_starts_upper_left_and_ends_lower_right() {
        let area = Rect::new(0, 0, 2, 1);
        let mut buffer = Buffer::empty(area);
        let axes = Axes { x: (0.0, 3.0), y: (0.0, 3.0) };
        let curve = (0..4).map(|i| (f64::from(i), 3.0 - f64::from(i), 3.0 - f64::from(i)));
        draw(&curve.collect(), axes, area, &mut buffer, Style::new());
        // Dots 1 and 5 (0x01 + 0x10) in the first cell, 3 and 8 (0x04 + 0x80) in the second.
        assert_eq!(buffer, Buffer::with_lines(["⠑⢄"]));
    }

    #[test]
    fn a_gap_is_left_where_a_value_is_not_finite() {
        let area = Rect::new(0, 0, 3, 1);
        let mut buffer = Buffer::empty(area);
        let axes = Axes { x: (0.0, 5.0), y: (0.0, 1.0) };
        let curve = vec![(0.0, 0.0, 0.0), (2.0, f64::INFINITY, f64::NEG_INFINITY), (5.0, 0.0, 0.0)];
        draw(&curve, axes, area, &mut buffer, Style::new());
        assert_eq!(buffer, Buffer::with_lines(["⡀ ⢀"]));
    }
}
