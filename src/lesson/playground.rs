//! Links of TensorFlow Playground: the part behind `#` is a lesson, and some lessons have such a
//! link. Keys it does not know, and hidden controls, are passed over as Playground does; values
//! that it would replace in silence are refused.

mod values;
mod write;

pub use write::link;

use std::fmt::Write;

use anyhow::{Result, anyhow, ensure};

use self::values::Values;
use super::{Lesson, parse};
use crate::math::dataset::{Dataset, Labels, training};

/// Where Playground lives.
const ADDRESS: &str = "https://playground.tensorflow.org/";
const HOST: &str = "playground.tensorflow.org";

/// The lesson's name.
const NAME: &str = "playground";

/// The seed of a link that has none, for which Playground throws dice.
const DEFAULT_SEED: &str = "0.59704";

/// Playground's names of activations, and ours; the first one where a link names none.
const ACTIVATIONS: [(&str, &str); 4] =
    [("tanh", "tanh"), ("relu", "relu"), ("sigmoid", "sigmoid"), ("linear", "identity")];

/// The same of penalties.
const PENALTIES: [(&str, Option<&str>); 3] =
    [("none", None), ("L1", Some("l1")), ("L2", Some("l2"))];

/// The keys of links that are read.
#[rustfmt::skip]
const KEYS: [&str; 27] = [
    "activation", "regularization", "batchSize", "dataset", "regDataset", "learningRate",
    "regularizationRate", "noise", "networkShape", "seed", "showTestData", "discretize",
    "percTrainData", "x", "y", "xTimesY", "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY",
    "collectStats", "tutorial", "problem", "initZero", "hideText",
];

/// Playground's names of features in the order of its inputs, and ours.
const FEATURES: [(&str, &str); 7] = [
    ("x", "x"),
    ("y", "y"),
    ("xSquared", "x^2"),
    ("ySquared", "y^2"),
    ("xTimesY", "xy"),
    ("sinX", "sin x"),
    ("sinY", "sin y"),
];

/// Whether a text is meant as a link.
pub fn is_link(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('#') || is_host(text) || text.contains("://") || is_settings(text)
}

fn is_host(text: &str) -> bool {
    text.get(..HOST.len()).is_some_and(|start| start.eq_ignore_ascii_case(HOST))
}

/// Whether a text is what stands behind `#`: `activation=relu&batchSize=3`.
fn is_settings(text: &str) -> bool {
    text.split_once('=').is_some_and(|(key, _)| KEYS.contains(&key))
}

/// The lesson that a link is: the same points, first weights and losses as Playground's own. It is
/// one epoch long.
///
/// # Errors
/// One line that names the key, what it is and what was expected.
pub fn lesson(link: &str) -> Result<Lesson> {
    let complain = |message: String| anyhow!("Playground link: {message}");
    let text = read(link).map_err(|error| complain(error.to_string()))?.text();
    let read = parse(&text, &format!("{NAME}.toml"));
    read.map_err(|error| {
        // The lines of a text that nobody wrote say nothing.
        let message = error.to_string();
        complain(message.split_once(": ").map_or(message.clone(), |(_, what)| what.into()))
    })
}

/// What a link sets.
struct State {
    dataset: &'static Dataset,
    activation: &'static str,
    /// `l1` or `l2`.
    regularization: Option<&'static str>,
    regularization_rate: f64,
    learning_rate: f64,
    /// Points from one update to the next; none where no update ever comes.
    batch: Option<usize>,
    batch_size: f64,
    noise: f64,
    /// The noise that the link says, where Playground takes another one.
    other_noise: Option<f64>,
    percent: f64,
    shape: Vec<usize>,
    seed: String,
    /// Whether Playground would throw dice for the seed.
    thrown: bool,
    features: Vec<&'static str>,
    zeros: bool,
}

fn read(link: &str) -> Result<State> {
    let values = Values::of(link)?;
    let noise = values.number("noise", 0.0)?;
    let percent = values.number("percTrainData", 50.0)?;
    let mut state = State {
        dataset: values.dataset()?,
        activation: values.choice("activation", &ACTIVATIONS)?,
        regularization: values.choice("regularization", &PENALTIES)?,
        regularization_rate: values.number("regularizationRate", 0.0)?,
        learning_rate: values.number("learningRate", 0.03)?,
        batch: None,
        batch_size: values.number("batchSize", 10.0)?,
        // The slider ends at 80 at the latest, and goes back to 50 from beyond.
        noise: if noise > 80.0 { 50.0 } else { noise.max(0.0) },
        // Below 0 it is cut off from the end, as of any array.
        other_noise: Some(noise).filter(|noise| !(0.0..=80.0).contains(noise)),
        percent: if percent < 0.0 { 100.0 + percent } else { percent.min(100.0) },
        shape: values.shape()?,
        seed: values.text("seed").unwrap_or(DEFAULT_SEED).to_owned(),
        thrown: values.text("seed").is_none(),
        features: values.features()?,
        zeros: values.flag("initZero", false),
    };
    ensure!(
        state.percent > 0.0 && state.trained() > 0,
        "percTrainData is {percent}, expected a share that leaves points for training"
    );
    state.batch = update_after(state.batch_size, state.trained());
    Ok(state)
}

