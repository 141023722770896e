//! Two mistakes in one step, composed from what each of them gives alone: a sign, a factor or a
//! learning rate scales what the other gives, wrong factors multiply, and wrong terms add up.

use super::{Case, Found};
use crate::homework::judge::own::Own;
use crate::math::expr::Ball;
use crate::worksheet::quantity::Role;

/// The most pairs that are tried.
const MOST: usize = 4000;

/// So few numbers are hit by some pair or other.
const FEW: usize = 3;

/// What one mistake gives.
struct Single {
    found: Found,
    balls: Vec<Ball>,
    /// By how much it scales what is right, where it does only that.
    scale: Option<f64>,
}

/// Everything that two mistakes of this step explain.
pub(super) fn of_step(case: &Case) -> Vec<Found> {
    let Some(id) = case.id() else { return Vec::new() };
    let mut own = case.known.own.clone();
    let base = base(case, &mut own);
    let mut singles = Vec::new();
    for wrong in own.sheet.mistakes(id) {
        let balls = own.follows(case.target(), Some(&wrong)).balls;
        let scale = scale(&balls, case.own, &base);
        singles.push(Single { found: Found::of(&wrong, 0), balls, scale });
    }
    let mut found = Vec::new();
    let pairs = (0..singles.len()).flat_map(|a| (a + 1..singles.len()).map(move |b| (a, b)));
    for (a, b) in pairs.take(MOST) {
        let (a, b) = (&singles[a], &singles[b]);
        if a.found.codes != b.found.codes && explains(case, a, b, &base) {
            found.push(a.found.clone().and(b.found.clone()));
        }
    }
    found
}

/// Whether two mistakes together explain a case.
fn explains(case: &Case, a: &Single, b: &Single, base: &[f64]) -> bool {
    let by = |scale: Option<f64>, other: &Single| {
        scale.is_some_and(|by| case.is_explained(&scaled(&other.balls, base, by)))
    };
    if by(a.scale, b) || by(b.scale, a) {
        return true;
    }
    if a.scale.is_some() || b.scale.is_some() || case.item.shown.len() < FEW {
        return false;
    }
    let composed = |of: fn(f64, f64, f64) -> f64| -> Vec<Ball> {
        let both = a.balls.iter().zip(&b.balls).zip(case.own);
        both.map(|((a, b), right)| Ball {
            mid: of(a.mid, b.mid, right.mid),
            radius: a.radius + b.radius + right.radius,
        })
        .collect()
    };
    let multiplied = composed(|a, b, right| if right == 0.0 { f64::NAN } else { a * b / right });
    let added = composed(|a, b, right| a + b - right);
    case.is_explained(&multiplied) || case.is_explained(&added)
}

/// What an update is added to; 0 for everything else.
fn base(case: &Case, own: &mut Own) -> Vec<f64> {
    let role = case.id().map(|id| own.sheet.quantity(id).role);
    let before = match role {
        Some(Role::After(parameter)) => own.sheet.find(Role::Parameter(parameter)),
        _ => None,
    };
    before.map_or_else(|| vec![0.0; case.own.len()], |id| own.values(id).to_vec())
}

/// Numbers whose distance from what they are added to is so many times as large.
fn scaled(balls: &[Ball], base: &[f64], by: f64) -> Vec<Ball> {
    let one = |(ball, base): (&Ball, &f64)| Ball {
        mid: base + by * (ball.mid - base),
        radius: by.abs() * ball.radius,
    };
    balls.iter().zip(base).map(one).collect()
}

/// c where numbers are base + c (right − base).
fn scale(balls: &[Ball], right: &[Ball], base: &[f64]) -> Option<f64> {
    let all = || balls.iter().zip(right).zip(base);
    let largest = all().max_by(|((_, a), base_a), ((_, b), base_b)| {
        (a.mid - *base_a).abs().total_cmp(&(b.mid - *base_b).abs())
    });
    let ((ball, right_one), base_one) = largest?;
    let c = (ball.mid - base_one) / (right_one.mid - base_one);
    let is_c = all().all(|((ball, right), base)| {
        let size = (right.mid - base).abs().max(base.abs() * 1e-3);
        (ball.mid - base - c * (right.mid - base)).abs() <= 1e-9 * size.max(1e-30)
    });
    (c.is_finite() && c != 0.0 && is_c).then_some(c)
}
