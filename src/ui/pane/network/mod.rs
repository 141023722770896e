//! The network as a graph: units with their activations, weights as edges, layer by layer.

mod columns;
mod drawing;
mod focus;
mod graph;
mod maps;
mod names;
mod notes;
mod stroke;

pub(super) use notes::when;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::legend;
use super::worksheet::picture;
use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::{Feedback, View};
use crate::worksheet::health::Health;
use crate::worksheet::quantity::Role;
use drawing::Picture;
use focus::Focus;
use graph::Graph;
use maps::Maps;

/// Draws the pane.
pub(super) fn draw(
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    let focus = Focus::of(app);
    let health = health(app);
    let whole = area.width;
    let area = beside_picture(app, view, area, buffer, feedback);
    let beside_picture = area.width < whole;
    let lines = if area.height > 7 { 2 } else { 1 };
    let mut places = legend::divide(area, lines);
    let names = names::Names::of(app, places.picture.width);
    let margins = [names.width(0), names.width(1)];
    let (width, height) = (i32::from(places.picture.width), i32::from(places.picture.height));
    let width = width - margins.iter().map(|width| i32::from(*width)).sum::<i32>();
    let graph =
        Graph::new(app, &focus, (width - 2, height - 1), beside_picture).filter(|_| height > 1);
    let Some(graph) = graph else {
        let layers = app.worksheet().network().depth() + 1;
        let text = format!("no room for {layers} columns of units: {} zooms", app.call("zoom"));
        Canvas::new(buffer, area).text(1, 0, &text, view.theme.dim());
        return;
    };
    let items = notes::items(app, view, &graph, &health, places.beside());
    let maps = graph.map.map(|size| Maps::of(app, size, feedback));
    let picture = Picture { app, view, focus, health, graph, maps };
    let whole = places.picture;
    places.picture.x += margins[0];
    places.picture.width = width as u16;
    picture.draw(places.picture, buffer);
    names.draw(&picture.graph, view, whole, margins[0], buffer);
    legend::draw(&items, &places, buffer);
}

/// The least width of a graph beside a picture, and of the picture.
const BESIDE: (u16, u16) = (60, 24);

/// Where the inputs are a square picture and the pane is alone: the weights of the unit under the
/// cursor as that picture, at the left. Returns what is left of the area.
fn beside_picture(
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) -> Rect {
    let side = app.worksheet().network().image_side().filter(|_| app.zoomed());
    let weights = app.worksheet().parameters().iter().find(|slots| !slots.parameter.bias);
    let (Some(side), Some(slots)) = (side, weights) else { return area };
    let (width, height) = ((side as u16 + 4).max(BESIDE.1), side as u16 / 2 + 4);
    if area.width < width + BESIDE.0 || area.height < height {
        return area;
    }
    let left = Rect { width, ..area };
    let id = app.in_force(slots);
    let name = legend::symbols(app, view).role(app.worksheet().quantity(id).role);
    Canvas::new(buffer, left).text(1, 0, &format!("{name}: a unit's weights"), view.theme.title());
    let below = Rect { x: left.x + 1, width: width - 2, y: left.y + 1, height: left.height - 1 };
    picture(app, view, id, below, buffer, feedback);
    Rect { x: area.x + width, width: area.width - width, ..area }
}

/// How the units of each layer stand, the input (without any) first; empty where the activations
/// are not shown yet.
fn health(app: &App) -> Vec<Vec<Health>> {
    let (sheet, trace) = (app.worksheet(), app.trainer().trace());
    let of = |l: usize| {
        let shown = l > 0 && sheet.find(Role::Activation(l)).is_some_and(|id| app.is_shown(id));
        if shown { sheet.health(trace, l) } else { Vec::new() }
    };
    (0..=sheet.network().depth()).map(of).collect()
}
