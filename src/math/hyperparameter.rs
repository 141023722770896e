//! The numbers that steer a training run, and the one table that names them.
//!
//! A row is the key in lesson files, the name for `--set`, the palette and the pane, the symbol in
//! formulas, and the bounds. Which rows a network has follows from its optimizer and loss.

mod domain;
mod rows;
#[cfg(test)]
mod tests;

pub use domain::Domain;
pub use rows::HYPERPARAMETERS;

use super::optimizer::Optimizer;

/// The value of every hyperparameter, whether the network uses it or not.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is documented by its row of HYPERPARAMETERS")]
#[expect(clippy::struct_excessive_bools, reason = "three flags, and what a run remembers")]
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
    /// Whether λ₁ was above 0 earlier in the run.
    pub had_l1: bool,
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
    /// How formulas write it in ASCII: `eta`.
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

impl Default for Hyperparameters {
    /// What a network has that says nothing: η = 0.5 as in the paper, no momentum, decay or
    /// penalty, and the usual constants elsewhere.
    fn default() -> Self {
        Self {
            learning_rate: 0.5,
            momentum: 0.0,
            dampening: 0.0,
            nesterov: false,
            weight_decay: 0.0,
            alpha: 0.99,
            eps: 1e-8,
            centered: false,
            lr_decay: 0.0,
            beta1: 0.9,
            beta2: 0.999,
            amsgrad: false,
            l1: 0.0,
            l2: 0.0,
            margin: 0.5,
            huber_delta: 1.0,
            had_l1: false,
        }
    }
}

impl Hyperparameters {
    /// The same at the beginning of a run, which remembers nothing.
    #[must_use]
    pub fn at_start(&self) -> Self {
        Self { had_l1: false, ..self.clone() }
    }

    /// Whether a weight may be dead: λ₁ is above 0 or was so earlier in the run.
    pub fn kills(&self) -> bool {
        self.had_l1 || self.l1 > 0.0
    }
}

impl Hyperparameter {
    /// The row with this name or alias.
    pub fn find(name: &str) -> Option<&'static Self> {
        HYPERPARAMETERS.iter().find(|row| row.name == name || row.aliases.contains(&name))
    }

    /// Whether it may have the value `x`.
    ///
    /// # Errors
    /// One line that says the bounds.
    pub fn check(&self, x: f64) -> Result<(), String> {
        if self.domain.contains(x) {
            return Ok(());
        }
        Err(format!("{} must be {}, not {x}", self.name, self.domain.bounds()))
    }

    /// The value one key press up or down from `x`; `x` itself where the bounds end.
    pub fn nudged(&self, x: f64, up: bool) -> f64 {
        let next = match self.nudge {
            Nudge::Toggle => f64::from(u8::from(x == 0.0)),
            Nudge::By(step) => self.stepped(x, step, up),
            Nudge::Ladder => self.climbed(x, up),
        };
        if self.domain.contains(next) { next } else { x }
    }

    /// The value a person typed: a number, or for flags also `on`, `off`, `true`, `false`.
    ///
    /// # Errors
    /// One line that says what was expected, or the bounds.
    pub fn parse(&self, text: &str) -> Result<f64, String> {
        let text = text.trim();
        let x = match (self.domain, text) {
            (Domain::Flag, "on" | "true") => 1.0,
            (Domain::Flag, "off" | "false") => 0.0,
            _ => text.replace('−', "-").parse().map_err(|_| {
                format!("{} must be {}, not \"{text}\"", self.name, self.domain.bounds())
            })?,
        };
        self.check(x).map(|()| x)
    }

    /// x ± step, rounded to the step's decimals so that 0.1 + 0.2 is 0.3; stops at a bound of 0.
    fn stepped(&self, x: f64, step: f64, up: bool) -> f64 {
        let decimals = format!("{step}").split_once('.').map_or(0, |(_, digits)| digits.len());
        let moved = if up { x + step } else { x - step };
        let round = format!("{moved:.decimals$}").parse().unwrap_or(moved);
        if round <= 0.0 && self.domain.contains(0.0) && self.domain != Domain::Finite {
            return 0.0;
        }
        round
    }

    /// The next rung of … 0.1 0.2 0.5 1 2 5 …. Where 0 is allowed it lies below the rung 0.0001.
    fn climbed(&self, x: f64, up: bool) -> f64 {
        const LOWEST: f64 = 1e-4;
        if self.domain.contains(0.0) && (x == 0.0 || (!up && x <= LOWEST)) {
            return if up { LOWEST } else { 0.0 };
        }
        let mut rungs = rungs_around(x);
        let next = if up { rungs.find(|&r| r > x) } else { rungs.rfind(|&r| r < x) };
        next.unwrap_or(x)
    }
}

/// The rungs of the powers of ten below, at and above x, ascending, each the nearest `f64`.
fn rungs_around(x: f64) -> impl DoubleEndedIterator<Item = f64> {
    let power: i32 =
        format!("{x:e}").split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    (power - 1..=power + 1).flat_map(|power| {
        [1, 2, 5].into_iter().filter_map(move |digit| format!("{digit}e{power}").parse().ok())
    })
}

/// The rows a network uses, in the table's order: those its optimizer reads, the penalties λ₁ and
/// λ₂ (which every optimizer has, through the gradient or by itself), and the loss's parameter.
pub fn used_by(
    optimizer: &Optimizer,
    loss_parameter: Option<&str>,
) -> impl Iterator<Item = &'static Hyperparameter> {
    HYPERPARAMETERS.iter().filter(move |row| {
        row.section == Section::Regularizer
            || loss_parameter == Some(row.name)
            || optimizer.settings.iter().any(|&(name, _)| name == row.name)
    })
}
