//! Words at the bottom of the screen, in full: in as many lines as they need, over whatever is
//! behind them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::canvas::Canvas;
use super::wrap::wrap;

/// `text` in lines of at most `width` columns, words broken where they are longer than that.
pub(super) fn fold(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    wrap(text, width, 0).iter().flat_map(|line| broken(line, width)).collect()
}

fn broken(line: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0;
    for c in line.chars() {
        let size = c.width().unwrap_or(1);
        if taken + size > width {
            pieces.push(String::new());
            taken = 0;
        }
        taken += size;
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

/// Writes a text on the last lines of `area`; the end of one that is longer than all of it is "…".
pub(super) fn draw(text: &str, area: Rect, buffer: &mut Buffer, style: Style) {
    let width = usize::from(area.width).saturating_sub(2);
    let mut lines = fold(text, width);
    let most = usize::from(area.height).max(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.width() + 1 > width && last.pop().is_some() {}
            last.push('…');
        }
    }
    let place = bottom(area, lines.len());
    clear(place, buffer);
    let mut canvas = Canvas::new(buffer, place);
    for (y, line) in lines.iter().enumerate() {
        canvas.text(1, y as i32, line, style);
    }
}

/// The last `lines` lines of an area.
pub(super) fn bottom(area: Rect, lines: usize) -> Rect {
    let height = area.height.min(lines.min(usize::from(u16::MAX)) as u16);
    Rect { y: area.y + area.height - height, height, ..area }
}

/// Takes away what was drawn there.
pub(super) fn clear(area: Rect, buffer: &mut Buffer) {
    for position in area.intersection(buffer.area).positions() {
        buffer[position].reset();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_long_word_is_lost() {
        assert_eq!(fold("a immeasurable b", 5), ["a", "immea", "surab", "le", "b"]);
        assert_eq!(fold("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn what_does_not_fit_at_all_ends_in_dots() {
        let mut buffer = Buffer::with_lines(["......", "......", "......"]);
        let area = Rect::new(0, 1, 6, 2);
        draw("one two three", area, &mut buffer, Style::new());
        assert_eq!(buffer, Buffer::with_lines(["......", " one  ", " two… "]));
    }
}
