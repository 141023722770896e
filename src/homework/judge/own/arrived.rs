//! ∂L/∂A of a layer where the worksheet takes it and f′ in one step: what is left of δ without f′.

use super::{Own, Worked};
use crate::math::expr::Ball;
use crate::worksheet::op::Wrong;
use crate::worksheet::quantity::Id;

/// The mistakes that leave f′ out of δ.
const WITHOUT_SLOPE: [&str; 2] = ["forgot-fprime", "forgot-fprime-out"];

/// A printed ∂L/∂A beside the one that follows.
#[derive(Clone, Debug)]
pub(super) struct Arrived {
    /// Printed over what follows, and how far that may be off.
    factors: Vec<Ball>,
    tainted: bool,
}

impl Own<'_> {
    /// ∂L/∂A; with a mistake, as far as that shows in it.
    pub(super) fn arriving(&mut self, delta: Id, wrong: Option<&Wrong>) -> Worked {
        let sheet = self.sheet;
        let mut all = sheet.mistakes(delta).into_iter();
        let Some(bare) = all.find(|wrong| WITHOUT_SLOPE.contains(&wrong.code)) else {
            return self.worked_out(delta, wrong);
        };
        let right = self.worked_out(delta, Some(&bare));
        let Some(wrong) = wrong else { return right };
        let whole = self.worked_out(delta, None).balls;
        let mistaken = self.worked_out(delta, Some(wrong)).balls;
        let cells = right.balls.iter().zip(&whole).zip(&mistaken);
        let balls = cells.map(|((arrived, whole), mistaken)| Ball {
            mid: mistaken.mid * arrived.mid / whole.mid,
            radius: arrived.radius,
        });
        Worked { balls: balls.collect(), tainted: right.tainted }
    }

    /// Takes a printed ∂L/∂A, from which δ is gone on with.
    pub fn print_arrived(&mut self, delta: Id, cells: &[(usize, Ball)], tainted: bool) {
        let follows = self.arriving(delta, None).balls;
        let mut factors = vec![Ball::exact(1.0); follows.len()];
        for (at, printed) in cells {
            let size = follows[*at].mid;
            if size != 0.0 && size.is_finite() {
                factors[*at] =
                    Ball { mid: printed.mid / size, radius: (printed.radius / size).abs() };
            }
        }
        self.arrived.insert(delta, Arrived { factors, tainted });
        self.forget();
    }

    /// A quantity from what is printed before it; δ from a printed ∂L/∂A.
    pub(super) fn gone_on(&mut self, id: Id, wrong: Option<&Wrong>) -> Worked {
        let mut worked = self.worked_out(id, wrong);
        if let Some(arrived) = self.arrived.get(&id) {
            for (ball, factor) in worked.balls.iter_mut().zip(&arrived.factors) {
                ball.radius += (ball.mid * factor.radius).abs();
                ball.mid *= factor.mid;
            }
            worked.tainted |= arrived.tainted;
        }
        worked
    }
}
