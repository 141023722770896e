//! `dataset` of `[data]`: examples that are drawn, and split into training and test examples.

use anyhow::Result;

use super::{MOST_NUMBERS, too_many};
use crate::lesson::Generated;
use crate::lesson::reader::{Node, Table};
use crate::lesson::resolve::unknown_dataset;
use crate::lesson::source::unknown;
use crate::math::dataset::{DATASETS, Dataset, Labels, Point, Wanted, training};
use crate::math::feature::{FEATURES, Feature};
use crate::math::hyperparameter::Hyperparameters;
use crate::math::loss::Targets;
use crate::math::rng::Stream;
use crate::train::Data;
use crate::worksheet::Worksheet;
use crate::worksheet::network::Network;

const KEYS: &[&str] =
    &["dataset", "points", "noise", "seed", "train_share", "features", "batch", "shuffle_seed"];

/// What a file may give instead.
const GIVEN: [&str; 3] = ["x", "y", "labels"];

const DEFAULT_SEED: &str = "1";
const DEFAULT_SHARE: f64 = 0.5;

/// Examples that were drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    /// At least one.
    pub(super) training: Data,
    /// The others, if there are any.
    pub(super) test: Option<Data>,
    /// How they were drawn.
    pub(super) generated: Generated,
    /// The numbers that come next.
    pub(super) stream: Box<dyn Stream>,
}

/// The examples of the data set that is named.
pub(super) fn draw(table: &Table, network: &Network, hyper: &Hyperparameters) -> Result<Drawn> {
    let name = table.need("dataset", "the name of a data set")?;
    if let Some(key) = GIVEN.into_iter().find(|key| table.get(key).is_some()) {
        let message = format!("[data] has dataset and {key}, expected one of the two");
        return Err(table.error_at(key, message));
    }
    table.allow(KEYS)?;
    let mut generated = wanted(table, &name, network)?;
    let Generated { dataset, points, noise, .. } = generated;
    check_labels(&name, dataset, network)?;
    let trained = training(points, generated.train_share);
    if trained == 0 {
        let share = generated.train_share;
        let message = format!(
            "a share of {share} of {points} points leaves none for training; expected 1/{points} or more"
        );
        return Err(table.error_at("train_share", message));
    }
    let iteration = Worksheet::new(network, trained.max(points - trained), hyper).len();
    if iteration > MOST_NUMBERS {
        return Err(table.error(too_many("an iteration over all examples", iteration)));
    }
    let mut stream = dataset.stream(&generated.seed);
    let classes = network.outputs().max(2);
    let drawn = dataset.shuffled(&Wanted { points, noise, classes }, &mut *stream);
    generated.places = drawn.iter().map(|point| [point.x, point.y]).collect();
    let data = |points: &[Point]| examples(points, &generated, network);
    let (first, rest) = drawn.split_at(trained);
    let test = (!rest.is_empty()).then(|| data(rest));
    Ok(Drawn { training: data(first), test, generated, stream })
}

/// What the keys say, each within its bounds.
fn wanted(table: &Table, name: &Node, network: &Network) -> Result<Generated> {
    let word = name.text()?;
    let drawn = DATASETS.iter().copied();
    let dataset = Dataset::find(word).ok_or_else(|| name.error(unknown_dataset(word, drawn)))?;
    Ok(Generated {
        dataset,
        points: table.get("points").map_or(Ok(dataset.points), |node| points(&node, network))?,
        noise: table.get("noise").map_or(Ok(0.0), |node| within(&node, 0.0, f64::MAX))?,
        seed: table.get("seed").map_or(Ok(DEFAULT_SEED.into()), |node| seed(&node))?,
        train_share: table
            .get("train_share")
            .map_or(Ok(DEFAULT_SHARE), |node| within(&node, 0.0, 1.0))?,
        features: features(table, network)?,
        places: Vec::new(),
    })
}

