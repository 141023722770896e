//! What a document says, whatever it is written in: headings, and names with their numbers, in the
//! order in which they are written. Nothing is understood here: names are as they were written.
//! Texts go from `page` through `lex`, `matrix` and `chain` to values whose names `pen` writes;
//! what CSV, JSON and npz name goes through `named`.

mod cell;
mod chain;
mod csv;
mod drawn;
mod format;
mod grid;
mod heading;
mod json;
mod label;
mod lex;
mod limits;
mod matrix;
mod named;
#[cfg(feature = "npz")]
mod npz;
mod number;
mod page;
mod pen;
mod script;
mod table;
mod token;
mod tree;

pub use format::read;
pub use grid::{Grid, Mark};

/// A document that was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What messages call it: its path.
    pub name: String,
    /// What it says, in order.
    pub events: Vec<Event>,
}

impl Document {
    /// The value that is written in one of its events, if it is one.
    pub fn written(&self, event: usize) -> Option<&Written> {
        match self.events.get(event)? {
            Event::Written(written) => Some(written),
            Event::Heading(_) | Event::Prose { .. } => None,
        }
    }
}

/// Something a document says.
#[derive(Clone, Debug)]
pub enum Event {
    /// A heading.
    Heading(Heading),
    /// A name and what is written for it.
    Written(Written),
    /// A line of words that may say what was assumed: "learning rate 0.5", "summed over the
    /// examples".
    Prose {
        /// The line in the file, from 1.
        line: usize,
        /// The words, markup taken away.
        text: String,
    },
}

impl Event {
    /// The line in the file, from 1.
    pub fn line(&self) -> usize {
        match self {
            Self::Heading(heading) => heading.line,
            Self::Written(written) => written.line,
            Self::Prose { line, .. } => *line,
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The line in the file, from 1.
    pub line: usize,
    /// Its words, markup taken away.
    pub text: String,
    /// The iteration it names, from 1: "3.2 Second iteration", "Epoch 2", "## Step 3".
    pub iteration: Option<u64>,
}

/// A name and what is written for it: `s_{out} = s_{ReLU} \cdot W_{out} = [[…]] · [[…]] = [[…]]`.
#[derive(Clone, Debug)]
pub struct Written {
    /// The line in the file where the name stands, from 1.
    pub line: usize,
    /// The name in its normal form, which is what was written but for how it looks:
    ///
    /// * A script of one character has no braces, a longer one has: `W_1`, `W^+`, `W_{out}`,
    ///   `W^{(1)}`, `W^{[1]}`, `\delta_{s_{out}}`. So have scripts that were written without
    ///   braces (`W_out` and `W2_new` are `W_{out}` and `W2_{new}`, `W_12` is `W_{12}`,
    ///   `delta_s_out` is `delta_s_{out}`), those of Unicode (`W₁` is `W_1`, `δ¹` is `δ^1`) and
    ///   commands (`\nabla_\theta` is `\nabla_{\theta}`). Their order stays as it was written.
    /// * A prime is `'`: `W'` for `W′`, `W^\prime` and `W^{\prime}`. Transposed is `^T`.
    /// * Commands for looks are gone, their text stays: `\mathbf{W}`, `\vec w`, `\text{net}`,
    ///   `\mathcal{L}`, `\left(`, and bold letters of Unicode. `\dfrac` and `\tfrac` are `\frac`,
    ///   always with two groups in braces. `\hat{y}`, `\tilde{y}` and `\bar{y}` stay, always with
    ///   braces; so does `ŷ`. Greek stays as it was written: `\delta` or `δ`, `\Delta W` or `ΔW`,
    ///   `\partial L/\partial W_2` or `∂L/∂W_2`, `\varepsilon`.
    /// * Spaces are cut but for one between a command and a letter (`\Delta W`), and one between
    ///   two words of a text: `learning rate`, `delta 2`, `W1 new`, `Gradient of W1`. A label in a
    ///   text has four words at most; from a longer sentence the name is its last word.
    /// * Names of CSV, JSON and npz are written in the same way: `W1_next` is `W1_{next}`.
    /// * It is empty where nothing names the value.
    pub name: String,
    /// What stands between the name and the value, part by part, in the normal form of names; a
    /// matrix in it is written `[]`, an approximate sign between two parts is one like any other.
    /// Where there is no value, the last part is the last of these.
    pub formulas: Vec<String>,
    /// The numeric matrices inside those parts: restated, never the answer.
    pub operands: Vec<Grid>,
    /// The last part, if it is one numeric matrix or one number.
    pub value: Option<Grid>,
}
