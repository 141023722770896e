//! What can go wrong in training: the one table of it, with how each is found in the numbers of an
//! iteration and what it means. When it happened first is the business of the floor above.

use super::health::Health;
use super::quantity::{Cell, Id, Role};
use super::{Trace, Worksheet};
use crate::math::extent::{any_not_finite, exceeds};

/// A step explodes if it leaves a parameter further from 0 than this, and is larger than the
/// largest parameter of the network was before it: of what trains well, no step comes near.
pub const FAR: f64 = 100.0;

/// A kind of trouble.
#[derive(Debug)]
pub struct Trouble {
    /// Its name in commands: `goto dead`.
    pub name: &'static str,
    /// The word for it in front of a place: `not finite: W[1,1]`.
    pub word: &'static str,
    /// Whether it goes on from where it began, rather than happening once.
    pub lasts: bool,
    /// What there is instead of it.
    pub absent: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What one may do about it.
    pub remedy: &'static str,
    /// How it is found.
    pub sign: Sign,
}

/// What a trouble is seen by.
#[derive(Clone, Copy, Debug)]
pub enum Sign {
    /// The first cell of an iteration in which it shows, in the order of the worksheet. The flag is
    /// that of [`Worksheet::goes_far`], for which many numbers must be read.
    Cell(fn(&Worksheet, &Trace, far: bool) -> Option<Cell>),
    /// A unit that stands like this for every example of the data set.
    Unit(Health),
}

/// The table, the gravest first.
pub static TROUBLES: &[Trouble] = &[
    Trouble {
        name: "nan",
        word: "not finite",
        lasts: true,
        absent: "every number is finite",
        means: "inf and nan spread to all that is computed from them",
        remedy: "undo, or take smaller steps",
        sign: Sign::Cell(not_finite),
    },
    Trouble {
        name: "dead",
        word: "dead",
        lasts: true,
        absent: "no unit is dead",
        means: "no slope for any example, so no gradient reaches its weights",
        remedy: "smaller steps or leaky_relu help",
        sign: Sign::Unit(Health::Dead),
    },
    Trouble {
        name: "saturated",
        word: "saturated",
        lasts: true,
        absent: "no unit is saturated",
        means: "hardly any slope for any example, so its weights hardly learn",
        remedy: "smaller steps or weights help",
        sign: Sign::Unit(Health::Saturated),
    },
    Trouble {
        name: "exploding",
        word: "step exploded",
        lasts: false,
        absent: "no step has exploded",
        means: "to beyond 100, and larger than any parameter was before it",
        remedy: "a smaller learning rate helps",
        sign: Sign::Cell(exploding),
    },
];

impl Trouble {
    /// The row of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        TROUBLES.iter().find(|row| row.name == name)
    }

    /// Whether it is the same row.
    pub fn is(&self, other: &Self) -> bool {
        self.name == other.name
    }

    /// Whether it is that a unit stands like this.
    pub fn is_health(&self, health: Health) -> bool {
        matches!(self.sign, Sign::Unit(of) if of == health)
    }

    /// Whether it befalls a whole unit, not a single cell.
    pub fn is_of_units(&self) -> bool {
        matches!(self.sign, Sign::Unit(_))
    }
}

/// The kind of trouble that a number is which is not finite.
pub fn of_numbers() -> &'static Trouble {
    &TROUBLES[0]
}

/// The first cell that is not finite.
fn not_finite(sheet: &Worksheet, trace: &Trace, far: bool) -> Option<Cell> {
    let broken = |id| any_not_finite(trace.slice(sheet, id));
    if !far && !sheet.quantities().any(|(id, q)| sheet.shows_overflow(q.role) && broken(id)) {
        return None;
    }
    let id = sheet.quantities().map(|(id, _)| id).find(|id| broken(*id))?;
    let at = trace.slice(sheet, id).iter().position(|x| !x.is_finite())?;
    Some(sheet.cell_at(id, at))
}

/// The largest step of the first parameter of which a step explodes.
fn exploding(sheet: &Worksheet, trace: &Trace, far: bool) -> Option<Cell> {
    if !far {
        return None;
    }
    let slots = sheet.parameters();
    let sizes = |id| trace.slice(sheet, id).iter().map(|x: &f64| x.abs());
    let largest = slots.iter().flat_map(|slots| sizes(slots.before)).fold(0.0, f64::max);
    slots.iter().find_map(|slots| {
        let (before, after) = (trace.slice(sheet, slots.before), trace.slice(sheet, slots.after));
        let pairs = before.iter().zip(after).enumerate();
        let steps = pairs.map(|(at, (before, after))| (at, (after - before).abs()));
        // What is not finite is another trouble.
        let steps = steps.filter(|(_, step)| step.is_finite());
        let exploded = steps.filter(|(at, step)| *step > largest && after[*at].abs() > FAR);
        let (at, _) = exploded.reduce(|most, next| if next.1 > most.1 { next } else { most })?;
        Some(sheet.cell_at(slots.after, at))
    })
}

impl Worksheet {
    /// Whether the update leaves a parameter further from 0 than [`FAR`], or one that is NaN.
    pub fn goes_far(&self, trace: &Trace) -> bool {
        self.parameters().iter().any(|slots| exceeds(trace.slice(self, slots.after), FAR))
    }

    /// Whether what is not finite anywhere in an iteration is also seen in a quantity of this kind,
    /// or in what the update leaves.
    ///
    /// Most of it spreads to the losses or to the parameters. Three things hide it: an
    /// activation that is flat at infinity, an optimizer that divides by it, a frozen parameter.
    fn shows_overflow(&self, role: Role) -> bool {
        match role {
            Role::PreActivation(_) | Role::Loss | Role::State(..) => true,
            Role::Gradient(p) => self.network.frozen.contains(&p),
            _ => false,
        }
    }

    fn cell_at(&self, quantity: Id, at: usize) -> Cell {
        let columns = self.quantity(quantity).columns;
        Cell { quantity, row: at / columns, column: at % columns }
    }
}
