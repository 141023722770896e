//! Formulas as data: a small tree that is printed, substituted and evaluated.
//!
//! The same tree serves whole matrices (`X · W`, printed only) and single cells (evaluated too).
//! Leaves are whatever the user of the tree says they are (`L`): the rows of the tables of this
//! floor use their own argument names; the worksheet replaces them by quantities and cells.

mod ball;
mod function;
pub mod latex;
pub mod mathml;
pub mod numpy;
mod print;
mod set;
mod style;
#[cfg(test)]
mod tests;

pub use ball::Ball;
pub use function::{
    Apply, Function, Notation, abs, activation, call, exp, indicator, ln, log1p, pow, sigmoid,
    sign, sqrt, unless,
};
pub use print::MARKS;
pub use style::Style;

use super::real;

/// A formula whose leaves are `L`.
#[derive(Clone, Debug)]
pub enum Expr<L> {
    /// A literal number, such as the ½ of the squared error.
    Number(f64),
    /// A named thing: an argument, a quantity, a cell, a hyperparameter.
    Leaf(L),
    /// −e
    Neg(Box<Expr<L>>),
    /// e₁ + e₂ + …, summed from left to right.
    Add(Vec<Expr<L>>),
    /// a − b
    Sub(Box<Expr<L>>, Box<Expr<L>>),
    /// Product of numbers, multiplied from left to right.
    Mul(Vec<Expr<L>>),
    /// a / b
    Div(Box<Expr<L>>, Box<Expr<L>>),
    /// e², computed as e·e.
    Square(Box<Expr<L>>),
    /// Σ aᵢ·bᵢ: fused multiply-adds from +0, i ascending: how matrix products are summed.
    Dot(Vec<(Expr<L>, Expr<L>)>),
    /// The largest argument, compared from left to right.
    Max(Vec<Expr<L>>),
    /// A function applied to arguments.
    Call(Function, Vec<Expr<L>>),
    /// Matrix product (printed only).
    Product(Box<Expr<L>>, Box<Expr<L>>),
    /// Element by element product (printed only).
    Hadamard(Box<Expr<L>>, Box<Expr<L>>),
    /// Transposed matrix (printed only).
    Transpose(Box<Expr<L>>),
    /// Sum over examples, one value per column (printed only).
    ColumnSum(Box<Expr<L>>),
    /// Sum over outputs, one value per example (printed only).
    RowSum(Box<Expr<L>>),
}

/// Shorthands that keep formulas readable where they are written.
impl<L> Expr<L> {
    /// −e
    pub fn negate(e: Self) -> Self {
        Self::Neg(Box::new(e))
    }
    /// a − b
    pub fn minus(a: Self, b: Self) -> Self {
        Self::Sub(Box::new(a), Box::new(b))
    }
    /// a / b
    pub fn over(a: Self, b: Self) -> Self {
        Self::Div(Box::new(a), Box::new(b))
    }
    /// e²
    pub fn squared(e: Self) -> Self {
        Self::Square(Box::new(e))
    }
    /// a · b, matrices
    pub fn product(a: Self, b: Self) -> Self {
        Self::Product(Box::new(a), Box::new(b))
    }
    /// a ⊙ b
    pub fn hadamard(a: Self, b: Self) -> Self {
        Self::Hadamard(Box::new(a), Box::new(b))
    }
    /// eᵀ
    pub fn transposed(e: Self) -> Self {
        Self::Transpose(Box::new(e))
    }

    /// The tree with every leaf replaced by what `leaf` gives for it.
    pub fn substitute<M>(&self, leaf: &mut dyn FnMut(&L) -> Expr<M>) -> Expr<M> {
        self.rebuild(&mut |e| match e {
            Self::Leaf(l) => Some(leaf(l)),
            _ => None,
        })
    }

