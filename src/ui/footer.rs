//! The bottom line: the keys that matter most, a message, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::Feedback;
use super::canvas::Canvas;
use super::hit::Spot;
use super::theme::Theme;
use crate::app::{App, COMMANDS, Mode, Prompt, Target};

/// Draws the footer into a line.
pub(super) fn draw(
    app: &App,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
    feedback: &mut Feedback,
) {
    let mut canvas = Canvas::new(buffer, area);
    match (app.mode(), app.message()) {
        (Mode::Prompt(prompt), _) => line(app, prompt, area.width, &mut canvas, theme),
        (_, Some(message)) => {
            let style = if message.refused { theme.error() } else { theme.text() };
            canvas.text(1, 0, &message.text, style);
        }
        _ => hints(area, &mut canvas, theme, feedback),
    }
}

/// As many hints as fit, in the order of the table; help and quit always.
fn hints(area: Rect, canvas: &mut Canvas, theme: &Theme, feedback: &mut Feedback) {
    let hinted: Vec<_> = COMMANDS
        .iter()
        .filter_map(|c| c.hint.map(|hint| (short(c.keys[0]), hint, c.in_help, c.name)))
        .collect();
    let size = |key: &str, hint: &str| key.width() + hint.width() + 3;
    let kept: usize = hinted.iter().filter(|h| h.2).map(|h| size(h.0, h.1)).sum();
    let (mut x, mut left) = (1, usize::from(area.width).saturating_sub(kept + 1));
    for (key, hint, always, name) in hinted {
        let size = size(key, hint);
        if !always {
            if size > left {
                continue;
            }
            left -= size;
        }
        let place = Rect { x: area.x + x as u16, width: size as u16 - 2, ..area };
        feedback.note(place.intersection(area), Spot::Whole(Target::Command(name)));
        x = canvas.text(x, 0, key, theme.key_hint());
        x = canvas.text(x + 1, 0, hint, theme.key_label()) + 2;
    }
}

/// A key's name where there is little room.
fn short(key: &'static str) -> &'static str {
    if key == "backspace" { "bksp" } else { key }
}

fn line(app: &App, prompt: &Prompt, width: u16, canvas: &mut Canvas, theme: &Theme) {
    let start = canvas.text(1, 0, &prompt.label, theme.key_hint());
    let style = if prompt.selected { theme.cursor() } else { theme.text() };
    let aside = match &prompt.refused {
        Some(reason) => (reason.clone(), theme.error()),
        None if prompt.label == ":" => (app.completions(&prompt.text).join("  "), theme.dim()),
        None if prompt.label == "/" => ("enter goes there, esc leaves it".into(), theme.dim()),
        None => ("enter sets it, esc leaves it".into(), theme.dim()),
    };
    // A long line is shown around its cursor, and leaves half of the room to the reason.
    let width = usize::from(width);
    let left = width.saturating_sub(start as usize + 3 + aside.0.width().min(width / 2)).max(8);
    let first = (prompt.at + 1).saturating_sub(left);
    let shown: String = prompt.text.chars().skip(first).take(left).collect();
    let before: String = shown.chars().take(prompt.at - first).collect();
    let end = canvas.text(start, 0, &shown, style);
    canvas.text(end, 0, " ", theme.text());
    canvas.style(start + before.width() as i32, 0, 1, theme.cursor());
    let room = width.saturating_sub(end as usize + 3);
    let text = if aside.0.width() > room { shortened(&aside.0, room) } else { aside.0 };
    canvas.text(end + 2, 0, &text, aside.1);
}

fn shortened(text: &str, width: usize) -> String {
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    if kept.is_empty() { kept } else { kept + "…" }
}