/// After how many of an epoch's points the weights are updated: those whose number, divided by the
/// batch size, leaves no remainder. None where no point of the epoch does.
fn update_after(batch_size: f64, trained: usize) -> Option<usize> {
    (1..=trained).find(|n| *n as f64 % batch_size == 0.0)
}

impl State {
    fn trained(&self) -> usize {
        training(self.dataset.points, (self.percent / 100.0).max(0.0))
    }

    /// What is to be known of this link before its numbers are compared.
    fn summary(&self) -> String {
        let mut all = String::from("what TensorFlow Playground trains, step by step");
        let mut say = |what: String| {
            all.push_str("; ");
            all.push_str(&what);
        };
        if self.thrown {
            say(format!(
                "the link has no seed, so it is {DEFAULT_SEED} where Playground throws dice"
            ));
        }
        if let Some(noise) = self.other_noise {
            say(format!("the noise of {noise} is {} as in Playground", self.noise));
        }
        let trained = self.trained();
        match self.batch {
            None => say(format!(
                "no epoch of {trained} points is as long as a batch of {}, so no update ever comes \
                 and every weight is frozen",
                self.batch_size
            )),
            Some(batch) if !trained.is_multiple_of(batch) => say(format!(
                "the last {} of its {trained} points wait for the first batch of the next epoch",
                trained % batch
            )),
            _ => {}
        }
        all
    }

    /// `W1`, `b1` … where no update ever comes.
    fn frozen(&self) -> String {
        let layers = 1..=self.shape.len() + 1;
        let names: Vec<_> = layers.map(|l| format!("\"W{l}\", \"b{l}\"")).collect();
        match self.batch {
            Some(_) => String::new(),
            None => format!("frozen = [{}]\n", names.join(", ")),
        }
    }

    /// `{ units = 4, activation = "tanh", bias = true },` for every layer.
    fn layers(&self) -> String {
        let output = if self.dataset.labels == Labels::Values { "identity" } else { "tanh" };
        let hidden = self.shape.iter().map(|units| (*units, self.activation));
        let mut layers = String::new();
        for (units, activation) in hidden.chain([(1, output)]) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                layers,
                "  {{ units = {units}, activation = \"{activation}\", bias = true }},"
            );
        }
        layers
    }

    /// The same as a lesson's file.
    fn text(&self) -> String {
        let rate = self.regularization_rate;
        let penalty = self.regularization.map_or(String::new(), |l| format!("{l} = {rate:?}\n"));
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let features: Vec<_> = self.features.iter().map(|name| quoted(name)).collect();
        // Where no update comes, an iteration is a look at all points.
        let batch = self.batch.unwrap_or(self.trained());
        format!(
            "title = \"Playground: {name}\"\n\
             summary = \"{summary}\"\n\
             iterations = {epoch}\n\n\
             [network]\ninputs = {inputs}\nlayers = [\n{layers}]\n\n\
             [init]\nscheme = \"{init}\"\n\n\
             [loss]\nname = \"half_squared\"\nreduction = \"mean\"\n\n\
             [optimizer]\nname = \"playground\"\nlearning_rate = {learning_rate:?}\n{penalty}{frozen}\n\
             [data]\ndataset = \"{name}\"\nnoise = {noise:?}\nseed = {seed}\n\
             train_share = {share:?}\nfeatures = [{features}]\nbatch = {batch}\n",
            name = self.dataset.name,
            summary = self.summary(),
            epoch = self.trained() / batch,
            inputs = features.len(),
            layers = self.layers(),
            init = if self.zeros { "zeros" } else { "playground" },
            learning_rate = self.learning_rate,
            frozen = self.frozen(),
            noise = self.noise / 100.0,
            seed = quoted(&self.seed),
            share = self.percent / 100.0,
            features = features.join(", "),
        )
    }
}