    /// The tree with every node for which `new` gives something replaced by that, outer nodes
    /// first. `new` must give something for every leaf it is asked about; leaves it refuses
    /// become NaN.
    pub fn rebuild<M>(&self, new: &mut dyn FnMut(&Self) -> Option<Expr<M>>) -> Expr<M> {
        if let Some(e) = new(self) {
            return e;
        }
        let mut one = |e: &Self| Box::new(e.rebuild(new));
        match self {
            Self::Number(x) => Expr::Number(*x),
            Self::Leaf(_) => Expr::Number(f64::NAN),
            Self::Neg(e) => Expr::Neg(one(e)),
            Self::Sub(a, b) => Expr::Sub(one(a), one(b)),
            Self::Div(a, b) => Expr::Div(one(a), one(b)),
            Self::Square(e) => Expr::Square(one(e)),
            Self::Product(a, b) => Expr::Product(one(a), one(b)),
            Self::Hadamard(a, b) => Expr::Hadamard(one(a), one(b)),
            Self::Transpose(e) => Expr::Transpose(one(e)),
            Self::ColumnSum(e) => Expr::ColumnSum(one(e)),
            Self::RowSum(e) => Expr::RowSum(one(e)),
            Self::Add(es) => Expr::Add(es.iter().map(|e| *one(e)).collect()),
            Self::Mul(es) => Expr::Mul(es.iter().map(|e| *one(e)).collect()),
            Self::Max(es) => Expr::Max(es.iter().map(|e| *one(e)).collect()),
            Self::Dot(ps) => Expr::Dot(ps.iter().map(|(a, b)| (*one(a), *one(b))).collect()),
            Self::Call(f, es) => Expr::Call(*f, es.iter().map(|e| *one(e)).collect()),
        }
    }

    /// Calls `visit` for every leaf, from left to right.
    pub fn leaves<'a>(&'a self, visit: &mut dyn FnMut(&'a L)) {
        match self {
            Self::Number(_) => {}
            Self::Leaf(l) => visit(l),
            Self::Neg(e)
            | Self::Square(e)
            | Self::Transpose(e)
            | Self::ColumnSum(e)
            | Self::RowSum(e) => {
                e.leaves(visit);
            }
            Self::Sub(a, b) | Self::Div(a, b) | Self::Product(a, b) | Self::Hadamard(a, b) => {
                a.leaves(visit);
                b.leaves(visit);
            }
            Self::Add(es) | Self::Mul(es) | Self::Max(es) | Self::Call(_, es) => {
                for e in es {
                    e.leaves(visit);
                }
            }
            Self::Dot(ps) => {
                for (a, b) in ps {
                    a.leaves(visit);
                    b.leaves(visit);
                }
            }
        }
    }

    /// The number a formula of single cells stands for; matrix nodes give NaN.
    ///
    /// The order of the operations is exactly the written one, so the result has the same bits as
    /// the code that filled the cell.
    pub fn value(&self, leaf: &dyn Fn(&L) -> f64) -> f64 {
        let at = |e: &Self| e.value(leaf);
        match self {
            Self::Number(x) => *x,
            Self::Leaf(l) => leaf(l),
            Self::Neg(e) => -at(e),
            Self::Sub(a, b) => at(a) - at(b),
            Self::Div(a, b) => at(a) / at(b),
            Self::Square(e) => {
                let x = at(e);
                x * x
            }
            Self::Add(es) => es.iter().map(at).reduce(|a, b| a + b).unwrap_or(0.0),
            Self::Mul(es) => es.iter().map(at).reduce(|a, b| a * b).unwrap_or(1.0),
            Self::Max(es) => es.iter().map(at).fold(f64::NEG_INFINITY, real::larger),
            Self::Dot(ps) => ps.iter().fold(0.0, |sum, (a, b)| at(a).mul_add(at(b), sum)),
            Self::Call(f, es) => f.value(&es.iter().map(at).collect::<Vec<_>>()),
            Self::Product(..)
            | Self::Hadamard(..)
            | Self::Transpose(_)
            | Self::ColumnSum(_)
            | Self::RowSum(_) => f64::NAN,
        }
    }
}
