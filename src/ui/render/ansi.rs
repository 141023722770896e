//! A screen as text with SGR sequences, for `cat`, pagers and logs: no cursor movement, every line
//! ends in the terminal's own style.

use super::Format;
use super::Glyph;
use super::rows;
use super::sgr;
use crate::ui::theme::ColorLevel;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use std::fmt::Write;

pub(super) static ANSI: Format =
    Format { name: "ansi", doc: "text with colours, as a terminal takes it", render: ansi };

fn ansi(buffer: &Buffer, theme: &Theme) -> String {
    let mut out = String::new();
    for row in rows(buffer) {
        let end = row.iter().rposition(|glyph| !is_nothing(glyph)).map_or(0, |last| last + 1);
        let mut sgr = String::from("0");
        for glyph in &row[..end] {
            let wanted = parameters(theme.level(), glyph.cell.style());
            if wanted != sgr {
                sgr = wanted;
                let _ = write!(out, "\x1b[{sgr}m");
            }
            out.push_str(&glyph.symbol);
        }
        if sgr != "0" {
            out.push_str("\x1b[0m");
        }
        out.push('\n');
    }
    out
}

/// A blank that shows nothing of its style.
fn is_nothing(glyph: &Glyph) -> bool {
    let visible = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    glyph.symbol == " " && glyph.cell.bg == Color::Reset && !glyph.cell.modifier.intersects(visible)
}

/// The whole style from scratch: `0;1;38;5;208`.
fn parameters(level: ColorLevel, style: Style) -> String {
    let mut out = String::from("0");
    for (modifier, number) in sgr::MODIFIERS {
        if style.add_modifier.contains(modifier) {
            let _ = write!(out, ";{number}");
        }
    }
    for (color, base) in [(style.fg, 30), (style.bg, 40)] {
        let color = level.map(color.unwrap_or_default());
        if color != Color::Reset {
            sgr::push_color(&mut out, color, base);
        }
    }
    out
}
