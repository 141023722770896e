//! Floor 4: lessons. A lesson is a setup to train, with a title, a notation and things to say.

pub(crate) mod arrays;
mod catalogue;
mod change;
mod manner;
mod matrix;
mod nearest;
mod parse;
pub mod playground;
mod reader;
mod real;
mod resolve;
pub mod session;
pub mod setting;
mod source;
mod tabular;
mod text;
mod write;

pub use catalogue::{Embedded, LESSONS, default, embedded};
pub use manner::{OFF, mistake_called, mistake_for, rounding_called};
pub use nearest::nearest;
pub use parse::{MOST_NUMBERS, parse};
pub use real::{REAL, Real};
pub use resolve::{Fetch, resolve};
pub use source::unknown;
pub use write::write;

pub(crate) use reader::describe;
pub(crate) use write::labels;

use std::rc::Rc;

use crate::math::dataset::Dataset;
use crate::math::feature::Feature;
use crate::train::{Change, Setup};
use crate::worksheet::symbols::Notation;

/// A lesson, ready to be run.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its name in the catalogue, or the stem of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// One line for lists.
    pub summary: String,
    /// How many minutes it takes, if it says so.
    pub minutes: Option<u8>,
    /// Where the lesson ends; one can go on.
    pub iterations: u64,
    /// How its formulas are written.
    pub notation: Notation,
    /// What is trained.
    pub setup: Setup,
    /// Where the first weights come from, when they were drawn: `xavier_uniform, seed 7, …`.
    pub drawn: Option<String>,
    /// How its examples were drawn, when they were.
    pub generated: Option<Generated>,
    /// Where its examples lie and what its inputs make of it, where the file itself says so.
    pub given_places: Option<Placed>,
    /// The names of the inputs in order, where the data name them.
    pub columns: Vec<String>,
    /// The names of the classes in order, where the data name them.
    pub classes: Vec<String>,
    /// What a document calls single cells: (`w5`, `W2[1,1]`).
    pub names: Vec<(String, String)>,
    /// What the lesson says, and when.
    pub cues: Vec<Cue>,
    /// What it claims that can be computed.
    pub expects: Vec<Expect>,
    /// The text it was read from.
    pub text: Rc<str>,
}

impl Lesson {
    /// Whether no update changes a parameter.
    pub fn is_frozen(&self) -> bool {
        let network = &self.setup.network;
        network.frozen.len() == network.parameters().len()
    }
}

/// How the examples of a lesson were drawn.
#[derive(Clone, Debug)]
pub struct Generated {
    /// From which data set.
    pub dataset: &'static Dataset,
    /// How many, those for testing included.
    pub points: usize,
    /// With how much noise.
    pub noise: f64,
    /// From which seed.
    pub seed: String,
    /// The share of those for training.
    pub train_share: f64,
    /// The inputs.
    pub features: Vec<&'static Feature>,
    /// Where every point lies: those for training, then the others.
    pub places: Vec<[f64; 2]>,
}

/// Examples that lie in the plane, and what the inputs make of their places.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The inputs.
    pub features: Vec<&'static Feature>,
    /// Where every point lies: those for training, then the others.
    pub places: Vec<[f64; 2]>,
}

impl Lesson {
    /// What its inputs make of places in the plane, and where its examples lie, drawn or given.
    pub fn placed(&self) -> Option<(&[&'static Feature], &[[f64; 2]])> {
        let drawn = self.generated.as_ref().map(|drawn| (&drawn.features[..], &drawn.places[..]));
        let given = self.given_places.as_ref();
        drawn.or(given.map(|given| (&given.features[..], &given.places[..])))
    }
}

/// Something a lesson says at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When it is said.
    pub at: Place,
    /// The words.
    pub say: String,
    /// A cell to predict before it is shown: `delta1[3,3]`.
    pub ask: Option<String>,
    /// Command lines that the reader may have run here.
    pub tries: Vec<String>,
}

/// A claim of a lesson that can be computed.
#[derive(Clone, Debug)]
pub struct Expect {
    /// The iteration, counted from 1.
    pub at: u64,
    /// Which number.
    pub of: Of,
    /// What it is.
    pub is: f64,
    /// How far it may be from that.
    pub within: f64,
    /// What is changed: cells, hyperparameters, the manner of working.
    pub changes: Vec<Change>,
    /// The first iteration that feels the changes.
    pub from: u64,
}

/// A number that a lesson makes a claim about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// The total loss.
    Loss,
    /// A cell of the worksheet; rows and columns count from 0.
    Cell {
        /// The name of its quantity: `delta1`.
        quantity: String,
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
}

/// A place in a training run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before anything is computed.
    Start,
    /// The end of an iteration.
    Iteration(u64),
    /// A quantity of an iteration.
    Quantity(u64, String),
}
