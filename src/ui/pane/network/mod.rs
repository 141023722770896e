//! The network as a graph: units with their activations, weights as edges, layer by layer.

mod focus;
mod graph;
mod maps;
mod names;
mod notes;
mod stroke;

pub(super) use notes::when;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::legend;
use super::worksheet::picture;
use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::ui::number;
use crate::ui::raster::Raster;
use crate::ui::{Feedback, View};
use crate::worksheet::health::Health;
use focus::Focus;
use graph::{Column, Edge, Graph, Node};
use maps::Maps;
use stroke::Stroke;

/// An edge of this share of the greatest weight is thick.
const THICK: f64 = 0.7;

/// Between columns that are closer, or in fewer rows, thick edges would only hide others.
const ROOMY: (i32, i32) = (10, 12);

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
    use crate::worksheet::quantity::Role;
    let (sheet, trace) = (app.worksheet(), app.trainer().trace());
    let of = |l: usize| {
        let shown = l > 0 && sheet.find(Role::Activation(l)).is_some_and(|id| app.is_shown(id));
        if shown { sheet.health(trace, l) } else { Vec::new() }
    };
    (0..=sheet.network().depth()).map(of).collect()
}

/// The mark of a unit without a number, and the brackets of one with it.
fn marks(health: Option<Health>, glyphs: Glyphs) -> (char, [char; 2]) {
    let ascii = glyphs == Glyphs::Ascii;
    match health {
        Some(Health::Dead) if ascii => ('x', ['x', 'x']),
        Some(Health::Dead) => ('✗', ['✗', '✗']),
        Some(Health::Saturated) if ascii => ('~', ['~', '~']),
        Some(Health::Saturated) => ('≈', ['≈', '≈']),
        None | Some(Health::Working) if ascii => ('o', ['(', ')']),
        None => ('○', ['(', ')']),
        Some(Health::Working) => ('●', ['(', ')']),
    }
}

/// Everything the drawing depends on.
struct Picture<'a> {
    app: &'a App,
    view: &'a View,
    focus: Focus,
    health: Vec<Vec<Health>>,
    graph: Graph,
    /// What units say over the plane, where there is room for that.
    maps: Option<Maps>,
}

