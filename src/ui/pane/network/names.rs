//! What the data call inputs and outputs, beside their units where there is room for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::graph::Graph;
use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;

/// The part of the width that names may take on each side: one in so many columns.
const PART: usize = 5;

/// The names of the inputs and of the outputs, where they have some and there is room.
pub(super) struct Names([Vec<String>; 2]);

impl Names {
    /// Those for a graph of this width.
    pub(super) fn of(app: &App, width: u16) -> Self {
        let room = usize::from(width) / PART;
        let fit = |names: &[String], units: usize| {
            let fits = names.len() == units && names.iter().all(|name| name.width() < room);
            if fits { names.to_vec() } else { Vec::new() }
        };
        let (network, lesson) = (app.worksheet().network(), app.lesson());
        // Pixels are numbered, and their numbers say nothing.
        let columns = if network.image_side().is_some() { &[][..] } else { &lesson.columns };
        let inputs = fit(columns, network.inputs);
        Self([inputs, fit(&lesson.classes, network.outputs())])
    }

    /// The columns that a side takes: 0 the inputs, 1 the outputs.
    pub(super) fn width(&self, side: usize) -> u16 {
        let widest = self.0[side].iter().map(|name| name.width()).max();
        widest.map_or(0, |width| width as u16 + 1)
    }

    /// Writes them into what the graph leaves of `area`.
    pub(super) fn draw(
        &self,
        graph: &Graph,
        view: &View,
        area: Rect,
        left: u16,
        buffer: &mut Buffer,
    ) {
        let mut canvas = Canvas::new(buffer, area);
        let sides = [(graph.columns.first(), 0), (graph.columns.last(), 1)];
        for (column, side) in sides {
            // The graph begins behind the margin and a blank.
            let begin = i32::from(left) + 1 + column.map_or(0, |column| column.x);
            let end = begin + column.map_or(0, |column| column.width) + 1;
            let nodes = column.into_iter().flat_map(|column| &column.nodes);
            for (unit, y) in nodes.filter_map(|node| Some((node.unit?, node.y))) {
                let Some(name) = self.0[side].get(unit) else { continue };
                let x = if side == 0 { begin - 1 - name.width() as i32 } else { end };
                canvas.text(x, y + 1, name, view.theme.dim());
            }
        }
    }
}
