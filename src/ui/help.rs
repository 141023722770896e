//! The help: every command with its keys, from the one table, and every pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::theme::Theme;
use super::wrap::wrap;
use crate::app::{COMMANDS, Command, Group};

/// Draws the help over `area`; `scroll` lines are above it. Returns the most that it scrolls.
pub(super) fn draw(scroll: usize, area: Rect, buffer: &mut Buffer, theme: &Theme) -> usize {
    for position in area.positions() {
        buffer[position].reset();
    }
    let keys = COMMANDS.iter().map(|command| keys(command).width()).max().unwrap_or(0) + 2;
    let docs = COMMANDS.iter().map(|command| command.doc.width()).max().unwrap_or(0);
    let width = usize::from(area.width);
    let columns = if width >= 2 * (keys + docs + 3) { 2 } else { 1 };
    let column = width / columns;
    let lines = lines(column.saturating_sub(keys + 3));
    let rows = lines.len().div_ceil(columns);
    let last = rows.saturating_sub(usize::from(area.height));
    let scroll = (0, scroll.min(last) as u16);
    let mut canvas = Canvas::scrolled(buffer, area, scroll);
    for (i, line) in lines.iter().enumerate() {
        let (x, y) = ((i / rows * column) as i32 + 2, (i % rows) as i32);
        let head = if line.text.is_empty() { theme.title() } else { theme.key_hint() };
        canvas.text(x, y, &line.head, head);
        canvas.text(x + keys as i32, y, &line.text, theme.text());
    }
    if last > 0 {
        let more = if usize::from(scroll.1) < last { " ↓ more " } else { " ↑ more " };
        let (x, y) = (i32::from(area.width) - 9, i32::from(area.height) - 1 + i32::from(scroll.1));
        canvas.text(x, y, more, theme.key_hint());
    }
    last
}

/// A heading, or keys and what they do; an empty line has neither.
#[derive(Default)]
struct Line {
    head: String,
    text: String,
}

fn lines(width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        lines.push(Line { head: group.name().into(), text: String::new() });
        for command in COMMANDS.iter().filter(|command| command.group == *group) {
            let mut head = keys(command);
            for text in wrap(command.doc, width, 0) {
                lines.push(Line { head: std::mem::take(&mut head), text });
            }
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}

/// The keys of a command, or how it is typed where it has none.
fn keys(command: &Command) -> String {
    if command.keys.is_empty() { format!(":{}", command.name) } else { command.keys.join(" ") }
}
