//! A window on a larger drawing: text is placed in the drawing's coordinates and clipped to the
//! window, so that nothing is ever written outside the buffer.

use crate::math::unseen::is_unseen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

/// A window at `area`, showing a drawing from (left, top) on.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    left: i32,
    top: i32,
}

impl<'a> Canvas<'a> {
    /// A window that shows a drawing's upper left corner.
    pub(super) fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        Self::scrolled(buffer, area, (0, 0))
    }

    /// A window that shows a drawing from `scroll` (columns, rows) on.
    pub(super) fn scrolled(buffer: &'a mut Buffer, area: Rect, scroll: (u16, u16)) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area, left: i32::from(scroll.0), top: i32::from(scroll.1) }
    }

    /// Writes `text` from (x, y) on and returns the column after it. Characters that are not seen
    /// become U+FFFD, so that nothing in a lesson can speak to the terminal.
    pub(super) fn text(&mut self, x: i32, y: i32, text: &str, style: Style) -> i32 {
        let mut x = x;
        for c in text.chars() {
            let c = if is_unseen(c) { '\u{fffd}' } else { c };
            let width = c.width().unwrap_or(1) as i32;
            if let Some(cell) = self.cell(x, y, width) {
                cell.set_char(c).set_style(style);
            }
            x += width;
        }
        x
    }

    /// Gives `width` cells from (x, y) on a style, leaving what they say.
    pub(super) fn style(&mut self, x: i32, y: i32, width: i32, style: Style) {
        for x in x..x + width {
            if let Some(cell) = self.cell(x, y, 1) {
                cell.set_style(style);
            }
        }
    }

    fn cell(&mut self, x: i32, y: i32, width: i32) -> Option<&mut ratatui::buffer::Cell> {
        let (x, y) = (x - self.left, y - self.top);
        let inside = x >= 0
            && y >= 0
            && x + width <= i32::from(self.area.width)
            && y < i32::from(self.area.height);
        if !inside {
            return None;
        }
        self.buffer.cell_mut((self.area.x + x as u16, self.area.y + y as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_outside_the_window() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 3));
        let mut canvas = Canvas::scrolled(&mut buffer, Rect::new(1, 1, 3, 1), (2, 0));
        canvas.text(0, 0, "abcdefgh", Style::new());
        canvas.text(0, 1, "below", Style::new());
        canvas.text(0, -1, "above", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["      ", " cde  ", "      "]));
    }

    #[test]
    fn control_characters_do_not_get_through() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        let area = buffer.area;
        Canvas::new(&mut buffer, area).text(0, 0, "a\u{1b}]b", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["a\u{fffd}]b"]));
    }
}
