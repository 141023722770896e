//! Two inputs: the unit's activation as a heat field, the points on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::classes;
use super::points;
use super::points::Examples;
use super::shown::Shown;
use crate::app::{App, Drawing, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::glyphs::Glyphs;
use crate::ui::hit::Spot;
use crate::ui::pane::legend;
use crate::ui::pane::legend::Item;
use crate::ui::pane::map::Map;
use crate::ui::pane::map::label;
use crate::ui::{Feedback, View};
use crate::worksheet::forward::Forward;

/// The most multiplications for a field; a frame is not to take longer than a frame lasts.
const MOST: usize = 20_000_000;

/// Draws the pane.
pub(super) fn draw(
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    let shown = Shown::of(app);
    let lines = if area.height > 9 { 3 } else { area.height.saturating_sub(4).min(2) };
    let places = legend::divide(area, lines);
    let Some(frame) = frame(app, places.picture) else { return };
    let mut said = Said { app, by_class: classes::are_shown(app), forward: app.forward() };
    let values = said.at(&shown, &frame.grid());
    let shown = shown.scaled(&values);
    let value = |x: usize, y: usize| frame.value(&values, x, y);
    if said.by_class {
        frame.paint(value, |above, below| classes::cell(above, below, view), buffer);
        if classes::speak(view) {
            frame.thin_out(buffer);
        }
    } else {
        let cell = |above, below| field::cell(above, Some(below), &view.theme, view.glyphs);
        frame.paint(|x, y| shown.share(value(x, y)), cell, buffer);
    }
    feedback.note(frame.plot, Spot::Plane);
    marks(view, &shown, &frame, &mut said, buffer);
    frame.axes(places.picture, view, buffer);
    legend::draw(&items(app, view, &shown, &frame, &places), &places, buffer);
}

/// What the network says at places of the plane.
struct Said<'a> {
    app: &'a App,
    /// The class that is decided for, and not the number of the shown unit.
    by_class: bool,
    forward: Forward,
}

impl Said<'_> {
    fn at(&mut self, shown: &Shown, places: &[f64]) -> Vec<f64> {
        let (inputs, unit) = (self.app.plane_inputs(places), shown.unit);
        if self.by_class {
            let outputs = self.app.worksheet().network().outputs();
            return classes::decided(&mut self.forward, outputs, &inputs);
        }
        self.forward.unit(unit.layer, unit.index, &inputs)
    }

    /// The style of what is written on it.
    fn ink(&self, shown: &Shown, value: f64, view: &View) -> Style {
        if self.by_class {
            return classes::ink(value, &view.theme);
        }
        view.theme.heat(shown.share(value))
    }
}

/// The part of the plane that is shown, coarser where a value costs much.
fn frame(app: &App, area: Rect) -> Option<Map> {
    let map = Map::new(app.plane_ranges(), app.plane_names(), area)?;
    let products = app.worksheet().network().weights();
    let over = (2 * map.cells() * products / MOST) as f64;
    Some(map.coarser(over.sqrt().ceil() as usize))
}

/// The data points, each on the colour of its own prediction; the example under the cursor lit.
fn marks(view: &View, shown: &Shown, frame: &Map, said: &mut Said, buffer: &mut Buffer) {
    let app = said.app;
    let tests = points::tests(app, view, shown, frame.cells());
    let examples = Examples::of(app);
    let training = points::points(app, view, shown, &examples, frame.cells());
    let mut canvas = Canvas::new(buffer, frame.plot);
    for (found, places) in [(tests, app.plane_tests()), (training, examples.places)] {
        let all: Vec<f64> = places.iter().flatten().copied().collect();
        let values = said.at(shown, &all);
        let place = |row: usize| {
            let [x, y] = places[row];
            frame.holds(x, y).then(|| frame.cell(x, y))
        };
        for ((column, y), point) in points::by_cell(&found, view, place) {
            let style = said.ink(shown, values[point.row], view);
            let style = style.add_modifier(Modifier::BOLD);
            canvas.text(column, y, point.mark.encode_utf8(&mut [0; 4]), style);
        }
    }
    if let Some(drawing) = app.drawing() {
        let [x, y] = drawing.cross;
        return cross(frame.cell(x, y), view, &mut canvas);
    }
    let lit = app.example_place().filter(|[x, y]| frame.holds(*x, *y));
    if let Some((column, y)) = lit.map(|[x, y]| frame.cell(x, y)) {
        canvas.style(column, y, 1, view.theme.lit());
    }
}

