//! The numbers that steer a training run, and the one table that names them.
//!
//! A row is the key in lesson files, the name for `--set`, the palette and the pane, the symbol in
//! formulas, and the bounds. Which rows a network has follows from its optimizer and loss.

/// The value of every hyperparameter, whether the network uses it or not.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is documented by its row of HYPERPARAMETERS")]
pub struct Hyperparameters {
    pub learning_rate: f64,
    pub momentum: f64,
    pub dampening: f64,
    pub nesterov: bool,
    pub weight_decay: f64,
    pub alpha: f64,
    pub eps: f64,
    pub centered: bool,
    pub lr_decay: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub amsgrad: bool,
    pub l1: f64,
    pub l2: f64,
    pub margin: f64,
    pub huber_delta: f64,
}

/// One hyperparameter: name, symbol, doc, get, set, bounds and nudge.
#[derive(Debug)]
pub struct Hyperparameter {
    /// Key in lesson files and everywhere else: `learning_rate`.
    pub name: &'static str,
    /// Short names the palette accepts besides: `lr`.
    pub aliases: &'static [&'static str],
    /// How formulas write it: `η`.
    pub symbol: &'static str,
    /// How formulas write it in ASCII: `lr`.
    pub plain: &'static str,
    /// One line: what it does.
    pub doc: &'static str,
    /// Where a lesson file keeps it.
    pub section: Section,
    /// What values it may have.
    pub domain: Domain,
    /// How `+` and `−` change it.
    pub nudge: Nudge,
    /// Reads it (flags read as 0 or 1).
    pub get: fn(&Hyperparameters) -> f64,
    /// Writes it, unchecked: call [`Hyperparameter::check`] first.
    pub set: fn(&mut Hyperparameters, f64),
}

/// The table of a lesson file that holds a hyperparameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// `[optimizer]`
    Optimizer,
    /// `[regularizer]` (or `[optimizer]`, for the optimizer `playground`)
    Regularizer,
    /// `[loss]`
    Loss,
}

/// The values a hyperparameter may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// Any finite number.
    Finite,
    /// Finite and ≥ 0.
    NonNegative,
    /// Finite and > 0.
    Positive,
    /// 0 ≤ x < 1.
    UnitOpen,
    /// 0 or 1, `false` or `true` in files.
    Flag,
}

/// How a key press changes a hyperparameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Nudge {
    /// Up and down the ladder 1, 2, 5, 10, … of round numbers.
    Ladder,
    /// By a fixed amount.
    By(f64),
    /// Between off and on.
    Toggle,
}
impl Hyperparameter {
    pub fn find(_n: &str) -> Option<&'static Self> {
        None
    }
}
