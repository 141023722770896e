//! The prediction over two inputs, with the data on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::field;

/// Draws the pane.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) {
    let inputs = app.worksheet().network().inputs;
    let text = match inputs {
        2 => "the prediction over two inputs".into(),
        _ => format!("a plane needs 2 inputs; this network has {inputs}"),
    };
    let mut canvas = Canvas::new(buffer, area);
    canvas.text(1, 0, &text, view.theme.dim());
    for x in 0..=20 {
        let t = f64::from(x) / 10.0 - 1.0;
        let (c, style) = field::cell(t, Some(t), &view.theme, view.glyphs);
        canvas.text(x + 1, 1, &c.to_string(), style);
    }
}
