//! Two inputs: the unit's activation as a heat field, the points on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::points;
use super::shown::{Shown, extent, label};
use crate::app::App;
use crate::app::Pane;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::legend;
use crate::ui::pane::legend::Item;
use crate::worksheet::forward::Forward;

type Range = (f64, f64);

/// The part of the plane that is shown, and where.
#[derive(Clone, Copy, Debug)]
struct Frame {
    x: Range,
    y: Range,
    plot: Rect,
    /// How many half cells, across and down, share a value: 1, or more where a value costs much.
    coarse: usize,
}

/// The most multiplications for a field; a frame is not to take longer than a frame lasts.
const MOST: usize = 20_000_000;

/// The most patches of one colour: each costs some fifteen bytes of a frame,
/// which has 40 kB at most.
const PATCHES: usize = 1_700;

/// The coarsest grain, in half cells.
const GRAINS: usize = 8;

impl Frame {
    /// The cell of a point, from the upper left corner of the plot.
    fn cell(&self, x: f64, y: f64) -> (i32, i32) {
        let part = |x: f64, (low, high): Range, cells: u16| {
            ((x - low) / (high - low) * f64::from(cells)).floor().clamp(0.0, f64::from(cells - 1))
        };
        let down = -self.y.1..-self.y.0;
        let y = part(-y, (down.start, down.end), self.plot.height);
        (part(x, self.x, self.plot.width) as i32, y as i32)
    }

    /// The inputs in the middle of every half cell, row by row.
    fn grid(&self) -> Vec<f64> {
        let (across, down) = (usize::from(self.plot.width), 2 * usize::from(self.plot.height));
        let coarse = self.coarse;
        let along = |i: usize, of: usize, (from, to): Range| {
            let middle = (i * coarse) as f64 + coarse as f64 / 2.0;
            from + middle / of as f64 * (to - from)
        };
        let row = |j: usize| {
            let y = along(j, down, (self.y.1, self.y.0));
            (0..self.values()).flat_map(move |i| [along(i, across, self.x), y])
        };
        (0..down.div_ceil(coarse)).flat_map(row).collect()
    }

    /// How many values a row of the grid has.
    fn values(&self) -> usize {
        usize::from(self.plot.width).div_ceil(self.coarse)
    }

    fn cells(&self) -> usize {
        usize::from(self.plot.width) * usize::from(self.plot.height)
    }
}

/// Draws the pane.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) {
    let shown = Shown::of(app);
    let lines = if area.height > 9 { 3 } else { area.height.saturating_sub(4).min(2) };
    let places = legend::divide(area, lines);
    let Some(frame) = frame(app, places.picture) else { return };
    let mut forward = app.forward();
    let unit = shown.unit;
    let values = forward.unit(unit.layer, unit.index, &app.plane_inputs(&frame.grid()));
    let shown = shown.scaled(&values);
    field(&values, &shown, &frame, view, buffer);
    marks(app, view, &shown, &frame, &mut forward, buffer);
    axes(&frame, places.picture, view, buffer);
    legend::draw(&items(app, view, &shown, &frame, &places), &places, buffer);
}

/// The plot, with room for the numbers of its axes at the left and below.
fn frame(app: &App, area: Rect) -> Option<Frame> {
    let places = app.plane_places();
    let (x, y) = (extent(&places, 0), extent(&places, 1));
    let left = [y.0, y.1].map(|y| label(y).chars().count()).into_iter().max()? as u16 + 2;
    let plot = Rect {
        x: area.x + left,
        width: area.width.checked_sub(left + 1)?,
        height: area.height.checked_sub(1)?,
        ..area
    };
    let points = 2 * usize::from(plot.width) * usize::from(plot.height);
    let network = app.worksheet().network();
    let products: usize =
        (1..=network.depth()).map(|l| network.width(l - 1) * network.width(l)).sum();
    let over = (points * products / MOST) as f64;
    let coarse = over.sqrt().ceil().max(1.0) as usize;
    (plot.width >= 4 && plot.height >= 1).then_some(Frame { x, y, plot, coarse })
}

