//! Formulas of numbers that are known up to a radius: how far the result may be off.

use super::{Apply, Expr, Function, Notation};

/// A number and how far the true one may be from it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ball {
    /// The number.
    pub mid: f64,
    /// How far the true one may be from it; at least 0.
    pub radius: f64,
}

impl Ball {
    /// A number that is known.
    pub fn exact(mid: f64) -> Self {
        Self { mid, radius: 0.0 }
    }

    fn times(self, other: Self) -> Self {
        let radius = self.mid.abs() * other.radius
            + other.mid.abs() * self.radius
            + self.radius * other.radius;
        Self { mid: self.mid * other.mid, radius }
    }

    fn over(self, by: Self) -> Self {
        let mid = self.mid / by.mid;
        let least = by.mid.abs() - by.radius;
        let spread = self.radius + mid.abs() * by.radius;
        let radius = match () {
            () if spread == 0.0 => 0.0,
            () if least > 0.0 => spread / least,
            () => f64::INFINITY,
        };
        Self { mid, radius }
    }
}

impl<L> Expr<L> {
    /// The number a formula of single cells stands for, and how far it may be off; its middle has
    /// the bits of [`Expr::value`].
    pub fn ball(&self, leaf: &dyn Fn(&L) -> Ball) -> Ball {
        let at = |e: &Self| e.ball(leaf);
        match self {
            Self::Number(x) => Ball::exact(*x),
            Self::Leaf(l) => leaf(l),
            Self::Neg(e) => {
                let of = at(e);
                Ball { mid: -of.mid, ..of }
            }
            Self::Sub(a, b) => {
                let (a, b) = (at(a), at(b));
                Ball { mid: a.mid - b.mid, radius: a.radius + b.radius }
            }
            Self::Div(a, b) => at(a).over(at(b)),
            Self::Square(e) => {
                let of = at(e);
                of.times(of)
            }
            Self::Add(es) => sum(es.iter().map(at)),
            Self::Mul(es) => es.iter().map(at).reduce(Ball::times).unwrap_or(Ball::exact(1.0)),
            Self::Max(es) => largest(self.value(&|l| leaf(l).mid), es.iter().map(at)),
            Self::Dot(pairs) => dot(pairs.iter().map(|(a, b)| (at(a), at(b)))),
            Self::Call(f, es) => f.ball(&es.iter().map(at).collect::<Vec<_>>()),
            Self::Product(..)
            | Self::Hadamard(..)
            | Self::Transpose(_)
            | Self::ColumnSum(_)
            | Self::RowSum(_) => Ball::exact(f64::NAN),
        }
    }
}

fn sum(balls: impl Iterator<Item = Ball>) -> Ball {
    let add = |a: Ball, b: Ball| Ball { mid: a.mid + b.mid, radius: a.radius + b.radius };
    balls.reduce(add).unwrap_or_default()
}

/// The largest of some numbers moves by no more than the one that moves furthest.
fn largest(mid: f64, balls: impl Iterator<Item = Ball>) -> Ball {
    Ball { mid, radius: balls.map(|ball| ball.radius).fold(0.0, f64::max) }
}

fn dot(pairs: impl Iterator<Item = (Ball, Ball)>) -> Ball {
    pairs.fold(Ball::default(), |sum, (a, b)| Ball {
        mid: a.mid.mul_add(b.mid, sum.mid),
        radius: sum.radius + a.times(b).radius,
    })
}

impl Function {
    /// The value, and how far it goes when one argument after the other goes to its ends. A step
    /// between the ends counts as a whole; the square of the radius stands for a bend.
    fn ball(&self, arguments: &[Ball]) -> Ball {
        let mut at: Vec<f64> = arguments.iter().map(|ball| ball.mid).collect();
        let mid = self.value(&at);
        let mut radius = self.spike(arguments);
        let known = match self.apply {
            Apply::Arguments(_) => arguments.len(),
            Apply::Activation(..) => 1,
        };
        for (i, ball) in arguments.iter().enumerate().take(known) {
            if ball.radius > 0.0 {
                let mut ends = [ball.mid - ball.radius, ball.mid + ball.radius].map(|end| {
                    at[i] = end;
                    deviation(mid, self.value(&at))
                });
                at[i] = ball.mid;
                ends.sort_by(f64::total_cmp);
                radius += ends[1] + ball.radius * ball.radius;
            }
        }
        Ball { mid, radius }
    }

