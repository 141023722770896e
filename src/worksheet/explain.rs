//! Where a number comes from: the factors of one cell, in symbols, with numbers, and its shape.

use std::collections::HashSet;

use super::op::{Leaf, Now};
use super::quantity::{Cell, Id};
use super::sum::{self, Part};
use super::symbols::Symbols;
use super::{Trace, Worksheet};
use crate::math::expr::{Expr, MARKS, Style};

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

/// How an explanation is written.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// How quantities are called.
    pub symbols: &'a Symbols,
    /// How numbers are written.
    pub number: &'a dyn Fn(f64) -> String,
    /// At most so many terms of a sum; the others become one figure.
    pub terms: usize,
    /// A factor that is pointed out, by invisible marks around it ([`MARKS`]).
    pub chosen: Option<Cell>,
}

impl Worksheet {
    /// The formula of a whole quantity, or `None` for what an iteration is given.
    pub fn formula(&self, id: Id, now: &Now) -> Option<Expr<Leaf>> {
        self.performed(id, now).map(|operation| operation.formula(now))
    }

    /// Where one cell of a computed trace comes from.
    pub fn explain(&self, trace: &Trace, now: &Now, cell: Cell) -> Explanation {
        let operation = self.performed(cell.quantity, now);
        let earlier = trace.earlier(self);
        Explanation {
            cell,
            value: trace.cell(self, cell),
            formula: operation.as_ref().map(|o| o.explain(cell.row, cell.column, &earlier, now)),
            remark: operation.as_ref().and_then(|o| o.remark()),
        }
    }
}

impl Explanation {
    /// The cells it was computed from, each once, in the order of the formula.
    pub fn factors(&self) -> Vec<Cell> {
        self.formula.as_ref().map_or(Vec::new(), cells)
    }

    /// The same with the terms of long sums in the order of their size, as they are written.
    pub fn by_size(&self, worksheet: &Worksheet, trace: &Trace) -> Vec<Cell> {
        self.arranged(worksheet, trace).as_ref().map_or(Vec::new(), cells)
    }

    /// The number the formula gives when it is worked out anew from its factors.
    pub fn recompute(&self, worksheet: &Worksheet, trace: &Trace) -> f64 {
        let number = |leaf: &Leaf| value(worksheet, trace, leaf);
        self.formula.as_ref().map_or(self.value, |formula| formula.value(&number))
    }

    fn arranged(&self, worksheet: &Worksheet, trace: &Trace) -> Option<Expr<Leaf>> {
        let of = |leaf: &Leaf| value(worksheet, trace, leaf);
        self.formula.as_ref().map(|formula| sum::arranged(formula, &of))
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
        let wording = Wording { symbols, number, terms: usize::MAX - 1, chosen: None };
        self.written(worksheet, trace, wording).map_or(Vec::new(), |(_, numbers)| numbers)
    }

    /// The formula in symbols and in numbers, the terms of long sums in the order of their size.
    pub fn written(
        &self,
        worksheet: &Worksheet,
        trace: &Trace,
        wording: Wording,
    ) -> Option<(String, Vec<String>)> {
        let formula = self.arranged(worksheet, trace)?;
        let of = |leaf: &Leaf| value(worksheet, trace, leaf);
        let cut = sum::cut(&formula, &of, wording.terms, wording.chosen);
        let symbolic = in_symbols(worksheet, &cut, wording);
        Some((symbolic, self.in_numbers(&cut, &of, wording)))
    }

    fn in_numbers(
        &self,
        cut: &Expr<Part>,
        of: &dyn Fn(&Leaf) -> f64,
        wording: Wording,
    ) -> Vec<String> {
        let part = |part: &Part| match part {
            Part::Leaf(leaf) => of(leaf),
            Part::Rest { value, .. } => *value,
        };
        let leaf = |it: &Part| match it {
            Part::Leaf(leaf) => pointed_out((wording.number)(of(leaf)), leaf, wording.chosen),
            Part::Rest { count, value } => {
                let figure = (wording.number)(*value);
                let style = wording.symbols.style();
                let negative = style.is_negative(&figure);
                let figure = if negative { style.parenthesis(&figure) } else { figure };
                figure + &style.words(&format!(" (the other {count} terms)"))
            }
        };
        let text = |e: Expr<String>| e.print(wording.symbols.style(), &Clone::clone);
        let numbers = cut.substitute(&mut |it| Expr::Leaf(leaf(it)));
        let worked_out = cut.rebuild(&mut |e| match e {
            Expr::Leaf(it) => Some(Expr::Leaf(leaf(it))),
            Expr::Call(..) => Some(Expr::Leaf(call(e, (wording.number)(e.value(&part)), wording))),
            _ => None,
        });
        let mut lines = vec![text(numbers), text(worked_out)];
        lines.dedup_by(|a, b| unmarked(a) == unmarked(b));
        let result = (wording.number)(self.value);
        lines.retain(|line| unmarked(line) != result);
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
            Expr::Leaf(Leaf::Time(t)) => Some(Expr::Leaf(t.to_string())),
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

/// The cells of a formula, each once, in order.
fn cells(formula: &Expr<Leaf>) -> Vec<Cell> {
    let (mut cells, mut seen) = (Vec::new(), HashSet::new());
    formula.leaves(&mut |leaf| {
        if let Leaf::Cell(cell) = leaf
            && seen.insert(*cell)
        {
            cells.push(*cell);
        }
    });
    cells
}

/// A shortened formula in symbols.
fn in_symbols(worksheet: &Worksheet, cut: &Expr<Part>, wording: Wording) -> String {
    let symbols = wording.symbols;
    let dots = if symbols.style() == Style::Plain { "..." } else { "…" };
    let alone = matches!(cut, Expr::Leaf(_));
    cut.print(symbols.style(), &|part| match part {
        Part::Leaf(Leaf::Text(text)) if alone => symbols.style().words(text),
        Part::Leaf(leaf) => pointed_out(symbols.leaf(worksheet, leaf), leaf, wording.chosen),
        Part::Rest { count, .. } => symbols.style().words(&format!("{dots} ({count} more terms)")),
    })
}

/// A function's value, pointed out where the chosen cell is its argument.
fn call(e: &Expr<Part>, text: String, wording: Wording) -> String {
    let mut within = None;
    e.leaves(&mut |part| match part {
        Part::Leaf(leaf @ Leaf::Cell(cell)) if Some(*cell) == wording.chosen => {
            within = Some(leaf.clone());
        }
        _ => {}
    });
    within.map_or(text.clone(), |leaf| pointed_out(text, &leaf, wording.chosen))
}

/// The text of a leaf, between marks where it is the chosen cell.
fn pointed_out(text: String, leaf: &Leaf, chosen: Option<Cell>) -> String {
    match leaf {
        Leaf::Cell(cell) if Some(*cell) == chosen => format!("{}{text}{}", MARKS[0], MARKS[1]),
        _ => text,
    }
}

fn unmarked(text: &str) -> String {
    text.replace(MARKS, "")
}

/// The number a leaf stands for.
pub(super) fn value(worksheet: &Worksheet, trace: &Trace, leaf: &Leaf) -> f64 {
    match leaf {
        Leaf::Cell(cell) => trace.cell(worksheet, *cell),
        Leaf::Hyper(_, x) => *x,
        Leaf::Time(t) => *t as f64,
        Leaf::Quantity(_) | Leaf::Text(_) => f64::NAN,
    }
}
