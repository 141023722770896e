//! What stands at the edges of a plot: the numbers of the losses at its left, those of the iterations
//! below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Plot;
use crate::app::App;
use crate::math::number::{self, Digits};
use crate::ui::canvas::Canvas;
use crate::ui::chart::Axes;
use crate::ui::pane::loss::scale;
use crate::ui::theme::Theme;

/// The widest number of the vertical axis.
const LABEL: usize = 8;

impl Plot {
    /// The numbers at the left and the line between them and the curves.
    pub(super) fn vertical(&self, buffer: &mut Buffer, theme: &Theme) {
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
    pub(super) fn horizontal(&self, app: &App, buffer: &mut Buffer, theme: &Theme) {
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
}

/// The greatest loss at the top, the least at the bottom, round numbers between them. A curve that
/// is level so far runs through the middle, and has one number.
pub(super) fn labels(axes: Axes, height: i32) -> Vec<(i32, String)> {
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
