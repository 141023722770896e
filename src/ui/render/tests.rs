//! Small screens whose text, sequences and pixels can be told by hand.

use super::*;
use crate::ui::theme::ColorLevel;
use crate::ui::theme::THEMES;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Options;
use resvg::usvg::Transform;
use resvg::usvg::Tree;
use std::num::NonZeroU16;

/// A size as the terminal's emulator wants it.
fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("at least one cell")
}

fn format(name: &str) -> &'static Format {
    FORMATS.iter().find(|format| format.name == name).unwrap()
}

fn render(name: &str, buffer: &Buffer) -> String {
    (format(name).render)(buffer, Theme::named("dark").unwrap())
}

fn pixels(svg: &str) -> Pixmap {
    let tree = Tree::from_str(svg, &Options::default()).unwrap();
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap
}

fn pixel(pixmap: &Pixmap, x: u32, y: u32) -> (u8, u8, u8) {
    let color = pixmap.pixel(x, y).unwrap();
    (color.red(), color.green(), color.blue())
}

#[test]
fn text_drops_blanks_at_the_end_of_lines_and_keeps_wide_symbols_whole() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 3));
    buffer.set_string(0, 0, "a  b", Style::new());
    buffer.set_string(1, 2, "日本x", Style::new());
    assert_eq!(render("text", &buffer), "a  b\n\n 日本x\n");
}

#[test]
fn no_format_lets_a_control_character_through() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    for (x, symbol) in ["\x1b", "\u{9b}", "\x07", ""].iter().enumerate() {
        buffer[(x as u16, 0)].set_symbol(symbol).set_bg(Color::Red);
    }
    for format in FORMATS {
        let out = (format.render)(&buffer, &THEMES[0].at(ColorLevel::Mono));
        let ours = out.replace("\x1b[0m", "");
        let stray: Vec<char> = ours.chars().filter(|c| c.is_control() && *c != '\n').collect();
        assert!(stray.is_empty(), "{}: {stray:?}", format.name);
        assert_eq!(ours.matches('\u{fffd}').count(), 3, "{}", format.name);
    }
}

#[test]
fn every_format_takes_a_screen_of_no_size() {
    for area in [Rect::new(0, 0, 0, 0), Rect::new(0, 0, 0, 5), Rect::new(0, 0, 5, 0)] {
        for format in FORMATS {
            let _ = (format.render)(&Buffer::empty(area), &THEMES[0]);
        }
    }
}

#[test]
fn ansi_names_styles_once_and_ends_lines_in_the_terminals_own() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
    let style = Style::new().fg(Color::Rgb(255, 0, 0)).add_modifier(Modifier::BOLD);
    buffer.set_string(1, 0, "ab", style);
    buffer.set_string(3, 0, "c", Style::new().bg(Color::Blue));
    buffer.set_string(0, 1, "d ", Style::new().fg(Color::LightGreen));
    let rows = [
        (ColorLevel::TrueColor, "\x1b[0;1;38;2;255;0;0mab\x1b[0;44mc", "\x1b[0;92md\x1b[0m"),
        (ColorLevel::Ansi256, "\x1b[0;1;38;5;196mab\x1b[0;44mc", "\x1b[0;92md\x1b[0m"),
        (ColorLevel::Ansi16, "\x1b[0;1;91mab\x1b[0;44mc", "\x1b[0;92md\x1b[0m"),
        (ColorLevel::Mono, "\x1b[0;1mab\x1b[0mc", "d"),
    ];
    for (level, first, second) in rows {
        let out = (format("ansi").render)(&buffer, &THEMES[0].at(level));
        let reset = if level == ColorLevel::Mono { "" } else { "\x1b[0m" };
        assert_eq!(out, format!(" {first}{reset}\n{second}\n"), "{level:?}");
    }
}

#[test]
fn ansi_shows_the_same_screen_in_a_terminal() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
    buffer.set_string(2, 0, "lit", THEMES[0].lit());
    buffer.set_string(6, 1, "日本 ─╭█", THEMES[0].cursor());
    let mut terminal = vt100::Parser::new(cells(4), cells(20), 0);
    terminal.process(render("ansi", &buffer).replace('\n', "\r\n").as_bytes());
    assert_eq!(
        terminal.screen().contents().trim_end(),
        "  lit
      日本 ─╭█"
    );
    let cell = terminal.screen().cell(0, 3).unwrap();
    assert_eq!(cell.bgcolor(), vt100::Color::Rgb(255, 200, 50));
    assert!(cell.bold() && terminal.screen().cell(1, 6).unwrap().inverse());
}

#[test]
fn svg_is_escaped_and_gives_every_letter_its_place() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
    buffer.set_string(0, 0, "a<b  &c é", Style::new());
    let out = render("svg", &buffer);
    // Cells are 9 wide and start at 9.
    assert!(out.contains("<text x=\"9 18 27\" y=\"22.5\">a&lt;b</text>"), "{out}");
    assert!(out.contains("<text x=\"54 63 72 81\" y=\"22.5\">&amp;c é</text>"), "{out}");
    Tree::from_str(&out, &Options::default()).unwrap();
}

