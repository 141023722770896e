//! Changed cells as the bytes that a terminal takes: the cursor goes the cheapest way from one to
//! the next, and of a style only what differs is said.

use crate::ui::render::sgr;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::style::Color;
use ratatui::style::Modifier;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// The longest stretch of unchanged cells that is written again rather than jumped over.
const BRIDGE: u16 = 4;

/// The halves of a cell in its own colour, the other half in the one behind it.
const UPPER: &str = "▀";
const LOWER: &str = "▄";
const FULL: &str = "█";

/// What a blank shows of its modifiers.
const SEEN: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Appends the changes, all of them cells of `next` in reading order. The terminal is in its own
/// style before and after.
pub(super) fn cells<'a>(
    changes: impl Iterator<Item = (u16, u16, &'a Cell)>,
    next: &Buffer,
    out: &mut Vec<u8>,
) {
    let mut pen = Pen::default();
    let mut at = None;
    for (x, y, cell) in changes {
        if at != Some((x, y)) && !bridged(at, (x, y), next, &pen, out) {
            jump(at, (x, y), out);
        }
        match pen.halves(cell) {
            Some(alike) => pen.write(&alike, out),
            None => pen.write(cell, out),
        }
        // Where the cursor stands after a wide symbol is better not relied upon.
        at = (is_plain(cell) || cell.symbol().width() == 1).then_some((x + 1, y));
    }
    if pen != Pen::default() {
        out.extend_from_slice(b"\x1b[0m");
    }
}

/// One byte that is one cell.
pub(super) fn is_plain(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

/// Writes the unchanged cells between two places again, if they are few and need no other style.
fn bridged(
    from: Option<(u16, u16)>,
    to: (u16, u16),
    next: &Buffer,
    pen: &Pen,
    out: &mut Vec<u8>,
) -> bool {
    let Some(from) = from.filter(|from| from.1 == to.1 && from.0 < to.0) else { return false };
    if to.0 - from.0 > BRIDGE {
        return false;
    }
    let length = out.len();
    for x in from.0..to.0 {
        match next.cell((x, to.1)) {
            Some(cell) if is_plain(cell) && pen.draws(cell) => {
                out.extend_from_slice(cell.symbol().as_bytes());
            }
            _ => {
                out.truncate(length);
                return false;
            }
        }
    }
    true
}

/// Puts the cursor somewhere: inside a row by the column alone.
fn jump(from: Option<(u16, u16)>, to: (u16, u16), out: &mut Vec<u8>) {
    let written = match from {
        Some((_, y)) if y == to.1 => write!(out, "\x1b[{}G", to.0 + 1),
        _ => write!(out, "\x1b[{};{}H", to.1 + 1, to.0 + 1),
    };
    written.expect("memory takes every byte");
}

/// The style the terminal is in.
#[derive(Debug, Default, PartialEq, Eq)]
struct Pen {
    symbol: Color,
    behind: Color,
    modifiers: Modifier,
    parameters: String,
}

impl Pen {
    /// Whether a cell looks as it should when it is written in this style.
    fn draws(&self, cell: &Cell) -> bool {
        let blank = cell.symbol() == " " && !(self.modifiers | cell.modifier).intersects(SEEN);
        let same = self.symbol == cell.fg && self.modifiers == cell.modifier;
        self.behind == cell.bg && (same || blank)
    }

    /// Two halves of a cell in two colours may be said in two ways, and in one colour as a blank:
    /// another cell that looks the same, where this style has more of its colours.
    fn halves(&self, cell: &Cell) -> Option<Cell> {
        let (above, below) = (cell.fg, cell.bg);
        let bare = cell.modifier.is_empty() && self.modifiers.is_empty();
        if cell.symbol() != UPPER || !bare || [above, below].contains(&Color::Reset) {
            return None;
        }
        let mut alike = cell.clone();
        if above == below {
            if self.symbol == above {
                alike.set_symbol(FULL).bg = self.behind;
            } else {
                alike.set_symbol(" ").fg = self.symbol;
            }
            return Some(alike);
        }
        let known =
            |ink, paper| usize::from(self.symbol == ink) + usize::from(self.behind == paper);
        (known(below, above) > known(above, below)).then(|| {
            alike.set_symbol(LOWER);
            (alike.fg, alike.bg) = (below, above);
            alike
        })
    }

    /// Writes a cell in its style.
    fn write(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        self.turn_to(cell, out);
        out.extend_from_slice(cell.symbol().as_bytes());
    }

    /// Says what differs. Modifiers are only taken away all at once.
    fn turn_to(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        if self.draws(cell) {
            return;
        }
        self.parameters.clear();
        if !cell.modifier.contains(self.modifiers) {
            self.parameters.push_str(";0");
            (self.symbol, self.behind, self.modifiers) = Default::default();
        }
        for (modifier, number) in sgr::MODIFIERS {
            if cell.modifier.contains(modifier) && !self.modifiers.contains(modifier) {
                self.parameters.push(';');
                self.parameters.push(char::from(b'0' + number));
            }
        }
        for (now, wanted, base) in [(self.symbol, cell.fg, 30), (self.behind, cell.bg, 40)] {
            if now != wanted {
                sgr::push_color(&mut self.parameters, wanted, base);
            }
        }
        (self.symbol, self.behind, self.modifiers) = (cell.fg, cell.bg, cell.modifier);
        if let Some(parameters) = self.parameters.strip_prefix(';') {
            out.extend_from_slice(b"\x1b[");
            out.extend_from_slice(parameters.as_bytes());
            out.push(b'm');
        }
        self.parameters.clear();
    }
}

#[cfg(test)]
mod tests;
