//! One plot: curves within their edges, and a marker where the screen stands.

mod ticks;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::series::Series;
use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::chart::{self, Axes, Curve};
use crate::ui::glyphs::Glyphs;
use crate::ui::hit::Spot;
use crate::ui::theme::Theme;
use crate::ui::{Feedback, View};

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
        let labels = ticks::labels(axes, i32::from(height));
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
