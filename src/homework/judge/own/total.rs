//! The loss of a whole iteration in somebody's own numbers, with or without the penalty.

use super::{Own, Worked};
use crate::math::expr::Ball;
use crate::worksheet::op::Wrong;
use crate::worksheet::quantity::Role;

impl Own<'_> {
    /// The loss of the iteration from those of its examples.
    pub(super) fn loss(&mut self, penalised: bool, wrong: Option<&Wrong>) -> Worked {
        let Some(id) = self.sheet.find(Role::Loss) else { return Worked::default() };
        let losses = if wrong.is_some() {
            self.worked_out(id, wrong)
        } else {
            self.fill(id);
            self.standing(id)
        };
        let total = |of: fn(&Ball) -> f64| {
            let mut trace = self.mid.clone();
            for (x, ball) in trace.slice_mut(self.sheet, id).iter_mut().zip(&losses.balls) {
                *x = of(ball);
            }
            trace.data_loss(self.sheet)
        };
        let (mid, radius) = (total(|ball| ball.mid), total(|ball| ball.radius));
        let penalty = if penalised { self.penalty() } else { Ball::default() };
        let ball = Ball { mid: mid + penalty.mid, radius: radius + penalty.radius };
        Worked { balls: vec![ball], tainted: losses.tainted }
    }

    /// The penalty, which grows with the size of every weight.
    fn penalty(&self) -> Ball {
        let mid = self.mid.penalty(self.sheet, &self.step.hyper);
        let mut most = self.mid.clone();
        for slots in self.sheet.parameters() {
            let radii = self.radius.slice(self.sheet, slots.before);
            for (x, r) in most.slice_mut(self.sheet, slots.before).iter_mut().zip(radii) {
                *x = x.abs() + r;
            }
        }
        Ball { mid, radius: most.penalty(self.sheet, &self.step.hyper) - mid }
    }
}
