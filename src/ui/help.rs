//! The help: first what is focused and its keys, then every command with its keys, by group.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::notice;
use super::theme::Theme;
use super::wrap::wrap;
use crate::app::{App, COMMANDS, Command, Group};

/// Draws the help over `area`; `scroll` lines are above it. Returns the most that it scrolls.
pub(super) fn draw(
    app: &App,
    scroll: usize,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) -> usize {
    notice::clear(area, buffer);
    let keys = COMMANDS.iter().map(|command| keys(app, command).width()).max().unwrap_or(0) + 2;
    let docs = COMMANDS.iter().map(|command| command.doc.width()).max().unwrap_or(0);
    let width = usize::from(area.width);
    let columns = if width >= 2 * (keys + docs + 3) { 2 } else { 1 };
    let column = width / columns;
    let lines = lines(app, column.saturating_sub(keys + 3));
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

fn lines(app: &App, width: usize) -> Vec<Line> {
    let mut lines = focused(app, width);
    for group in Group::ALL {
        lines.push(Line::default());
        lines.push(heading(group.name().into()));
        for command in COMMANDS.iter().filter(|command| command.group == *group) {
            lines.extend(entry(keys(app, command), command.doc, width));
        }
    }
    lines
}

/// The pane that keys go to: what it shows, and what they do there.
fn focused(app: &App, width: usize) -> Vec<Line> {
    let row = app.focus().row();
    let mut lines = vec![heading(format!("here: {} {}", row.digit, row.name))];
    lines.extend(entry(String::new(), row.doc, width));
    for hint in app.own_hints() {
        lines.extend(entry(keys(app, hint.command), hint.command.doc, width));
    }
    lines
}

fn heading(head: String) -> Line {
    Line { head, text: String::new() }
}

fn entry(mut head: String, text: &str, width: usize) -> impl Iterator<Item = Line> {
    wrap(text, width, 0).into_iter().map(move |text| Line { head: std::mem::take(&mut head), text })
}

/// The keys of a command, or how it is typed where it has none.
fn keys(app: &App, command: &Command) -> String {
    let keys: Vec<_> = app.keymap().keys(command.name).iter().map(ToString::to_string).collect();
    if keys.is_empty() { format!(":{}", command.name) } else { keys.join(" ") }
}
