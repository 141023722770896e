//! One plot: axes with round numbers, curves, and a marker where the screen stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scale;
use super::series::Series;
use crate::app::App;
use crate::math::number::{self, Digits};
use crate::ui::canvas::Canvas;
use crate::ui::chart::{self, Axes, Curve};
use crate::ui::glyphs::Glyphs;
use crate::ui::hit::Spot;
use crate::ui::theme::Theme;
use crate::ui::{Feedback, View};

/// The widest number of the vertical axis.
const LABEL: usize = 8;

/// How much smaller the least loss is where a logarithmic scale would say more.
const FAR_APART: f64 = 50.0;

/// A plot that is known to have something to show.
pub(super) struct Plot {
    /// The curves' own area, without the axes.
    inside: Rect,
    axes: Axes,
    glyphs: Glyphs,
    span: (u64, u64),
    curves: Vec<Curve>,
    /// The numbers of the vertical axis, with their rows.
    labels: Vec<(i32, String)>,
    caption: String,
}

impl Plot {
    /// The plot of a span of iterations in `area`; nothing where there is no finite loss in it.
    pub(super) fn new(
        app: &App,
        (all, glyphs): (&[Series], Glyphs),
        area: Rect,
        span: (u64, u64),
        title: &str,
    ) -> Option<Self> {
        let most = 2 * usize::from(area.width);
        let curves: Vec<Curve> = all.iter().map(|series| series.curve(span, most)).collect();
        let (low, high) = range(&curves, |_| true)?;
        let above = range(&curves, |x| x > 0.0);
        let log = app.curve().log && above.is_some();
        let y = above.filter(|_| log).unwrap_or((low, high));
        let axes = Axes { x: (span.0 as f64, span.1 as f64), y, log };
        let height = area.height - 1;
        let labels = labels(axes, i32::from(height));
        let wide = labels.iter().map(|(_, text)| text.len()).max().unwrap_or(0) as u16 + 2;
        let width = area.width.saturating_sub(wide + 1);
        let inside = Rect { x: area.x + wide, width, height, ..area };
        let far = !log && low > 0.0 && high / low > FAR_APART;
        let offer = format!("{}: log scale", app.call("log-scale"));
        let caption = [
            (!title.is_empty(), title),
            (log, "log scale"),
            (log && low <= 0.0, "0 and less left out"),
            (app.curve().log && !log, "nothing above 0 for a log scale"),
            (far, offer.as_str()),
        ];
        let caption: Vec<_> = caption.iter().filter(|(said, _)| *said).map(|said| said.1).collect();
        let caption = caption.join(" · ");
        (width > 3).then_some(Self { inside, axes, glyphs, span, curves, labels, caption })
    }

    /// Draws it, and notes where the mouse can drag.
    pub(super) fn draw(
        &self,
        app: &App,
        view: &View,
        all: &[Series],
        buffer: &mut Buffer,
        feedback: &mut Feedback,
    ) {
        let theme = &view.theme;
        self.vertical(buffer, theme);
        self.horizontal(app, buffer, theme);
        let mut canvas = Canvas::new(buffer, self.inside);
        if let Some(column) = self.marked(app) {
            for y in 0..i32::from(self.inside.height) {
                canvas.text(column, y, "┊", theme.marker());
            }
        }
        // This run's own curve is on top.
        for (series, curve) in all.iter().zip(&self.curves).rev() {
            chart::draw(curve, self.axes, series.pen, view.glyphs, self.inside, buffer);
        }
        for (series, curve) in all.iter().zip(&self.curves) {
            self.ends(series, buffer, theme);
            if series.own {
                self.points(app, series, curve, view, buffer);
            }
        }
        self.captioned(buffer, theme);
        let (first, last) = self.span;
        feedback.note(self.inside, Spot::Curve { first, last });
    }

    /// The column of the marker, if the screen stands in this plot.
    fn marked(&self, app: &App) -> Option<i32> {
        let inside = (self.span.0..=self.span.1).contains(&app.iteration());
        inside.then(|| self.column(app.iteration() as f64))
    }

    /// The column that the curve goes through there.
    fn column(&self, x: f64) -> i32 {
        let (across, _) = self.glyphs.dots();
        self.axes.across(x, i32::from(self.inside.width) * across) / across
    }

    fn row(&self, y: f64) -> i32 {
        let (_, down) = self.glyphs.dots();
        self.axes.down(y, i32::from(self.inside.height) * down) / down
    }

    /// Says what there is to say in the first corner that is empty.
    fn captioned(&self, buffer: &mut Buffer, theme: &Theme) {
        let width = self.caption.chars().count() as u16;
        if width + 2 > self.inside.width {
            return;
        }
        let (left, right) = (self.inside.x + 1, self.inside.right() - width);
        let bottom = self.inside.bottom() - 1;
        let top = self.inside.y;
        let corners = [(right, top), (right, bottom), (left, bottom), (left, top)];
        let corners = corners.map(|(x, y)| Rect { x, y, width, height: 1 });
        let blank = |area: &Rect| area.positions().all(|at| buffer[at].symbol() == " ");
        if let Some(area) = corners.into_iter().find(blank) {
            Canvas::new(buffer, area).text(0, 0, &self.caption, theme.dim());
        }
    }