#[test]
fn svg_keeps_letters_in_place_beside_shapes() {
    // A viewer makes one blank of two: what stands around a line must be texts of its own.
    let svg = render("svg", &Buffer::with_lines(["a ─ b"]));
    assert!(svg.contains(">a</text>") && svg.contains(">b</text>"), "{svg}");
}

#[test]
fn svg_names_its_own_paper_for_every_theme() {
    let buffer = Buffer::empty(Rect::new(0, 0, 3, 2));
    for theme in THEMES {
        let picture = pixels(&(format("svg").render)(&buffer, theme));
        assert_eq!((picture.width(), picture.height()), (3 * 9 + 18, 2 * 18 + 18));
        assert_eq!(pixel(&picture, 0, 0), theme.page().paper, "{}", theme.name);
    }
}

#[test]
fn svg_fills_a_run_of_cells_once_and_swaps_when_reversed() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    let style = Style::new().fg(Color::Rgb(9, 8, 7)).bg(Color::Rgb(1, 2, 3));
    buffer.set_string(0, 0, "  ", style);
    buffer.set_string(2, 0, " ", style.add_modifier(Modifier::REVERSED));
    let out = render("svg", &buffer);
    assert_eq!(out.matches("h18v18h-18z").count(), 1, "{out}");
    let picture = pixels(&out);
    let page = THEMES[0].page().paper;
    let cells = [(1, 2, 3), (1, 2, 3), (9, 8, 7), page].into_iter().enumerate();
    for (column, expected) in cells {
        assert_eq!(pixel(&picture, 9 + 9 * column as u32 + 4, 18), expected, "cell {column}");
    }
}

/// Pixels of a cell, from its upper left corner.
type Places = &'static [(u32, u32)];

#[test]
fn lines_and_blocks_are_drawn_where_their_names_say() {
    // (symbol, pixels of a 9×18 cell that are ink, pixels that are paper)
    let rows: &[(&str, Places, Places)] = &[
        ("─", &[(0, 9), (4, 9), (8, 9)], &[(4, 7), (4, 11), (4, 0)]),
        ("│", &[(4, 0), (4, 9), (4, 17)], &[(2, 9), (6, 9)]),
        ("┌", &[(4, 17), (8, 9), (4, 9)], &[(0, 9), (4, 0)]),
        ("┤", &[(4, 0), (4, 17), (0, 9)], &[(8, 9)]),
        ("┴", &[(4, 0), (0, 9), (8, 9)], &[(4, 17)]),
        ("━", &[(0, 8), (8, 10)], &[(4, 5), (4, 14)]),
        ("═", &[(0, 8), (8, 10)], &[(4, 9), (4, 5)]),
        ("╵", &[(4, 0)], &[(4, 17), (0, 9), (8, 9)]),
        ("┆", &[(4, 1)], &[(4, 5), (2, 1)]),
        ("╭", &[(4, 16), (8, 9)], &[(0, 9), (4, 1)]),
        ("╯", &[(4, 1), (0, 9)], &[(8, 9), (4, 16)]),
        ("▀", &[(0, 0), (8, 8)], &[(0, 9), (8, 17)]),
        ("▄", &[(0, 9), (8, 17)], &[(0, 8), (8, 0)]),
        ("▁", &[(0, 16), (8, 17)], &[(0, 14)]),
        ("▆", &[(0, 6)], &[(0, 3)]),
        ("█", &[(0, 0), (8, 17)], &[]),
        ("▌", &[(0, 0), (3, 17)], &[(6, 0)]),
        ("▐", &[(6, 0), (8, 17)], &[(2, 9)]),
        ("▎", &[(0, 9)], &[(4, 9)]),
        ("▙", &[(0, 0), (0, 17), (8, 17)], &[(8, 0)]),
        ("▝", &[(8, 0)], &[(0, 0), (0, 17), (8, 17)]),
        ("⠁", &[(2, 2)], &[(6, 2), (2, 6), (2, 15)]),
        ("⢀", &[(6, 15)], &[(2, 15), (6, 2)]),
        ("⠈", &[(6, 2)], &[(2, 2), (6, 6)]),
        ("╱", &[(0, 17), (8, 1)], &[(0, 0), (8, 17)]),
    ];
    for (symbol, ink, paper) in rows {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.set_string(0, 0, symbol, Style::new().fg(Color::Rgb(255, 0, 0)));
        let picture = pixels(&render("svg", &buffer));
        let red = |(x, y): &(u32, u32)| pixel(&picture, 9 + x, 9 + y).0 > 120;
        for at in *ink {
            assert!(red(at), "{symbol}: no ink at {at:?}");
        }
        for at in *paper {
            assert!(!red(at), "{symbol}: ink at {at:?}");
        }
    }
}

#[test]
fn every_box_line_block_and_braille_character_is_geometry() {
    for code in (0x2500..0x25a0).chain(0x2801..0x2900) {
        let symbol = char::from_u32(code).unwrap();
        let (_, path) = glyph::path(symbol, 0.0, 0.0).unwrap();
        assert!(!path.is_empty(), "U+{code:04X} {symbol}");
    }
    for symbol in ['a', '′', 'δ', '●', '→', '\u{24ff}', '\u{25a0}', '\u{2900}'] {
        assert!(glyph::path(symbol, 0.0, 0.0).is_none(), "{symbol}");
    }
}
