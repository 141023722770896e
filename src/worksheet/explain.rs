//! Where a number comes from: the factors of one cell, in symbols, with numbers, and its shape.

use std::collections::HashSet;

use super::op::{Leaf, Now};
use super::quantity::{Cell, Id};
use super::symbols::Symbols;
use super::{Trace, Worksheet};
use crate::math::expr::Expr;

/// One cell taken apart.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The cell.
    pub cell: Cell,
    /// Its value in the trace.
    pub value: f64,
    /// The formula of this one cell, or `None` for what an iteration is given.
    pub formula: Option<Expr<Leaf>>,
    /// What the formula alone would hide, such as what `ReLU′` is.
    pub remark: Option<String>,
}

impl Worksheet {
    /// The formula of a whole quantity, or `None` for what an iteration is given.
    pub fn formula(&self, id: Id, now: &Now) -> Option<Expr<Leaf>> {
        self.quantity(id).operation.as_ref().map(|operation| operation.formula(now))
    }

    /// Where one cell of a computed trace comes from.
    pub fn explain(&self, trace: &Trace, now: &Now, cell: Cell) -> Explanation {
        let operation = self.quantity(cell.quantity).operation.as_ref();
        let earlier = trace.earlier(self);
        Explanation {
            cell,
            value: trace.cell(self, cell),
            formula: operation.map(|o| o.explain(cell.row, cell.column, &earlier, now)),
            remark: operation.and_then(|o| o.remark()),
        }
    }
}

impl Explanation {
    /// The cells it was computed from, each once, in the order of the formula.
    pub fn factors(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut seen = HashSet::new();
        if let Some(formula) = &self.formula {
            formula.leaves(&mut |leaf| {
                if let Leaf::Cell(cell) = leaf
                    && seen.insert(*cell)
                {
                    cells.push(*cell);
                }
            });
        }
        cells
    }

    /// The number the formula gives when it is worked out anew from its factors.
    pub fn recompute(&self, worksheet: &Worksheet, trace: &Trace) -> f64 {
        let number = |leaf: &Leaf| value(worksheet, trace, leaf);
        self.formula.as_ref().map_or(self.value, |formula| formula.value(&number))
    }

    /// The formula in symbols: `ReLU′(s[1,1]) × (δ_out[1,1] × W_out[1,1])`.
    pub fn symbolic(&self, worksheet: &Worksheet, symbols: &Symbols) -> Option<String> {
        self.formula.as_ref().map(|formula| symbols.formula(worksheet, formula))
    }

    /// The formula with numbers for the cells: `ReLU′(0.46951) × (−0.38959 × 0.22397)`, and once
    /// more with its functions worked out where that differs: `1 × (−0.38959 × 0.22397)`.
    pub fn substituted(
        &self,
        worksheet: &Worksheet,
        trace: &Trace,
        symbols: &Symbols,
        number: &dyn Fn(f64) -> String,
    ) -> Vec<String> {
        let Some(formula) = &self.formula else { return Vec::new() };
        let of = |leaf: &Leaf| value(worksheet, trace, leaf);
        let text = |e: Expr<String>| e.print(symbols.style(), &Clone::clone);
        let numbers = formula.substitute(&mut |leaf| Expr::Leaf(number(of(leaf))));
        let worked_out = formula.rebuild(&mut |e| match e {
            Expr::Leaf(leaf) => Some(Expr::Leaf(number(of(leaf)))),
            Expr::Call(..) => Some(Expr::Leaf(number(e.value(&of)))),
            _ => None,
        });
        let mut lines = vec![text(numbers), text(worked_out)];
        lines.dedup();
        let result = number(self.value);
        lines.retain(|line| *line != result);
        lines
    }

    /// The shapes of the whole quantity's formula: `(4×3) = (4×3) ⊙ ((4×1) · (1×3))`; `None` where
    /// the formula is in words.
    pub fn shapes(&self, worksheet: &Worksheet, now: &Now, symbols: &Symbols) -> Option<String> {
        let formula = worksheet.formula(self.cell.quantity, now)?;
        let mut in_words = false;
        formula.leaves(&mut |leaf| in_words |= matches!(leaf, Leaf::Text(_)));
        if in_words {
            return None;
        }
        let size = |id: Id| (worksheet.quantity(id).rows, worksheet.quantity(id).columns);
        let shape = |(rows, columns): (usize, usize)| Expr::Leaf(format!("({rows}×{columns})"));
        let shapes = formula.rebuild(&mut |e| match e {
            Expr::Leaf(Leaf::Quantity(id)) => Some(shape(size(*id))),
            Expr::Leaf(Leaf::Hyper(row, _)) => Some(Expr::Leaf(row.symbol.into())),
            Expr::Leaf(Leaf::Text(_) | Leaf::Cell(_)) => Some(Expr::Leaf("…".into())),
            Expr::Call(_, of) => match of.as_slice() {
                [Expr::Leaf(Leaf::Quantity(id))] => Some(shape(size(*id))),
                _ => None,
            },
            Expr::Transpose(of) => match of.as_ref() {
                Expr::Leaf(Leaf::Quantity(id)) => Some(shape((size(*id).1, size(*id).0))),
                _ => None,
            },
            _ => None,
        });
        let of = size(self.cell.quantity);
        let right = shapes.print(symbols.style(), &Clone::clone);
        Some(format!("({}×{}) = {right}", of.0, of.1))
    }
}

/// The number a leaf stands for.
fn value(worksheet: &Worksheet, trace: &Trace, leaf: &Leaf) -> f64 {
    match leaf {
        Leaf::Cell(cell) => trace.cell(worksheet, *cell),
        Leaf::Hyper(_, x) => *x,
        Leaf::Quantity(_) | Leaf::Text(_) => f64::NAN,
    }
}
