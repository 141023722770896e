//! Whatever changes, a terminal shows what was drawn, and is told of nothing else.

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
    let modifiers = [Modifier::BOLD, Modifier::REVERSED, Modifier::UNDERLINED, Modifier::ITALIC];
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
