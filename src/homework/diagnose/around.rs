//! Mistakes that need more than this one step: numbers of another iteration, numbers that were
//! rounded on the way, a matrix on its side.

use super::shape::transposed;
use super::{Case, Clinic, Found};
use crate::homework::judge::own::Own;
use crate::homework::judge::target::Target;
use crate::math::expr::Ball;
use crate::math::number::{self, Digits};

/// Decimals that people round to on the way.
const EARLY: std::ops::RangeInclusive<usize> = 1..=5;

/// Everything of this kind that explains a case.
pub(super) fn all(clinic: &Clinic, case: &Case) -> Vec<Found> {
    let mut found = Vec::new();
    found.extend(stale(clinic, case));
    found.extend(copied(clinic, case));
    found.extend(turned(case));
    found.extend(rounded(clinic, case));
    found
}

/// The step with the weights of an earlier iteration.
fn stale(clinic: &Clinic, case: &Case) -> Option<Found> {
    let mut explained = clinic.starts.iter().filter(|(_, values)| {
        let mut own = case.known.own.clone();
        let ids: Vec<_> = own.sheet.parameters().iter().map(|slots| slots.before).collect();
        // Only what the step itself reads: what was computed before it stays as it is.
        own.follows(case.target(), None);
        for (id, values) in ids.into_iter().zip(values) {
            own.replace(id, values);
        }
        case.is_explained(&own.follows(case.target(), None).balls)
    });
    let (iteration, _) = explained.next()?;
    Some(Found::new("stale-weights", &format!("iteration {iteration}"), 2))
}

/// The numbers that were written for it in the iteration before.
fn copied(clinic: &Clinic, case: &Case) -> Option<Found> {
    let (iteration, before) = clinic.seen.get(&case.item.key())?;
    let same = before.len() == case.item.shown.len()
        && before.iter().zip(&case.item.shown).all(|(before, now)| {
            let ball = Ball { mid: before.value, radius: before.half };
            before.at == now.at && now.is_near(ball)
        });
    (*iteration < case.item.placed.iteration && same)
        .then(|| Found::new("copied-from-previous-iteration", "", 2))
}

/// A square matrix with its rows for columns.
fn turned(case: &Case) -> Option<Found> {
    let Target::Quantity(id) = case.target() else { return None };
    let quantity = case.known.own.sheet.quantity(id);
    let (rows, columns) = (quantity.rows, quantity.columns);
    if rows != columns || rows < 2 {
        return None;
    }
    let is = |of: &&[Ball]| case.is_explained(&transposed(of, (rows, columns)));
    let explained = [case.own, case.exact].iter().any(is);
    explained.then(|| Found::new("transposed", "", 2))
}

/// The step from numbers that were rounded first.
fn rounded(clinic: &Clinic, case: &Case) -> Option<Found> {
    let step = clinic.run.step(case.item.placed.iteration)?;
    for decimals in EARLY.rev() {
        let to = |x: f64| number::rounded(x, Digits::Decimals(decimals));
        for mut own in [case.known.own.clone(), Own::exact(clinic.run, step)] {
            own.reworked(&to);
            let balls = own.follows(case.target(), None).balls;
            if case.is_explained(&balls) {
                let many = if decimals == 1 { "decimal" } else { "decimals" };
                let said = format!("{decimals} {many}");
                return Some(Found::new("rounded-too-early", &said, 3));
            }
        }
    }
    None
}
