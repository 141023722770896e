//! A line chart of dots: one colour a cell, the last line on top.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::raster::Raster;

/// A curve: (x, least y, greatest y) from left to right, in the chart's coordinates.
pub(super) type Curve = Vec<(f64, f64, f64)>;

/// The ranges a chart shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axes {
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
}

impl Axes {
    /// Where x lies, in steps from the left of a chart that is `steps` steps wide.
    pub(super) fn across(&self, x: f64, steps: i32) -> i32 {
        (share(x, self.x) * f64::from(steps - 1)).round() as i32
    }

    fn down(&self, y: f64, steps: i32) -> i32 {
        ((1.0 - share(y, self.y)) * f64::from(steps - 1)).round() as i32
    }
}

fn share(x: f64, (low, high): (f64, f64)) -> f64 {
    if high > low { ((x - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 }
}

/// Draws a curve into `area`, joining neighbouring points.
pub(super) fn draw(
    curve: &Curve,
    axes: Axes,
    glyphs: Glyphs,
    area: Rect,
    buffer: &mut Buffer,
    style: Style,
) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let (across, down) = glyphs.dots();
    let (width, height) = (i32::from(area.width) * across, i32::from(area.height) * down);
    let mut dots = Raster::new(area, glyphs);
    let mut last: Option<(i32, i32)> = None;
    for &(x, low, high) in curve {
        if !low.is_finite() || !high.is_finite() {
            last = None;
            continue;
        }
        let x = axes.across(x, width);
        let (top, bottom) = (axes.down(high, height), axes.down(low, height));
        if let Some(from) = last {
            dots.line(from, (x, top));
        }
        dots.line((x, top), (x, bottom));
        last = Some((x, bottom));
    }
    dots.draw(buffer, style);
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
        draw(&curve.collect(), axes, Glyphs::Braille, area, &mut buffer, Style::new());
        // Dots 1 and 5 (0x01 + 0x10) in the first cell, 3 and 8 (0x04 + 0x80) in the second.
        assert_eq!(buffer, Buffer::with_lines(["⠑⢄"]));
    }

    #[test]
    fn a_gap_is_left_where_a_value_is_not_finite() {
        let area = Rect::new(0, 0, 3, 1);
        let mut buffer = Buffer::empty(area);
        let axes = Axes { x: (0.0, 5.0), y: (0.0, 1.0) };
        let curve = vec![(0.0, 0.0, 0.0), (2.0, f64::INFINITY, f64::NEG_INFINITY), (5.0, 0.0, 0.0)];
        draw(&curve, axes, Glyphs::Braille, area, &mut buffer, Style::new());
        assert_eq!(buffer, Buffer::with_lines(["⡀ ⢀"]));
    }
}
