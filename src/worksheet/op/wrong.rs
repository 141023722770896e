//! What a mistake is made of: the formula somebody used instead of the right one.

use std::fmt;

use super::{Earlier, Expr, Leaf, Now, Operation};
use crate::worksheet::Worksheet;
use crate::worksheet::network::{Layer, Network};
use crate::worksheet::quantity::{Id, Quantity, Role};

/// A classic way to get a quantity wrong.
#[derive(Debug)]
pub struct Wrong<'a> {
    /// Its row in [`MISTAKES`](crate::worksheet::mistake::MISTAKES).
    pub code: &'static str,
    /// Which variant, where there are several: `sigmoid`, `2 η`.
    pub detail: String,
    /// What is computed instead.
    pub operation: Box<dyn Operation + 'a>,
}

impl<'a> Wrong<'a> {
    pub(super) fn new(code: &'static str, operation: impl Operation + 'a) -> Self {
        Self { code, detail: String::new(), operation: Box::new(operation) }
    }

    pub(super) fn detailed(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

/// The place in a worksheet that an operation computes.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The worksheet.
    pub worksheet: &'a Worksheet,
    /// The quantity that is computed.
    pub id: Id,
}

impl<'a> Site<'a> {
    pub(super) fn network(&self) -> &'a Network {
        self.worksheet.network()
    }

    pub(super) fn quantity(&self) -> &'a Quantity {
        self.worksheet.quantity(self.id)
    }

    /// The layer of the quantity, from 1; the last one for the loss.
    pub(super) fn layer(&self) -> usize {
        self.quantity().role.layer().unwrap_or(self.network().depth())
    }

    pub(super) fn layer_before(&self) -> Option<&'a Layer> {
        self.layer().checked_sub(2).map(|at| &self.network().layers[at])
    }

    pub(super) fn find(&self, role: Role) -> Option<Id> {
        self.worksheet.find(role)
    }

    pub(super) fn shape(&self, id: Id) -> (usize, usize) {
        let q = self.worksheet.quantity(id);
        (q.rows, q.columns)
    }
}

type CellFormula<'a> = dyn Fn(usize, usize, &Earlier, &Now) -> Expr<Leaf> + 'a;
type WholeFormula<'a> = dyn Fn(&Now) -> Expr<Leaf> + 'a;

/// An operation that is nothing but its formula; every cell is computed from its explanation.
pub(super) struct Instead<'a> {
    columns: usize,
    whole: Box<WholeFormula<'a>>,
    cell: Box<CellFormula<'a>>,
}

impl<'a> Instead<'a> {
    pub(super) fn new(
        site: &Site,
        whole: impl Fn(&Now) -> Expr<Leaf> + 'a,
        cell: impl Fn(usize, usize, &Earlier, &Now) -> Expr<Leaf> + 'a,
    ) -> Self {
        let columns = site.quantity().columns;
        Self { columns, whole: Box::new(whole), cell: Box::new(cell) }
    }

    /// An operation whose formulas are changed as a whole: `(e) → 2 e`.
    pub(super) fn changed(
        site: &Site,
        operation: &'a dyn Operation,
        change: impl Fn(Expr<Leaf>, &Now) -> Expr<Leaf> + Clone + 'a,
    ) -> Self {
        let same = change.clone();
        Self::new(
            site,
            move |now| change(operation.formula(now), now),
            move |row, column, earlier, now| {
                same(operation.explain(row, column, earlier, now), now)
            },
        )
    }
}

impl fmt::Debug for Instead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instead").field("columns", &self.columns).finish_non_exhaustive()
    }
}

impl Operation for Instead<'_> {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], now: &Now) {
        let number = |leaf: &Leaf| match leaf {
            Leaf::Cell(cell) => earlier.row(cell.quantity, cell.row)[cell.column],
            Leaf::Hyper(_, x) => *x,
            Leaf::Time(t) => *t as f64,
            Leaf::Quantity(_) | Leaf::Text(_) => f64::NAN,
        };
        for (at, out) in out.iter_mut().enumerate() {
            let (row, column) = (at / self.columns, at % self.columns);
            *out = (self.cell)(row, column, earlier, now).value(&number);
        }
    }

    fn formula(&self, now: &Now) -> Expr<Leaf> {
        (self.whole)(now)
    }

    fn explain(&self, row: usize, column: usize, earlier: &Earlier, now: &Now) -> Expr<Leaf> {
        (self.cell)(row, column, earlier, now)
    }
}

/// The mistakes that can happen to any product of factors: its sign, a factor 2, a factor ½.
pub(super) fn scaled<'a>(site: &Site, operation: &'a dyn Operation) -> Vec<Wrong<'a>> {
    let times = |code, factor: f64| {
        let change = move |e, _: &Now| Expr::Mul(vec![Expr::Number(factor), e]);
        Wrong::new(code, Instead::changed(site, operation, change))
    };
    let negated = Instead::changed(site, operation, |e, _| Expr::negate(e));
    vec![Wrong::new("sign-flipped", negated), times("factor-2", 2.0), times("factor-half", 0.5)]
}

/// The mean instead of the sum over `rows` examples, or, where there is a divisor, the sum
/// instead of the mean.
pub(super) fn reduced<'a>(
    site: &Site,
    operation: &'a dyn Operation,
    divisor: Option<f64>,
) -> Option<Wrong<'a>> {
    let rows = site.worksheet.rows() as f64;
    match divisor {
        Some(n) if n != 1.0 => {
            let undone = move |e, _: &Now| Expr::Mul(vec![Expr::Number(n), e]);
            let sum = Instead::changed(site, operation, undone);
            Some(Wrong::new("sum-not-mean", sum).detailed(n.to_string()))
        }
        None if rows != 1.0 => {
            let mean = move |e, _: &Now| Expr::over(e, Expr::Number(rows));
            Some(Wrong::new("mean-not-sum", Instead::changed(site, operation, mean)))
        }
        _ => None,
    }
}
