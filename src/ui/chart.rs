//! A line chart of dots: curves of least and greatest values, linear or logarithmic, solid or
//! dashed; one colour a cell, the last curve on top.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::raster::{Raster, between};

/// A curve: (x, least y, greatest y) from left to right, in the chart's coordinates.
pub(super) type Curve = Vec<(f64, f64, f64)>;

/// The ranges a chart shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axes {
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
    /// Whether equal factors lie equally far apart; the range is then above 0.
    pub(super) log: bool,
}

impl Axes {
    /// Where x lies, in steps from the left of a chart that is `steps` steps wide.
    pub(super) fn across(&self, x: f64, steps: i32) -> i32 {
        (share(x, self.x) * f64::from(steps - 1)).round() as i32
    }

    /// Where y lies, in steps from the top of a chart that is `steps` steps high.
    pub(super) fn down(&self, y: f64, steps: i32) -> i32 {
        let scaled = |y: f64| if self.log { y.log10() } else { y };
        let share = share(scaled(y), (scaled(self.y.0), scaled(self.y.1)));
        ((1.0 - share) * f64::from(steps - 1)).round() as i32
    }

    /// The part of a value that the scale can show: all of it, or what is above 0.
    pub(super) fn visible(&self, (low, high): (f64, f64)) -> Option<(f64, f64)> {
        let known = low.is_finite() && high.is_finite() && low <= high;
        let low = if self.log && low <= 0.0 { high } else { low };
        (known && (!self.log || low > 0.0)).then_some((low, high))
    }
}

/// Halves, because the whole range may be too long for a number.
fn share(x: f64, (low, high): (f64, f64)) -> f64 {
    let range = high / 2.0 - low / 2.0;
    if range > 0.0 { ((x / 2.0 - low / 2.0) / range).clamp(0.0, 1.0) } else { 0.5 }
}

/// A pen that draws a curve: its colour, and how many dots are drawn and left out by turns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) style: Style,
    pub(super) dashes: &'static [u32],
}

impl Pen {
    /// Whether the dot at this place along the curve is drawn.
    fn is_down(self, at: u32) -> bool {
        let round: u32 = self.dashes.iter().sum();
        let mut left = at % round.max(1);
        for (i, length) in self.dashes.iter().enumerate() {
            if left < *length {
                return i % 2 == 0;
            }
            left -= length;
        }
        true
    }
}

/// Draws a curve into `area`, joining neighbouring points.
pub(super) fn draw(
    curve: &[(f64, f64, f64)],
    axes: Axes,
    pen: Pen,
    glyphs: Glyphs,
    area: Rect,
    buffer: &mut Buffer,
) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let (across, down) = glyphs.dots();
    let (width, height) = (i32::from(area.width) * across, i32::from(area.height) * down);
    let mut path = Path { dots: Raster::new(area, glyphs), pen, length: 0 };
    let mut last: Option<(i32, i32, i32)> = None;
    for &(x, low, high) in curve {
        let Some((low, high)) = axes.visible((low, high)) else {
            last = None;
            continue;
        };
        let x = axes.across(x, width);
        let (top, bottom) = (axes.down(high, height), axes.down(low, height));
        match last {
            Some((before, _, lowest)) if lowest < top => path.line((before, lowest), (x, top)),
            Some((before, highest, _)) if highest > bottom => {
                path.line((before, highest), (x, bottom));
            }
            Some((before, highest, _)) => {
                let level = top.max(highest);
                path.line((before, level), (x, level));
            }
            None => {}
        }
        path.line((x, top), (x, bottom));
        last = Some((x, top, bottom));
    }
    path.dots.draw(buffer, pen.style);
}

/// A line in the making.
struct Path {
    dots: Raster,
    pen: Pen,
    length: u32,
}

impl Path {
    fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        if self.pen.dashes.is_empty() {
            self.dots.line(from, to);
            return;
        }
        let mut dots = between(from, to).peekable();
        while let Some((x, y)) = dots.next() {
            if self.pen.is_down(self.length) {
                self.dots.dot(x, y);
            }
            self.length += u32::from(dots.peek().is_some() && from != to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOLID: Pen = Pen { style: Style::new(), dashes: &[] };

    fn drawn(curve: &[(f64, f64, f64)], axes: Axes, pen: Pen, width: u16) -> Buffer {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(curve, axes, pen, Glyphs::Braille, area, &mut buffer);
        buffer
    }

    #[test]
    fn a_falling_line_starts_upper_left_and_ends_lower_right() {
        let axes = Axes { x: (0.0, 3.0), y: (0.0, 3.0), log: false };
        let curve: Curve =
            (0..4).map(|i| (f64::from(i), 3.0 - f64::from(i), 3.0 - f64::from(i))).collect();
        // Dots 1 and 5 (0x01 + 0x10) in the first cell, 3 and 8 (0x04 + 0x80) in the second.
        assert_eq!(drawn(&curve, axes, SOLID, 2), Buffer::with_lines(["⠑⢄"]));
    }

    #[test]
    fn powers_of_ten_lie_on_a_straight_line_where_the_scale_is_logarithmic() {
        let axes = Axes { x: (0.0, 3.0), y: (1.0, 1000.0), log: true };
        let curve: Curve =
            (0..4).map(|i| (f64::from(i), 10f64.powi(3 - i), 10f64.powi(3 - i))).collect();
        assert_eq!(drawn(&curve, axes, SOLID, 2), Buffer::with_lines(["⠑⢄"]));
    }

    #[test]
    fn a_gap_is_left_where_a_value_cannot_be_shown() {
        let axes = Axes { x: (0.0, 5.0), y: (0.0, 1.0), log: false };
        let curve = [(0.0, 0.0, 0.0), (2.0, f64::INFINITY, f64::NEG_INFINITY), (5.0, 0.0, 0.0)];
        assert_eq!(drawn(&curve, axes, SOLID, 3), Buffer::with_lines(["⡀ ⢀"]));
        let axes = Axes { y: (1.0, 10.0), log: true, ..axes };
        let curve = [(0.0, 1.0, 1.0), (2.0, 0.0, 0.0), (5.0, 1.0, 1.0)];
        assert_eq!(drawn(&curve, axes, SOLID, 3), Buffer::with_lines(["⡀ ⢀"]));
    }

    #[test]
    fn a_dashed_pen_leaves_dots_out() {
        let axes = Axes { x: (0.0, 7.0), y: (0.0, 1.0), log: false };
        let curve = [(0.0, 0.0, 0.0), (7.0, 0.0, 0.0)];
        let dashed = Pen { dashes: &[2, 2], ..SOLID };
        assert_eq!(drawn(&curve, axes, SOLID, 4), Buffer::with_lines(["⣀⣀⣀⣀"]));
        assert_eq!(drawn(&curve, axes, dashed, 4), Buffer::with_lines(["⣀ ⣀ "]));
    }

    #[test]
    fn a_range_longer_than_any_number_still_has_a_top_and_a_bottom() {
        let axes = Axes { x: (0.0, 1.0), y: (-f64::MAX, f64::MAX), log: false };
        assert_eq!((axes.down(f64::MAX, 9), axes.down(0.0, 9), axes.down(-f64::MAX, 9)), (0, 4, 8));
    }
}
