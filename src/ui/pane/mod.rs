//! The panes: one file each, drawn from the app as it stands.

mod check;
mod derivation;
mod hyperparameters;
pub(super) mod lesson;
mod loss;
mod network;
mod plane;
mod why;
pub(super) mod worksheet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Feedback, View};
use crate::app::{App, Pane};

/// Draws a pane into `area`.
pub(super) fn draw(
    pane: Pane,
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    feedback.panes.push((pane, area));
    match pane {
        Pane::Worksheet => worksheet::draw(app, view, area, buffer, feedback),
        Pane::Why => why::draw(app, &view.theme, area, buffer),
        Pane::Network => network::draw(app, view, area, buffer),
        Pane::Loss => loss::draw(app, view, area, buffer),
        Pane::Plane => plane::draw(app, view, area, buffer),
        Pane::Derivation => derivation::draw(app, &view.theme, area, buffer),
        Pane::Check => check::draw(app, &view.theme, area, buffer),
        Pane::Hyperparameters => hyperparameters::draw(app, &view.theme, area, buffer),
        Pane::Lesson => feedback.lesson = Some(lesson::draw(app, &view.theme, area, buffer)),
    }
}
