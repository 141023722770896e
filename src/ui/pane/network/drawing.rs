//! The graph as cells: names of layers, edges as lines of dots, units as numbers or marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::columns::Column;
use super::focus::Focus;
use super::graph::{Edge, Graph, Node};
use super::maps::Maps;
use super::notes;
use super::stroke::Stroke;
use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::ui::number;
use crate::ui::raster::Raster;
use crate::worksheet::health::Health;

/// An edge of this share of the greatest weight is thick.
const THICK: f64 = 0.7;

/// Between columns that are closer, or in fewer rows, thick edges would only hide others.
const ROOMY: (i32, i32) = (10, 12);

/// Everything the drawing depends on.
pub(super) struct Picture<'a> {
    pub(super) app: &'a App,
    pub(super) view: &'a View,
    pub(super) focus: Focus,
    pub(super) health: Vec<Vec<Health>>,
    pub(super) graph: Graph,
    /// What units say over the plane, where there is room for that.
    pub(super) maps: Option<Maps>,
}

impl Picture<'_> {
    /// Draws it: names above the units, edges below them.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer) {
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

/// The mark of a unit without a number, and the brackets of one with it.
pub(super) fn marks(health: Option<Health>, glyphs: Glyphs) -> (char, [char; 2]) {
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

/// A line as edges of that sign are drawn.
pub(super) fn sample(view: &View, negative: bool) -> (String, Style) {
    let style = if negative { view.theme.negative() } else { view.theme.positive() };
    let stroke = Stroke { glyphs: view.glyphs, dashed: negative, thick: false, style };
    (stroke.sample(6), style)
}
