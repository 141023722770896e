//! Works out what follows from somebody's own numbers, cell by cell, with or without a mistake.

use super::{Own, Work};
use crate::homework::judge::shown::digits;
use crate::homework::judge::target::Target;
use crate::math::expr::{Ball, Expr};
use crate::math::number;
use crate::worksheet::op::{Leaf, Now, Wrong};
use crate::worksheet::quantity::{Cell, Id};

/// How often a formula is looked at anew for numbers that it reads.
const MOST_LOOKS: usize = 4;

/// What follows for a target.
#[derive(Clone, Debug, Default)]
pub struct Worked {
    /// Its numbers, row by row.
    pub balls: Vec<Ball>,
    /// Whether a mistake has touched what it follows from.
    pub tainted: bool,
}

impl<'a> Own<'a> {
    /// What follows for a target, with or without a mistake in this one step.
    pub fn follows(&mut self, target: Target, wrong: Option<&Wrong>) -> Worked {
        match target {
            Target::Quantity(id) => self.worked_out(id, wrong),
            Target::Loss { penalised } => self.loss(penalised, wrong),
        }
    }

    /// What a quantity follows to be from its formula, or from that of a mistake.
    pub(super) fn worked_out(&mut self, id: Id, wrong: Option<&Wrong>) -> Worked {
        let quantity = self.sheet.quantity(id);
        let Some(_) = &quantity.operation else { return self.standing(id) };
        let columns = quantity.columns;
        let cells = (0..quantity.len()).map(|at| Cell {
            quantity: id,
            row: at / columns,
            column: at % columns,
        });
        let cells: Vec<Cell> = cells.collect();
        let now = self.now();
        let mut formulas = Vec::new();
        // What a formula reads may depend on numbers that are only worked out for it.
        for _ in 0..MOST_LOOKS {
            formulas = cells.iter().filter_map(|cell| self.formula(wrong, &now, *cell)).collect();
            let needed = self.unfilled(&formulas);
            if needed.is_empty() {
                break;
            }
            for id in needed {
                self.fill(id);
            }
        }
        let balls = formulas.iter().map(|formula| formula.ball(&|leaf| self.leaf(leaf))).collect();
        Worked { balls, tainted: self.taint(&formulas) }
    }

    /// Works out what is not printed of a quantity.
    pub(super) fn fill(&mut self, id: Id) {
        let known = self.entry(id);
        if known.work != Work::Open {
            return;
        }
        let printed = known.printed.clone();
        let is_printed = |at: usize| printed.get(at).copied().unwrap_or(false);
        let len = self.sheet.quantity(id).len();
        if !(0..len).all(is_printed) {
            self.entry(id).work = Work::Begun;
            let sheet = self.sheet;
            let wrong = self.wrong_at(id);
            let worked = self.worked_out(id, wrong.as_ref());
            for (at, ball) in worked.balls.iter().enumerate().filter(|(at, _)| !is_printed(*at)) {
                let rounding = if ball.radius > 0.0 || self.rounds { self.grain } else { 0.0 };
                self.mid.slice_mut(sheet, id)[at] = self.carried(ball.mid);
                self.radius.slice_mut(sheet, id)[at] = ball.radius + rounding;
            }
            let known = self.entry(id);
            // What was printed of it keeps its own taint.
            known.tainted = worked.tainted || (known.tainted && !printed.is_empty());
        }
        self.entry(id).work = Work::Done;
    }

    /// A number on the way, as somebody carries it on who rounds every one.
    fn carried(&self, x: f64) -> f64 {
        let rounds = self.rounds && self.grain > 0.0;
        if rounds { number::rounded(x, digits(self.grain)) } else { x }
    }

    /// The mistake that is made in a quantity that is not printed.
    fn wrong_at(&self, id: Id) -> Option<Wrong<'a>> {
        let made = self.made.iter().find(|made| made.at == Some(id)).or_else(|| {
            let mut everywhere = self.made.iter().filter(|made| made.at.is_none());
            everywhere.next()
        })?;
        let fits = |wrong: &Wrong| {
            wrong.code == made.code && (made.at.is_none() || wrong.detail == made.detail)
        };
        self.sheet.mistakes(id).into_iter().find(fits)
    }

    /// The formula of a cell, numbers in place of choices.
    fn formula(&self, wrong: Option<&Wrong>, now: &Now, cell: Cell) -> Option<Expr<Leaf>> {
        match wrong {
            None => self.sheet.explain(&self.mid, now, cell).formula,
            Some(wrong) => Some(self.sheet.mistaken(wrong, &self.mid, now, cell)),
        }
    }

    /// What stands there already.
    pub(super) fn standing(&self, id: Id) -> Worked {
        let pairs = self.mid.slice(self.sheet, id).iter().zip(self.radius.slice(self.sheet, id));
        let balls = pairs.map(|(mid, radius)| Ball { mid: *mid, radius: *radius }).collect();
        let tainted = self.known.get(&id).is_some_and(|known| known.tainted);
        Worked { balls, tainted }
    }

    /// What formulas read that is not worked out yet.
    fn unfilled(&self, formulas: &[Expr<Leaf>]) -> Vec<Id> {
        let mut needed = sources(formulas);
        needed.retain(|id| self.known.get(id).is_none_or(|known| known.work == Work::Open));
        needed
    }

    /// Whether a mistake has touched what formulas read.
    fn taint(&self, formulas: &[Expr<Leaf>]) -> bool {
        let of = |id: &Id| self.known.get(id).is_some_and(|known| known.tainted);
        sources(formulas).iter().any(of)
    }

    /// The number of a leaf.
    fn leaf(&self, leaf: &Leaf) -> Ball {
        match leaf {
            Leaf::Cell(cell) => {
                let mid = self.mid.cell(self.sheet, *cell);
                Ball { mid, radius: self.radius.cell(self.sheet, *cell) }
            }
            Leaf::Hyper(_, x) => Ball::exact(*x),
            Leaf::Time(t) => Ball::exact(*t as f64),
            Leaf::Quantity(_) | Leaf::Text(_) => Ball::exact(f64::NAN),
        }
    }
}

/// The quantities that formulas read.
fn sources(formulas: &[Expr<Leaf>]) -> Vec<Id> {
    let mut found = Vec::new();
    for formula in formulas {
        formula.leaves(&mut |leaf| {
            if let Leaf::Cell(cell) = leaf
                && !found.contains(&cell.quantity)
            {
                found.push(cell.quantity);
            }
        });
    }
    found
}
