//! The bottom line: the keys that matter here, a message, or the line being typed; what needs
//! more room than a line takes it from the panes above.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::Feedback;
use super::canvas::Canvas;
use super::hit::Spot;
use super::notice;
use super::palette;
use super::theme::Theme;
use crate::app::{App, Knob, Mode, Pane, Prompt, Purpose, Target};

/// Columns between the keys of the projector.
const APART: usize = 6;

/// Draws the footer into a line, and over the lines of `body` above it where it needs them.
pub(super) fn draw(
    app: &App,
    body: Rect,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
    feedback: &mut Feedback,
) {
    match (app.mode(), app.message()) {
        (Mode::Prompt(prompt), _) => {
            palette::draw(prompt, body, buffer, theme);
            line(app, prompt, area, buffer, theme);
        }
        (_, Some(message)) => {
            let style = if message.refused { theme.error() } else { theme.text() };
            let height = area.height + body.height / 2;
            let place = Rect { y: area.bottom() - height, height, ..area };
            notice::draw(&message.text, place, buffer, style);
        }
        _ => hints(app, area, buffer, theme, feedback),
    }
}

/// As many hints as fit, the most important first; help and quit always.
fn hints(app: &App, area: Rect, buffer: &mut Buffer, theme: &Theme, feedback: &mut Feedback) {
    let mut canvas = Canvas::new(buffer, area);
    let call = |name: &str| short(app.call(name));
    let hinted: Vec<_> = app
        .hints()
        .into_iter()
        .map(|hint| (call(hint.command.name), hint.word, hint.command))
        .collect();
    // On the projector few keys stand far apart.
    let gap = if app.slide().is_some() { APART } else { 2 };
    let size = |key: &str, hint: &str| key.width() + hint.width() + 1 + gap;
    let kept: usize = hinted.iter().filter(|h| h.2.in_help).map(|h| size(&h.0, h.1)).sum();
    let (mut x, mut left) = (1, usize::from(area.width).saturating_sub(kept + 1));
    for (key, hint, command) in hinted {
        let size = size(&key, hint);
        let always = command.in_help;
        if !always {
            if size > left {
                continue;
            }
            left -= size;
        }
        let place = Rect { x: area.x + x as u16, width: (size - gap) as u16, ..area };
        feedback.note(place.intersection(area), Spot::Whole(Target::Command(command.name)));
        x = canvas.text(x, 0, &key, theme.key_hint());
        x = canvas.text(x + 1, 0, hint, theme.key_label()) + gap as i32;
    }
}

/// A key's name where there is little room.
fn short(key: String) -> String {
    if key == "backspace" { "bksp".into() } else { key }
}

/// The line being typed, around its cursor where it is longer than the screen.
fn line(app: &App, prompt: &Prompt, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let mut canvas = Canvas::new(buffer, area);
    let start = canvas.text(1, 0, &prompt.label, theme.key_hint());
    let style = if prompt.selected { theme.cursor() } else { theme.text() };
    let width = usize::from(area.width);
    let room = width.saturating_sub(start as usize + 2).max(8);
    let first = (prompt.at + 1).saturating_sub(room);
    let shown: String = prompt.text.chars().skip(first).take(room).collect();
    let before: String = shown.chars().take(prompt.at - first).collect();
    let end = canvas.text(start, 0, &shown, style);
    canvas.text(end, 0, " ", theme.text());
    canvas.style(start + before.width() as i32, 0, 1, theme.cursor());
    let said = aside(app, prompt);
    if said.width() + 3 + end as usize <= width {
        canvas.text(end + 2, 0, &said, theme.dim());
    }
}

fn aside(app: &App, prompt: &Prompt) -> String {
    match prompt.purpose {
        _ if prompt.refused.is_some() => String::new(),
        Purpose::Command if prompt.text.is_empty() => {
            "a command, lr 0.1, a lesson, an iteration; ↑ earlier lines".into()
        }
        Purpose::Command => String::new(),
        Purpose::Search => "enter goes there, esc leaves it".into(),
        Purpose::Edit if app.focus() == Pane::Hyperparameters => {
            let may_be = match app.knob() {
                Knob::Hyper(row) => row.domain.bounds(),
                Knob::Setting(row) => row.takes,
            };
            format!("{may_be}; enter sets it, esc leaves it")
        }
        Purpose::Edit => "enter sets it, esc leaves it".into(),
        Purpose::Answer => "a number, a fraction; esc leaves it".into(),
    }
}
