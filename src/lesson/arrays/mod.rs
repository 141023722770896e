//! Arrays of other programs: examples and first weights that a lesson names instead of holding
//! them, as npz of numpy or as safetensors. Like other data they take the place of the keys that
//! name them when the lesson is read.

mod examples;
#[cfg(feature = "npz")]
pub(crate) mod npy;
#[cfg(feature = "npz")]
pub(crate) mod npz;
mod safetensors;
mod weights;

use std::borrow::Cow;
use std::ops::Range;

use anyhow::{Result, anyhow, bail, ensure};

use super::parse::network::{Shape, shape};
use super::reader::{Node, Table};
use super::resolve::Fetch;
use super::source::Source;

/// The most numbers of a file that a lesson takes in.
const MOST_NUMBERS: usize = 4_000_000;

/// An array, row by row whatever order its file has.
#[derive(Debug)]
pub(super) struct Array {
    name: String,
    shape: Vec<usize>,
    values: Vec<f64>,
}

/// The arrays of a file.
#[derive(Debug)]
pub(super) struct Arrays {
    /// What messages call the file.
    file: String,
    all: Vec<Array>,
}

/// The text of a lesson with the numbers of the arrays it names; the text itself where it names
/// none.
///
/// # Errors
/// One line: the lesson's file and line, or the other file and its array, and what was expected.
pub(super) fn resolve<'a>(text: &'a str, name: &str, fetch: Fetch) -> Result<Cow<'a, str>> {
    let source = Source { name, text };
    // What cannot be read is told by whoever reads the whole lesson.
    let Ok(document) = source.document() else { return Ok(Cow::Borrowed(text)) };
    let file = Table::whole(&source, document.get_ref());
    let (Ok(data), Ok(init)) = (file.section("data"), file.section("init")) else {
        return Ok(Cow::Borrowed(text));
    };
    let (npz, weights) = (named(data.as_ref(), "npz"), named(init.as_ref(), "weights_from"));
    if npz.is_none() && weights.is_none() {
        return Ok(Cow::Borrowed(text));
    }
    let shape = shape(&file)?;
    let mut put: Vec<(Range<usize>, String)> = Vec::new();
    if let (Some((node, span)), Some(data)) = (npz, &data) {
        data.allow(&["npz", "train_share", "batch", "shuffle_seed"])?;
        let arrays = read(&node, fetch)?;
        put.push((span, examples::written(&arrays, &file, &shape)?));
        if init.is_none() && weights::are_in(&arrays) {
            let written = weights::written(&arrays, &shape)?;
            put.push((text.len()..text.len(), format!("\n[init]\n{written}\n")));
        }
    }
    if let (Some((node, span)), Some(init)) = (weights, &init) {
        init.allow(&["weights_from"])?;
        put.push((span, weights::written(&read(&node, fetch)?, &shape)?));
    }
    Ok(Cow::Owned(spliced(text, put)))
}

/// The value of a key that names a file, and where key and value stand.
fn named<'a>(table: Option<&Table<'a>>, key: &str) -> Option<(Node<'a>, Range<usize>)> {
    let table = table?;
    Some((table.get(key)?, table.entry(key)?))
}

/// The arrays of the file that a value names, by what the file is.
fn read(node: &Node, fetch: Fetch) -> Result<Arrays> {
    let file = node.line()?;
    let bytes = fetch(&file).map_err(|error| node.error(format!("{file}: {error:#}")))?;
    let all = if bytes.starts_with(b"PK") { zipped(&bytes) } else { safetensors::read(&bytes) };
    let all = all.map_err(|error| anyhow!("{file}: {error:#}"))?;
    Ok(Arrays { file, all })
}

#[cfg(feature = "npz")]
fn zipped(bytes: &[u8]) -> Result<Vec<Array>> {
    let mut all = Vec::new();
    let mut numbers = 0;
    npz::each(
        bytes,
        &npz::Limits { arrays: 10_000, bytes: 8 * MOST_NUMBERS + 65_536 },
        &mut |name, npy| {
            count(&mut numbers, npy.count())?;
            all.push(Array { name: name.into(), shape: npy.shape.clone(), values: npy.numbers()? });
            Ok(())
        },
    )?;
    Ok(all)
}

#[cfg(not(feature = "npz"))]
fn zipped(_: &[u8]) -> Result<Vec<Array>> {
    bail!("is npz, which this build cannot read")
}

/// Counts numbers before memory is taken for them.
fn count(so_far: &mut usize, more: usize) -> Result<()> {
    *so_far = so_far.saturating_add(more);
    ensure!(*so_far <= MOST_NUMBERS, "more than {MOST_NUMBERS} numbers, which no lesson takes");
    Ok(())
}

fn spliced(text: &str, mut put: Vec<(Range<usize>, String)>) -> String {
    put.sort_by_key(|(span, _)| span.start);
    let (mut out, mut at) = (String::new(), 0);
    for (span, new) in put {
        out += &text[at..span.start];
        out += &new;
        at = span.end;
    }
    out + &text[at..]
}

impl Arrays {
    /// The array with one of these names.
    fn find(&self, names: &[&str]) -> Option<&Array> {
        names.iter().find_map(|name| self.all.iter().find(|array| array.name == *name))
    }

    /// `x, y, W1`
    fn names(&self) -> String {
        let names: Vec<&str> = self.all.iter().map(|array| array.name.as_str()).take(20).collect();
        if names.is_empty() { "none".into() } else { names.join(", ") }
    }

    /// A message about an array.
    fn error(&self, array: &Array, message: &str) -> anyhow::Error {
        anyhow!("{}: {} {message}", self.file, array.name)
    }

    /// Refuses the first number that is none.
    fn finite<'a>(&self, array: &'a Array) -> Result<&'a [f64]> {
        let bad = array.values.iter().position(|x| !x.is_finite());
        let Some(at) = bad else { return Ok(&array.values) };
        let across = array.values.len() / array.shape.first().copied().unwrap_or(1).max(1);
        let (row, x) = (at / across.max(1) + 1, array.values[at]);
        bail!("{}: {}, row {row}: is {x}, expected a finite number", self.file, array.name)
    }
}

impl Array {
    /// `4×3`; of a single number `a number`.
    fn shape(&self) -> String {
        let sizes: Vec<_> = self.shape.iter().map(ToString::to_string).collect();
        match sizes.as_slice() {
            [] => "a number".into(),
            [only] => format!("an array of {only}"),
            sizes => sizes.join("×"),
        }
    }
}