/// The crosshair: the cell it is on, and an arm to each side.
fn cross((x, y): (i32, i32), view: &View, canvas: &mut Canvas) {
    let (level, upright) = if view.glyphs == Glyphs::Ascii { ("-", "|") } else { ("─", "│") };
    let style = view.theme.lit();
    for (dx, dy, arm) in [(-2, 0, level), (-1, 0, level), (1, 0, level), (2, 0, level)]
        .into_iter()
        .chain([(0, -1, upright), (0, 1, upright)])
    {
        canvas.text(x + dx, y + dy, arm, style);
    }
    canvas.style(x, y, 1, style);
}

/// What is shown, what its colours and marks mean.
fn items(app: &App, view: &View, shown: &Shown, frame: &Map, places: &legend::Places) -> Vec<Item> {
    let theme = &view.theme;
    let [title, when] = shown.title(app, view);
    let by_class = classes::are_shown(app);
    let title = if by_class { "the class it decides for".into() } else { title };
    let (title, when) = (vec![(title, theme.title())], vec![(when, theme.dim())]);
    let (mut items, later) = legend::title(title, when, places);
    if let Some(drawing) = app.drawing() {
        items.splice(0..0, drawn(drawing, view));
    }
    items.extend(points::left_out(app, frame.cells()).map(|text| vec![(text, theme.dim())]));
    let places = Examples::of(app).places;
    let outside = places.iter().filter(|[x, y]| !frame.holds(*x, *y)).count();
    if outside > 0 {
        items.push(vec![(format!("{outside} outside of it"), theme.dim())]);
    }
    if by_class {
        items.extend(classes::legend(app, view));
    } else {
        items.push(scale(shown, points::ends(app, view, shown).as_ref(), view));
        items.extend(points::legend(app, view, shown));
    }
    items.extend(later);
    items.push(keys(app, view));
    items
}

/// Where the crosshair stands, how many points there are, and what the mouse puts.
fn drawn(drawing: &Drawing, view: &View) -> Vec<Item> {
    let theme = &view.theme;
    let [x, y] = drawing.cross.map(label);
    let points = format!("{} points", drawing.examples.len());
    let mut items =
        vec![vec![(format!("{x}, {y}"), theme.lit()), (format!(" {points}"), theme.text())]];
    if let Some(class) = drawing.class() {
        items.push(vec![
            (format!("1-{}", drawing.last_digit()), theme.key_hint()),
            (format!(" put a class (now {class})"), theme.key_label()),
        ]);
    }
    items
}

/// The colours of the smallest, the middle and the greatest number, or of what these stand for.
fn scale(shown: &Shown, ends: Option<&[String; 2]>, view: &View) -> Item {
    let theme = &view.theme;
    let mut scale: Item = Vec::new();
    for t in [-1.0, 0.0, 1.0] {
        let (c, style) = field::cell(t, Some(t), theme, view.glyphs);
        let space = if t < 1.0 { " " } else { "" };
        scale.push((format!("{c}{c}"), style));
        let number = label(shown.centre + t * shown.reach);
        let said = match ends {
            Some(ends) if t < 0.0 => &ends[0],
            Some(ends) if t > 0.0 => &ends[1],
            _ => &number,
        };
        scale.push((format!(" {said}{space}"), theme.text()));
    }
    scale
}

/// The keys that choose another unit.
fn keys(app: &App, view: &View) -> Item {
    let theme = &view.theme;
    if app.drawing().is_some() {
        return vec![("left click puts, right erases".into(), theme.key_label())];
    }
    let arrows = if view.glyphs == Glyphs::Ascii {
        ["left right", "up down"]
    } else {
        ["← →", "↑ ↓"]
    };
    let digit = Pane::Plane.row().digit;
    let before = if app.focus() == Pane::Plane { String::new() } else { format!("{digit}, then ") };
    vec![
        (format!("{before}{}", arrows[0]), theme.key_hint()),
        (" layer ".into(), theme.key_label()),
        (arrows[1].into(), theme.key_hint()),
        (" unit".into(), theme.key_label()),
    ]
}
