//! A drawn screen as something that can be kept: plain text, text with colours, a picture.
//! Needs no terminal. Control characters never get through, whatever a cell holds.

mod ansi;
mod glyph;
pub(crate) mod sgr;
mod svg;
mod text;

use crate::math::unseen::is_unseen;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// A way to keep a screen: a row of [`FORMATS`].
#[derive(Debug)]
pub struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// The screen in this format, in the colours and on the page of the theme.
    pub render: fn(&Buffer, &Theme) -> String,
}

/// The table: every format a screen can be kept in; the first one is the default.
pub static FORMATS: &[&Format] = &[&svg::SVG, &text::TEXT, &ansi::ANSI];

/// A symbol that may be written anywhere: characters that are not seen (a terminal would
/// obey some) and what XML forbids become U+FFFD.
pub fn printable(symbol: &str) -> Cow<'_, str> {
    if symbol.is_empty() {
        return Cow::Borrowed(" ");
    }
    let refused = |c: char| is_unseen(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if symbol.contains(refused) {
        return Cow::Owned(symbol.replace(refused, "\u{fffd}"));
    }
    Cow::Borrowed(symbol)
}

/// One symbol on the screen and the cells it covers.
struct Glyph<'a> {
    column: u16,
    width: u16,
    symbol: Cow<'a, str>,
    cell: &'a Cell,
}

/// The symbols of each row; cells beneath the right half of a wide symbol are left out.
fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<Glyph<'_>>> {
    let width = buffer.area.width;
    buffer.content.chunks(usize::from(width).max(1)).map(move |cells| {
        let mut row = Vec::with_capacity(cells.len());
        let mut column = 0;
        while let Some(cell) = cells.get(usize::from(column)) {
            let symbol = printable(cell.symbol());
            let covered = (symbol.width().max(1) as u16).min(width - column);
            row.push(Glyph { column, width: covered, symbol, cell });
            column += covered;
        }
        row
    })
}

#[cfg(test)]
mod tests;
