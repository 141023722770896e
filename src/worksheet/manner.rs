//! How an iteration is worked out: rightly and exactly, unless somebody wants to see what happens
//! with a mistake in it, or with every number rounded as it is written down.

use std::ops::{Deref, Range};

use super::mistake::Mistake;
use super::op::{Earlier, Leaf, Now, Operation, Wrong};
use super::quantity::{Id, Role};
use super::{Trace, Worksheet};
use crate::math::expr::Expr;
use crate::math::number::{self, Digits};

/// How far apart sums of the same terms in another order may be, relative to their size.
const DUST: f64 = 1e-12;

/// The manner of working; the default is right and exact.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// The mistake that is made wherever it can be made.
    pub mistake: Option<&'static Mistake>,
    /// How every number is rounded as soon as it is computed.
    pub rounding: Option<Digits>,
}

impl Manner {
    /// Whether it is right and exact.
    pub fn is_plain(&self) -> bool {
        self.mistake.is_none() && self.rounding.is_none()
    }

    /// A number as it is carried on.
    pub fn carried(&self, x: f64) -> f64 {
        self.rounding.map_or(x, |digits| number::rounded(x, digits))
    }
}

/// What computes a quantity: its own operation, or a mistake in its place.
pub(super) enum Performed<'a> {
    Right(&'a dyn Operation),
    Wrong(Box<dyn Operation + 'a>),
}

impl<'a> Deref for Performed<'a> {
    type Target = dyn Operation + 'a;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Right(operation) => *operation,
            Self::Wrong(operation) => operation.as_ref(),
        }
    }
}

impl Worksheet {
    /// How iterations are worked out.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// Lets every iteration from now on be worked out like this.
    pub fn set_manner(&mut self, manner: Manner) {
        self.manner = manner;
        let can = |id: &Id, mistake: &Mistake| {
            self.mistakes(*id).iter().any(|wrong| wrong.code == mistake.code)
        };
        let all = self.quantities().map(|(id, _)| id);
        let breakable = manner.mistake.map(|mistake| all.filter(|id| can(id, mistake)).collect());
        let mut breakable: Vec<Id> = breakable.unwrap_or_default();
        // With the same sign or factor in the loss the gradient would be right again.
        if manner.mistake.is_some_and(|mistake| mistake.once) && breakable.len() > 1 {
            breakable.retain(|id| self.quantity(*id).role != Role::Loss);
        }
        self.breakable = breakable;
    }

    /// Whether a quantity is computed wrongly in this iteration, from whatever it is computed from.
    pub fn strays(&self, id: Id, trace: &Trace, now: &Now) -> bool {
        let Some(right) = self.quantity(id).operation.as_deref() else { return false };
        let mut out = vec![0.0; self.quantity(id).len()];
        right.evaluate(&trace.earlier(self), &mut out, now);
        let pairs = out.into_iter().zip(trace.slice(self, id));
        pairs.map(|(right, is)| (self.manner.carried(right), *is)).any(|(right, is)| {
            let dust = DUST * right.abs().max(is.abs());
            right.to_bits() != is.to_bits()
                && right.is_nan() != is.is_nan() | ((right - is).abs() > dust)
        })
    }

    /// What computes a quantity in this worksheet's manner; `None` for what is given.
    pub(super) fn performed(&self, id: Id, now: &Now) -> Option<Performed<'_>> {
        let right = self.quantity(id).operation.as_deref()?;
        let made = self.made(id, now);
        Some(made.map_or(Performed::Right(right), |wrong| Performed::Wrong(wrong.operation)))
    }

    /// The mistake that is made in a quantity, if this worksheet's manner makes one there.
    pub fn made(&self, id: Id, now: &Now) -> Option<Wrong<'_>> {
        let mistake = self.manner.mistake.filter(|_| self.is_breakable(id))?;
        if mistake.once && self.inherits(id, now) {
            return None;
        }
        self.mistakes(id).into_iter().find(|wrong| wrong.code == mistake.code)
    }

    fn is_breakable(&self, id: Id) -> bool {
        self.breakable.binary_search(&id).is_ok()
    }

    /// The formula that would be right for a quantity, whatever the manner.
    pub fn right_formula(&self, id: Id, now: &Now) -> Option<Expr<Leaf>> {
        self.quantity(id).operation.as_deref().map(|right| right.formula(now))
    }

    /// Whether a mistake that is made once is handed on to a quantity by what it is computed from.
    fn inherits(&self, id: Id, now: &Now) -> bool {
        let Some(right) = self.quantity(id).operation.as_deref() else { return false };
        let mut inherited = false;
        right.formula(now).leaves(&mut |leaf| {
            if let Leaf::Quantity(from) = leaf {
                inherited = inherited || self.is_breakable(*from) || self.inherits(*from, now);
            }
        });
        inherited
    }

    /// Computes the quantities of a range in any manner; slower than the plain one.
    pub(super) fn work_out(
        &self,
        range: Range<usize>,
        arrangement: usize,
        values: &mut [f64],
        now: &Now,
    ) {
        let ids: Vec<Id> = range.map(Id).collect();
        let operations: Vec<_> = ids.iter().map(|id| (*id, self.performed(*id, now))).collect();
        let ahead = |(id, operation): &(Id, Option<Performed>)| matches!(operation, Some(Performed::Wrong(wrong)) if reads_ahead(*id, &**wrong, now));
        // Who reads what is computed later finds it one layer further with every pass.
        let passes = if operations.iter().any(ahead) { self.network().depth() } else { 1 };
        for _ in 0..passes {
            for (id, operation) in &operations {
                let Some(operation) = operation else { continue };
                let written = self.places[arrangement][id.0].clone();
                let (earlier, out) = Earlier::but(self, &self.places[arrangement], values, written);
                operation.evaluate(&earlier, out, now);
                for x in out {
                    *x = self.manner.carried(*x);
                }
            }
        }
    }
}

/// Whether an operation uses what is only computed after it.
fn reads_ahead(id: Id, operation: &dyn Operation, now: &Now) -> bool {
    let mut ahead = false;
    operation.formula(now).leaves(&mut |leaf| {
        ahead |= matches!(leaf, Leaf::Quantity(other) if *other > id);
    });
    ahead
}
