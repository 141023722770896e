//! The loss curve of this run, the run before as a ghost, and where the screen stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::train::{Losses, Run};
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::chart::{self, Axes, Curve};
use crate::ui::number;
use crate::ui::theme::Theme;

/// Columns for the numbers of the vertical axis.
const LABELS: u16 = 9;

/// Draws the pane.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) {
    let theme = &view.theme;
    if area.width < LABELS + 8 || area.height < 3 {
        return;
    }
    let timeline = app.timeline();
    let ghost = timeline.ghost().map(|run| &timeline.runs()[run]);
    let current = curve(&timeline.run().losses);
    let old = ghost.map(|run| curve(&run.losses)).unwrap_or_default();
    let Some(axes) = axes(app, &current, &old) else {
        Canvas::new(buffer, area).text(1, 0, "no finite loss yet", theme.dim());
        return;
    };
    let plot = Rect {
        x: area.x + LABELS,
        width: area.width - LABELS - 1,
        height: area.height - 2,
        ..area
    };
    labels(axes, area, buffer, theme);
    marker(app, axes, plot, buffer, theme);
    chart::draw(&old, axes, view.glyphs, plot, buffer, theme.ghost_curve());
    chart::draw(&current, axes, view.glyphs, plot, buffer, theme.curve());
    legend(app, ghost, area, buffer, theme);
}

/// The curve of a run; x is the iteration in the middle of a bucket.
fn curve(losses: &Losses) -> Curve {
    let width = losses.width() as f64;
    let point = |(i, bucket): (usize, &crate::train::Bucket)| {
        ((i as f64 + 0.5) * width + 0.5, bucket.min, bucket.max)
    };
    losses.buckets().iter().enumerate().map(point).collect()
}

/// The ranges that hold both curves; the lesson's own length at least.
fn axes(app: &App, current: &Curve, old: &Curve) -> Option<Axes> {
    let both = || current.iter().chain(old).filter(|point| point.1.is_finite());
    let low = both().map(|point| point.1).fold(f64::INFINITY, f64::min);
    let high = both().map(|point| point.2).fold(f64::NEG_INFINITY, f64::max);
    if !low.is_finite() || !high.is_finite() {
        return None;
    }
    let reached = app.timeline().run().reached().max(app.lesson().iterations.min(1_000));
    let last = both().map(|point| point.0).fold(reached as f64, f64::max).max(2.0);
    Some(Axes { x: (1.0, last), y: (low, high) })
}

fn labels(axes: Axes, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let mut canvas = Canvas::new(buffer, area);
    let bottom = i32::from(area.height) - 3;
    // A curve that is level so far runs through the middle, and has one number.
    let level = axes.y.0 == axes.y.1;
    let places =
        if level { [(bottom / 2, axes.y.0); 2] } else { [(0, axes.y.1), (bottom, axes.y.0)] };
    for (y, value) in places {
        let text = crate::math::number::fit(
            value,
            crate::math::number::Digits::Significant(4),
            usize::from(LABELS) - 2,
        );
        let text = text.unwrap_or_default();
        canvas.text(i32::from(LABELS) - 1 - text.len() as i32, y, &text, theme.dim());
    }
    canvas.text(i32::from(LABELS), bottom + 1, "1", theme.dim());
    let last = format!("{:.0}", axes.x.1);
    canvas.text(i32::from(area.width) - 1 - last.len() as i32, bottom + 1, &last, theme.dim());
}

/// A line where the screen stands, with the iteration beneath it.
fn marker(app: &App, axes: Axes, plot: Rect, buffer: &mut Buffer, theme: &Theme) {
    let column = axes.across(app.iteration() as f64, i32::from(plot.width));
    let mut canvas = Canvas::new(buffer, Rect { height: plot.height + 1, ..plot });
    for y in 0..i32::from(plot.height) {
        canvas.text(column, y, "┊", theme.marker());
    }
    // Where the marker would stand in the last number of the axis, the number gives way.
    let last = format!("{:.0}", axes.x.1).len() as i32;
    if column + last + 1 >= i32::from(plot.width) {
        let blank = " ".repeat(last as usize + 1);
        canvas.text(i32::from(plot.width) - last - 1, i32::from(plot.height), &blank, theme.dim());
    }
    canvas.text(column, i32::from(plot.height), "▲", theme.marker());
}

/// What the curves are, and the loss where the screen stands.
fn legend(app: &App, ghost: Option<&Run>, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let y = i32::from(area.height) - 1;
    let mut canvas = Canvas::new(buffer, area);
    let run = app.timeline().run();
    let here = run.losses.at(app.iteration()).map(|bucket| number::short(bucket.last));
    let here = here.unwrap_or_default();
    let mut x = canvas.text(1, y, "━ ", theme.curve());
    x = canvas.text(x, y, &format!("{} ", run.label), theme.text());
    x = canvas.text(x, y, &format!("{here}  "), theme.marker());
    if let Some(ghost) = ghost {
        let there = ghost.losses.at(app.iteration()).map(|bucket| number::short(bucket.last));
        x = canvas.text(x, y, "━ ", theme.ghost_curve());
        let text = format!("{} {}", ghost.label, there.unwrap_or_default());
        canvas.text(x, y, &text, theme.dim());
    }
}
