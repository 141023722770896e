//! The loss over two weights: a field of its levels, the way that training took, where it stands,
//! and the lowest place in sight.

mod notes;

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::levels;
use super::levels::Levels;
use crate::app::{App, Surface};
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::ui::kept::Field;
use crate::ui::pane::legend;
use crate::ui::pane::map::Map;
use crate::ui::raster::Raster;
use crate::ui::{Feedback, View};
use crate::worksheet::quantity::{Cell, Role};
use crate::worksheet::slice::{Element, Slice, cost};

/// The most losses and the most multiplications for a field; a frame is not to take longer than a
/// frame lasts.
const VALUES: usize = 6_000;
const MOST: usize = 20_000_000;

/// The coarsest field: fewer values say nothing.
const COARSEST: usize = 24;

/// Everything the drawing depends on.
struct Drawing<'a> {
    app: &'a App,
    view: &'a View,
    surface: &'a Surface,
    map: Map,
    path: Vec<(u64, [f64; 2])>,
    values: Rc<[f64]>,
    levels: Levels,
}

/// Draws the surface.
pub(super) fn draw(
    app: &App,
    view: &View,
    surface: &Surface,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    let lines = if area.height > 12 { 4 } else { area.height.saturating_sub(5).min(2) };
    let places = legend::divide(area, lines);
    let path = app.timeline().path(surface.elements);
    let names = names(app, view, surface);
    let ranges = app.surface_ranges(surface, &path);
    let Some(map) = Map::new(ranges, [&names[0], &names[1]], places.picture) else { return };
    let (values, map) = field(app, surface, map, feedback);
    let levels = Levels::of(&values[..values.len() - 1], app.curve().log);
    let drawing = Drawing { app, view, surface, map, path, values, levels };
    drawing.paint(buffer);
    drawing.way(buffer);
    drawing.marks(buffer);
    drawing.map.axes(places.picture, view, buffer);
    legend::draw(&drawing.items(&names, &places), &places, buffer);
}

/// The losses, as many as a frame may take, and the map with its grain.
fn field(app: &App, surface: &Surface, map: Map, feedback: &mut Feedback) -> (Rc<[f64]>, Map) {
    let (sheet, trainer) = (app.worksheet(), app.trainer());
    let halves = 2 * map.cells();
    let affordable = (MOST / cost(sheet, surface.elements).max(1)).clamp(1, VALUES);
    let coarse = (halves as f64 / affordable as f64).sqrt().ceil() as usize;
    let map = map.coarser(coarse.min(COARSEST));
    let [across, down] = map.lines();
    let of = Field::Loss {
        elements: surface.elements,
        across: across.clone(),
        down: down.clone(),
        updated: app.is_updated(),
    };
    let work_out = || {
        let mut slice = Slice::new(sheet, trainer.trace(), trainer.hyper(), app.is_updated());
        // The last one is that of the place where the screen stands.
        let here = slice.loss();
        let mut losses = slice.losses(surface.elements, &across, &down);
        losses.push(here);
        losses
    };
    (feedback.kept.field(app, of, work_out), map)
}

/// The two elements as they are written.
fn names(app: &App, view: &View, surface: &Surface) -> [String; 2] {
    let (sheet, symbols) = (app.worksheet(), legend::symbols(app, view));
    surface.elements.map(|Element { parameter, row, column }| {
        let id = sheet.find(Role::Parameter(parameter));
        id.map_or_else(String::new, |quantity| symbols.cell(sheet, Cell { quantity, row, column }))
    })
}

impl Drawing<'_> {
    /// The levels; by digits only where another level begins, and here and there within one.
    fn paint(&self, buffer: &mut Buffer) {
        let share = |x: usize, y: usize| self.levels.share(self.map.value(&self.values, x, y));
        let (theme, glyphs) = (&self.view.theme, self.view.glyphs);
        let cell = |above, below| Levels::cell(above, below, theme, glyphs);
        self.map.paint(share, cell, buffer);
        if levels::speak(theme, glyphs) {
            self.map.thin_out(buffer);
        }
    }

    /// The style of what is written on the field in a cell.
    fn ink(&self, x: i32, y: i32) -> Style {
        let value = self.map.value(&self.values, x as usize, 2 * y as usize);
        let style = self.view.theme.heat(self.levels.share(value));
        // Without colours the way is told from the levels by being bold.
        style.add_modifier(Modifier::BOLD)
    }

    /// The way that training took: a line as far as the screen stands, dots from there on.
    fn way(&self, buffer: &mut Buffer) {
        let plot = self.map.plot.intersection(buffer.area);
        let here = self.app.iteration();
        let ascii = self.view.glyphs == Glyphs::Ascii;
        let (across, down) = self.view.glyphs.dots();
        let mut dots = Raster::new(plot, self.view.glyphs);
        let mut before: Option<(i32, i32)> = None;
        let inside = |[x, y]: &[f64; 2]| x.is_finite() && y.is_finite();
        for (at, [x, y]) in self.path.iter().filter(|(_, place)| inside(place)) {
            let place = self.map.dot(*x, *y, (across, down));
            match before {
                Some(last) if *at <= here => dots.line(last, place),
                _ => dots.dot(place.0, place.1),
            }
            before = Some(place);
        }
        let mut drawn = Buffer::empty(plot);
        dots.draw(&mut drawn, Style::new());
        let mut canvas = Canvas::new(buffer, plot);
        for at in plot.positions() {
            let symbol = drawn[at].symbol();
            if symbol != " " {
                let (x, y) = (i32::from(at.x - plot.x), i32::from(at.y - plot.y));
                canvas.text(x, y, if ascii { "*" } else { symbol }, self.ink(x, y));
            }
        }
    }

    fn marks(&self, buffer: &mut Buffer) {
        let mut canvas = Canvas::new(buffer, self.map.plot);
        let [start, here, lowest] = marks(self.view.glyphs);
        if let Some((_, [x, y])) = self.levels.lowest(&self.map, &self.values) {
            let (x, y) = self.map.cell(x, y);
            canvas.text(x, y, lowest, self.ink(x, y));
        }
        let first = self.path.first().filter(|(at, place)| *at == 1 && self.holds(*place));
        if let Some((_, [x, y])) = first {
            let (x, y) = self.map.cell(*x, *y);
            canvas.text(x, y, start, self.ink(x, y));
        }
        let place = self.here();
        if self.holds(place) {
            let (x, y) = self.map.cell(place[0], place[1]);
            canvas.text(x, y, here, self.view.theme.lit());
        }
    }

    fn holds(&self, [x, y]: [f64; 2]) -> bool {
        self.map.holds(x, y)
    }

    /// Where the screen stands.
    fn here(&self) -> [f64; 2] {
        self.surface.elements.map(|element| self.app.element(element))
    }
}

/// The marks of the start, of where the screen stands and of the lowest place.
fn marks(glyphs: Glyphs) -> [&'static str; 3] {
    if glyphs == Glyphs::Ascii { ["o", "@", "v"] } else { ["○", "●", "▼"] }
}
