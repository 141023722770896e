//! A printed number in the worksheet's terms, and what it is near to.

use crate::math::expr::Ball;
use crate::math::number::Digits;

/// How far numbers that are not rounded may be apart, relative to their size.
const EXACT: f64 = 1e-9;

/// A little more than nothing, for ties and for sums in another order.
const DUST: f64 = 1e-12;

/// One printed number.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Which number of the target it is.
    pub at: usize,
    /// Which cell of what was written.
    pub mark: usize,
    /// The number, in our sign and scale.
    pub value: f64,
    /// Half a unit of its last decimal, 0 where it is exact.
    pub half: f64,
}

impl Shown {
    /// Whether it is what follows.
    pub fn is(&self, balls: &[Ball]) -> bool {
        balls.get(self.at).is_some_and(|ball| self.is_near(*ball))
    }

    /// Whether it is a number, within its half unit and how far that may be off.
    pub fn is_near(&self, ball: Ball) -> bool {
        if !self.value.is_finite() || !ball.mid.is_finite() {
            return same_kind(self.value, ball.mid);
        }
        let radius = if ball.radius.is_nan() { 0.0 } else { ball.radius };
        (self.value - ball.mid).abs() <= self.half + radius + self.dust(ball.mid)
    }

    /// Whether it is a number that was cut, not rounded.
    pub fn is_cut(&self, ball: Ball) -> bool {
        let distance = (self.value - ball.mid).abs();
        let smaller = self.value.abs() <= ball.mid.abs() + ball.radius;
        smaller && distance < 2.0 * self.half + ball.radius && self.half > 0.0
    }

    /// What sums in another order and the end of a double may make of a number.
    fn dust(&self, expected: f64) -> f64 {
        if self.half == 0.0 {
            return EXACT * expected.abs() + DUST;
        }
        // Numbers with more digits than a double carries.
        2e-6 * self.half + 1e-15 * expected.abs()
    }
}

/// Whether two numbers of which one is not finite are the same.
fn same_kind(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

/// The numbers without how far they may be off.
pub fn middles(balls: &[Ball]) -> Vec<Ball> {
    balls.iter().map(|ball| Ball::exact(ball.mid)).collect()
}

/// The decimals of a number that half a unit of its last one may be off; all of one that is exact.
pub fn digits(half: f64) -> Digits {
    let decimals = -(2.0 * half).log10();
    if decimals.is_finite() {
        Digits::Decimals(decimals.round().max(0.0) as usize)
    } else {
        Digits::Exact
    }
}
