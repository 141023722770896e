//! The status of one quantity from its numbers, the right ones, and those that follow from the
//! document's own.

use super::item::Item;
use super::own::Worked;
use super::shown::{Shown, middles};
use crate::homework::verdict::Status;
use crate::math::expr::Ball;

/// The share of the largest number by which what follows may be uncertain, and still be compared.
const COARSE: f64 = 0.05;

/// What was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding {
    pub(super) status: Status,
    pub(super) digits: Option<i32>,
    /// Whether what is computed from it has a mistake upstream.
    pub(super) tainted: bool,
}

/// Judges by what is right and by what follows; `cuts` is whether the document cut numbers before.
pub(super) fn find(item: &Item, exact: &[Ball], worked: &Worked, cuts: bool) -> Finding {
    let own = &worked.balls;
    let follows = item.is(own) || (cuts && is_cut(item, own));
    let found = |status, tainted| {
        let digits = matches!(status, Status::Ok | Status::OkTruncated | Status::OkCarried);
        Finding { status, digits: digits.then(|| agreeing(item, exact)).flatten(), tainted }
    };
    if item.is(exact) {
        let contradicts = worked.tainted && !follows;
        return if contradicts {
            found(Status::RightButDoesNotFollow, false)
        } else {
            found(Status::Ok, false)
        };
    }
    let carried = follows && !worked.tainted;
    if is_cut(item, exact) && !(carried && !cuts && item.is(&middles(own))) {
        return found(Status::OkTruncated, false);
    }
    if !follows {
        return found(Status::Wrong, true);
    }
    if item.is_vaguely(own, COARSE) {
        return found(Status::TooFewDigits, worked.tainted);
    }
    if worked.tainted { found(Status::Follows, true) } else { found(Status::OkCarried, false) }
}

/// The numbers that are wrong: where what follows is too uncertain to say, those that are neither
/// right nor its middle.
pub(super) fn off<'b>(item: &'b Item, exact: &[Ball], own: &[Ball]) -> Vec<&'b Shown> {
    let off = item.off(own);
    if !item.is_vaguely(own, COARSE) {
        return off;
    }
    let middles = middles(own);
    item.shown.iter().filter(|shown| !shown.is(exact) && !shown.is(&middles)).collect()
}

/// Whether numbers were cut instead of rounded, and are right but for that.
fn is_cut(item: &Item, balls: &[Ball]) -> bool {
    let cut = |shown: &Shown| {
        shown.is(balls) || balls.get(shown.at).is_some_and(|ball| shown.is_cut(*ball))
    };
    item.shown.iter().all(cut)
}

/// To how many digits after the point the numbers are right; none for numbers that are exact.
fn agreeing(item: &Item, exact: &[Ball]) -> Option<i32> {
    let printed = item.shown.iter().filter(|shown| shown.half > 0.0);
    let unit = printed.map(|shown| 2.0 * shown.half / item.scale.abs()).reduce(f64::min)?;
    let most = (-unit.log10()).round() as i32;
    let right = |digits: i32| {
        let half = 0.5 * 10f64.powi(-digits) * item.scale.abs() * (1.0 + 1e-6);
        item.shown.iter().all(|shown| {
            let expected = exact.get(shown.at).map_or(f64::NAN, |ball| ball.mid);
            let distance = (shown.value - expected).abs();
            shown.is(exact) || distance.is_nan() || distance <= half
        })
    };
    (0..=most.max(0)).rev().find(|digits| right(*digits)).or(Some(0)).map(|d| d.min(most))
}
