//! What a document starts from, where no lesson says it: what it gives, what its words state, and
//! what follows from its numbers.

mod activations;
mod candidates;
mod inputs;
mod lesson_text;
mod parameters;
mod prose;
mod skeleton;
mod solve;
mod targets;
mod values;

use anyhow::{Result, anyhow};

use super::document::Document;
use super::name::formula::{Form, Formula};
use super::place::taken::{self, Taken};
use super::place::{Placement, What, place};
use super::verdict::Assumed;
use crate::lesson::Lesson;
use crate::worksheet::network::Network;
use crate::worksheet::quantity::Role;
use values::{Matrix, Values};

/// A lesson that was made of a document, and what it rests on.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The network and all it starts from.
    pub lesson: Lesson,
    /// Every part of it, with where it comes from.
    pub assumed: Vec<Assumed>,
}

/// The network and what it starts from, out of the document alone.
///
/// # Errors
/// One line that says what is neither given nor follows.
pub fn recover(document: &Document) -> Result<Recovered> {
    let taken = taken::taken(document);
    let found = skeleton::skeleton(document, &taken).ok_or_else(|| {
        anyhow!(
            "{}: no network can be made out: expected matrices named as S, A, δ, ∇W or W; \
             --lesson gives one",
            document.name
        )
    })?;
    let placement = place(document, &found.network, found.rows, &[], found.layout);
    let values = Values::of(&placement, &found.network, found.rows);
    let (network, rows) = (found.network, found.rows);
    let mut known =
        Known { document, taken, placement, values, network, rows, assumed: Vec::new() };
    known.assume_network();
    known.lesson().map_err(|error| anyhow!("{}: {error}; --lesson gives it", document.name))
}

/// What is known so far.
struct Known<'a> {
    document: &'a Document,
    taken: Vec<Taken<'a>>,
    placement: Placement,
    values: Values,
    network: Network,
    rows: usize,
    assumed: Vec<Assumed>,
}

/// What an iteration starts from.
#[derive(Clone, Debug)]
struct Start {
    x: Matrix,
    y: Matrix,
    /// In the order of the network's parameters.
    parameters: Vec<Matrix>,
    rate: f64,
}

impl Known<'_> {
    fn lesson(mut self) -> Result<Recovered> {
        self.refuse_states()?;
        self.find_activations()?;
        let rate = self.find_rate()?;
        let parameters = self.find_parameters(rate)?;
        let x = self.find_inputs(&parameters)?;
        let y = self.find_targets(&x, &parameters, rate)?;
        let start = Start { x, y, parameters, rate };
        let lesson = lesson_text::lesson(&self.network, &start, self.values.last)?;
        Ok(Recovered { lesson, assumed: self.assumed })
    }

    fn assume(&mut self, key: &'static str, value: impl Into<String>, said: impl Into<String>) {
        self.assumed.push(Assumed { key, value: value.into(), said: said.into() });
    }

    fn assume_network(&mut self) {
        let widths = (0..=self.network.depth()).map(|l| self.network.width(l).to_string());
        let widths = widths.collect::<Vec<_>>().join("-");
        let rows = self.rows;
        let said = format!("a {widths} network and {rows} examples, by the shapes of the matrices");
        self.assume("network", widths, said);
    }

    /// A document with the states of an optimizer does not say which one it is.
    fn refuse_states(&self) -> Result<()> {
        let state = self.placement.placed.iter().find_map(|placed| match placed.what {
            What::Quantity(role @ (Role::State(..) | Role::StateBefore(..))) => Some(role.name()),
            _ => None,
        });
        match state {
            None => Ok(()),
            Some(name) => Err(anyhow!("the optimizer is not given, though {name} is written")),
        }
    }

    /// The formulas of a form, in the order of the document.
    fn formulas(&self, form: Form) -> impl Iterator<Item = &Formula> {
        let all = self.taken.iter().filter_map(|one| one.formula.as_ref());
        all.filter(move |formula| formula.form == form)
    }

    /// The role of a written value, by its event.
    fn role_of(&self, event: usize) -> Option<Role> {
        let placed = self.placement.placed.iter().find(|placed| placed.event == event)?;
        match placed.what {
            What::Quantity(role) => Some(role),
            _ => None,
        }
    }
}
