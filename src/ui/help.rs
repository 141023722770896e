//! The help: every command with its keys, from the one table, and every pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::{COMMANDS, Command, Group};

/// Width of the column of keys.
const KEYS: i32 = 15;

/// Width of one column of help.
const COLUMN: i32 = 60;

/// Draws the help over `area`; `scroll` lines are above it.
pub(super) fn draw(scroll: usize, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    for position in area.positions() {
        buffer[position].reset();
    }
    let columns = if i32::from(area.width) >= 2 * COLUMN { 2 } else { 1 };
    let lines = lines();
    let rows = lines.len().div_ceil(columns);
    let last = rows.saturating_sub(usize::from(area.height));
    let scroll = (0, scroll.min(last) as u16);
    let mut canvas = Canvas::scrolled(buffer, area, scroll);
    for (i, line) in lines.iter().enumerate() {
        let (x, y) = ((i / rows) as i32 * COLUMN + 2, (i % rows) as i32);
        match line {
            Line::Heading(text) => {
                canvas.text(x, y, text, theme.title());
            }
            Line::Command(command) => {
                let keys = command.keys.join(" ");
                let keys = if keys.is_empty() { format!(":{}", command.name) } else { keys };
                canvas.text(x, y, &keys, theme.key_hint());
                let at = x + KEYS.max(keys.width() as i32 + 1);
                canvas.text(at, y, command.doc, theme.text());
            }
            Line::Blank => {}
        }
    }
    if last > 0 {
        let more = if usize::from(scroll.1) < last { " ↓ more " } else { " ↑ more " };
        let (x, y) = (i32::from(area.width) - 9, i32::from(area.height) - 1 + i32::from(scroll.1));
        canvas.text(x, y, more, theme.key_hint());
    }
}

enum Line {
    Heading(&'static str),
    Command(&'static Command),
    Blank,
}

fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        lines.push(Line::Heading(group.name()));
        let commands = COMMANDS.iter().filter(|command| command.group == *group);
        lines.extend(commands.map(Line::Command));
        lines.push(Line::Blank);
    }
    lines.pop();
    lines
}
