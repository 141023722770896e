//! Optimizers: one file, one row of [`OPTIMIZERS`] each.
//!
//! An update is a list of lines, as one would write it on paper: first the new value of every
//! state (momentum buffer, running averages), then the parameter itself, always the last line.
//! Each line is computed element by element and carries its formula.

mod adagrad;
mod adam;
mod pieces;
mod playground;
mod rmsprop;
mod sgd;
#[cfg(test)]
mod tests;

use super::expr::Expr;
use super::hyperparameter::Hyperparameter;
use super::hyperparameter::Hyperparameters;
use pieces::{
    blend, blend_expr, decayed, decayed_expr, each2, each3, each4, hyper, leaf, number, one_minus,
    plus, times,
};

/// The table: every optimizer a lesson may name.
pub static OPTIMIZERS: &[&Optimizer] = &[
    &sgd::SGD,
    &rmsprop::RMSPROP,
    &adagrad::ADAGRAD,
    &adam::ADAM,
    &adam::ADAMW,
    &playground::PLAYGROUND,
];

/// The largest number of state slots an optimizer may keep per parameter.
pub const MOST_STATES: usize = 3;

/// An optimizer, everything there is to know about it.
#[derive(Debug)]
pub struct Optimizer {
    /// Its name in lesson files: `sgd`.
    pub name: &'static str,
    /// One line for lists.
    pub doc: &'static str,
    /// The update as a line of text.
    pub formula: &'static str,
    /// The hyperparameters it reads, with its defaults for them.
    pub settings: &'static [(&'static str, f64)],
    /// Why a combination of settings is refused (`nesterov needs momentum`), if it is.
    pub refuse: fn(&Hyperparameters) -> Option<&'static str>,
    /// Whether the examples left over at the end of an epoch, too few for a batch, join the first
    /// batch of the next one; otherwise they are a smaller batch of their own.
    pub carries: bool,
    /// The lines of its update for these settings; the last one is the parameter.
    pub lines: fn(&Hyperparameters) -> Vec<Line>,
    /// Lines that people get wrong, as they write them.
    pub wrong: fn(&Hyperparameters) -> Vec<WrongLine>,
    /// How it is called in `PyTorch`.
    pub pytorch: Pytorch,
}

/// An optimizer in `PyTorch`.
#[derive(Debug)]
pub enum Pytorch {
    /// A class of `torch.optim`.
    Class {
        /// Its name.
        name: &'static str,
        /// Its arguments, in hyperparameters by their names.
        settings: &'static [&'static str],
        /// What it calls the states.
        states: &'static [(&'static str, &'static str)],
    },
    /// A function `step(w, dead, examples, is_weight)` that is written out.
    Written(&'static str),
}

/// One line of an update.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The state's name (`m`, `v`, `buf`), or `next` for the parameter.
    pub name: &'static str,
    /// How formulas write the state: `m`, `v`, `b`.
    pub symbol: &'static str,
    /// Fills the line's values, element by element.
    pub evaluate: fn(&Inputs, &mut [f64]),
    /// The line as a formula of one element: the same bits as `evaluate`.
    pub expr: fn(&Hyperparameters, Moment) -> Expr<Arg>,
}

/// What distinguishes one update from another besides the numbers.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The update's number t = 1, 2, … since the optimizer's state began.
    pub t: u64,
    /// Whether the parameter is a weight (biases are never regularised).
    pub weight: bool,
    /// The number of examples, where the gradient is their sum and not their mean.
    pub summed: Option<f64>,
}

/// What a line may read: slices of equal length, one entry per element of the parameter.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// θ before the update.
    pub parameter: &'a [f64],
    /// ∂L/∂θ, regulariser included.
    pub gradient: &'a [f64],
    /// The states before the update, in the order of the lines (empty slices beyond them).
    pub before: [&'a [f64]; MOST_STATES],
    /// The states computed by the lines above this one.
    pub after: [&'a [f64]; MOST_STATES],
    /// The settings in force.
    pub hyper: &'a Hyperparameters,
    /// Which update this is.
    pub moment: Moment,
}

/// The arguments a line may be written in; the number is the state's line, counted from 0.
#[derive(Clone, Copy, Debug)]
pub enum Arg {
    /// θ
    Parameter,
    /// g = ∂L/∂θ
    Gradient,
    /// A state before the update.
    Before(usize),
    /// A state after the update.
    After(usize),
    /// A hyperparameter.
    Hyper(&'static Hyperparameter),
    /// t
    Time,
}

impl Optimizer {
    /// The row with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        OPTIMIZERS.iter().copied().find(|row| row.name == name)
    }

    /// Writes the optimizer's defaults for the hyperparameters it reads; the others stay.
    pub fn set_defaults(&self, hyper: &mut Hyperparameters) {
        for &(name, value) in self.settings {
            if let Some(row) = Hyperparameter::find(name) {
                (row.set)(hyper, value);
            }
        }
    }
}

/// A line as it is got wrong.
#[derive(Clone, Copy, Debug)]
pub struct WrongLine {
    /// The mistake's code.
    pub code: &'static str,
    /// The [`Line::name`] it stands in the place of.
    pub line: &'static str,
    /// What is written instead.
    pub expr: fn(&Hyperparameters, Moment) -> Expr<Arg>,
}

const fn wrong(
    code: &'static str,
    line: &'static str,
    expr: fn(&Hyperparameters, Moment) -> Expr<Arg>,
) -> WrongLine {
    WrongLine { code, line, expr }
}

/// No line that is often got wrong.
fn none(_: &Hyperparameters) -> Vec<WrongLine> {
    Vec::new()
}

/// Any combination of settings is fine.
fn accept(_: &Hyperparameters) -> Option<&'static str> {
    None
}
