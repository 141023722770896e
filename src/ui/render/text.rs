//! A screen as plain text: one line a row, blanks at its end dropped.

use super::Format;
use super::rows;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;

pub(super) static TEXT: Format =
    Format { name: "text", doc: "characters only, no colours", render: text };

fn text(buffer: &Buffer, _: &Theme) -> String {
    let mut out = String::new();
    for row in rows(buffer) {
        let line: String = row.iter().map(|glyph| glyph.symbol.as_ref()).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
