//! What steers the training: every hyperparameter of this network, one a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Pane};
use crate::math::hyperparameter::{Domain, Hyperparameter};
use crate::math::number::{self, Digits};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;

/// Draws the pane; the selected row stays in sight.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let rows = app.hyperparameters();
    let selected = app.selected_hyperparameter();
    let focused = app.focus() == Pane::Hyperparameters;
    let height = usize::from(area.height);
    let first = (selected + 1).saturating_sub(height);
    let mut canvas = Canvas::new(buffer, area);
    for (y, (i, row)) in rows.iter().enumerate().skip(first).take(height).enumerate() {
        let y = y as i32;
        let style = if focused && i == selected { theme.cursor() } else { theme.text() };
        canvas.text(0, y, if i == selected { "▸" } else { " " }, theme.key_hint());
        // A symbol longer than its column is the name again.
        if row.symbol.width() <= 2 {
            canvas.text(2, y, row.symbol, theme.title());
        }
        canvas.text(5, y, row.name, theme.text());
        let x = canvas.text(19, y, &value(row, app.hyper_value(row)), style);
        let start = (row.get)(&app.lesson().setup.hyper);
        if app.hyper_value(row) != start {
            canvas.text(x + 1, y, &format!("({})", value(row, start)), theme.dim());
        }
    }
    let edge = i32::from(area.width) - 1;
    for (there, y, arrow) in
        [(first > 0, 0, "▲"), (first + height < rows.len(), height.saturating_sub(1), "▼")]
    {
        if there {
            canvas.text(edge, y as i32, arrow, theme.key_hint());
        }
    }
    let left = height.saturating_sub(rows.len() + 1);
    if let Some(row) = rows.get(selected).filter(|_| left > 0) {
        let text = format!("from iteration {} on: {}", app.next_update(), row.doc);
        let lines = wrap(&text, usize::from(area.width).saturating_sub(2), 0);
        for (i, line) in lines.iter().take(left).enumerate() {
            canvas.text(2, (rows.len() + 1 + i) as i32, line, theme.dim());
        }
    }
}

fn value(row: &Hyperparameter, x: f64) -> String {
    match row.domain {
        Domain::Flag => if x == 0.0 { "off" } else { "on" }.into(),
        _ => number::format(x, Digits::Significant(8)),
    }
}