fn field(values: &[f64], shown: &Shown, frame: &Frame, view: &View, buffer: &mut Buffer) {
    let (coarse, across) = (frame.coarse, frame.values());
    let value = |x: usize, y: usize| shown.share(values[y / coarse * across + x / coarse]);
    let cell = |x: usize, y: usize, grain: usize| {
        let at = |y: usize| value(x / grain * grain, y / grain * grain);
        field::cell(at(2 * y), Some(at(2 * y + 1)), &view.theme, view.glyphs)
    };
    let (width, height) = (usize::from(frame.plot.width), usize::from(frame.plot.height));
    let patches = |grain: usize| {
        let differs = |x: usize, y: usize| cell(x, y, grain) != cell(x - 1, y, grain);
        let row = |y: usize| 1 + (1..width).filter(|x| differs(*x, y)).count();
        (0..height).map(row).sum::<usize>()
    };
    // Of a field without large patches of one colour a coarser picture has to do.
    let grain = (1..GRAINS).find(|grain| patches(*grain) <= PATCHES).unwrap_or(GRAINS);
    let mut canvas = Canvas::new(buffer, frame.plot);
    for y in 0..height {
        for x in 0..width {
            let (c, style) = cell(x, y, grain);
            canvas.text(x as i32, y as i32, c.encode_utf8(&mut [0; 4]), style);
        }
    }
}

/// The data points, each on the colour of its own prediction; the example under the cursor lit.
fn marks(
    app: &App,
    view: &View,
    shown: &Shown,
    frame: &Frame,
    forward: &mut Forward,
    buffer: &mut Buffer,
) {
    let tests = points::tests(app, view, shown, frame.cells());
    let training = points::points(app, view, shown, frame.cells());
    let mut canvas = Canvas::new(buffer, frame.plot);
    for (found, places) in [(tests, app.plane_tests()), (training, app.plane_places())] {
        let all: Vec<f64> = places.iter().flatten().copied().collect();
        let values = forward.unit(shown.unit.layer, shown.unit.index, &app.plane_inputs(&all));
        let place = |row: usize| frame.cell(places[row][0], places[row][1]);
        for ((column, y), point) in points::by_cell(&found, view, place) {
            let style = view.theme.heat(shown.share(values[point.row]));
            let style = style.add_modifier(Modifier::BOLD);
            canvas.text(column, y, point.mark.encode_utf8(&mut [0; 4]), style);
        }
    }
    if let Some((column, y)) = app.example_place().map(|[x, y]| frame.cell(x, y)) {
        canvas.style(column, y, 1, view.theme.lit());
    }
}

/// The ranges as numbers, and the names of the inputs between them.
fn axes(frame: &Frame, area: Rect, view: &View, buffer: &mut Buffer) {
    let dim = view.theme.dim();
    let mut canvas = Canvas::new(buffer, area);
    let left = i32::from(frame.plot.x - area.x);
    let (width, height) = (i32::from(frame.plot.width), i32::from(frame.plot.height));
    let mut upright = |y: i32, text: &str| {
        canvas.text(left - 1 - text.chars().count() as i32, y, text, dim);
    };
    upright(0, &label(frame.y.1));
    if height > 2 {
        upright(height / 2, "x2");
    }
    if height > 1 {
        upright(height - 1, &label(frame.y.0));
    }
    let (low, high) = (label(frame.x.0), label(frame.x.1));
    let end = canvas.text(left, height, &low, dim);
    let start = left + width - high.chars().count() as i32;
    let middle = left + width / 2 - 1;
    if middle > end && middle + 2 < start {
        canvas.text(middle, height, "x1", dim);
    }
    if start > end {
        canvas.text(start, height, &high, dim);
    }
}

/// What is shown, what its colours and marks mean.
fn items(
    app: &App,
    view: &View,
    shown: &Shown,
    frame: &Frame,
    places: &legend::Places,
) -> Vec<Item> {
    let theme = &view.theme;
    let [title, when] = shown.title(app, view);
    let (title, when) = (vec![(title, theme.title())], vec![(when, theme.dim())]);
    let (mut items, later) = legend::title(title, when, places);
    items.extend(points::left_out(app, frame.cells()).map(|text| vec![(text, theme.dim())]));
    items.push(scale(shown, view));
    items.extend(points::legend(app, view, shown));
    items.extend(later);
    items.push(keys(app, view));
    items
}

/// The colours of the smallest, the middle and the greatest number.
fn scale(shown: &Shown, view: &View) -> Item {
    let theme = &view.theme;
    let mut scale: Item = Vec::new();
    for t in [-1.0, 0.0, 1.0] {
        let (c, style) = field::cell(t, Some(t), theme, view.glyphs);
        let space = if t < 1.0 { " " } else { "" };
        scale.push((format!("{c}{c}"), style));
        scale.push((format!(" {}{space}", label(shown.centre + t * shown.reach)), theme.text()));
    }
    scale
}

/// The keys that choose another unit.
fn keys(app: &App, view: &View) -> Item {
    let theme = &view.theme;
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
