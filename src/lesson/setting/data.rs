//! The settings of the data: which, and how they are drawn. Inputs and outputs of the network follow
//! the data where they no longer fit.

use anyhow::{Result, anyhow, ensure};
use toml::Value;

use super::Word;
use super::draft::Draft;
use crate::lesson::real::{REAL, Real};
use crate::lesson::resolve::unknown_dataset;
use crate::lesson::source::unknown;
use crate::lesson::tabular;
use crate::math::dataset::{DATASETS, Dataset, Labels, training};
use crate::math::feature::FEATURES;
use crate::math::loss::{Loss, Targets};
use crate::worksheet::network::Network;

/// The share of measurements for training, and the seed of their order, where a lesson says none:
/// they stand class by class.
const SHARE: f64 = 0.8;
const SEED: i64 = 1;

/// Where the examples come from, in any lesson's text.
const SOURCES: &[&str] = &["x", "y", "labels", "batch", "points", "noise", "seed", "features"];

/// The data sets, drawn and measured.
pub(super) fn names() -> Vec<Word> {
    let drawn = DATASETS.iter().map(|row| (row.name, row.doc));
    drawn.chain(REAL.iter().map(|row| (row.name, row.doc))).collect()
}

pub(super) fn dataset(draft: &mut Draft, text: &str) -> Result<()> {
    if let Some(real) = Real::find(text) {
        return measured(draft, real);
    }
    let drawn = DATASETS.iter().copied();
    let row = Dataset::find(text).ok_or_else(|| anyhow!(unknown_dataset(text, drawn)))?;
    if !draft.has("data", "dataset") {
        forget(draft)?;
        keep_batch(draft, row.points)?;
        // The plane has two dimensions; further features are for whoever asks for them.
        fit_inputs(draft, draft.lesson.setup.network.inputs.min(2))?;
    }
    // Another one has another number of points of its own.
    draft.drop("data", "points")?;
    draft.put("data", "dataset", row.name)?;
    draft.retitle(row.name);
    let network = &draft.lesson.setup.network;
    let (outputs, of_classes) = (network.outputs(), network.loss.targets.are_classes());
    let (values, reaches) = (network.loss.targets == Targets::Values, reaches_below_0(network));
    match row.labels {
        Labels::Values if outputs != 1 || !values || !reaches => {
            fit_outputs(draft, 1, Some(("half_squared", "identity")))
        }
        // −1 and 1
        Labels::TwoClasses if values && !reaches => {
            fit_outputs(draft, 1, Some((network.loss.name, "tanh")))
        }
        Labels::TwoClasses if of_classes && outputs != 2 => fit_outputs(draft, 2, None),
        Labels::TwoClasses if outputs > 2 => fit_outputs(draft, 1, None),
        _ => Ok(()),
    }
}

/// Measurements that come with the program: an output for each class, and a loss of classes.
fn measured(draft: &mut Draft, real: &Real) -> Result<()> {
    forget(draft)?;
    draft.put("data", "dataset", real.name)?;
    draft.retitle(real.name);
    draft.put("data", "seed", SEED)?;
    draft.put("data", "standardize", true)?;
    if !draft.has("data", "train_share") {
        draft.put("data", "train_share", SHARE)?;
    }
    let (rows, inputs, classes) = tabular::shape(&real.csv()?, real.name, real.target)?;
    keep_batch(draft, rows)?;
    fit_inputs(draft, inputs)?;
    let network = &draft.lesson.setup.network;
    let otherwise = ("cross_entropy", "softmax");
    let loss = (!network.loss.targets.are_classes()).then_some(otherwise);
    if loss.is_none() && network.outputs() == classes {
        return Ok(());
    }
    fit_outputs(draft, classes, loss)
}

/// Whether the outputs can be as low as −1.
fn reaches_below_0(network: &Network) -> bool {
    let output = network.layer(network.depth());
    output.activation.elementwise().is_some_and(|rule| (rule.f)(-1e3, output.alpha) <= -1.0)
}

/// Leaves the examples out, and how they were drawn. A step that was right for the sum over a few is
/// right for the mean over many.
fn forget(draft: &mut Draft) -> Result<()> {
    if !draft.lesson.setup.network.optimizer.carries {
        draft.put("loss", "reduction", "mean")?;
    }
    draft.remove("columns");
    SOURCES.iter().try_for_each(|key| draft.drop("data", key))
}

