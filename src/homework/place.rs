//! Which quantity of which iteration a written value is: `taken` takes names and formulas apart,
//! `letters` finds what the letters of the document stand for, `options` what a value may be, and
//! `walk` chooses among those from top to bottom.

mod fit;
pub(super) mod kind;
pub(super) mod letters;
mod mapped;
pub(super) mod options;
pub(super) mod taken;
mod walk;

use super::document::{Document, Grid};
use crate::worksheet::network::Network;
use crate::worksheet::quantity::Role;
use fit::Mould;
use letters::Letters;
use walk::Walk;

/// How a document lays its matrices out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Whether examples are columns (S = W X), so that every matrix stands transposed.
    pub columns: bool,
    /// Whether a bias is one more row of the weights.
    pub bias_row: Option<BiasRow>,
}

/// Where the bias stands among the rows of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BiasRow {
    /// Above them.
    First,
    /// Below them.
    Last,
}

/// Every value of a document with what it is, and what could not be placed.
#[derive(Clone, Debug, Default)]
pub struct Placement {
    /// In the order of the document.
    pub placed: Vec<Placed>,
    /// In the order of the document.
    pub unread: Vec<Unread>,
}

/// A value that was placed.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Which of the document's events it is from.
    pub event: usize,
    /// The iteration, from 1.
    pub iteration: u64,
    /// What it is.
    pub what: What,
    /// The numbers, rows being examples: turned where the layout says so. A vector has the shape
    /// of the worksheet's.
    pub value: Grid,
}

/// What a written value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A whole quantity.
    Quantity(Role),
    /// One cell of a quantity; row and column from 0. The value is 1×1.
    Cell(Role, usize, usize),
    /// The loss of the whole iteration. The value is 1×1.
    Loss,
}

impl What {
    /// The quantity that it is, or that it is a cell of; none for the loss of the whole iteration.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Quantity(role) | Self::Cell(role, ..) => Some(role),
            Self::Loss => None,
        }
    }
}

/// A value that could not be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Which of the document's events it is.
    pub event: usize,
    /// The iteration it stands in, from 1.
    pub iteration: u64,
    /// Why, in a few words.
    pub reason: String,
}

/// Places what a document says of a network that sees `rows` examples an iteration; `names` is the
/// map of a lesson from names to cells.
pub fn place(
    document: &Document,
    network: &Network,
    rows: usize,
    names: &[(String, String)],
    layout: Layout,
) -> Placement {
    let taken = taken::taken(document);
    let activations: Vec<_> = network.layers.iter().map(|layer| layer.activation.name).collect();
    let letters = Letters::of(&taken, network.depth(), &activations);
    let mould = Mould { network, rows, layout };
    let map = mapped::map(names, network);
    Walk::new(document, &taken, mould, letters, map).through(document, &taken)
}
