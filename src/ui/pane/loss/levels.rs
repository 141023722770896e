//! The levels of a field of losses: from the lowest in sight to the highest, linear or logarithmic;
//! by colour, and by a digit where colours cannot say it.

use ratatui::style::Style;

use crate::app::App;
use crate::math::number;
use crate::math::number::Digits;
use crate::ui::field;
use crate::ui::glyphs::Glyphs;
use crate::ui::pane::legend::Item;
use crate::ui::pane::map;
use crate::ui::pane::map::Map;
use crate::ui::theme::{ColorLevel, Theme};

/// How much higher the highest loss is where a logarithmic scale would say more.
const FAR_APART: f64 = 50.0;

/// The scale of a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Levels {
    low: f64,
    high: f64,
    log: bool,
    /// Where the lowest value stands among the values.
    lowest: Option<usize>,
}

impl Levels {
    /// The scale of these losses; logarithmic where that is wanted and all are above 0.
    pub(super) fn of(values: &[f64], log: bool) -> Self {
        let finite = || values.iter().copied().enumerate().filter(|(_, loss)| loss.is_finite());
        let lowest = finite().min_by(|a, b| a.1.total_cmp(&b.1));
        let highest = finite().map(|(_, loss)| loss).reduce(f64::max);
        let (low, high) = (lowest.map_or(0.0, |(_, loss)| loss), highest.unwrap_or(0.0));
        Self { low, high, log: log && low > 0.0, lowest: lowest.map(|(at, _)| at) }
    }

    /// A loss from −1, the lowest, to 1, the highest.
    pub(super) fn share(&self, loss: f64) -> f64 {
        if loss.is_nan() {
            return loss;
        }
        let scaled = |x: f64| if self.log { x.max(f64::MIN_POSITIVE).ln() } else { x / 2.0 };
        let (low, high) = (scaled(self.low), scaled(self.high));
        if high > low {
            (2.0 * (scaled(loss) - low) / (high - low) - 1.0).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    /// The loss of a share.
    fn loss(&self, share: f64) -> f64 {
        let part = f64::midpoint(share, 1.0);
        if self.log {
            (self.low.ln() + part * (self.high.ln() - self.low.ln())).exp()
        } else {
            self.low + part * (self.high - self.low)
        }
    }

    /// The character and style of two losses, one above the other.
    pub(super) fn cell(above: f64, below: f64, theme: &Theme, glyphs: Glyphs) -> (char, Style) {
        if !speak(theme, glyphs) || above.is_nan() || below.is_nan() {
            return field::cell(above, Some(below), theme, glyphs);
        }
        let mean = f64::midpoint(above, below);
        // A sign would say nothing of a level.
        let style = if theme.level() == ColorLevel::Mono { theme.text() } else { theme.heat(mean) };
        (digit(mean), style)
    }

    /// The lowest loss in sight and where it is.
    pub(super) fn lowest(&self, map: &Map, values: &[f64]) -> Option<(f64, [f64; 2])> {
        let at = self.lowest?;
        let [across, down] = map.lines();
        let place = [across.get(at % across.len())?, down.get(at / across.len())?];
        Some((*values.get(at)?, place.map(|x| *x)))
    }

    /// The signs of the lowest, the middle and the highest loss.
    pub(super) fn scale(&self, theme: &Theme, glyphs: Glyphs) -> Item {
        let mut scale: Item = Vec::new();
        for share in [-1.0, 0.0, 1.0] {
            let (c, style) = Self::cell(share, share, theme, glyphs);
            let space = if share < 1.0 { " " } else { "" };
            let sign = if speak(theme, glyphs) { format!("{c}") } else { format!("{c}{c}") };
            scale.push((sign, style));
            scale.push((format!(" {}{space}", map::label(self.loss(share))), theme.text()));
        }
        scale
    }

    /// What there is to say about the scale.
    pub(super) fn said(&self, app: &App, wanted: bool) -> Option<String> {
        let far = !self.log && self.low > 0.0 && self.high / self.low > FAR_APART;
        match (self.log, wanted, far) {
            (true, ..) => Some("logarithmic levels".into()),
            (false, true, _) => Some("no log scale: 0 and less".into()),
            (_, _, true) => Some(format!("{}: logarithmic levels", app.call("log-scale"))),
            _ => None,
        }
    }
}

/// Whether levels are told by digits: colours are too few, or there are none.
pub(super) fn speak(theme: &Theme, glyphs: Glyphs) -> bool {
    glyphs == Glyphs::Ascii || theme.level() <= ColorLevel::Ansi16
}

/// 0, the lowest tenth, to 9, the highest.
fn digit(share: f64) -> char {
    let tenth = (f64::midpoint(share, 1.0) * 10.0).floor().clamp(0.0, 9.0);
    char::from_digit(tenth as u32, 10).unwrap_or('9')
}

/// A loss in the legend.
pub(super) fn label(loss: f64) -> String {
    number::fit(loss, Digits::Significant(4), 9).unwrap_or_default()
}
