//! One mistake in this one step, from the document's own numbers and from the right ones.

use super::{Case, Found};
use crate::homework::judge::own::Own;
use crate::homework::judge::run::Run;
use crate::homework::judge::target::Target;
use crate::math::expr::Ball;
use crate::worksheet::network::Reduction;
use crate::worksheet::quantity::Role;

/// Everything that a single mistake of this step explains.
pub(super) fn singles(case: &Case, run: &Run) -> Vec<Found> {
    let mut found = with(case, &mut case.known.own.clone(), 0);
    found.extend(from_exact(case, run));
    found
}

/// Everything that a single mistake explains that was made with the right numbers.
pub(super) fn from_exact(case: &Case, run: &Run) -> Vec<Found> {
    let step = run.step(case.item.placed.iteration);
    step.map_or(Vec::new(), |step| with(case, &mut Own::exact(run, step), 1))
}

fn with(case: &Case, own: &mut Own, level: usize) -> Vec<Found> {
    let Some(id) = case.id() else { return Vec::new() };
    let mut found = Vec::new();
    for wrong in own.sheet.mistakes(id) {
        if case.is_explained(&own.follows(case.target(), Some(&wrong)).balls) {
            found.push(Found::of(&wrong, level));
        }
    }
    found.extend(undivided(case, own, level));
    found.extend(over_outputs(case, own, level));
    found
}

/// The sum where the loss of the iteration is a mean: no mistake of the losses of examples.
fn undivided(case: &Case, own: &mut Own, level: usize) -> Option<Found> {
    let network = own.sheet.network();
    let divisor = network.divisor(own.sheet.rows())?;
    let is_total = matches!(case.target(), Target::Loss { .. });
    if !is_total || network.reduction == Reduction::Sum {
        return None;
    }
    let times = |ball: &Ball| Ball { mid: divisor * ball.mid, radius: divisor * ball.radius };
    let right = own.follows(case.target(), None).balls;
    let sum: Vec<Ball> = right.iter().map(times).collect();
    case.is_explained(&sum).then(|| Found::new("sum-not-mean", "", level))
}

/// The mean over the outputs where a δ or a gradient has their sum.
fn over_outputs(case: &Case, own: &mut Own, level: usize) -> Option<Found> {
    let outputs = own.sheet.network().outputs() as f64;
    let role = own.sheet.quantity(case.id()?).role;
    let can = matches!(role, Role::Delta(_) | Role::LossGradient(_) | Role::Gradient(_));
    if !can || outputs < 2.0 {
        return None;
    }
    let over = |ball: &Ball| Ball { mid: ball.mid / outputs, radius: ball.radius / outputs };
    let right = own.follows(case.target(), None).balls;
    let mean: Vec<Ball> = right.iter().map(over).collect();
    case.is_explained(&mean).then(|| Found::new("mean-over-outputs", "", level))
}
