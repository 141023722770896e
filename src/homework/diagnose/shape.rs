//! What explains a matrix of another shape than it should have.

use super::{Clinic, Found, ranked};
use crate::homework::judge::item::Item;
use crate::homework::judge::own::Own;
use crate::homework::judge::shown::Shown;
use crate::homework::judge::target::Target;
use crate::homework::place::What;
use crate::homework::verdict::Cause;
use crate::math::expr::Ball;
use crate::worksheet::quantity::Role;

impl Clinic<'_> {
    /// What explains a shape, best first; never nothing.
    pub fn causes_of_shape(&self, item: &Item, own: &mut Own) -> Vec<Cause> {
        let mut found: Vec<Found> = turned(item, own).into_iter().collect();
        found.extend(elementwise(item, own));
        if found.is_empty() {
            found.push(Found::new("wrong-shape", "", 9));
        }
        ranked(found).iter().map(Found::cause).collect()
    }
}

/// The right numbers with rows for columns.
fn turned(item: &Item, own: &mut Own) -> Option<Found> {
    let What::Quantity(role) = item.placed.what else { return None };
    let id = own.sheet.find(role)?;
    let (rows, columns) = item.shape;
    if (item.placed.value.columns, item.placed.value.rows) != (rows, columns) {
        return None;
    }
    let right = own.follows(Target::Quantity(id), None).balls;
    is(item, &transposed(&right, (rows, columns))).then(|| Found::new("transposed", "", 0))
}

/// A matrix with its rows for columns, given its shape.
pub(super) fn transposed(balls: &[Ball], (rows, columns): (usize, usize)) -> Vec<Ball> {
    (0..balls.len()).map(|at| balls[(at % rows) * columns + at / rows]).collect()
}

/// Input times δ, number by number.
fn elementwise(item: &Item, own: &mut Own) -> Option<Found> {
    let What::Quantity(Role::Gradient(parameter)) = item.placed.what else { return None };
    let l = parameter.layer;
    let input = own.sheet.find(if l == 1 { Role::Input } else { Role::Activation(l - 1) })?;
    let delta = own.sheet.find(Role::Delta(l))?;
    let a = own.values(input).to_vec();
    let b = own.values(delta).to_vec();
    let products: Vec<Ball> = a.iter().zip(&b).map(|(a, b)| Ball::exact(a * b)).collect();
    let fits = a.len() == b.len() && products.len() == item.placed.value.cells.len();
    (fits && is(item, &products)).then(|| Found::new("elementwise-not-outer", "", 0))
}

/// Whether the numbers of a value that may be of another shape are these, within three times their
/// half units.
fn is(item: &Item, balls: &[Ball]) -> bool {
    let coarse = |shown: &Shown| {
        balls.get(shown.mark).is_some_and(|ball| {
            shown.is_near(Ball { mid: ball.mid, radius: ball.radius + 2.0 * shown.half })
        })
    };
    item.shown.iter().all(coarse)
}
