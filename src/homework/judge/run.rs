//! What is right: the lesson's own run, iteration by iteration, with nothing wrong and nothing
//! rounded in it.

use anyhow::{Result, ensure};

use super::target::Target;
use crate::lesson::Lesson;
use crate::math::expr::Ball;
use crate::math::hyperparameter::Hyperparameters;
use crate::train::{Setup, Trainer};
use crate::worksheet::manner::Manner;
use crate::worksheet::op::Now;
use crate::worksheet::{Trace, Worksheet};

/// The most numbers that the iterations of a document are remembered by.
const MOST_NUMBERS: usize = 50_000_000;

/// The right run as far as a document goes.
#[derive(Debug)]
pub struct Run {
    /// One for every size of a batch.
    sheets: Vec<Worksheet>,
    steps: Vec<Step>,
}

/// One iteration of it.
#[derive(Clone, Debug)]
pub struct Step {
    sheet: usize,
    /// Its numbers.
    pub trace: Trace,
    /// The hyperparameters in force.
    pub hyper: Hyperparameters,
    t: u64,
}

impl Step {
    /// What formulas need besides matrices.
    pub fn now(&self) -> Now<'_> {
        Now { hyper: &self.hyper, t: self.t }
    }
}

impl Run {
    /// The first `last` iterations of a lesson; `spelled_out` with every ∂L/∂A.
    ///
    /// # Errors
    /// When that is more than can be remembered.
    pub fn new(lesson: &Lesson, last: u64, spelled_out: bool) -> Result<Self> {
        let mut setup = Setup { manner: Manner::default(), ..lesson.setup.clone() };
        setup.network.spelled_out = spelled_out;
        Self::of(&setup, last)
    }

    /// The same of a setup, in its own manner.
    ///
    /// # Errors
    /// When that is more than can be remembered.
    pub fn of(setup: &Setup, last: u64) -> Result<Self> {
        let mut trainer = Trainer::new(setup);
        let size = trainer.worksheet().len() as u64;
        let fits = last.saturating_mul(size) <= MOST_NUMBERS as u64;
        ensure!(fits, "iteration {last} is further than a document is followed");
        let mut run = Self { sheets: Vec::new(), steps: Vec::new() };
        for iteration in 1..=last {
            if iteration > 1 {
                trainer.advance(&[]);
            }
            run.keep(&trainer);
        }
        Ok(run)
    }

    fn keep(&mut self, trainer: &Trainer) {
        let sheet = trainer.worksheet();
        let known = self.sheets.iter().position(|known| known.rows() == sheet.rows());
        let at = known.unwrap_or_else(|| {
            let new = Worksheet::new(sheet.network(), sheet.rows(), trainer.hyper());
            self.sheets.push(new);
            self.sheets.len() - 1
        });
        let (trace, hyper) = (trainer.trace().clone(), trainer.hyper().clone());
        self.steps.push(Step { sheet: at, trace, hyper, t: trainer.now().t });
    }

    /// An iteration, from 1.
    pub fn step(&self, iteration: u64) -> Option<&Step> {
        self.steps.get(usize::try_from(iteration).ok()?.checked_sub(1)?)
    }

    /// The worksheet of an iteration.
    pub fn sheet(&self, step: &Step) -> &Worksheet {
        &self.sheets[step.sheet]
    }

    /// The right numbers of a target.
    pub fn exact(&self, step: &Step, target: Target) -> Vec<Ball> {
        let sheet = self.sheet(step);
        match target {
            Target::Quantity(id) => {
                step.trace.slice(sheet, id).iter().map(|x| Ball::exact(*x)).collect()
            }
            Target::Loss { penalised: true } => {
                vec![Ball::exact(step.trace.loss(sheet, &step.hyper))]
            }
            Target::Loss { penalised: false } => vec![Ball::exact(step.trace.data_loss(sheet))],
        }
    }

    /// Whether every ∂L/∂A is a quantity of its own.
    pub fn is_spelled_out(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.network().spelled_out)
    }

    /// How many iterations it has.
    pub fn len(&self) -> u64 {
        self.steps.len() as u64
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}
