//! Long sums made short: the largest terms by name, the others as one figure that adds up.

use super::op::Leaf;
use super::quantity::Cell;
use crate::math::expr::Expr;

/// A sum of more terms than this is written with its largest terms first.
const LONG: usize = 8;

/// What a shortened formula is made of.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// What the formula is made of.
    Leaf(Leaf),
    /// The terms of a sum that are not written out.
    Rest {
        /// How many.
        count: usize,
        /// What they add up to.
        value: f64,
    },
}

/// The formula with the terms of its long sums in the order of their size.
pub(super) fn arranged(formula: &Expr<Leaf>, value: &dyn Fn(&Leaf) -> f64) -> Expr<Leaf> {
    formula.rebuild(&mut |e| match e {
        Expr::Leaf(leaf) => Some(Expr::Leaf(leaf.clone())),
        Expr::Add(es) if es.len() > LONG => {
            let sizes: Vec<f64> = es.iter().map(|e| e.value(value)).collect();
            Some(Expr::Add(by_size(&sizes).map(|i| es[i].clone()).collect()))
        }
        Expr::Dot(pairs) if pairs.len() > LONG => {
            let order = by_size(&products(pairs, value));
            Some(Expr::Dot(order.map(|i| pairs[i].clone()).collect()))
        }
        _ => None,
    })
}

/// The formula with at most `most` terms of every sum, the largest ones and in any case one that
/// names `chosen`; the terms that are left out become their sum. Two terms at least are left out.
pub(super) fn cut(
    formula: &Expr<Leaf>,
    value: &dyn Fn(&Leaf) -> f64,
    most: usize,
    chosen: Option<Cell>,
) -> Expr<Part> {
    let most = most.max(1);
    let within = |e: &Expr<Leaf>| cut(e, value, most, chosen);
    formula.rebuild(&mut |e| match e {
        Expr::Leaf(leaf) => Some(Expr::Leaf(Part::Leaf(leaf.clone()))),
        Expr::Add(es) if es.len() > most + 1 => {
            let sizes: Vec<f64> = es.iter().map(|e| e.value(value)).collect();
            let names = |i: usize| chosen.is_some_and(|cell| mentions(&es[i], cell));
            let kept = kept(&sizes, most, &names);
            let mut terms: Vec<_> = kept.iter().map(|i| within(&es[*i])).collect();
            terms.push(rest(&sizes, &kept));
            Some(Expr::Add(terms))
        }
        Expr::Dot(pairs) if pairs.len() > most + 1 => {
            let sizes = products(pairs, value);
            let names = |i: usize| {
                let (a, b) = &pairs[i];
                chosen.is_some_and(|cell| mentions(a, cell) || mentions(b, cell))
            };
            let kept = kept(&sizes, most, &names);
            let pair = |i: &usize| (within(&pairs[*i].0), within(&pairs[*i].1));
            let dot = Expr::Dot(kept.iter().map(pair).collect());
            Some(Expr::Add(vec![dot, rest(&sizes, &kept)]))
        }
        _ => None,
    })
}

fn products(pairs: &[(Expr<Leaf>, Expr<Leaf>)], value: &dyn Fn(&Leaf) -> f64) -> Vec<f64> {
    pairs.iter().map(|(a, b)| a.value(value) * b.value(value)).collect()
}

/// Places in the order of size, the largest first; a NaN is larger than everything.
fn by_size(sizes: &[f64]) -> impl Iterator<Item = usize> + use<> {
    let size = |i: usize| if sizes[i].is_nan() { f64::INFINITY } else { sizes[i].abs() };
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|i, j| size(*j).total_cmp(&size(*i)));
    order.into_iter()
}

/// The places of the `most` largest terms, and of one that names what is looked for, in order.
fn kept(sizes: &[f64], most: usize, names: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut kept: Vec<usize> = by_size(sizes).take(most).collect();
    if !kept.iter().any(|i| names(*i))
        && let Some(named) = (0..sizes.len()).find(|i| names(*i))
        && let Some(last) = kept.last_mut()
    {
        *last = named;
    }
    kept.sort_unstable();
    kept
}

fn rest(sizes: &[f64], kept: &[usize]) -> Expr<Part> {
    let left = (0..sizes.len()).filter(|i| kept.binary_search(i).is_err());
    let value = left.map(|i| sizes[i]).reduce(|a, b| a + b).unwrap_or(0.0);
    Expr::Leaf(Part::Rest { count: sizes.len() - kept.len(), value })
}

/// Whether a formula names a cell where it can be seen: not as one of many arguments of a maximum.
fn mentions(e: &Expr<Leaf>, cell: Cell) -> bool {
    let mut found = false;
    e.rebuild::<()>(&mut |e| match e {
        Expr::Leaf(leaf) => {
            found |= matches!(leaf, Leaf::Cell(named) if *named == cell);
            Some(Expr::Leaf(()))
        }
        Expr::Max(es) if es.len() > 4 => Some(Expr::Leaf(())),
        _ => None,
    });
    found
}
