//! A lesson written as the file it could have been read from, every number given to the bit. Only
//! its claims ([`Expect`](super::Expect)) are left out: they are about the file they stand in.

use super::text::{line, number, numbers, quoted, setting};
use super::{Cue, Lesson, Place};
use crate::math::hyperparameter::{HYPERPARAMETERS, Hyperparameter, Hyperparameters, Section};
use crate::train::{Data, Setup};
use crate::worksheet::network::{Network, Parameter, REDUCTIONS};
use crate::worksheet::symbols::NOTATIONS;

/// The lesson as TOML; reading it back trains to the same bits.
pub fn write(lesson: &Lesson) -> String {
    let mut out = String::new();
    head(lesson, &mut out);
    network(&lesson.setup.network, &mut out);
    init(&lesson.setup, &mut out);
    steering(&lesson.setup, &mut out);
    data(lesson, &mut out);
    if !lesson.columns.is_empty() {
        let names: Vec<_> = lesson.columns.iter().map(|name| quoted(name)).collect();
        out.push_str("\n[columns]\n");
        line("inputs", &format!("[{}]", names.join(", ")), &mut out);
    }
    if !lesson.names.is_empty() {
        out.push_str("\n[names]\n");
        for (name, cell) in &lesson.names {
            line(&quoted(name), &quoted(cell), &mut out);
        }
    }
    for one in &lesson.cues {
        cue(one, &mut out);
    }
    out
}

fn head(lesson: &Lesson, out: &mut String) {
    line("title", &quoted(&lesson.title), out);
    line("summary", &quoted(&lesson.summary), out);
    if let Some(minutes) = lesson.minutes {
        line("minutes", &minutes.to_string(), out);
    }
    line("iterations", &lesson.iterations.to_string(), out);
    line("notation", &quoted(name_of(NOTATIONS, lesson.notation)), out);
}

/// The name of an entry of a list of names.
fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], entry: T) -> &'static str {
    names.iter().find(|row| row.1 == entry).map_or("", |row| row.0)
}

fn network(network: &Network, out: &mut String) {
    out.push_str("\n[network]\n");
    line("inputs", &network.inputs.to_string(), out);
    out.push_str("layers = [\n");
    for layer in &network.layers {
        let (units, name) = (layer.units, quoted(layer.activation.name));
        let alpha = layer.activation.alpha.map(|_| format!(", alpha = {}", number(layer.alpha)));
        let (bias, alpha) = (layer.bias, alpha.unwrap_or_default());
        let entry =
            format!("  {{ units = {units}, activation = {name}, bias = {bias}{alpha} }},\n");
        out.push_str(&entry);
    }
    out.push_str("]\n");
}

fn init(setup: &Setup, out: &mut String) {
    let network = &setup.network;
    let values = |layer: usize, bias: bool| {
        let pairs = network.parameters().into_iter().zip(&setup.parameters);
        let mut of = pairs.filter(|pair| pair.0 == Parameter { layer, bias });
        of.next().map_or(&[][..], |pair| pair.1)
    };
    let layers = || 1..=network.depth();
    let weights = layers().map(|l| matrix(values(l, false), network.width(l), "    "));
    let biases = layers().map(|l| numbers(values(l, true)));
    out.push_str("\n[init]\nweights = [\n");
    for layer in weights {
        out.push_str("  ");
        out.push_str(&layer);
        out.push_str(",\n");
    }
    out.push_str("]\n");
    line("biases", &format!("[{}]", biases.collect::<Vec<_>>().join(", ")), out);
}

/// Rows of numbers, a line each where there are several.
fn matrix(values: &[f64], columns: usize, indent: &str) -> String {
    let rows: Vec<_> = values.chunks(columns.max(1)).map(numbers).collect();
    if let [only] = rows.as_slice() {
        return format!("[{only}]");
    }
    let end = &indent[..indent.len().saturating_sub(2)];
    format!("[\n{indent}{},\n{end}]", rows.join(&format!(",\n{indent}")))
}

