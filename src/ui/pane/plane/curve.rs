//! One input: the unit's activation as a curve, the data points where they should lie.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::shown::{Shown, targets};
use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::chart;
use crate::ui::chart::{Axes, Pen};
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::legend;
use crate::ui::pane::legend::Item;
use crate::ui::pane::map::label;

/// Columns for the numbers of the vertical axis.
const LABELS: u16 = 9;

/// Draws the pane.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) {
    let shown = Shown::of(app);
    let places = legend::divide(area, if area.height > 8 { 2 } else { 1 });
    let picture = places.picture;
    if picture.width < LABELS + 6 || picture.height < 3 {
        return;
    }
    let plot = Rect {
        x: picture.x + LABELS,
        width: picture.width - LABELS - 1,
        height: picture.height - 1,
        ..picture
    };
    let x = app.input_range(0);
    let steps = 2 * i32::from(plot.width);
    let at = |i: i32| x.0 + (x.1 - x.0) * f64::from(i) / f64::from(steps - 1);
    let inputs: Vec<f64> = (0..steps).map(at).collect();
    let values = app.forward().unit(shown.unit.layer, shown.unit.index, &inputs);
    let axes = Axes { x, y: heights(app, &shown, &values), log: false };
    let curve: chart::Curve = inputs.iter().zip(&values).map(|(x, y)| (*x, *y, *y)).collect();
    let pen = Pen { style: view.theme.curve(), dashes: &[] };
    chart::draw(&curve, axes, pen, view.glyphs, plot, buffer);
    if shown.output {
        marks(app, view, &shown, axes, plot, buffer);
    }
    numbers(axes, picture, view, buffer);
    legend::draw(&items(app, view, &shown, &places), &places, buffer);
}

/// The range of the values, and of the targets where an output is shown.
fn heights(app: &App, shown: &Shown, values: &[f64]) -> (f64, f64) {
    let targets = targets(app, shown.unit.index).filter(|_| shown.output);
    let all = values.iter().copied().chain(targets).filter(|y| y.is_finite());
    let (low, high) =
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (y.min(low), y.max(high)));
    match (low, high) {
        _ if low < high => (low, high),
        _ if low == high => (low - 1.0, low + 1.0),
        _ => (-1.0, 1.0),
    }
}

fn marks(app: &App, view: &View, shown: &Shown, axes: Axes, plot: Rect, buffer: &mut Buffer) {
    let x = &app.trainer().data().x;
    let y: Vec<f64> = targets(app, shown.unit.index).collect();
    let height = i32::from(plot.height);
    let mut canvas = Canvas::new(buffer, plot);
    for (x, y) in x.iter().zip(&y) {
        let column = axes.across(*x, i32::from(plot.width));
        let row = axes.down(*y, height);
        canvas.text(column, row, mark(view), view.theme.marker());
    }
}

/// The mark of a data point.
fn mark(view: &View) -> &'static str {
    if view.glyphs == Glyphs::Ascii { "o" } else { "●" }
}

fn numbers(axes: Axes, area: Rect, view: &View, buffer: &mut Buffer) {
    let dim = view.theme.dim();
    let mut canvas = Canvas::new(buffer, area);
    let left = i32::from(LABELS);
    let bottom = i32::from(area.height) - 1;
    for (y, value) in [(0, axes.y.1), (bottom - 1, axes.y.0)] {
        let text = label(value);
        canvas.text(left - 1 - text.chars().count() as i32, y, &text, dim);
    }
    canvas.text(left, bottom, &label(axes.x.0), dim);
    let high = label(axes.x.1);
    canvas.text(i32::from(area.width) - 1 - high.chars().count() as i32, bottom, &high, dim);
}

fn items(app: &App, view: &View, shown: &Shown, places: &legend::Places) -> Vec<Item> {
    let theme = &view.theme;
    let [title, when] = shown.title(app, view);
    let (title, when) = (vec![(title, theme.curve())], vec![(when, theme.dim())]);
    let (mut items, later) = legend::title(title, when, places);
    if shown.output {
        items.push(vec![(mark(view).into(), theme.marker()), (" targets".into(), theme.text())]);
    }
    items.extend(later);
    items
}