    /// What a function may be besides, that is something else at one single point.
    fn spike(&self, arguments: &[Ball]) -> f64 {
        match arguments {
            [at, then]
                if self.notation == Notation::Unless
                    && at.radius > 0.0
                    && at.mid.abs() <= at.radius =>
            {
                then.mid.abs() + then.radius
            }
            _ => 0.0,
        }
    }
}

/// How far an end is from the middle; an end outside of what the function is defined for is as far
/// as 0.
fn deviation(mid: f64, end: f64) -> f64 {
    if end.is_nan() { mid.abs() } else { (end - mid).abs() }
}

#[cfg(test)]
mod tests {
    use super::super::{exp, indicator, sqrt, unless};
    use super::*;

    type Number = Expr<(f64, f64)>;

    fn number(mid: f64, radius: f64) -> Number {
        Expr::Leaf((mid, radius))
    }

    fn ball(e: &Number) -> Ball {
        e.ball(&|(mid, radius)| Ball { mid: *mid, radius: *radius })
    }

    #[test]
    fn products_and_sums_spread_by_hand() {
        // (2 ± 0.1) (3 ± 0.2): 2 · 0.2 + 3 · 0.1 + 0.02 = 0.72
        let product = ball(&Expr::Mul(vec![number(2.0, 0.1), number(3.0, 0.2)]));
        assert_eq!(product.mid, 6.0);
        assert!((product.radius - 0.72).abs() < 1e-12, "{product:?}");
        let pairs =
            vec![(number(2.0, 0.1), number(3.0, 0.2)), (number(-1.0, 0.0), number(1.0, 0.5))];
        let dot = ball(&Expr::Dot(pairs));
        assert_eq!(dot.mid, 5.0);
        assert!((dot.radius - 1.22).abs() < 1e-12, "{dot:?}");
        // (1 ± 0.1) / (2 ± 1): at most 1.1 / 1, half a unit and a bit away
        let quotient = ball(&Expr::over(number(1.0, 0.1), number(2.0, 1.0)));
        assert!((quotient.radius - 0.6).abs() < 1e-12, "{quotient:?}");
    }

    #[test]
    fn a_step_within_reach_counts_as_a_whole() {
        assert!(ball(&indicator(number(0.3, 0.2))).radius < 0.1);
        assert!(ball(&indicator(number(0.1, 0.2))).radius >= 1.0);
        assert!(ball(&indicator(number(0.0, 0.2))).radius >= 1.0);
        assert_eq!(ball(&indicator(number(0.0, 0.0))), Ball::exact(0.0));
        assert!(ball(&unless(number(0.1, 0.2), number(7.0, 0.0))).radius >= 7.0);
        assert!(ball(&unless(number(0.3, 0.2), number(7.0, 0.0))).radius < 0.1);
    }

    #[test]
    fn functions_go_as_far_as_their_ends() {
        let e = ball(&exp(number(0.0, 0.1)));
        let reach = 0.1f64.exp() - 1.0;
        assert!((e.radius - reach - 0.01).abs() < 1e-9, "{e:?}");
        let root = ball(&sqrt(number(0.01, 0.05)));
        assert!(root.radius >= 0.1 && root.radius.is_finite(), "{root:?}");
        let most = ball(&Expr::Max(vec![number(1.0, 0.1), number(0.95, 0.3)]));
        assert_eq!(most, Ball { mid: 1.0, radius: 0.3 });
    }
}