impl Picture<'_> {
    fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let body = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height - 1,
        };
        let head = Rect { height: 1, y: area.y, ..body };
        let mut end = 0;
        for l in 0..self.graph.columns.len() {
            end = self.heading(l, end, head, buffer);
        }
        let mut dots = Raster::new(body, self.view.glyphs);
        for edge in &self.graph.edges {
            let [from, to] = self.ends(edge);
            self.stroke(edge).draw(from, to, &mut dots);
        }
        dots.draw(buffer, Style::new());
        for (l, column) in self.graph.columns.iter().enumerate() {
            for node in &column.nodes {
                self.node(l, column, *node, body, buffer);
            }
        }
        if let Some(edge) = self.graph.edges.iter().find(|edge| self.focus.is_edge(edge)) {
            self.weight(edge, body, buffer);
        }
    }

    /// The name of a layer, long and short, with how many of its units are drawn where not all are.
    fn names(&self, l: usize) -> [String; 2] {
        let column = &self.graph.columns[l];
        let drawn = column.nodes.iter().filter(|node| node.unit.is_some()).count();
        let part = format!("{drawn}/{} ", column.units);
        let part = if drawn < column.units { &part } else { "" };
        notes::headings(self.app, self.view, l).map(|name| format!("{part}{name}"))
    }

    /// Writes the name of a layer above its units, after `start`, and returns where it ends: as
    /// much of it as leaves room for the next one.
    fn heading(&self, l: usize, start: i32, area: Rect, buffer: &mut Buffer) -> i32 {
        let columns = &self.graph.columns;
        // The last name may begin before its units, where the one before leaves room.
        let last = l + 1 == columns.len();
        let from = if last { start } else { start.max(columns[l].x) };
        let width = i32::from(area.width);
        let to = match columns.get(l + 1) {
            None => width,
            Some(next) if l + 2 < columns.len() => next.x - 1,
            Some(next) => next.x.min(width - self.names(l + 1)[1].width() as i32) - 1,
        };
        let room = usize::try_from(to - from).unwrap_or(0);
        let [long, short] = self.names(l);
        let [_, bare] = notes::headings(self.app, self.view, l);
        // Long names side by side read as one where a single space is between them.
        let gap = usize::from(!last);
        let mut names = [(long, gap), (short, 0), (bare, 0)].into_iter();
        let name = names.find(|(name, gap)| name.width() + gap <= room);
        let name = name.map(|(name, _)| name).unwrap_or_default();
        let width = name.width() as i32;
        let x = columns[l].x.min(to - width).max(from);
        Canvas::new(buffer, area).text(x, 0, &name, self.heading_style(l));
        x + width + 1
    }

    /// The layer that is being computed is lit.
    fn heading_style(&self, l: usize) -> Style {
        let role = self.app.current_quantity().map(|id| self.app.worksheet().quantity(id).role);
        let lit = role.is_some_and(|role| role.layer() == Some(l)) && !self.app.is_updated();
        if lit { self.view.theme.lit() } else { self.view.theme.title() }
    }

    /// The cells between which an edge runs.
    fn ends(&self, edge: &Edge) -> [(i32, i32); 2] {
        let (from, to) = (&self.graph.columns[edge.layer - 1], &self.graph.columns[edge.layer]);
        [(from.x + from.width, edge.from.y), (to.x - 1, edge.to.y)]
    }

    fn stroke(&self, edge: &Edge) -> Stroke {
        let theme = &self.view.theme;
        let lit = self.focus.is_edge(edge);
        let style = match edge.weight {
            _ if lit => theme.marker(),
            w if !w.is_finite() => theme.non_finite(),
            w if w < 0.0 => theme.negative(),
            _ => theme.positive(),
        };
        let dashed = edge.weight < 0.0;
        let [from, to] = self.ends(edge);
        let thick = lit
            || (edge.share >= THICK && to.0 - from.0 >= ROOMY.0 && self.graph.height >= ROOMY.1);
        Stroke { glyphs: self.view.glyphs, dashed, thick, style }
    }

    fn node(&self, l: usize, column: &Column, node: Node, area: Rect, buffer: &mut Buffer) {
        let theme = &self.view.theme;
        let health = node.unit.and_then(|unit| self.health[l].get(unit).copied());
        let (mark, [left, right]) = marks(health, self.view.glyphs);
        let text = if column.width == 1 {
            if node.unit.is_none() { "1".into() } else { mark.to_string() }
        } else {
            let value = match (node.unit, &column.values) {
                (None, _) => "+1".into(),
                (Some(unit), Some(values)) => number::cell(values[unit], column.decimals),
                (Some(_), None) => String::new(),
            };
            let room = column.width as usize - 2;
            format!("{left}{value:>room$}{right}")
        };
        let style = match health {
            _ if node.unit.is_some_and(|unit| self.focus.is_unit(l, unit)) => theme.lit(),
            Some(Health::Dead) => theme.error(),
            Some(Health::Saturated) => theme.source(),
            _ if node.unit.is_none() => theme.dim(),
            _ => theme.text(),
        };
        Canvas::new(buffer, area).text(column.x, node.y, &text, style);
        if let (Some(maps), Some(unit), Some((width, height))) =
            (&self.maps, node.unit, self.graph.map)
        {
            let x = column.x + (column.width - i32::from(width)) / 2;
            let corner = (x, node.y - i32::from(height));
            maps.draw(self.app, self.view, (l, unit), corner, area, buffer);
        }
    }

    /// The number of the edge under the cursor on its middle, where there is room for it.
    fn weight(&self, edge: &Edge, area: Rect, buffer: &mut Buffer) {
        let [from, to] = self.ends(edge);
        let text = number::cell(edge.weight, 2);
        let width = text.width() as i32;
        if to.0 - from.0 >= width + 3 {
            let (x, y) = ((from.0 + to.0 + 1 - width) / 2, i32::midpoint(from.1, to.1));
            Canvas::new(buffer, area).text(x, y, &text, self.view.theme.lit());
        }
    }
}

/// A line as edges of that sign are drawn.
fn sample(view: &View, negative: bool) -> (String, Style) {
    let style = if negative { view.theme.negative() } else { view.theme.positive() };
    let stroke = Stroke { glyphs: view.glyphs, dashed: negative, thick: false, style };
    (stroke.sample(6), style)
}
