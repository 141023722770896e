//! The numbers of ECMA-48 for colours and modifiers.

use crate::ui::theme::ColorLevel;
use ratatui::style::Color;
use ratatui::style::Modifier;
use std::fmt::Write;

/// The modifiers and their numbers.
pub(crate) const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Appends the parameters of a colour, each behind a semicolon; `base` is 30 for the symbol and 40
/// for what is behind it.
pub(crate) fn push_color(out: &mut String, color: Color, base: u8) {
    let _ = match color {
        Color::Reset => write!(out, ";{}", base + 9),
        Color::Rgb(r, g, b) => write!(out, ";{};2;{r};{g};{b}", base + 8),
        Color::Indexed(index) => write!(out, ";{};5;{index}", base + 8),
        named => match ColorLevel::NAMED.iter().position(|other| *other == named) {
            Some(index @ 0..8) => write!(out, ";{}", base + index as u8),
            Some(index) => write!(out, ";{}", base + 60 + index as u8 - 8),
            None => Ok(()),
        },
    };
}
