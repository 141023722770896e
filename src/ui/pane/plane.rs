//! The prediction over two inputs, with the data on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;

/// Draws the pane.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) {
    let inputs = app.worksheet().network().inputs;
    let text = match inputs {
        2 => "the prediction over two inputs".into(),
        _ => format!("a plane needs 2 inputs; this network has {inputs}"),
    };
    Canvas::new(buffer, area).text(1, 0, &text, view.theme.dim());
}
