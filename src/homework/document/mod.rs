//! What a document says, whatever it is written in: headings, and names with their numbers, in the
//! order in which they are written. Nothing is understood here: names are as they were written.

mod cell;
mod chain;
mod command;
mod csv;
mod drawn;
mod format;
mod heading;
mod json;
mod label;
mod lex;
mod limits;
mod matrix;
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

/// A document that was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What messages call it: its path.
    pub name: String,
    /// What it says, in order.
    pub events: Vec<Event>,
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

/// A matrix of printed numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The cells, row by row.
    pub cells: Vec<Mark>,
    /// Whether it is a bare number, without brackets.
    pub is_number: bool,
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The line in the file, from 1.
    pub line: usize,
    /// What was written: `-0.0178604`, `\frac{1}{2}`, `\cdots`.
    pub raw: String,
    /// The number; NaN where `\cdots` stands for it.
    pub value: f64,
    /// Its decimals, the exponent included (`1.2e-3` has 4); `None` for a number that is exact: a
    /// fraction, or read from a file of 64-bit numbers.
    pub decimals: Option<i32>,
    /// Whether `\cdots` or the like stands for it: nothing is said of it.
    pub elided: bool,
}

impl Grid {
    /// One unit of the last decimal that a cell is printed to, 0 for an exact one. A whole number
    /// or one whose zeros were cut has the decimals of the cell with the most.
    pub fn unit(&self, at: usize) -> f64 {
        self.cells[at].unit(self.most_decimals())
    }

    /// The unit of every cell.
    pub fn units(&self) -> Vec<f64> {
        let most = self.most_decimals();
        self.cells.iter().map(|mark| mark.unit(most)).collect()
    }

    fn most_decimals(&self) -> i32 {
        self.cells.iter().filter_map(|mark| mark.decimals).max().unwrap_or(0)
    }

    /// Rows become columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let at = |to: usize| (to % self.rows) * self.columns + to / self.rows;
        let cells = (0..self.cells.len()).map(|to| self.cells[at(to)].clone()).collect();
        Self { rows: self.columns, columns: self.rows, cells, is_number: self.is_number }
    }
}

impl Mark {
    /// One unit of its last decimal, where the most that a cell beside it has are `most`.
    fn unit(&self, most: i32) -> f64 {
        let Some(own) = self.decimals else { return 0.0 };
        let cut = !self.raw.contains(['e', 'E', '^']) && (own <= 1 && self.value.fract() == 0.0);
        let decimals = if cut { most } else { own };
        10f64.powi(-decimals.clamp(-300, 300))
    }
}