/// `[loss]`, `[regularizer]` and `[optimizer]`: of the settings those that are not what a file
/// means that says nothing.
fn steering(setup: &Setup, out: &mut String) {
    let (network, hyper) = (&setup.network, &setup.hyper);
    let mut usual = Hyperparameters::default();
    network.optimizer.set_defaults(&mut usual);
    out.push_str("\n[loss]\n");
    line("name", &quoted(network.loss.name), out);
    line("reduction", &quoted(name_of(REDUCTIONS, network.reduction)), out);
    if let Some(row) = network.loss.parameter.and_then(|(name, _)| Hyperparameter::find(name)) {
        line(row.name, &setting(row, (row.get)(hyper)), out);
    }
    let changed = |row: &&Hyperparameter| (row.get)(hyper) != (row.get)(&usual);
    if network.regularized() && (hyper.l1 != 0.0 || hyper.l2 != 0.0) {
        out.push_str("\n[regularizer]\n");
        let rows = HYPERPARAMETERS.iter().filter(|row| row.section == Section::Regularizer);
        rows.filter(changed).for_each(|row| line(row.name, &setting(row, (row.get)(hyper)), out));
    }
    out.push_str("\n[optimizer]\n");
    line("name", &quoted(network.optimizer.name), out);
    let settings = network.optimizer.settings.iter();
    for row in settings.filter_map(|(name, _)| Hyperparameter::find(name)) {
        if changed(&row) || row.name == "learning_rate" {
            line(row.name, &setting(row, (row.get)(hyper)), out);
        }
    }
    if !network.frozen.is_empty() {
        let names: Vec<_> = network.frozen.iter().map(|p| quoted(&p.to_string())).collect();
        line("frozen", &format!("[{}]", names.join(", ")), out);
    }
}

fn data(lesson: &Lesson, out: &mut String) {
    let setup = &lesson.setup;
    let (network, data) = (&setup.network, &setup.data);
    out.push_str("\n[data]\n");
    line("x", &matrix(&data.x, network.inputs, "  "), out);
    match labels(network, data) {
        Some(labels) => {
            let named = named(&labels, &lesson.classes);
            let quoted = |names: Vec<&str>| names.into_iter().map(quoted).collect::<Vec<_>>();
            let listed = named.map(|names| format!("[{}]", quoted(names).join(", ")));
            line("labels", &listed.unwrap_or_else(|| format!("{labels:?}")), out);
        }
        None => line("y", &matrix(&data.y, network.outputs(), "  "), out),
    }
    if setup.batch != data.rows {
        line("batch", &setup.batch.to_string(), out);
    }
    if let Some(seed) = setup.shuffle {
        line("shuffle_seed", &seed.to_string(), out);
    }
}

/// The classes by name, where every one of them has an example: else names would count anew.
pub(crate) fn named<'a>(labels: &[usize], classes: &'a [String]) -> Option<Vec<&'a str>> {
    let has_examples = !classes.is_empty() && (0..classes.len()).all(|k| labels.contains(&k));
    let name = |label: &usize| classes.get(*label).map(String::as_str);
    labels.iter().map(name).collect::<Option<_>>().filter(|_| has_examples)
}

/// The classes of the examples, from 0, where the loss has classes and every row names one.
pub(crate) fn labels(network: &Network, data: &Data) -> Option<Vec<usize>> {
    let has_classes = network.loss.targets.are_classes();
    let class = |row: &[f64]| {
        let mut ones = row.iter().enumerate().filter(|cell| *cell.1 != 0.0);
        let first = ones.next().filter(|cell| *cell.1 == 1.0);
        first.filter(|_| ones.next().is_none()).map(|cell| cell.0)
    };
    has_classes.then(|| data.y.chunks(network.outputs()).map(class).collect())?
}

fn cue(cue: &Cue, out: &mut String) {
    out.push_str("\n[[cue]]\n");
    let at = match &cue.at {
        Place::Start => quoted("start"),
        Place::Iteration(n) => n.to_string(),
        Place::Quantity(n, name) => quoted(&format!("{n}.{name}")),
    };
    line("at", &at, out);
    line("say", &quoted(&cue.say), out);
    if let Some(cell) = &cue.ask {
        line("ask", &quoted(cell), out);
    }
    if !cue.tries.is_empty() {
        line("try", &quoted(&cue.tries.join("; ")), out);
    }
}

#[cfg(test)]
mod tests;