/// How many points, few enough to be held.
fn points(node: &Node, network: &Network) -> Result<usize> {
    let points = usize::try_from(node.whole(1)?).unwrap_or(usize::MAX);
    let each = network.inputs.saturating_add(network.outputs()).saturating_add(3);
    let numbers = points.saturating_mul(each);
    if numbers > MOST_NUMBERS {
        return Err(node.error(too_many("the data set", numbers)));
    }
    Ok(points)
}

fn within(node: &Node, least: f64, most: f64) -> Result<f64> {
    let x = node.finite()?;
    let above = || node.expected(format!("a number of at least {least}"));
    match (x < least, x > most) {
        (true, _) if most == f64::MAX => Err(above()),
        (false, false) => Ok(x),
        _ => Err(node.expected(format!("a number from {least} to {most}"))),
    }
}

/// A text, as Playground has it, or a whole number.
fn seed(node: &Node) -> Result<String> {
    let number = || node.whole(0).map(|seed| seed.to_string());
    let text = node.text().map(str::to_owned).or_else(|_| number());
    text.map_err(|_| node.expected("a text or a whole number of at least 0"))
}

/// The features that are named, each once, or the first ones; as many as the network has inputs.
pub(super) fn features(table: &Table, network: &Network) -> Result<Vec<&'static Feature>> {
    let inputs = network.inputs;
    let Some(node) = table.get("features") else {
        let most = FEATURES.len();
        if inputs > most {
            let message = format!("a data set has {most} features, the network {inputs} inputs");
            return Err(table.error(message));
        }
        return Ok(FEATURES.iter().take(inputs).collect());
    };
    let mut found: Vec<&'static Feature> = Vec::new();
    for entry in node.array()? {
        let word = entry.text()?;
        let names = FEATURES.iter().map(|row| row.name);
        let row =
            Feature::find(word).ok_or_else(|| entry.error(unknown("feature", word, names)))?;
        if found.iter().any(|other| other.name == row.name) {
            return Err(entry.error(format!("feature {word:?} stands there twice")));
        }
        found.push(row);
    }
    if found.len() == inputs {
        Ok(found)
    } else {
        Err(node.expected(format!("{inputs} features, one for each input of the network")))
    }
}

/// Refuses a network that cannot learn labels of this kind.
fn check_labels(node: &Node, dataset: &Dataset, network: &Network) -> Result<()> {
    let (outputs, loss) = (network.outputs(), network.loss);
    let of_classes = loss.targets.are_classes();
    let fits = match dataset.labels {
        Labels::Values => outputs == 1 && matches!(loss.targets, Targets::Values),
        Labels::TwoClasses => outputs == 2 || (outputs == 1 && !of_classes),
        Labels::Classes => outputs > 1 || !of_classes,
    };
    if fits {
        return Ok(());
    }
    let expected = match dataset.labels {
        Labels::Values => "one value for each point: expected 1 output and a loss for numbers",
        _ if of_classes => "2 classes: with this loss expected 2 outputs",
        _ => "2 classes: expected 1 or 2 outputs",
    };
    let name = dataset.name;
    Err(node
        .error(format!("data set \"{name}\" has {expected}, not {outputs} and \"{}\"", loss.name)))
}

fn examples(points: &[Point], generated: &Generated, network: &Network) -> Data {
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for point in points {
        x.extend(generated.features.iter().map(|feature| (feature.of)(point.x, point.y)));
        target(point.label, generated.dataset, network, &mut y);
    }
    Data { rows: points.len(), x, y }
}

/// Appends a value as it is; a class as 1 among zeros, or of two as −1 and 1, or as 0 and 1.
fn target(label: f64, dataset: &Dataset, network: &Network, y: &mut Vec<f64>) {
    match (dataset.labels, network.outputs()) {
        (Labels::Values, _) => y.push(label),
        (_, 1) if matches!(network.loss.targets, Targets::UnitInterval) => y.push(label),
        (_, 1) => y.push(2.0 * label - 1.0),
        (_, classes) => {
            y.extend((0..classes).map(|class| f64::from(u8::from(class as f64 == label))));
        }
    }
}
