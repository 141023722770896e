//! Slips of the pen: a few numbers are off, and the rest is right.

use super::{Case, Clinic, Found};
use crate::homework::judge::shown::{Shown, digits};
use crate::homework::judge::target::Target;
use crate::math::expr::Ball;
use crate::math::number::{self, Digits};

/// At most one in so many numbers is off by a slip.
const ONE_IN: usize = 4;

/// The code of a slip, and whether a number is one.
type Slip = (&'static str, fn(&Shown, Ball) -> bool);

/// The slips of one number, likelier ones first.
const SLIPS: [Slip; 4] = [
    ("sign-slip", sign),
    ("decimal-point-slip", point),
    ("digit-swap", swapped),
    ("digit-slip", digit),
];

/// The slips with a name that explain every number that is off.
pub(super) fn named(clinic: &Clinic, case: &Case) -> Vec<Found> {
    let mut found: Vec<Found> = lines_swapped(case).into_iter().collect();
    let Some((off, expected)) = few(case) else { return found };
    let of = |shown: &Shown| expected.get(shown.at).copied().unwrap_or_default();
    for (code, is_slip) in SLIPS {
        if off.iter().all(|shown| is_slip(shown, of(shown))) {
            found.push(Found::new(code, "", 3));
            break;
        }
    }
    found.extend(copied(clinic, case, &off));
    found
}

/// What is said where nothing explains the numbers.
pub(super) fn unnamed(case: &Case) -> Found {
    let (off, expected, code) = match few(case) {
        Some((off, expected)) => (off, expected, "arithmetic-slip"),
        None => (case.item.off(case.own), case.own, "unexplained"),
    };
    let first = off.first().and_then(|shown| expected.get(shown.at).map(|ball| (shown, ball)));
    let detail = first.map_or(String::new(), |(shown, ball)| {
        let (row, column) = case.item.place(shown);
        let x = number::format(ball.mid / case.item.scale, digits(shown.half));
        format!("{x} in row {}, column {},", row + 1, column + 1)
    });
    Found::new(code, &detail, 9)
}

/// The numbers that are off where they are few, and what they should be.
fn few<'b>(case: &Case<'_, 'b>) -> Option<(Vec<&'b Shown>, &'b [Ball])> {
    let is_few = |off: &[&Shown]| off.len() == 1 || off.len() * ONE_IN <= case.item.shown.len();
    [case.own, case.exact].into_iter().find_map(|expected| {
        let off = case.item.off(expected);
        (!off.is_empty() && is_few(&off)).then_some((off, expected))
    })
}

fn sign(shown: &Shown, expected: Ball) -> bool {
    shown.is_near(Ball { mid: -expected.mid, ..expected })
}

fn point(shown: &Shown, expected: Ball) -> bool {
    (-4..=4).filter(|by| *by != 0).any(|by| {
        let times = 10f64.powi(by);
        let rounded = if times > 1.0 { times * shown.half } else { 0.0 };
        shown.is_near(Ball { mid: times * expected.mid, radius: times * expected.radius + rounded })
    })
}

/// A number's digits up to its last printed one, with the unit of that.
fn written(shown: &Shown) -> Option<(Vec<u8>, f64)> {
    let Digits::Decimals(decimals) = digits(shown.half) else { return None };
    let text = format!("{:.decimals$}", shown.value.abs());
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    (digits.len() < 18).then_some((digits, 10f64.powi(-i32::try_from(decimals).ok()?)))
}

fn is_number(shown: &Shown, digits: &[u8], unit: f64, expected: Ball) -> bool {
    let whole = digits.iter().fold(0.0, |x, d| 10.0 * x + f64::from(d - b'0'));
    let value = (whole * unit).copysign(shown.value);
    Shown { value, ..*shown }.is_near(expected)
}

fn swapped(shown: &Shown, expected: Ball) -> bool {
    let Some((digits, unit)) = written(shown) else { return false };
    (1..digits.len()).any(|at| {
        let mut other = digits.clone();
        other.swap(at - 1, at);
        other != digits && is_number(shown, &other, unit, expected)
    })
}

fn digit(shown: &Shown, expected: Ball) -> bool {
    let Some((digits, unit)) = written(shown) else { return false };
    (0..digits.len()).any(|at| {
        (b'0'..=b'9').any(|digit| {
            let mut other = digits.clone();
            other[at] = digit;
            other != digits && is_number(shown, &other, unit, expected)
        })
    })
}

/// A number that stands beside it, or stood in its place in the iteration before.
fn copied(clinic: &Clinic, case: &Case, off: &[&Shown]) -> Option<Found> {
    let columns = case.item.shape.1.max(1);
    let source = |shown: &Shown| {
        let beside = case.item.shown.iter().find(|other| {
            let (a, b) = (other.at, shown.at);
            let next =
                (a / columns == b / columns && a.abs_diff(b) == 1) || a.abs_diff(b) == columns;
            next && other.value == shown.value && other.value != 0.0
        });
        if let Some(other) = beside {
            let (row, column) = case.item.place(other);
            return Some(format!("row {}, column {}", row + 1, column + 1));
        }
        let (iteration, before) = clinic.seen.get(&case.item.key())?;
        let same = before.iter().any(|other| other.at == shown.at && other.value == shown.value);
        let earlier = same && *iteration < case.item.placed.iteration && shown.value != 0.0;
        earlier.then(|| "the iteration before".into())
    };
    let sources: Option<Vec<String>> = off.iter().map(|shown| source(shown)).collect();
    let first = sources?.into_iter().next()?;
    Some(Found::new("copied-cell", &first, 3))
}

/// Two rows or two columns in each other's place.
fn lines_swapped(case: &Case) -> Option<Found> {
    let Target::Quantity(id) = case.target() else { return None };
    let quantity = case.known.own.sheet.quantity(id);
    let (rows, columns) = (quantity.rows, quantity.columns);
    let off = case.item.off(case.own);
    let lines = |of: &dyn Fn(usize) -> usize| {
        let mut lines: Vec<usize> = off.iter().map(|shown| of(shown.at)).collect();
        lines.sort_unstable();
        lines.dedup();
        <[usize; 2]>::try_from(lines).ok()
    };
    let is = |swap: &dyn Fn(usize) -> usize| {
        let swapped: Vec<Ball> = (0..case.own.len()).map(|at| case.own[swap(at)]).collect();
        case.is_explained(&swapped)
    };
    let other = |[a, b]: [usize; 2], line| {
        if line == a {
            b
        } else if line == b {
            a
        } else {
            line
        }
    };
    if let Some(pair) = lines(&|at| at / columns).filter(|_| rows > 1 && columns > 1)
        && is(&|at| other(pair, at / columns) * columns + at % columns)
    {
        return Some(Found::new("rows-swapped", "", 3));
    }
    let pair = lines(&|at| at % columns).filter(|_| columns > 1)?;
    let swapped = is(&|at| at / columns * columns + other(pair, at % columns));
    swapped.then(|| Found::new("columns-swapped", "", 3))
}
