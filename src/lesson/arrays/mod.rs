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

/// The most numbers that are read from one file.
const MOST_NUMBERS: usize = 4_000_000;

/// An array, row by row whatever order its file has.
#[derive(Debug)]
pub(super) struct Array {
    name: String,
    shape: Vec<usize>,
    values: Vec<f64>,
    /// Why it cannot be read.
    refused: Option<String>,
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
            let shape = npy.as_ref().map_or_else(|_| Vec::new(), |npy| npy.shape.clone());
            let values = npy.and_then(|npy| {
                if !may_be_asked(name) {
                    return Ok(Vec::new());
                }
                count(&mut numbers, npy.count())?;
                npy.numbers()
            });
            all.push(Array::new(name, shape, values));
            Ok(())
        },
    )?;
    Ok(all)
}

#[cfg(not(feature = "npz"))]
fn zipped(_: &[u8]) -> Result<Vec<Array>> {
    bail!("is npz, which this build cannot read")
}

/// Whether a lesson may ask for an array of this name; any other is not read at all.
fn may_be_asked(name: &str) -> bool {
    examples::NAMES.contains(&name) || weights::is_name(name)
}

/// Counts numbers before memory is taken for them.
fn count(so_far: &mut usize, more: usize) -> Result<()> {
    let all = so_far.saturating_add(more);
    let in_all = if *so_far == 0 { String::new() } else { format!(", which makes {all}") };
    ensure!(
        all <= MOST_NUMBERS,
        "has {more} numbers{in_all}; at most {MOST_NUMBERS} are read from a file"
    );
    *so_far = all;
    Ok(())
}

/// A number of half precision (IEEE 754 binary16): sign, 5 bits of exponent, 10 of the fraction.
fn half(bits: u64) -> f64 {
    let (exponent, fraction) = ((bits >> 10) & 0x1f, (bits & 0x3ff) as f64 / 1024.0);
    let size = match exponent {
        0 => fraction * 2f64.powi(-14),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1.0 + fraction) * 2f64.powi(exponent as i32 - 15),
    };
    if bits & 0x8000 == 0 { size } else { -size }
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

    /// Refuses an array that could not be read.
    fn sound<'a>(&self, array: &'a Array) -> Result<&'a Array> {
        let (file, name) = (&self.file, &array.name);
        array.refused.as_ref().map_or(Ok(array), |reason| bail!("{file}: {name}: {reason}"))
    }

    /// Refuses the first number that is none.
    fn finite<'a>(&self, array: &'a Array) -> Result<&'a [f64]> {
        self.sound(array)?;
        let bad = array.values.iter().position(|x| !x.is_finite());
        let Some(at) = bad else { return Ok(&array.values) };
        let across = array.values.len() / array.shape.first().copied().unwrap_or(1).max(1);
        let (row, x) = (at / across.max(1) + 1, array.values[at]);
        bail!("{}: {}, row {row}: is {x}, expected a finite number", self.file, array.name)
    }
}

impl Array {
    fn new(name: &str, shape: Vec<usize>, values: Result<Vec<f64>>) -> Self {
        let (values, refused) = match values {
            Ok(values) => (values, None),
            Err(error) => (Vec::new(), Some(format!("{error:#}"))),
        };
        Self { name: name.into(), shape, values, refused }
    }

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

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn half_precision_is_read_as_the_standard_has_it() {
        // IEEE 754 binary16: 1, −2, the largest, the smallest, a third to 11 digits, −0.
        let numbers = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x3555, 0.333_251_953_125),
            (0x8000, -0.0),
        ];
        for (bits, number) in numbers {
            assert_eq!(half(bits).to_bits(), f64::to_bits(number), "{bits:#x}");
        }
        assert!(half(0x7e00).is_nan());
        assert_eq!(half(0xfc00), f64::NEG_INFINITY);
    }
}
