//! The loss curve as a way through time: scrubbing by keys and by dragging, and how it is seen.

use super::App;
use super::place::Direction;

/// Which part of the history is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// All of it, and beside it what was last where there is room for both.
    #[default]
    Whole,
    /// What was last alone.
    Recent,
}

/// How the curve is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CurveLooks {
    /// Which part of it.
    pub span: Span,
    /// Whether the scale is logarithmic.
    pub log: bool,
}

/// The fewest iterations that count as recent history.
const RECENT: u64 = 100;

impl App {
    /// How the loss curve is seen.
    pub fn curve(&self) -> CurveLooks {
        self.curve
    }

    pub(super) fn toggle_log(&mut self) {
        self.curve.log = !self.curve.log;
        self.say(if self.curve.log { "logarithmic losses" } else { "linear losses" });
    }

    pub(super) fn toggle_recent(&mut self) {
        let (span, said) = match self.curve.span {
            Span::Whole => (Span::Recent, "the recent history alone"),
            Span::Recent => (Span::Whole, "the whole history"),
        };
        self.curve.span = span;
        self.say(said);
    }

    /// The recent history: a twentieth of what was reached, in round numbers; the last of these
    /// stretches, or the one the screen stands in. Nothing while it would be most of the whole.
    pub fn recent(&self) -> Option<(u64, u64)> {
        let reached = self.timeline.run().reached();
        let long = round_down(reached / 20).max(RECENT);
        if reached < 2 * long {
            return None;
        }
        let last = reached - (reached - self.iteration().min(reached)) / long * long;
        Some((last.saturating_sub(long) + 1, last))
    }

    /// A tenth of the history.
    pub(super) fn tenth(&self) -> u64 {
        (self.timeline.run().reached() / 10).max(1)
    }

    /// Goes through what was reached.
    pub(super) fn scrub(&mut self, direction: Direction, by: u64) -> Result<(), String> {
        let (now, reached) = (self.iteration(), self.timeline.run().reached());
        let whole = self.step == self.steps();
        match direction {
            Direction::Up | Direction::Down if by == 1 && reached >= 20 => {
                Err("left and right go through time here, the page keys by a tenth of it".into())
            }
            Direction::Left | Direction::Up if now == 1 => {
                Err("this is the first iteration".into())
            }
            Direction::Right | Direction::Down if now == reached && whole => {
                let next = self.call("next-iteration");
                Err(format!("no further yet: {next} computes the next iteration"))
            }
            Direction::Left | Direction::Up => {
                self.drag_to(now.saturating_sub(by));
                Ok(())
            }
            Direction::Right | Direction::Down => {
                let from = if whole { now } else { now - 1 };
                self.drag_to(from + by);
                Ok(())
            }
        }
    }

    /// Goes to an iteration of what was reached, or as near as that goes.
    pub fn drag_to(&mut self, iteration: u64) {
        self.stop();
        self.go_to(iteration.clamp(1, self.timeline.run().reached()));
    }
}

/// The largest of 1, 2, 5, 10, 20, 50 … that is not above `n`; 0 for 0.
fn round_down(n: u64) -> u64 {
    let power = 10u64.pow(n.checked_ilog10().unwrap_or(0));
    [5, 2, 1].into_iter().map(|digit| digit * power).find(|round| *round <= n).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_round_numbers() {
        let rows = [(0, 0), (1, 1), (4, 2), (9, 5), (10, 10), (49_999, 20_000), (50_000, 50_000)];
        for (n, round) in rows {
            assert_eq!(round_down(n), round, "{n}");
        }
    }
}
