//! Numbers that are kind to a person: tenths and hundredths, drawn as whole numbers.

use crate::math::loss::Targets;
use crate::math::rng::Rng;
use crate::train::{Data, Setup};
use crate::worksheet::network::Network;

/// How large weights are, in hundredths.
const WEIGHTS: (i64, i64) = (5, 95);

/// How large biases are, in hundredths.
const BIASES: (i64, i64) = (5, 50);

/// How large inputs are, in twentieths: 0.1 to 1.
const INPUTS: (i64, i64) = (2, 20);

/// How far targets go that are no classes, in tenths.
const FURTHEST: f64 = 15.0;

/// A template's setup with other parameters, inputs and targets.
pub(super) fn setup(rng: &mut Rng, template: &Setup) -> Setup {
    let mut setup = template.clone();
    for (parameter, values) in template.network.parameters().iter().zip(&mut setup.parameters) {
        let (low, high) = if parameter.bias { BIASES } else { WEIGHTS };
        let drawn = distinct(values.len(), || signed(rng, low, high));
        *values = drawn.into_iter().map(|n| n as f64 / 100.0).collect();
    }
    let width = template.network.inputs;
    let rows = distinct(template.data.rows, || {
        (0..width).map(|_| signed(rng, INPUTS.0, INPUTS.1)).collect::<Vec<_>>()
    });
    setup.data.x = rows.iter().flatten().map(|n| (n * 5) as f64 / 100.0).collect();
    setup.data.y = targets(rng, &template.network, &template.data);
    setup
}

/// So many different draws. There are always enough: see the sizes a template may have.
fn distinct<T: PartialEq>(count: usize, mut draw: impl FnMut() -> T) -> Vec<T> {
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let one = draw();
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// A whole number of this size, positive or negative.
fn signed(rng: &mut Rng, low: i64, high: i64) -> i64 {
    let size = between(rng, low, high);
    if rng.below(2) == 0 { size } else { -size }
}

/// A whole number from `low` to `high`.
fn between(rng: &mut Rng, low: i64, high: i64) -> i64 {
    low + rng.below((high - low + 1) as u64) as i64
}

/// Targets of the same kind as the template's: classes, probabilities, two values, or any.
fn targets(rng: &mut Rng, network: &Network, data: &Data) -> Vec<f64> {
    let outputs = network.outputs();
    let one_hot =
        |row: &[f64]| row.iter().all(|t| *t == 0.0 || *t == 1.0) && row.iter().sum::<f64>() == 1.0;
    let are_classes = network.loss.targets == Targets::Class
        || outputs > 1 && data.y.chunks(outputs).all(one_hot);
    if are_classes {
        return classes(rng, data.rows, outputs);
    }
    if network.loss.targets == Targets::Distribution {
        return (0..data.rows).flat_map(|_| shares(rng, outputs)).collect();
    }
    if let Some(pair) = two_values(&data.y) {
        return alternating(rng, (data.rows, outputs), pair);
    }
    let (low, high) = range(network);
    let mut draw = || std::iter::repeat_with(|| between(rng, low, high)).find(|n| *n != 0);
    (0..data.y.len()).map(|_| draw().unwrap_or(high) as f64 / 10.0).collect()
}

/// One-hot rows that have as many of the classes as there are examples for.
fn classes(rng: &mut Rng, rows: usize, outputs: usize) -> Vec<f64> {
    let mut classes: Vec<usize> = (0..outputs).collect();
    shuffle(rng, &mut classes);
    while classes.len() < rows {
        classes.push(rng.below(outputs as u64) as usize);
    }
    classes.truncate(rows);
    shuffle(rng, &mut classes);
    let mut y = vec![0.0; rows * outputs];
    for (row, class) in y.chunks_mut(outputs).zip(classes) {
        row[class] = 1.0;
    }
    y
}

/// Tenths that sum to 1, none of them 0.
fn shares(rng: &mut Rng, outputs: usize) -> Vec<f64> {
    let mut tenths = vec![1_u32; outputs];
    for _ in outputs..10 {
        tenths[rng.below(outputs as u64) as usize] += 1;
    }
    tenths.into_iter().map(|n| f64::from(n) / 10.0).collect()
}

/// The two values that all targets have, if it is two.
fn two_values(y: &[f64]) -> Option<[f64; 2]> {
    let first = *y.first()?;
    let second = *y.iter().find(|t| **t != first)?;
    y.iter().all(|t| *t == first || *t == second).then_some([first, second])
}

/// Columns in which both values are, where there is more than one example.
fn alternating(rng: &mut Rng, (rows, outputs): (usize, usize), pair: [f64; 2]) -> Vec<f64> {
    let mut y = vec![0.0; rows * outputs];
    for column in 0..outputs {
        let mut picks: Vec<usize> = (0..rows.min(2)).collect();
        while picks.len() < rows {
            picks.push(rng.below(2) as usize);
        }
        shuffle(rng, &mut picks);
        for (row, pick) in picks.into_iter().enumerate() {
            y[row * outputs + column] = pair[pick];
        }
    }
    y
}

/// The tenths that the outputs reach and the loss allows.
fn range(network: &Network) -> (i64, i64) {
    let output = &network.layers[network.depth() - 1];
    let tried = [-30.0, -4.0, -1.5, -1.0, -0.1, 0.0, 0.1, 1.0, 1.5, 4.0, 30.0];
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    if let Some(rule) = output.activation.elementwise() {
        for a in tried.map(|s| (rule.f)(s, output.alpha)) {
            (low, high) = (low.min(a), high.max(a));
        }
    }
    if network.loss.targets == Targets::UnitInterval {
        (low, high) = (low.max(0.0), high.min(1.0));
    }
    // A tenth inside, so that no unit has to saturate to get there.
    let tenths = |x: f64| (x * 10.0).clamp(-FURTHEST, FURTHEST);
    (tenths(low).ceil() as i64 + 1, tenths(high).floor() as i64 - 1)
}

/// Fisher and Yates.
fn shuffle<T>(rng: &mut Rng, all: &mut [T]) {
    for last in (1..all.len()).rev() {
        all.swap(last, rng.below(last as u64 + 1) as usize);
    }
}
