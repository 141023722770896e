//! One matrix alone as a field of colours, as large as there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::axes;
use super::block::{self, Bound};
use super::field;
use super::marks::Marks;
use super::matrix::Pen;
use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::{Feedback, View};
use crate::worksheet::quantity::Id;

/// Draws a matrix as a field in the middle of `area`, with its scale and the value under the
/// cursor; nothing of what is not computed yet.
pub(in crate::ui) fn picture(
    app: &App,
    view: &View,
    id: Id,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    let places = axes::places(app, &view.places);
    feedback.places.clone_from(&places);
    let (width, lines) = (i32::from(area.width), i32::from(area.height));
    let block = block::alone(app, id, Bound { width, lines });
    let marks = Marks::new(app, &view.theme);
    let mut pen = Pen {
        app,
        view,
        marks: &marks,
        places: &places,
        sight: (0..width, 0..lines),
        canvas: Canvas::new(buffer, area),
        origin: (i32::from(area.x), i32::from(area.y)),
        feedback,
    };
    field::draw(&block, block.x, &mut pen);
}
