//! Penalties on weights: Ω = λ₁ Σ|w| + (λ₂/2) Σw². Biases are never penalised.
//!
//! A term whose λ is 0 is left out altogether, so that it cannot change a bit of anything.

use super::expr;
use super::expr::Expr;
use super::hyperparameter::Hyperparameter;
use super::real;

/// The arguments a formula of this module may be written in.
#[derive(Clone, Copy, Debug)]
pub enum Arg {
    /// A weight, counted from 0 (always 0 where one cell is spoken of).
    Weight(usize),
    /// ∂L/∂w before the penalty is added.
    Gradient,
    /// λ₁ or λ₂.
    Hyper(&'static Hyperparameter),
}

/// Ω of one weight matrix, given as a slice: both sums run from the first weight to the last, the
/// squares by fused multiply-add.
pub fn penalty(w: &[f64], l1: f64, l2: f64) -> f64 {
    let absolute = || l1 * w.iter().map(|w| w.abs()).fold(0.0, |sum, w| sum + w);
    let square = || 0.5 * l2 * w.iter().fold(0.0, |sum, &w| w.mul_add(w, sum));
    match (l1 != 0.0, l2 != 0.0) {
        (false, false) => 0.0,
        (true, false) => absolute(),
        (false, true) => square(),
        (true, true) => absolute() + square(),
    }
}

/// Ω of a matrix of `n` weights as a formula: the same bits as [`penalty`].
pub fn penalty_expr(n: usize, l1: f64, l2: f64) -> Expr<Arg> {
    let weight = |i| Expr::Leaf(Arg::Weight(i));
    let absolute = || {
        let terms = (0..n).map(|i| expr::abs(weight(i))).collect();
        Expr::Mul(vec![hyper("l1"), Expr::Add(terms)])
    };
    let squares = || Expr::Dot((0..n).map(|i| (weight(i), weight(i))).collect());
    let square = || Expr::Mul(vec![Expr::Number(0.5), hyper("l2"), squares()]);
    match (l1 != 0.0, l2 != 0.0) {
        (false, false) => Expr::Number(0.0),
        (true, false) => absolute(),
        (false, true) => square(),
        (true, true) => Expr::Add(vec![absolute(), square()]),
    }
}

/// ∂Ω/∂w of one weight, λ₁ sign(w) + λ₂ w with sign 0 = 0.
pub fn slope(w: f64, l1: f64, l2: f64) -> f64 {
    match (l1 != 0.0, l2 != 0.0) {
        (false, false) => 0.0,
        (true, false) => l1 * real::sign(w),
        (false, true) => l2 * w,
        (true, true) => l1 * real::sign(w) + l2 * w,
    }
}

/// [`slope`] as a formula; a λ that is 0 is passed as `None`, and with both there is no slope.
pub fn slope_expr<L: Clone>(
    w: &Expr<L>,
    l1: Option<Expr<L>>,
    l2: Option<Expr<L>>,
) -> Option<Expr<L>> {
    let absolute = l1.map(|l1| Expr::Mul(vec![l1, expr::sign(w.clone())]));
    let square = l2.map(|l2| Expr::Mul(vec![l2, w.clone()]));
    match (absolute, square) {
        (Some(a), Some(b)) => Some(Expr::Add(vec![a, b])),
        (one, other) => one.or(other),
    }
}

/// Whether there is a penalty at all.
#[inline]
pub fn is_on(l1: f64, l2: f64) -> bool {
    l1 != 0.0 || l2 != 0.0
}

/// g ← g + λ₁ sign(w) + λ₂ w, over two slices of one length.
pub fn add_gradient(w: &[f64], l1: f64, l2: f64, g: &mut [f64]) {
    if l1 != 0.0 {
        for (g, &w) in g.iter_mut().zip(w) {
            *g += l1 * real::sign(w);
        }
    }
    if l2 != 0.0 {
        for (g, &w) in g.iter_mut().zip(w) {
            *g += l2 * w;
        }
    }
}

/// One cell of the gradient after [`add_gradient`], as a formula with the same bits.
pub fn gradient_expr(l1: f64, l2: f64) -> Expr<Arg> {
    let weight = || Expr::Leaf(Arg::Weight(0));
    let gradient = Expr::Leaf(Arg::Gradient);
    let mut terms = vec![gradient.clone()];
    if l1 != 0.0 {
        terms.push(Expr::Mul(vec![hyper("l1"), expr::sign(weight())]));
    }
    if l2 != 0.0 {
        terms.push(Expr::Mul(vec![hyper("l2"), weight()]));
    }
    if terms.len() == 1 { gradient } else { Expr::Add(terms) }
}

fn hyper(name: &str) -> Expr<Arg> {
    Hyperparameter::find(name).map_or(Expr::Number(f64::NAN), |row| Expr::Leaf(Arg::Hyper(row)))
}

#[cfg(test)]
mod tests {
    use super::Arg;
    use super::add_gradient;
    use super::gradient_expr;
    use super::penalty;
    use super::penalty_expr;
    use super::slope;
    use super::slope_expr;
    use crate::math::expr::Expr;
    use crate::math::hyperparameter::Hyperparameters;