    /// The numbers at the left and the line between them and the curves.
    fn vertical(&self, buffer: &mut Buffer, theme: &Theme) {
        let left = Rect { x: self.inside.x - 1, width: 1, ..self.inside };
        let mut canvas = Canvas::new(buffer, left);
        for y in 0..i32::from(left.height) {
            let tick = self.labels.iter().any(|(row, _)| *row == y);
            canvas.text(0, y, if tick { "┤" } else { "│" }, theme.border());
        }
        for (y, text) in &self.labels {
            let width = text.len() as u16;
            let at = Rect { x: left.x.saturating_sub(width), width, ..left };
            Canvas::new(buffer, at).text(0, *y, text, theme.dim());
        }
    }

    /// The first and the last iteration, round ones between them, and where the screen stands.
    /// What is said first keeps its place.
    fn horizontal(&self, app: &App, buffer: &mut Buffer, theme: &Theme) {
        let line = Rect {
            x: self.inside.x - 1,
            y: self.inside.bottom(),
            width: self.inside.width + 2,
            height: 1,
        };
        let room = i32::from(line.width);
        let mut canvas = Canvas::new(buffer, line);
        let mut taken: Vec<(i32, i32)> = Vec::new();
        let mut put = |at: i32, text: &str, style| {
            let width = text.chars().count() as i32;
            let x = at.clamp(0, (room - width).max(0));
            if taken.iter().all(|(from, to)| x + width < *from || x > *to) {
                taken.push((x, x + width));
                canvas.text(x, 0, text, style);
            }
        };
        if let Some(column) = self.marked(app) {
            let text = format!("▲{}", app.iteration());
            // At the right edge the number stands at the left of the arrow.
            let over = column + 1 + text.chars().count() as i32 > room;
            let turned = format!("{}▲", app.iteration());
            let width = turned.chars().count() as i32;
            if over {
                put(column + 2 - width, &turned, theme.marker());
            } else {
                put(column + 1, &text, theme.marker());
            }
        }
        put(1, &self.span.0.to_string(), theme.dim());
        let last = self.span.1.to_string();
        put(room - 1 - last.len() as i32, &last, theme.dim());
        let most = usize::from(self.inside.width) / (last.len() + 8);
        for tick in scale::round(self.axes.x.0, self.axes.x.1, most.min(8)) {
            let text = format!("{tick:.0}");
            if tick.fract() == 0.0 {
                put(self.column(tick) + 1 - text.len() as i32 / 2, &text, theme.dim());
            }
        }
    }

    /// A dot for every iteration where they lie far apart, and where the screen stands.
    fn points(&self, app: &App, own: &Series, curve: &Curve, view: &View, buffer: &mut Buffer) {
        let mut canvas = Canvas::new(buffer, self.inside);
        let (small, large) = match view.glyphs {
            Glyphs::Ascii => ("o", "O"),
            _ => ("•", "●"),
        };
        let mut dot = |x: f64, y: f64, text: &str, style| {
            if self.axes.visible((y, y)).is_some() {
                canvas.text(self.column(x), self.row(y), text, style);
            }
        };
        let apart = f64::from(self.inside.width) / (self.axes.x.1 - self.axes.x.0).max(1.0);
        if apart >= 3.0 {
            for &(x, low, _) in curve {
                dot(x, low, small, own.pen.style);
            }
        }
        if let (Some(_), Some((loss, _))) = (self.marked(app), own.here) {
            dot(app.iteration() as f64, loss, large, view.theme.marker());
        }
    }

    /// Marks where a curve stops being a number.
    fn ends(&self, series: &Series, buffer: &mut Buffer, theme: &Theme) {
        let inside = |at: &u64| (self.span.0..=self.span.1).contains(at);
        let Some(at) = series.broken.filter(inside) else { return };
        let mut canvas = Canvas::new(buffer, self.inside);
        let column = self.column(at as f64);
        if !series.own {
            canvas.text(column, 0, "×", series.pen.style);
            return;
        }
        let text = format!(" × not finite from {at} on ");
        let room = i32::from(self.inside.width) - text.chars().count() as i32;
        let text = if room < 0 { "×".into() } else { text };
        let y = i32::from(self.inside.height > 2);
        canvas.text(column.min(room.max(0)), y, &text, theme.non_finite());
    }
}

/// The least and the greatest of the finite losses that are wanted.
fn range(curves: &[Curve], wanted: impl Fn(f64) -> bool) -> Option<(f64, f64)> {
    let ends = curves.iter().flatten().flat_map(|point| [point.1, point.2]);
    let ends = ends.filter(|x| x.is_finite() && wanted(*x));
    ends.fold(None, |range, x| {
        let (low, high) = range.unwrap_or((x, x));
        Some((low.min(x), high.max(x)))
    })
}

/// The greatest loss at the top, the least at the bottom, round numbers between them. A curve that
/// is level so far runs through the middle, and has one number.
fn labels(axes: Axes, height: i32) -> Vec<(i32, String)> {
    let text = |x: f64| number::fit(x, Digits::Significant(4), LABEL).unwrap_or_default();
    let (low, high) = axes.y;
    if low == high || height < 2 {
        return vec![(axes.down(high, height), text(high))];
    }
    let mut labels = vec![(0, text(high)), (height - 1, text(low))];
    let most = (height / 4) as usize;
    let between =
        if axes.log { scale::powers(low, high, most) } else { scale::round(low, high, most) };
    for x in between {
        let row = axes.down(x, height);
        if labels.iter().all(|(taken, _)| (taken - row).abs() > 1) {
            labels.push((row, text(x)));
        }
    }
    labels
}
