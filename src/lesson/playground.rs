//! Links of TensorFlow Playground: the part behind `#` is a lesson, and some lessons have such a
//! link. Keys it does not know, and hidden controls, are passed over as Playground does; values
//! that it would replace in silence are refused.

mod write;

pub use write::link;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fmt::Write;

use anyhow::{Result, anyhow, bail, ensure};

use super::source::unknown;
use super::{Lesson, parse};
use crate::math::dataset::{DATASETS, Dataset, Labels, training};

/// Where Playground lives.
const ADDRESS: &str = "https://playground.tensorflow.org/";
const HOST: &str = "playground.tensorflow.org";

/// The lesson's name.
const NAME: &str = "playground";

/// The seed of a link that has none, for which Playground throws dice.
const DEFAULT_SEED: &str = "0.59704";

/// The most hidden layers: building a worksheet takes the square of their number.
const MOST_LAYERS: usize = 1_000;

/// Playground's names of activations, and ours.
const ACTIVATIONS: [(&str, &str); 4] =
    [("relu", "relu"), ("tanh", "tanh"), ("sigmoid", "sigmoid"), ("linear", "identity")];

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
    text.starts_with('#') || text.starts_with(HOST) || text.contains("://")
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
    batch: usize,
    noise: f64,
    percent: f64,
    shape: Vec<usize>,
    seed: String,
    features: Vec<&'static str>,
    zeros: bool,
}

/// The values of a link by key, the last one of each. An empty one is none.
struct Values<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Values<'a> {
    fn of(link: &'a str) -> Result<Self> {
        let (page, hash) = link.split_once('#').unwrap_or((link, ""));
        let place = page.split_once("://").map_or(page, |(_, place)| place);
        let host = place.split(['/', '?']).next().unwrap_or(place);
        ensure!(host.is_empty() || host == HOST, "the page is {host:?}, expected {ADDRESS}");
        let pair = |pair: &'a str| {
            let mut parts = pair.split('=');
            Some((parts.next()?, parts.next()?))
        };
        Ok(Self(hash.split('&').filter_map(pair).collect()))
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.0.get(key).copied().filter(|value| !value.trim().is_empty())
    }

    fn flag(&self, key: &str, default: bool) -> bool {
        self.text(key).map_or(default, |value| value != "false")
    }

    fn number(&self, key: &str, default: f64) -> Result<f64> {
        let Some(text) = self.text(key) else { return Ok(default) };
        let number = text.trim().parse::<f64>().ok().filter(|x| x.is_finite());
        number.ok_or_else(|| wrong(key, text, "a number"))
    }

    /// The second of the pair whose first is the value.
    fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], default: T) -> Result<T> {
        let Some(word) = self.text(key) else { return Ok(default) };
        let found = choices.iter().find(|(name, _)| *name == word);
        let names = choices.iter().map(|(name, _)| *name);
        found.map(|(_, value)| *value).ok_or_else(|| anyhow!(unknown(key, word, names)))
    }

    /// An empty list is no hidden layer.
    fn shape(&self) -> Result<Vec<usize>> {
        let Some(text) = self.0.get("networkShape") else { return Ok(vec![4, 2]) };
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let units = |word: &str| word.trim().parse().ok().filter(|units| *units > 0);
        let shape: Option<Vec<usize>> = text.split(',').map(units).collect();
        let what = "whole numbers of at least 1, such as 4,2, or nothing";
        let shape = shape.ok_or_else(|| wrong("networkShape", text, what))?;
        let layers = shape.len();
        ensure!(
            layers <= MOST_LAYERS,
            "networkShape has {layers} layers, expected {MOST_LAYERS} at most"
        );
        Ok(shape)
    }

    /// A hidden feature is none.
    fn features(&self) -> Result<Vec<&'static str>> {
        let on = |(key, _): &&(&str, &str)| {
            let hidden = self.text(&format!("{key}_hide")) == Some("true");
            self.flag(key, matches!(*key, "x" | "y")) && !hidden
        };
        let features: Vec<_> = FEATURES.iter().filter(on).map(|(_, name)| *name).collect();
        ensure!(
            !features.is_empty(),
            "no feature is on, expected one of {}",
            FEATURES.map(|(key, _)| key).join(", ")
        );
        Ok(features)
    }

    fn dataset(&self) -> Result<&'static Dataset> {
        let of = |values: bool| -> Vec<(&str, &'static Dataset)> {
            let rows = DATASETS.iter().filter(|row| (row.labels == Labels::Values) == values);
            rows.filter_map(|row| Some((row.playground?, *row))).collect()
        };
        let (classes, values) = (of(false), of(true));
        let (Some(circle), Some(plane)) = (classes.first(), values.first()) else {
            bail!("there are no data sets");
        };
        // Both are read, so that a mistake in either is told.
        let classes = self.choice("dataset", &classes, circle.1)?;
        let values = self.choice("regDataset", &values, plane.1)?;
        let problems = [("classification", classes), ("regression", values)];
        self.choice("problem", &problems, classes)
    }
}

