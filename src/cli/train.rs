//! `chainrule train`: training without a screen; the loss curve as CSV, progress on stderr.

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stdout};

use anyhow::{Result, anyhow};
use clap::Args;
use indicatif::ProgressBar;

use super::manner::MannerOptions;
use super::output::{Destination, Output};
use super::{Answer, positive, progress, settings, source};
use crate::lesson::Lesson;
use crate::math::number;
use crate::math::number::Digits;
use crate::math::threads::{self, Threads};
use crate::train::{Batches, Edit, Evaluator, Setup, Trainer};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A lesson's name, a .toml file, a session or a Playground link
    lesson: OsString,
    #[command(flatten)]
    length: Length,
    /// Set a hyperparameter before the start
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    manner: MannerOptions,
    /// Iterations (with --epochs: epochs) from one row to the next
    #[arg(long, value_name = "K", default_value = "1", value_parser = positive)]
    every: u64,
    /// Threads that share the work on a large network, by itself and at the most one a core: the numbers
    /// are the same
    #[arg(long, value_name = "N", value_parser = positive)]
    threads: Option<u64>,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Length {
    /// How many iterations to train
    #[arg(long, short = 'n', value_name = "N", value_parser = positive)]
    iterations: Option<u64>,
    /// How many times to go through the examples
    #[arg(long, value_name = "N", value_parser = positive)]
    epochs: Option<u64>,
}

/// Trains and prints the curve.
pub(super) fn run(arguments: &Arguments) -> Result<Answer> {
    let source::Course { mut lesson, edits, .. } = source::load(Some(&arguments.lesson))?;
    settings::apply(&mut lesson, &arguments.set)?;
    let Lesson { mut setup, .. } = lesson;
    arguments.manner.apply(&mut setup)?;
    let _threads = threads(arguments.threads, &setup)?;
    let per_epoch = Batches::of(&setup).per_epoch();
    let unit = if arguments.length.epochs.is_some() { per_epoch } else { 1 };
    let length = arguments.length.epochs.or(arguments.length.iterations).unwrap_or(1);
    let last = length.checked_mul(unit).ok_or_else(|| anyhow!("--epochs {length}: too many"))?;
    let every = arguments.every.saturating_mul(unit);
    let mut out = arguments.destination.open()?;
    // No row is printed beside it.
    let alone = !(arguments.destination.is_stdout() && stdout().is_terminal());
    let bar = progress::bar(last, "{eta} left", alone);
    let mut curve = Curve::new(&setup, edits, per_epoch);
    curve.write(&mut out)?;
    while curve.updates() < last {
        let row = (curve.updates() / every + 1).saturating_mul(every).min(last);
        curve.train(row, &bar);
        curve.write(&mut out)?;
    }
    bar.finish_and_clear();
    out.finish()
}

/// Lets the calling thread share the work on a large network with others.
fn threads(wanted: Option<u64>, setup: &Setup) -> Result<Option<Threads>> {
    let network = &setup.network;
    let largest = (1..=network.depth()).map(|l| network.width(l - 1) * network.width(l)).max();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let count = wanted.map_or(cores, |wanted| cores.min(usize::try_from(wanted).unwrap_or(cores)));
    if count < 2 || !threads::are_worth_starting(setup.batch * largest.unwrap_or(0)) {
        return Ok(None);
    }
    Threads::new(count).map(Some).map_err(|error| anyhow!("no threads can be started: {error}"))
}

/// A run of training, and the losses of the whole data sets at the parameters it has reached.
struct Curve {
    trainer: Trainer,
    edits: Vec<Edit>,
    per_epoch: u64,
    training: Option<Evaluator>,
    test: Option<Evaluator>,
}

impl Curve {
    fn new(setup: &Setup, edits: Vec<Edit>, per_epoch: u64) -> Self {
        let evaluator = |data| Evaluator::new(&setup.network, data, &setup.hyper);
        // An iteration over all rows begins with the very forward pass that the loss asks for.
        let sees_all = setup.batch == setup.data.rows && setup.shuffle.is_none();
        Self {
            trainer: Trainer::edited(setup, &edits),
            edits,
            per_epoch,
            training: (!sees_all).then(|| evaluator(&setup.data)),
            test: setup.test.as_ref().map(evaluator),
        }
    }

    /// How many updates led to the parameters at hand: those the current iteration starts from.
    fn updates(&self) -> u64 {
        self.trainer.iteration() - 1
    }

    fn train(&mut self, updates: u64, bar: &ProgressBar) {
        let tick = (bar.length().unwrap_or(1) / 512).max(1);
        while self.updates() < updates {
            let next = updates.min(self.updates() + tick);
            while self.updates() < next {
                self.trainer.advance(&self.edits);
            }
            bar.set_position(next);
        }
    }

    fn write(&mut self, out: &mut Output) -> Result<()> {
        let updates = self.updates();
        if updates == 0 {
            writeln!(out, "iteration,epoch,loss,test_loss")?;
        }
        let (trainer, hyper) = (&self.trainer, self.trainer.hyper());
        if let Some(training) =
            self.training.as_mut().filter(|_| self.edits.iter().any(|edit| edit.change.is_data()))
        {
            *training = Evaluator::new(trainer.worksheet().network(), trainer.data(), hyper);
        }
        let mut loss = |evaluator: &mut Evaluator| evaluator.loss(&trainer.parameters(), hyper);
        let test = self.test.as_mut().map(&mut loss).map_or(String::new(), exact);
        let training = match &mut self.training {
            Some(evaluator) => loss(evaluator),
            None => trainer.trace().data_loss(trainer.worksheet()),
        };
        writeln!(out, "{updates},{},{},{test}", updates / self.per_epoch, exact(training))?;
        Ok(())
    }
}

fn exact(x: f64) -> String {
    number::format(x, Digits::Exact)
}
