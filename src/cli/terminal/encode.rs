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
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const SIZE: (u16, u16) = (30, 6);

    /// xorshift64*: the same screens every time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
        }
    }

    fn style(dice: &mut Dice) -> Style {
        let colors = [
            Color::Reset,
            Color::Reset,
            Color::Red,
            Color::LightBlue,
            Color::Indexed(200),
            Color::Rgb(1, 20, 255),
        ];
        let modifiers =
            [Modifier::BOLD, Modifier::REVERSED, Modifier::UNDERLINED, Modifier::ITALIC];
        let mut style = Style::new().fg(colors[dice.roll(6)]).bg(colors[dice.roll(6)]);
        if dice.roll(3) == 0 {
            style = style.add_modifier(modifiers[dice.roll(4)]);
        }
        if dice.roll(3) == 0 { style.add_modifier(modifiers[dice.roll(4)]) } else { style }
    }

    /// Changes a few stretches of a screen.
    fn change(buffer: &mut Buffer, dice: &mut Dice) {
        for _ in 0..=dice.roll(8) {
            let (x, mut y) = (dice.roll(30) as u16, dice.roll(5) as u16);
            let text = ["-0.25", " ", "     ", "δ_s", "漢", "a漢b", "x", "▀▄"][dice.roll(8)];
            let mut style = style(dice);
            if text.contains('漢') {
                // A line of their own without fills: half a wide symbol is nothing a buffer may
                // hold, and terminals differ in what they leave of one.
                (y, style) = (5, Style::new());
                buffer.set_string(0, y, " ".repeat(30), Style::reset());
            }
            buffer.set_stringn(x, y, text, usize::from(SIZE.0 - x), style);
        }
    }

    /// The whole screen as one cannot but show it.
    fn shown_at_once(buffer: &Buffer) -> vt100::Parser {
        let mut terminal = terminal();
        let blank = Buffer::filled(buffer.area, Cell::new("█"));
        for (x, y, cell) in blank.diff_iter(buffer) {
            let mut bytes = format!("\x1b[0m\x1b[{};{}H", y + 1, x + 1).into_bytes();
            Pen::default().turn_to(cell, &mut bytes);
            bytes.extend_from_slice(cell.symbol().as_bytes());
            terminal.process(&bytes);
        }
        terminal
    }

    fn terminal() -> vt100::Parser {
        let cells = |n| std::num::NonZeroU16::new(n).expect("at least one cell");
        vt100::Parser::new(cells(SIZE.1), cells(SIZE.0), 0)
    }

    /// Symbol, colours and modifiers of a cell; a blank that shows nothing has no colour of its own.
    fn looks(terminal: &vt100::Parser, x: u16, y: u16) -> String {
        let cell = terminal.screen().cell(y, x).unwrap();
        let text = if cell.contents().is_empty() { " " } else { cell.contents() };
        let seen = cell.inverse() || cell.underline();
        let (ink, paper) = (cell.fgcolor(), cell.bgcolor());
        let bare = !seen && !cell.bold() && !cell.italic();
        let coloured = |color| color != vt100::Color::Default;
        let text = match text {
            _ if !bare || !coloured(ink) => text,
            FULL => return format!("{ink:?}"),
            _ if !coloured(paper) => text,
            UPPER if ink != paper => return format!("{ink:?} over {paper:?}"),
            LOWER if ink != paper => return format!("{paper:?} over {ink:?}"),
            UPPER | LOWER => return format!("{ink:?}"),
            _ => text,
        };
        if text == " " && !seen && coloured(paper) {
            return format!("{paper:?}");
        }
        let ink = (text != " " || seen)
            .then(|| (cell.fgcolor(), cell.bold(), cell.italic(), cell.underline()));
        format!("{text:?} {ink:?} {:?} {}", cell.bgcolor(), cell.inverse())
    }

    #[test]
    fn a_terminal_shows_what_was_drawn_whatever_changed() {
        let mut dice = Dice(7);
        let mut terminal = terminal();
        let mut before = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        for turn in 0..500 {
            let mut next = before.clone();
            change(&mut next, &mut dice);
            let mut bytes = Vec::new();
            cells(before.diff_iter(&next), &next, &mut bytes);
            terminal.process(&bytes);
            let expected = shown_at_once(&next);
            for (x, y) in (0..SIZE.0).flat_map(|x| (0..SIZE.1).map(move |y| (x, y))) {
                let (is, wanted) = (looks(&terminal, x, y), looks(&expected, x, y));
                assert_eq!(is, wanted, "turn {turn} at {x},{y}");
            }
            before = next;
        }
    }

    #[test]
    fn only_what_differs_is_said() {
        let mut before = Buffer::empty(Rect::new(0, 0, 40, 2));
        before.set_string(0, 0, "0.1234  0.5678                  1.5", Style::new());
        let mut next = before.clone();
        next.set_string(5, 0, "9  0.6", Style::new());
        next.set_string(34, 0, "7", Style::new().fg(Color::Red));
        let mut bytes = Vec::new();
        cells(before.diff_iter(&next), &next, &mut bytes);
        let expected = "\x1b[1;6H9  0.6\x1b[35G\x1b[31m7\x1b[0m";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
