//! What can go wrong on the way back through a softmax: its Jacobian, and the paper's formula for
//! the hinge on probabilities (Errata E17 to E20).

use super::wrong::Instead;
use super::{Earlier, Expr, Id, Leaf, Now, Operation, Site, Wrong, cell, whole};
use crate::math::expr;
use crate::math::hyperparameter::Hyperparameter;
use crate::math::loss::class;
use crate::worksheet::quantity::Role;

/// The Jacobian's diagonal alone, and no Jacobian at all; `gradient` computes ∂L/∂p.
pub(super) fn jacobian<'a>(site: &Site<'a>, p: Id, gradient: &'a dyn Operation) -> Vec<Wrong<'a>> {
    let rest = |p: Expr<Leaf>| Expr::minus(Expr::Number(1.0), p);
    let diagonal = Instead::new(
        site,
        move |now| {
            let factor = Expr::hadamard(whole(p), rest(whole(p)));
            Expr::hadamard(factor, gradient.formula(now))
        },
        move |row, column, earlier, now| {
            let p = cell(p, row, column);
            Expr::Mul(vec![p.clone(), rest(p), gradient.explain(row, column, earlier, now)])
        },
    );
    let missing = Instead::changed(site, gradient, |e, _| e);
    vec![
        Wrong::new("softmax-jacobian-diagonal", diagonal),
        Wrong::new("softmax-jacobian-missing", missing),
    ]
}

/// What is right for another loss, or for one entry of the gradient only.
pub(super) fn of_the_loss<'a>(site: &Site<'a>, p: Id) -> Vec<Wrong<'a>> {
    let (network, rows) = (site.network(), site.worksheet.rows());
    let Some(target) = site.find(Role::Target).filter(|_| site.layer() == network.depth()) else {
        return Vec::new();
    };
    let divisor = network.divisor(rows);
    let by = move |e| super::divided(e, divisor);
    let mut all = Vec::new();
    if network.loss.name != "cross_entropy" {
        let error = by(Expr::minus(whole(p), whole(target)));
        let short = Instead::new(
            site,
            move |_| error.clone(),
            move |row, column, _, _| {
                by(Expr::minus(cell(p, row, column), cell(target, row, column)))
            },
        );
        all.push(Wrong::new("ce-shortcut", short));
    }
    if network.loss.name == "hinge_softmax" {
        let entries: [(&'static str, Entry); 2] =
            [("hinge-gradient-for-o_y", by_the_right_class), ("own-term-only", own_term)];
        all.extend(entries.map(|(code, entry)| {
            let words = if code == "own-term-only" {
                "aⱼ pⱼ (1 − pⱼ + p_y)"
            } else {
                "aⱼ (−p_y pⱼ − p_y (1 − p_y))"
            };
            let cells = move |row, column, earlier: &Earlier, now: &Now| {
                let y = class(earlier.row(target, row));
                by(entry(&|k| cell(p, row, k), column, y, now))
            };
            let written = move |_: &Now| Expr::Leaf(Leaf::Text(words));
            Wrong::new(code, Instead::new(site, written, cells))
        }));
    }
    all
}

/// An entry of a gradient from the probabilities of an example, the column and the right class.
type Entry = fn(&dyn Fn(usize) -> Expr<Leaf>, usize, usize, &Now) -> Expr<Leaf>;

/// 1 where the term of class j is active: `pⱼ − p_y + m > 0`, as it always is at j = y.
fn active(p: &dyn Fn(usize) -> Expr<Leaf>, j: usize, y: usize, now: &Now) -> Expr<Leaf> {
    let margin = Hyperparameter::find("margin")
        .map_or(Expr::Number(f64::NAN), |row| Expr::Leaf(Leaf::Hyper(row, (row.get)(now.hyper))));
    expr::indicator(Expr::Add(vec![Expr::minus(p(j), p(y)), margin]))
}

/// `aⱼ (−p_y pⱼ − p_y (1 − p_y))`: `∂/∂o_y` of the term j, in the place of ∂L/∂oⱼ.
fn by_the_right_class(
    p: &dyn Fn(usize) -> Expr<Leaf>,
    j: usize,
    y: usize,
    now: &Now,
) -> Expr<Leaf> {
    let rest = Expr::minus(Expr::Number(1.0), p(y));
    let first = Expr::negate(Expr::Mul(vec![p(y), p(j)]));
    let slope = if j == y {
        // With j = y the paper's two products are −p_y p_y − p_y (1 − p_y) = −p_y.
        Expr::minus(Expr::negate(Expr::squared(p(y))), Expr::Mul(vec![p(y), rest]))
    } else {
        Expr::minus(first, Expr::Mul(vec![p(y), rest]))
    };
    Expr::Mul(vec![active(p, j, y, now), slope])
}

/// `aⱼ pⱼ (1 − pⱼ + p_y)`, and nothing for the right class.
fn own_term(p: &dyn Fn(usize) -> Expr<Leaf>, j: usize, y: usize, now: &Now) -> Expr<Leaf> {
    if j == y {
        return Expr::Number(0.0);
    }
    let rest = Expr::Add(vec![Expr::minus(Expr::Number(1.0), p(j)), p(y)]);
    Expr::Mul(vec![active(p, j, y, now), p(j), rest])
}
