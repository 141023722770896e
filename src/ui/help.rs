//! The help: every command with its keys, from the one table, and every pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::theme::Theme;
use crate::app::{COMMANDS, Command, Group};

/// Width of the column of keys.
const KEYS: i32 = 13;

/// Draws the help over `area`; `scroll` lines are above it.
pub(super) fn draw(scroll: usize, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    for position in area.positions() {
        buffer[position].reset();
    }
    let lines = lines();
    let column = lines.iter().map(Line::width).max().unwrap_or(0) + 2;
    let columns = if i32::from(area.width) >= 2 * column { 2 } else { 1 };
    let rows = lines.len().div_ceil(columns);
    let last = rows.saturating_sub(usize::from(area.height));
    let scroll = (0, scroll.min(last) as u16);
    let mut canvas = Canvas::scrolled(buffer, area, scroll);
    for (i, line) in lines.iter().enumerate() {
        let (x, y) = ((i / rows) as i32 * column + 2, (i % rows) as i32);
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

impl Line {
    fn width(&self) -> i32 {
        match self {
            Self::Heading(text) => text.width() as i32,
            Self::Command(command) => KEYS + command.doc.width() as i32,
            Self::Blank => 0,
        }
    }
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