    const LAMBDAS: [(f64, f64); 4] = [(0.0, 0.0), (0.3, 0.0), (0.0, 0.7), (0.3, 0.7)];
    const WEIGHTS: [f64; 5] = [0.1, -0.7, 0.0, -0.0, 1e-3];

    fn value(formula: &Expr<Arg>, g: f64, w: &[f64], l1: f64, l2: f64) -> f64 {
        let hyper = Hyperparameters { l1, l2, ..Hyperparameters::default() };
        formula.value(&|arg| match arg {
            Arg::Weight(i) => w[*i],
            Arg::Gradient => g,
            Arg::Hyper(row) => (row.get)(&hyper),
        })
    }

    #[test]
    fn the_penalty_and_its_gradient_are_those_of_the_arithmetic() {
        // w = (3, −4, 0), λ₁ = 0.5, λ₂ = 2: Ω = 0.5·7 + 1·25 = 28.5, slopes 0.5 + 6, −0.5 − 8, 0.
        let w = [3.0, -4.0, 0.0];
        assert_eq!(penalty(&w, 0.5, 2.0), 28.5);
        assert_eq!(penalty(&w, 0.5, 0.0), 3.5);
        assert_eq!(penalty(&w, 0.0, 2.0), 25.0);
        let mut g = [1.0, 1.0, 1.0];
        add_gradient(&w, 0.5, 2.0, &mut g);
        assert_eq!(g, [7.5, -7.5, 1.0]);
        assert_eq!(w.map(|w| slope(w, 0.5, 2.0)), [6.5, -8.5, 0.0]);
    }

    #[test]
    fn without_a_penalty_no_bit_of_the_gradient_changes() {
        let mut g = [-0.0, 0.0, f64::MIN_POSITIVE, -1.0];
        let before = g.map(f64::to_bits);
        add_gradient(&[f64::INFINITY, f64::NAN, -0.0, 2.0], 0.0, 0.0, &mut g);
        assert_eq!(g.map(f64::to_bits), before);
        assert_eq!(penalty(&[f64::INFINITY, f64::NAN], 0.0, 0.0), 0.0);
    }

    #[test]
    fn formulas_have_the_bits_of_the_code() {
        for (l1, l2) in LAMBDAS {
            for n in 0..=WEIGHTS.len() {
                let w = &WEIGHTS[..n];
                let redone = value(&penalty_expr(n, l1, l2), 0.0, w, l1, l2);
                assert_eq!(redone.to_bits(), penalty(w, l1, l2).to_bits());
            }
            for w in WEIGHTS {
                let mut g = [0.123];
                add_gradient(&[w], l1, l2, &mut g);
                let redone = value(&gradient_expr(l1, l2), 0.123, &[w], l1, l2);
                assert_eq!(redone.to_bits(), g[0].to_bits());
                let lambda = |x: f64| (x != 0.0).then_some(Expr::Number(x));
                let leaf = Expr::Leaf(Arg::Weight(0));
                if let Some(formula) = slope_expr(&leaf, lambda(l1), lambda(l2)) {
                    let redone = value(&formula, 0.0, &[w], l1, l2);
                    assert_eq!(redone.to_bits(), slope(w, l1, l2).to_bits());
                }
            }
        }
    }
}
