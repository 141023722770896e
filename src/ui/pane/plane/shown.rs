//! Which unit is shown, in words, and what its numbers are measured by.

use crate::app::{App, Unit};
use crate::ui::View;
use crate::ui::pane::legend;
use crate::ui::pane::network::when;
use crate::worksheet::quantity::Role;

/// A unit of the network and the scale of its picture.
#[derive(Debug)]
pub(in crate::ui::pane) struct Shown {
    pub(in crate::ui::pane) unit: Unit,
    /// Whether it is an output, which has targets.
    pub(in crate::ui::pane) output: bool,
    /// The number between the two colours.
    pub(in crate::ui::pane) centre: f64,
    /// How far from it the colours are full.
    pub(in crate::ui::pane) reach: f64,
    /// Whether it is shown by classes.
    pub(in crate::ui::pane) discrete: bool,
}

impl Shown {
    /// The chosen unit. An output is measured by its targets: their middle is neutral, the
    /// smallest and the largest have the full colours. Any other unit has no scale before
    /// [`Shown::scaled`] gives it one.
    pub(in crate::ui::pane) fn of(app: &App) -> Self {
        Self::of_unit(app, app.plane_unit())
    }

    /// Any unit; layer 0 is the input.
    pub(in crate::ui::pane) fn of_unit(app: &App, unit: Unit) -> Self {
        let output = unit.layer == app.worksheet().network().depth();
        let targets = || targets(app, unit.index).filter(|t| output && t.is_finite());
        let low = targets().fold(f64::INFINITY, f64::min);
        let high = targets().fold(f64::NEG_INFINITY, f64::max);
        let (centre, reach) = match (low, high) {
            _ if low < high => (f64::midpoint(low, high), (high - low) / 2.0),
            _ => (0.0, 0.0),
        };
        let discrete = output && app.plane_looks().discrete;
        Self { unit, output, centre, reach, discrete }
    }

    /// Where there are no targets to measure by, the greatest size of the values.
    pub(in crate::ui::pane) fn scaled(mut self, values: &[f64]) -> Self {
        if self.reach == 0.0 {
            let finite = values.iter().filter(|value| value.is_finite());
            self.reach = finite.fold(0.0, |most, value| value.abs().max(most));
        }
        if self.reach == 0.0 {
            self.reach = 1.0;
        }
        self
    }

    /// A value from −1 to 1, as [`crate::ui::theme::Theme::heat`] takes it; of an output that is
    /// shown by classes one of the two.
    pub(in crate::ui::pane) fn share(&self, value: f64) -> f64 {
        let share = (value - self.centre) / self.reach;
        match self.discrete {
            true if share.is_nan() => share,
            true => {
                if share >= 0.0 {
                    1.0
                } else {
                    -1.0
                }
            }
            false => share,
        }
    }

    /// `s_ReLU, unit 2 of 3` and `before update 1`: what is shown, and with which weights.
    pub(in crate::ui::pane) fn title(&self, app: &App, view: &View) -> [String; 2] {
        let units = app.worksheet().network().width(self.unit.layer);
        let symbol = legend::symbols(app, view).role(Role::Activation(self.unit.layer));
        let kind = if self.output { "output" } else { "unit" };
        let of = format!("{symbol}, {kind} {} of {units}", self.unit.index + 1);
        [if units == 1 { symbol } else { of }, when(app)]
    }
}

/// The targets of one output, example by example.
pub(in crate::ui::pane) fn targets(app: &App, output: usize) -> impl Iterator<Item = f64> {
    let outputs = app.worksheet().network().outputs();
    app.trainer().data().y.iter().copied().skip(output).step_by(outputs)
}
