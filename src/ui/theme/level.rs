//! How many colours the terminal has, and the nearest of them to a wanted one.
//! A terminal is never asked; the environment says, or the person does.

use ratatui::style::Color;
use ratatui::style::Style;

/// Red, green, blue, 0 to 255 each.
pub type Rgb = (u8, u8, u8);

/// Depth of colour, from none to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorLevel {
    /// Bold, reverse, underline and the like only.
    Mono,
    /// The sixteen colours that the terminal's owner chose.
    Ansi16,
    /// Six levels each of red, green, blue, and 24 greys.
    Ansi256,
    /// Any colour.
    TrueColor,
}

impl ColorLevel {
    /// Every level and its name on the command line.
    pub const ALL: &[(&str, Self)] = &[
        ("never", Self::Mono),
        ("16", Self::Ansi16),
        ("256", Self::Ansi256),
        ("truecolor", Self::TrueColor),
    ];

    /// The sixteen colours that have names, in the order of their numbers.
    pub const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];

    /// What the variables `TERM`, `COLORTERM` and `NO_COLOR` (unset or empty is `None`) promise.
    pub fn promised(term: Option<&str>, colorterm: Option<&str>, no_color: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::Mono;
        }
        if matches!(colorterm, Some("truecolor" | "24bit")) || term.ends_with("-direct") {
            return Self::TrueColor;
        }
        if term.contains("256color") || colorterm.is_some_and(|value| !value.is_empty()) {
            return Self::Ansi256;
        }
        Self::Ansi16
    }

    /// The nearest colour that this level has.
    pub fn map(self, color: Color) -> Color {
        match (self, color) {
            (_, Color::Reset) | (Self::Mono, _) => Color::Reset,
            (Self::Ansi256, Color::Rgb(r, g, b)) => Color::Indexed(nearest_256((r, g, b))),
            (Self::Ansi16, Color::Rgb(..) | Color::Indexed(_)) => {
                rgb(color).map_or(Color::Reset, |wanted| Self::NAMED[nearest_16(wanted)])
            }
            _ => color,
        }
    }

    /// The same style in colours that this level has.
    #[must_use]
    pub fn style(self, style: Style) -> Style {
        let map = |color: Option<Color>| color.map(|color| self.map(color));
        Style { fg: map(style.fg), bg: map(style.bg), ..style }
    }
}

/// What xterm shows for a colour; `None` for the terminal's own.
pub fn rgb(color: Color) -> Option<Rgb> {
    match color {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(index) => Some(indexed(index)),
        named => {
            ColorLevel::NAMED.iter().position(|other| *other == named).map(|index| XTERM[index])
        }
    }
}

/// xterm's default for each of [`ColorLevel::NAMED`].
const XTERM: [Rgb; 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The levels of the 6×6×6 cube, indices 16 to 231.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn indexed(index: u8) -> Rgb {
    match index {
        0..16 => XTERM[usize::from(index)],
        16..232 => {
            let at = usize::from(index - 16);
            (CUBE[at / 36], CUBE[at / 6 % 6], CUBE[at % 6])
        }
        _ => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

/// Only the cube and the greys: the first sixteen are whatever their owner made of them.
fn nearest_256(wanted: Rgb) -> u8 {
    (16..=255).min_by_key(|index| distance(indexed(*index), wanted)).unwrap_or(16)
}

fn nearest_16(wanted: Rgb) -> usize {
    (0..16).min_by_key(|index| distance(XTERM[*index], wanted)).unwrap_or(0)
}

fn distance(a: Rgb, b: Rgb) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}
