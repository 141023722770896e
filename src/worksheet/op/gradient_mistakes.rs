//! What can go wrong with any gradient: the step in its place, one example for all, the δ of another
//! layer.

use super::wrong::Instead;
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong};
use crate::math::hyperparameter::Hyperparameter;
use crate::worksheet::quantity::Role;

/// η ∇ and −η ∇ where ∇ should stand.
pub(super) fn as_step<'a>(site: &Site, operation: &'a dyn Operation) -> Vec<Wrong<'a>> {
    let step = |e, now: &Now| Expr::Mul(vec![learning_rate(now), e]);
    let against = move |e, now: &Now| Expr::negate(step(e, now));
    vec![
        Wrong::new("lr-included", Instead::changed(site, operation, step)),
        Wrong::new("step-not-gradient", Instead::changed(site, operation, against)),
    ]
}

/// η as a leaf.
pub(super) fn learning_rate(now: &Now) -> Expr<Leaf> {
    Hyperparameter::find("learning_rate")
        .map_or(Expr::Number(f64::NAN), |row| Expr::Leaf(Leaf::Hyper(row, (row.get)(now.hyper))))
}

/// The first and the last example alone; `one` is the share of an example in a cell.
pub(super) fn examples<'a>(
    site: &Site,
    whole: impl Fn(&Now) -> Expr<Leaf> + Clone + 'a,
    one: impl Fn(usize, usize, usize, &Now) -> Expr<Leaf> + Clone + 'a,
) -> Vec<Wrong<'a>> {
    let rows = site.worksheet.rows();
    if rows < 2 {
        return Vec::new();
    }
    let only = |code, n| {
        let one = one.clone();
        let cell = move |row, column, _: &Earlier, now: &Now| one(n, row, column, now);
        Wrong::new(code, Instead::new(site, whole.clone(), cell))
    };
    vec![only("first-example-only", 0), only("last-example-only", rows - 1)]
}

/// The same with every other δ of the same shape.
pub(super) fn of_other_layers<'a, O: Operation + 'a>(
    site: &Site<'a>,
    delta: Id,
    with: impl Fn(Id) -> O,
) -> Vec<Wrong<'a>> {
    let layers = 1..=site.network().depth();
    let others = layers.filter_map(|l| site.find(Role::Delta(l)).map(|id| (l, id)));
    let fitting = others.filter(|(_, id)| *id != delta && site.shape(*id) == site.shape(delta));
    let wrong =
        |(l, id)| Wrong::new("delta-of-wrong-layer", with(id)).detailed(format!("delta{l}"));
    fitting.map(wrong).collect()
}
