//! From the text of a lesson file to a [`Lesson`]: one file a section, and what must hold between
//! sections. Everything is checked here, so that nothing after it can fail.

mod cues;
mod data;
mod expect;
mod generated;
mod init;
pub(super) mod network;
mod steering;
mod targets;

pub(super) use steering::setting;

use std::path::Path;

use anyhow::Result;

use super::Lesson;
use super::reader::{Node, Table};
use super::source::{Source, unknown};
use super::{Generated, Placed};
use crate::math::hyperparameter::Hyperparameters;
use crate::train::Setup;
use crate::worksheet::Worksheet;
use crate::worksheet::manner::Manner;
use crate::worksheet::network::Network;
use crate::worksheet::symbols::{NOTATIONS, Notation};

/// The most numbers the parameters, or one iteration over all examples, may hold.
pub const MOST_NUMBERS: usize = 100_000_000;

/// Where a lesson ends that does not say.
const DEFAULT_ITERATIONS: u64 = 10;

const KEYS: &[&str] = &[
    "title",
    "summary",
    "minutes",
    "iterations",
    "notation",
    "network",
    "init",
    "loss",
    "regularizer",
    "optimizer",
    "data",
    "columns",
    "names",
    "cue",
    "expect",
];

/// Reads a lesson; `source` is its file's name, which messages begin with and whose stem becomes
/// the lesson's name.
///
/// # Errors
/// One line, `source:LINE: …`, that says what was found, what was expected and what the choices
/// are.
pub fn parse(text: &str, source: &str) -> Result<Lesson> {
    let source = Source { name: source, text };
    let document = source.document()?;
    let file = Table::whole(&source, document.get_ref());
    file.allow(KEYS)?;
    let Start { setup, drawn, generated, placed, classes } = start(&file)?;
    let sheet = Worksheet::new(&setup.network, setup.batch, &setup.hyper);
    let name = stem(source.name);
    Ok(Lesson {
        title: file.get("title").map_or(Ok(name.clone()), |node| node.line())?,
        summary: file.get("summary").map_or(Ok(String::new()), |node| node.line())?,
        minutes: file.get("minutes").map(|node| minutes(&node)).transpose()?,
        iterations: file.get("iterations").map_or(Ok(DEFAULT_ITERATIONS), |node| node.whole(1))?,
        notation: file.get("notation").map_or(Ok(Notation::default()), |node| notation(&node))?,
        columns: data::columns(&file, &setup.network)?,
        names: cues::names(&file, &sheet)?,
        cues: cues::cues(&file, &sheet)?,
        expects: expect::expects(&file, &setup, &sheet)?,
        name,
        setup,
        drawn,
        generated,
        given_places: placed,
        classes,
        text: text.into(),
    })
}

/// What is trained, how its first weights and its examples were drawn and where they lie, what its
/// classes are called.
struct Start {
    setup: Setup,
    drawn: Option<String>,
    generated: Option<Generated>,
    placed: Option<Placed>,
    classes: Vec<String>,
}

fn start(file: &Table) -> Result<Start> {
    let mut hyper = Hyperparameters::default();
    let shape = network::shape(file)?;
    let optimizer = steering::optimizer(file, &mut hyper)?;
    steering::regularizer(file, optimizer, &mut hyper)?;
    let (loss, reduction) = steering::objective(file, &shape.layers, &mut hyper)?;
    let (inputs, layers) = (shape.inputs, shape.layers);
    let mut network = Network {
        inputs,
        layers,
        loss,
        reduction,
        optimizer,
        frozen: Vec::new(),
        spelled_out: false,
    };
    network.frozen = steering::frozen(file, &network)?;
    // Data first: it refuses what is too large before the parameters take memory, and the first
    // weights may be drawn from where it left off.
    let data::Examples { data, test, mut generated, placed, classes, batch, shuffle } =
        data::examples(file, &network, &hyper)?;
    let (parameters, drawn) = init::parameters(file, &network, generated.as_mut())?;
    let manner = Manner::default();
    let setup = Setup { network, hyper, parameters, data, test, batch, shuffle, manner };
    let generated = generated.map(|(generated, _)| generated);
    Ok(Start { setup, drawn, generated, placed, classes })
}

/// `… holds 3000000000 numbers, expected at most 100000000`
fn too_many(what: &str, numbers: usize) -> String {
    format!("{what} holds {numbers} numbers, expected at most {MOST_NUMBERS}")
}

/// How long a lesson takes: 1 to 60.
fn minutes(node: &Node) -> Result<u8> {
    let found = node.whole(1).ok().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 60);
    found.ok_or_else(|| node.expected("a whole number of minutes from 1 to 60"))
}

fn notation(node: &Node) -> Result<Notation> {
    choose(node, "notation", NOTATIONS)
}

/// The entry of a list of names that a string names.
fn choose<T: Copy>(node: &Node, what: &str, choices: &[(&str, T)]) -> Result<T> {
    let word = node.text()?;
    let found = choices.iter().find(|(name, _)| *name == word);
    let names = choices.iter().map(|(name, _)| *name);
    found.map(|(_, value)| *value).ok_or_else(|| node.error(unknown(what, word, names)))
}

fn stem(source: &str) -> String {
    let stem = Path::new(source).file_stem().and_then(|stem| stem.to_str());
    stem.unwrap_or(source).to_owned()
}
