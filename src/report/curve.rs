//! The loss curve as SVG, for pages: a line from iteration 1 on, with the ends of both axes named.

use std::fmt::Write;

use crate::math::number::{self, Digits};
use crate::math::real;
use crate::train::Losses;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
/// Left, right, top and bottom of the plot.
const PLOT: [f64; 4] = [76.0, 628.0, 14.0, 206.0];

/// From this ratio of the largest to the smallest loss on, heights are logarithms.
const WIDE: f64 = 100.0;

/// Heights of losses.
struct Scale {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Scale {
    fn of(losses: &Losses) -> Option<Self> {
        let finite = || losses.buckets().iter().filter(|bucket| bucket.min.is_finite());
        let low = finite().map(|bucket| bucket.min).reduce(f64::min)?;
        let high = finite().map(|bucket| bucket.max).reduce(f64::max)?;
        Some(Self { low, high, logarithmic: low > 0.0 && high / low > WIDE })
    }

    fn y(&self, loss: f64) -> f64 {
        let of = |x: f64| if self.logarithmic { real::ln(x) } else { x };
        let share = (of(loss) - of(self.low)) / (of(self.high) - of(self.low));
        let share = if share.is_finite() { share } else { 0.5 };
        PLOT[3] - share * (PLOT[3] - PLOT[2])
    }
}

/// The curve of two losses and more; `None` where there is no line to draw.
pub(super) fn svg(losses: &Losses) -> Option<String> {
    let scale = Scale::of(losses).filter(|_| losses.count() > 1)?;
    let mut out = String::new();
    let _ = write!(out, "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" ");
    let _ = writeln!(
        out,
        "xmlns=\"http://www.w3.org/2000/svg\" aria-label=\"{}\">",
        words(losses, &scale)
    );
    axes(&scale, losses, &mut out);
    let _ = writeln!(out, "<path class=\"curve\" d=\"{}\"/>", path(losses, &scale));
    if losses.count() <= 30 {
        for (i, bucket) in losses.buckets().iter().enumerate().filter(|(_, b)| b.last.is_finite()) {
            let (x, y) = (x(losses, i), scale.y(bucket.last));
            let _ = writeln!(out, "<circle class=\"point\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>");
        }
    }
    out += "</svg>";
    Some(out)
}

/// The same in words.
fn words(losses: &Losses, scale: &Scale) -> String {
    let [low, high] = [scale.low, scale.high].map(figure);
    format!("The loss of {} iterations, between {low} and {high}", losses.count())
}

fn figure(x: f64) -> String {
    number::format(x, Digits::Significant(4)).replace('-', "−")
}

fn x(losses: &Losses, bucket: usize) -> f64 {
    let last = losses.buckets().len().max(2) - 1;
    PLOT[0] + (PLOT[1] - PLOT[0]) * bucket as f64 / last as f64
}

/// A line through the last loss of every bucket, and through its extremes where it holds several
/// iterations; it breaks where the loss is no number.
fn path(losses: &Losses, scale: &Scale) -> String {
    let mut path = String::new();
    let mut pen = 'M';
    for (i, bucket) in losses.buckets().iter().enumerate() {
        if !bucket.last.is_finite() {
            pen = 'M';
            continue;
        }
        let heights: &[f64] = if losses.width() > 1 {
            &[bucket.min, bucket.max, bucket.last]
        } else {
            &[bucket.last]
        };
        for loss in heights {
            let _ = write!(path, "{pen}{:.1} {:.1}", x(losses, i), scale.y(*loss));
            pen = 'L';
        }
    }
    path
}

fn axes(scale: &Scale, losses: &Losses, out: &mut String) {
    let [left, right, top, bottom] = PLOT;
    let _ = writeln!(out, "<path class=\"axis\" d=\"M{left} {top}V{bottom}H{right}\"/>");
    let mut text = |x: f64, y: f64, anchor: &str, words: &str| {
        let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>");
    };
    text(left - 8.0, top + 5.0, "end", &figure(scale.high));
    if scale.low != scale.high {
        text(left - 8.0, bottom, "end", &figure(scale.low));
    }
    text(left, bottom + 20.0, "middle", "1");
    text(right, bottom + 20.0, "end", &losses.count().to_string());
    let kind =
        if scale.logarithmic { "iteration (loss on a logarithmic scale)" } else { "iteration" };
    text(f64::midpoint(left, right), bottom + 20.0, "middle", kind);
}
