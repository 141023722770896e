//! The panes: one file each, drawn from the app as it stands.

mod check;
mod compared;
mod derivation;
mod hyperparameters;
mod legend;
pub(super) mod lesson;
mod loss;
mod map;
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
        Pane::Why => {
            let area = compared::above(app, view, area, buffer);
            why::draw(app, &view.theme, area, buffer);
        }
        Pane::Network => network::draw(app, view, area, buffer, feedback),
        Pane::Loss => loss::draw(app, view, area, buffer, feedback),
        Pane::Plane => plane::draw(app, view, area, buffer, feedback),
        Pane::Derivation => {
            feedback.most.push((pane, derivation::draw(app, &view.theme, area, buffer)));
        }
        Pane::Check => {
            let most = check::draw(app, &view.theme, area, buffer, &mut feedback.kept);
            feedback.most.push((pane, most));
        }
        Pane::Hyperparameters => hyperparameters::draw(app, &view.theme, area, buffer),
        Pane::Lesson => feedback.most.push((pane, lesson::draw(app, &view.theme, area, buffer))),
    }
}