/// `batchSize is "ten", expected a number`
fn wrong(key: &str, value: impl AsRef<str>, expected: impl Display) -> anyhow::Error {
    anyhow!("{key} is {:?}, expected {expected}", value.as_ref())
}

fn read(link: &str) -> Result<State> {
    let values = Values::of(link)?;
    let noise = values.number("noise", 0.0)?;
    let state = State {
        dataset: values.dataset()?,
        activation: values.choice("activation", &ACTIVATIONS, "tanh")?,
        regularization: values.choice(
            "regularization",
            &[("none", None), ("L1", Some("l1")), ("L2", Some("l2"))],
            None,
        )?,
        regularization_rate: values.number("regularizationRate", 0.0)?,
        learning_rate: values.number("learningRate", 0.03)?,
        batch: batch(&values)?,
        // The slider ends at 80 at the latest, and goes back to 50 from beyond.
        noise: if noise > 80.0 { 50.0 } else { noise.max(0.0) },
        percent: values.number("percTrainData", 50.0)?.min(100.0),
        shape: values.shape()?,
        seed: values.text("seed").unwrap_or(DEFAULT_SEED).to_owned(),
        features: values.features()?,
        zeros: values.flag("initZero", false),
    };
    let trained = state.trained();
    ensure!(
        state.percent > 0.0 && trained > 0,
        "percTrainData is {}, expected a share that leaves points for training",
        state.percent
    );
    ensure!(
        state.batch <= trained,
        "batchSize is {}, expected at most the {trained} training points: no epoch would ever \
         update a weight",
        state.batch
    );
    Ok(state)
}

fn batch(values: &Values) -> Result<usize> {
    let size = values.number("batchSize", 10.0)?;
    if size >= 1.0 && size.fract() == 0.0 {
        return Ok(size as usize);
    }
    let text = values.text("batchSize").unwrap_or_default();
    Err(wrong("batchSize", text, "a whole number of at least 1"))
}

impl State {
    fn trained(&self) -> usize {
        training(self.dataset.points, (self.percent / 100.0).max(0.0))
    }

    /// The same as a lesson's file.
    fn text(&self) -> String {
        let name = self.dataset.name;
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
        let init = if self.zeros { "zeros" } else { "playground" };
        let rate = self.regularization_rate;
        let penalty = self.regularization.map_or(String::new(), |l| format!("{l} = {rate:?}\n"));
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let features: Vec<_> = self.features.iter().map(|name| quoted(name)).collect();
        format!(
            "title = \"Playground: {name}\"\n\
             summary = \"what TensorFlow Playground trains, step by step\"\n\
             iterations = {epoch}\n\n\
             [network]\ninputs = {inputs}\nlayers = [\n{layers}]\n\n\
             [init]\nscheme = \"{init}\"\n\n\
             [loss]\nname = \"half_squared\"\nreduction = \"mean\"\n\n\
             [optimizer]\nname = \"playground\"\nlearning_rate = {learning_rate:?}\n{penalty}\n\
             [data]\ndataset = \"{name}\"\nnoise = {noise:?}\nseed = {seed}\n\
             train_share = {share:?}\nfeatures = [{features}]\nbatch = {batch}\n",
            epoch = self.trained() / self.batch,
            inputs = features.len(),
            learning_rate = self.learning_rate,
            noise = self.noise / 100.0,
            seed = quoted(&self.seed),
            share = self.percent / 100.0,
            features = features.join(", "),
            batch = self.batch,
        )
    }
}
