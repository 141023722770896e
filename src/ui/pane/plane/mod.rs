//! What a unit says over the whole plane of two inputs, with the data on it; over one input it is
//! a curve.

mod classes;
mod curve;
mod points;
pub(super) mod shown;
mod surface;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::wrap::wrap;
use crate::ui::{Feedback, View};

/// Draws the pane.
pub(super) fn draw(
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    match app.worksheet().network().inputs {
        1 => curve::draw(app, view, area, buffer),
        _ if app.has_plane() => surface::draw(app, view, area, buffer, feedback),
        inputs => {
            let text = format!(
                "a plane needs 2 inputs (or 1, for a curve); this network has {inputs}: \
                 {} shows it as a graph, {} opens another lesson",
                app.call("network"),
                app.call("open")
            );
            let width = usize::from(area.width).saturating_sub(2).max(1);
            let mut canvas = Canvas::new(buffer, area);
            for (y, line) in wrap(&text, width, 0).iter().enumerate() {
                canvas.text(1, y as i32, line, view.theme.dim());
            }
        }
    }
}
