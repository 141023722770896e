//! Two buffers, what is shown and what shall be, and the bytes that turn one into the other.

use super::encode;
use crate::ui::render::printable;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// Back to the terminal's own style first: what is cleared takes the background of the moment.
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// What the terminal shows, as far as we know.
#[derive(Debug)]
pub struct Surface {
    shown: Buffer,
    next: Buffer,
    bytes: Vec<u8>,
    unknown: bool,
}

impl Surface {
    /// A surface of which nothing is known: its first frame is a full repaint.
    pub fn new(width: u16, height: u16) -> Self {
        let blank = Buffer::empty(Rect::new(0, 0, width, height));
        Self { shown: blank.clone(), next: blank, bytes: Vec::new(), unknown: true }
    }

    /// Its size.
    pub fn area(&self) -> Rect {
        self.next.area
    }

    /// Another size, or the same after somebody else has written on it: a full repaint follows.
    pub fn resize(&mut self, width: u16, height: u16) {
        *self = Self::new(width, height);
    }

    /// Paints the next frame; what `paint` returned, and what to write (empty if nothing changed).
    pub fn frame<T>(&mut self, paint: impl FnOnce(Rect, &mut Buffer) -> T) -> (T, &[u8]) {
        self.next.reset();
        let learned = paint(self.next.area, &mut self.next);
        for cell in self.next.content.iter_mut().filter(|cell| !encode::is_plain(cell)) {
            let symbol = printable(cell.symbol());
            if symbol != cell.symbol() {
                let symbol = symbol.into_owned();
                cell.set_symbol(&symbol);
            }
        }
        self.encode();
        std::mem::swap(&mut self.shown, &mut self.next);
        (learned, &self.bytes)
    }

    fn encode(&mut self) {
        self.bytes.clear();
        let mut changes = self.shown.diff_iter(&self.next).peekable();
        if changes.peek().is_none() && !self.unknown {
            return;
        }
        self.bytes.extend_from_slice(BEGIN);
        if self.unknown {
            self.bytes.extend_from_slice(CLEAR);
        }
        encode::cells(changes, &self.next, &mut self.bytes);
        self.bytes.extend_from_slice(END);
        self.unknown = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;
    use ratatui::style::Style;

    fn draw(surface: &mut Surface, terminal: &mut vt100::Parser, text: &str) -> usize {
        let style = Style::new().bg(Color::Blue);
        let paint = |area: Rect, buffer: &mut Buffer| {
            buffer.set_stringn(0, 0, text, usize::from(area.width), style);
        };
        let ((), bytes) = surface.frame(paint);
        terminal.process(bytes);
        bytes.len()
    }

    /// A size as the terminal's emulator wants it.
    fn cells(n: u16) -> std::num::NonZeroU16 {
        std::num::NonZeroU16::new(n).expect("at least one cell")
    }

    #[test]
    fn a_frame_that_changes_nothing_is_no_bytes() {
        let mut terminal = vt100::Parser::new(cells(2), cells(10), 0);
        let mut surface = Surface::new(10, 2);
        assert!(draw(&mut surface, &mut terminal, "one") > 0);
        assert_eq!(draw(&mut surface, &mut terminal, "one"), 0);
        assert!(draw(&mut surface, &mut terminal, "two") > 0);
        assert_eq!(terminal.screen().contents(), "two");
        assert_eq!(draw(&mut surface, &mut terminal, "two"), 0);
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let mut surface = Surface::new(10, 2);
        for text in ["one", "two", ""] {
            let ((), bytes) = surface.frame(|_, buffer| {
                buffer.set_string(0, 0, text, Style::new());
            });
            assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
            assert_eq!(bytes.windows(6).filter(|window| window == b"[?2026").count(), 2);
        }
    }

    #[test]
    fn after_a_resize_everything_is_painted_again() {
        let mut terminal = vt100::Parser::new(cells(2), cells(10), 0);
        let mut surface = Surface::new(10, 2);
        draw(&mut surface, &mut terminal, "one");
        terminal.process(b"\x1b[45m\x1b[2;1Hgarbage");
        surface.resize(10, 2);
        draw(&mut surface, &mut terminal, "one");
        assert_eq!(terminal.screen().contents(), "one");
        assert_eq!(terminal.screen().cell(1, 5).unwrap().bgcolor(), vt100::Color::Default);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let mut surface = Surface::new(4, 1);
        let ((), bytes) = surface.frame(|_, buffer| {
            buffer[(0, 0)].set_symbol("\x1b]0;x\x07");
            buffer[(1, 0)].set_symbol("");
            buffer[(2, 0)].set_symbol("b");
        });
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(!text.contains("\x1b]") && !text.contains('\x07'), "{text:?}");
        assert!(text.contains('\u{fffd}'), "{text:?}");
    }

    #[test]
    fn a_terminal_of_no_size_is_painted_without_a_panic() {
        for (width, height) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let mut surface = Surface::new(width, height);
            surface.frame(|area, buffer| assert_eq!(area, buffer.area));
        }
    }
}
