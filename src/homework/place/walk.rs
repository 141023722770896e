//! Through a document from top to bottom: which iteration a value stands in, and what stood there
//! before it.

mod cells;
mod choose;

use std::collections::{HashMap, HashSet};

use super::fit::Mould;
use super::kind::Kind;
use super::letters::Letters;
use super::mapped::Mapped;
use super::options::{self, Options};
use super::taken::Taken;
use super::{Placed, Placement, Unread, What};
use crate::homework::document::{Document, Event, Grid, Heading};
use crate::worksheet::quantity::{Phase, Role};

/// What is known on the way.
pub(super) struct Walk<'a> {
    mould: Mould<'a>,
    letters: Letters,
    map: Vec<Mapped>,
    /// Whether headings count iterations from 0.
    from_zero: bool,
    /// Whether headings alone say which iteration it is.
    headed: bool,
    iteration: u64,
    /// What was placed, with its iteration.
    seen: HashSet<(u64, Role)>,
    /// The first quantity that was computed in this iteration.
    first: Option<Role>,
    /// What the names of whole matrices stand for.
    wholes: HashMap<String, Role>,
    placement: Placement,
}

/// A cell or a whole: what was chosen, with its numbers.
type Chosen = Vec<(What, Grid)>;

impl<'a> Walk<'a> {
    /// At the top of a document.
    pub(super) fn new(
        document: &Document,
        taken: &[Taken],
        mould: Mould<'a>,
        letters: Letters,
        map: Vec<Mapped>,
    ) -> Self {
        let from_zero = counts_from_zero(document, taken, &letters);
        let said = document.events.iter().filter_map(|event| heading(event, from_zero));
        Self {
            mould,
            letters,
            map,
            from_zero,
            headed: said.collect::<HashSet<u64>>().len() > 1,
            iteration: 1,
            seen: HashSet::new(),
            first: None,
            wholes: HashMap::new(),
            placement: Placement::default(),
        }
    }

    /// Places everything that was taken apart.
    pub(super) fn through(mut self, document: &Document, taken: &[Taken]) -> Placement {
        let mut taken = taken.iter().peekable();
        for (at, event) in document.events.iter().enumerate() {
            if let Some(iteration) = heading(event, self.from_zero) {
                if iteration != self.iteration {
                    self.first = None;
                }
                self.iteration = iteration;
            }
            if let Some(one) = taken.next_if(|one| one.event == at) {
                self.place(one);
            }
        }
        self.placement
    }

    /// Finds out what a written value is.
    fn place(&mut self, one: &Taken) {
        let Some(value) = one.written.value.as_ref().filter(|grid| !grid.cells.is_empty()) else {
            return;
        };
        // The number of a section names nothing.
        let name = &one.written.name;
        if value.is_number && !name.is_empty() && !name.contains(char::is_alphabetic) {
            return;
        }
        match self.chosen(one, value) {
            Ok(chosen) => chosen.into_iter().for_each(|(what, value)| self.put(one, what, value)),
            Err(reason) => {
                let (event, iteration) = (one.event, self.iteration);
                self.placement.unread.push(Unread { event, iteration, reason });
            }
        }
    }

    /// Notes what a value is.
    fn put(&mut self, one: &Taken, what: What, value: Grid) {
        if let Some(role) = what.role() {
            let whole = matches!(what, What::Quantity(_));
            if whole && self.begins_anew(role) {
                self.iteration += 1;
                self.first = None;
            }
            if role.phase() != Phase::Given && self.first.is_none() {
                self.first = Some(role);
            }
            self.seen.insert((self.iteration, role));
            if whole {
                self.wholes.insert(one.written.name.clone(), role);
            }
        }
        let (event, iteration) = (one.event, self.iteration);
        self.placement.placed.push(Placed { event, iteration, what, value });
    }

    /// Whether what stands here belongs to the next iteration: S₁ again, or what this one began
    /// with, or a parameter that was updated already.
    fn begins_anew(&self, role: Role) -> bool {
        if self.headed || !self.has(role) && !self.is_given_again(role) {
            return false;
        }
        let forward = role == Role::PreActivation(1) || Some(role) == self.first;
        forward || self.is_given_again(role)
    }

    /// A parameter that was updated already.
    fn is_given_again(&self, role: Role) -> bool {
        matches!(role, Role::Parameter(p) if self.has(Role::After(p)))
    }

    /// Whether this iteration has a quantity already.
    fn has(&self, role: Role) -> bool {
        self.seen.contains(&(self.iteration, role))
    }

    /// Whether the backward pass has reached a layer, so that a parameter without a formula is the
    /// one after the update.
    fn is_updated(&self, layer: usize) -> bool {
        let of_layer = |kind: Kind| self.has(kind.role(layer));
        self.has(Role::Loss)
            || (1..=self.mould.network.depth()).any(|l| self.has(Role::Delta(l)))
            || [false, true].into_iter().any(|bias| {
                of_layer(Kind::Gradient(bias))
                    || of_layer(Kind::Before(bias)) && self.has(Role::PreActivation(layer))
            })
    }

    /// Whether the forward pass of this iteration has begun.
    fn has_forward(&self) -> bool {
        (1..=self.mould.network.depth()).any(|l| self.has(Role::PreActivation(l)))
    }
}

/// The iteration that a heading names, from 1; where they do not count from 0, iteration 0 is what
/// the first one starts from.
fn heading(event: &Event, from_zero: bool) -> Option<u64> {
    let Event::Heading(heading) = event else { return None };
    Some(heading.iteration? + u64::from(from_zero)).filter(|n| *n >= 1)
}

/// Whether something that is computed under a heading of iteration 0 is computed under a later one
/// again: then these are not the steps of one iteration.
fn counts_from_zero(document: &Document, taken: &[Taken], letters: &Letters) -> bool {
    let mut taken = taken.iter().peekable();
    let (mut number, mut under_zero) = (None, HashSet::new());
    for (at, event) in document.events.iter().enumerate() {
        if let Event::Heading(Heading { iteration: Some(n), .. }) = event {
            number = Some(*n);
        }
        let one = taken.next_if(|one| one.event == at);
        let Some(one) = one.filter(|one| is_computed(one, letters)) else { continue };
        let name = one.written.name.as_str();
        match number {
            Some(0) => _ = under_zero.insert(name),
            Some(_) if under_zero.contains(name) => return true,
            _ => {}
        }
    }
    false
}

/// Whether a value is computed in an iteration, whatever layer it is of.
fn is_computed(one: &Taken, letters: &Letters) -> bool {
    let (Options::Of(kinds), _) = options::options(one, letters) else { return false };
    let computed =
        matches!(kinds.first(), Some(Kind::Pre | Kind::Delta | Kind::Slope | Kind::Gradient(_)));
    computed && one.written.value.is_some()
}