/// Batches of some rows stay as they were, where as many of the new ones are for training.
fn keep_batch(draft: &mut Draft, rows: usize) -> Result<()> {
    let setup = &draft.lesson.setup;
    let share = draft.number("data", "train_share").unwrap_or(1.0);
    if setup.batch < setup.data.rows && setup.batch <= training(rows, share) {
        draft.put("data", "batch", setup.batch as i64)?;
    }
    Ok(())
}

/// A loss of classes has an output for each of the two that a single one told apart.
pub(super) fn fit_loss(draft: &mut Draft, loss: &'static Loss) -> Result<()> {
    let lesson = draft.lesson;
    let drawn = lesson.generated.as_ref().map(|drawn| drawn.dataset.labels);
    let has_classes = drawn.map_or(!lesson.classes.is_empty(), |labels| labels != Labels::Values);
    if !has_classes || !loss.targets.are_classes() || lesson.setup.network.outputs() > 1 {
        return Ok(());
    }
    let fused = loss.fused.as_ref().map(|fused| fused.activation);
    fit_outputs(draft, 2, Some((loss.name, loss.needs.or(fused).unwrap_or("identity"))))
}

/// Gives the network as many inputs.
fn fit_inputs(draft: &mut Draft, inputs: usize) -> Result<()> {
    if draft.lesson.setup.network.inputs == inputs {
        return Ok(());
    }
    draft.put("network", "inputs", inputs as i64)?;
    draft.reshape()
}

/// Gives the network as many outputs, and with another loss the activation that goes with it.
fn fit_outputs(
    draft: &mut Draft,
    outputs: usize,
    loss: Option<(&'static str, &'static str)>,
) -> Result<()> {
    if let Some((loss, _)) = loss {
        for key in ["margin", "huber_delta"] {
            draft.drop("loss", key)?;
        }
        draft.put("loss", "name", loss)?;
    }
    if let Some(output) = draft.layers()?.last_mut().and_then(Value::as_table_mut) {
        output.insert("units".into(), Value::from(outputs as i64));
        // One unit of softmax is always 1.
        let lone =
            output.get("activation").and_then(Value::as_str) == Some("softmax") && outputs == 1;
        let tanh = lone.then_some(("", "tanh"));
        if let Some((_, activation)) = loss.or(tanh) {
            output.insert("activation".into(), Value::from(activation));
            output.remove("alpha");
        }
    }
    draft.reshape()
}

/// How many points are drawn.
pub(super) fn sized(draft: &mut Draft, key: &str, points: i64) -> Result<()> {
    batch_of_all(draft)?;
    drawn(draft, key, points)
}

/// The share of the examples for training.
pub(super) fn shared(draft: &mut Draft, share: f64) -> Result<()> {
    batch_of_all(draft)?;
    draft.put("data", "train_share", share)
}

/// A batch of all examples stays one, however many they become.
fn batch_of_all(draft: &mut Draft) -> Result<()> {
    if draft.lesson.setup.batch == draft.lesson.setup.data.rows {
        draft.drop("data", "batch")?;
    }
    Ok(())
}

/// A key that only a data set has.
pub(super) fn drawn(draft: &mut Draft, key: &str, value: impl Into<Value>) -> Result<()> {
    draft.need_dataset(key)?;
    draft.put("data", key, value)
}

pub(super) fn features(draft: &mut Draft, text: &str) -> Result<()> {
    if draft.lesson.given_places.is_none() {
        draft.need_dataset("features")?;
    }
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let known = FEATURES.iter().map(|row| row.name);
    for name in &names {
        let is_known = known.clone().any(|known| known == *name);
        ensure!(is_known, "{}", unknown("feature", name, known.clone()));
    }
    ensure!(!names.is_empty(), "features are some of {}", known.collect::<Vec<_>>().join(", "));
    draft.remove("columns");
    draft.put("network", "inputs", names.len() as i64)?;
    draft.put("data", "features", names.into_iter().map(Value::from).collect::<Vec<_>>())?;
    draft.reshape()
}

/// New points from a seed: the one that is given, or the one after the present one.
pub(super) fn regenerate(draft: &mut Draft, text: &str) -> Result<()> {
    draft.need_dataset("regenerate")?;
    let now = draft.lesson.generated.as_ref().map_or("", |generated| generated.seed.as_str());
    let seed = if text.is_empty() { following(now) } else { text.to_owned() };
    draft.put("data", "seed", seed)
}

/// The seed after a seed: its last digits count on. `1` → `2`, `0.59704` → `0.59705`.
fn following(seed: &str) -> String {
    let head = seed.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &seed[head.len()..];
    match digits.parse::<u64>() {
        Ok(number) => format!("{head}{:0width$}", number + 1, width = digits.len()),
        Err(_) => format!("{seed}2"),
    }
}
