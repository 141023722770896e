//! Floor 2: a training iteration as data.
//!
//! A [`Worksheet`] is an ordered list of named [`Quantity`]s, each defined by one operation on
//! earlier ones, exactly as one would write it on paper. A [`Trace`] holds its numbers. Everything
//! anybody sees is a projection of these two.

pub mod check;
pub mod derivation;
pub mod explain;
pub mod forward;
pub mod health;
pub mod manner;
pub mod mistake;
pub mod network;
pub mod op;
mod overflow;
pub mod quantity;
pub mod slice;
mod sum;
pub mod symbols;
pub mod trace;
pub mod trouble;

mod build;

use std::ops::Range;

use network::{Network, Parameter};
use quantity::{Id, Quantity, Role};
pub use trace::Trace;

/// The quantities of one iteration of a network on a fixed number of examples, in order.
#[derive(Debug)]
pub struct Worksheet {
    network: Network,
    rows: usize,
    quantities: Vec<Quantity>,
    parameters: Vec<Slots>,
    steps: Vec<Id>,
    /// Where the numbers of every quantity are in a trace: in one of its two arrangements, and in the
    /// other.
    ///
    /// The value of a parameter before the update and the one after it change places, so that
    /// going to the next iteration copies nothing; everything else stays where it is.
    places: [Vec<Range<usize>>; 2],
    /// How far its quantities reach in a trace, gaps between them included.
    extent: usize,
    manner: manner::Manner,
    /// The quantities in which the manner's mistake can be made.
    breakable: Vec<Id>,
}

/// Where a parameter lives in the worksheet.
#[derive(Clone, Debug)]
pub struct Slots {
    /// Which parameter.
    pub parameter: Parameter,
    /// Its value before the update.
    pub before: Id,
    /// ∂L/∂θ
    pub gradient: Id,
    /// Its value after the update.
    pub after: Id,
    /// The optimizer's states: name, before, after.
    pub states: Vec<(&'static str, Id, Id)>,
}

impl Worksheet {
    /// The worksheet of `network` for `rows` examples an iteration and these settings.
    pub fn new(
        network: &Network,
        rows: usize,
        hyper: &crate::math::hyperparameter::Hyperparameters,
    ) -> Self {
        build::build(network, rows, hyper)
    }

    /// The network it is the worksheet of.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Examples per iteration, N.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many numbers a trace of it holds.
    #[expect(clippy::len_without_is_empty, reason = "a worksheet is never empty")]
    pub fn len(&self) -> usize {
        self.quantities.iter().map(Quantity::len).sum()
    }

    /// Every quantity, given ones first, in the order in which they are computed.
    pub fn quantities(&self) -> impl Iterator<Item = (Id, &Quantity)> {
        self.quantities.iter().enumerate().map(|(i, q)| (Id(i), q))
    }

    /// One quantity.
    pub fn quantity(&self, id: Id) -> &Quantity {
        &self.quantities[id.0]
    }

    /// The computed quantities: the steps of an iteration.
    pub fn steps(&self) -> &[Id] {
        &self.steps
    }

    /// Which step of the iteration computes a quantity, from 1; none for what is given.
    pub fn step_of(&self, id: Id) -> Option<usize> {
        self.steps.iter().position(|step| *step == id).map(|at| at + 1)
    }

    /// The parameters, layer by layer, weights before biases.
    pub fn parameters(&self) -> &[Slots] {
        &self.parameters
    }

    /// The quantity in this role, if the network has one.
    pub fn find(&self, role: Role) -> Option<Id> {
        self.quantities.iter().position(|q| q.role == role).map(Id)
    }

    /// The quantity of this name: `delta1`, `W2_next`.
    pub fn named(&self, name: &str) -> Option<Id> {
        self.quantities.iter().position(|q| q.role.name() == name).map(Id)
    }

    /// The names of all quantities, in order.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.quantities.iter().map(|q| q.role.name())
    }

    /// The quantities up to and including the loss per example.
    fn forward(&self) -> Range<usize> {
        let loss = self.quantities.iter().position(|q| q.role == Role::Loss);
        0..loss.map_or(0, |at| at + 1)
    }
}
