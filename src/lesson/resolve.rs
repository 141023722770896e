//! Data that a lesson names instead of holding them: a CSV file, or measurements that come with the
//! program. The keys that name them give way to the numbers, on the lines where they stood, so that
//! whatever is made of the lesson afterwards holds its data itself.

use std::borrow::Cow;
use std::ops::Range;

use anyhow::{Result, ensure};

use super::arrays;
use super::reader::{Node, Table};
use super::real::{REAL, Real};
use super::source::{Source, unknown};
use super::tabular::{self, Examples, Wanted};
use super::text::{numbers, quoted};
use crate::math::dataset::Dataset;
use crate::math::loss::{Loss, Targets};
use crate::math::rng::Rng;

/// The bytes of a file that a lesson names.
pub type Fetch<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>>;

/// The keys of `[data]` that are replaced.
const KEYS: &[&str] = &["csv", "dataset", "inputs", "target", "standardize", "seed"];

/// Those that may stand beside them.
const OTHERS: &[&str] = &["train_share", "batch", "shuffle_seed"];

/// The text of a lesson with the numbers of the data it names; the text itself where it names none.
///
/// # Errors
/// One line: the lesson's file and line, or the data file's, and what was expected.
pub fn resolve<'a>(text: &'a str, name: &str, fetch: Fetch) -> Result<Cow<'a, str>> {
    match arrays::resolve(text, name, fetch)? {
        Cow::Borrowed(text) => tables(text, name, fetch),
        Cow::Owned(text) => Ok(Cow::Owned(tables(&text, name, fetch)?.into_owned())),
    }
}

/// The same for tables: CSV files and measurements.
fn tables<'a>(text: &'a str, name: &str, fetch: Fetch) -> Result<Cow<'a, str>> {
    let source = Source { name, text };
    // What cannot be read is told by whoever reads the whole lesson.
    let Ok(document) = source.document() else { return Ok(Cow::Borrowed(text)) };
    let file = Table::whole(&source, document.get_ref());
    let Ok(Some(data)) = file.section("data") else { return Ok(Cow::Borrowed(text)) };
    let Some((bytes, wanted)) = wanted(&data, fetch)? else { return Ok(Cow::Borrowed(text)) };
    data.allow(&[KEYS, OTHERS].concat())?;
    let mut examples = tabular::read(&bytes, &wanted)?;
    if let Some(seed) = data.get("seed") {
        shuffle(&mut examples, seed.whole(0)?);
    }
    let [x, y] = written(&examples, &file, &wanted)?;
    let mut out = spliced(text, &data, [&x, &y]);
    if file.get("columns").is_none() {
        out += &columns(&examples.columns);
    }
    Ok(Cow::Owned(out))
}

/// The bytes of the data and what is wanted of them, where the lesson names some.
fn wanted<'a>(data: &Table<'a>, fetch: Fetch) -> Result<Option<(Cow<'static, [u8]>, Wanted<'a>)>> {
    let inputs = || -> Result<Option<Vec<String>>> {
        let Some(node) = data.get("inputs") else { return Ok(None) };
        let name = |node: &Node| node.text().map(str::to_owned);
        node.array()?.iter().map(name).collect::<Result<_>>().map(Some)
    };
    let standardize = data.get("standardize").map_or(Ok(false), |node| node.flag());
    if let Some(path) = data.get("csv") {
        let name = path.text()?;
        let target = data.need("target", "the column of what is to be learnt")?.text()?.to_owned();
        let bytes = fetch(name).map_err(|error| path.error(format!("{name}: {error:#}")))?;
        let (inputs, standardize) = (inputs()?, standardize?);
        let wanted = Wanted { name, inputs, target, scale: 1.0, standardize };
        return Ok(Some((Cow::Owned(bytes), wanted)));
    }
    let named = |node: Node<'a>| node.text().ok().and_then(Real::find);
    let Some(real) = data.get("dataset").and_then(named) else { return Ok(None) };
    let (inputs, standardize) = (inputs()?, standardize?);
    let target = data.get("target").map_or(Ok(real.target), |node| node.text())?.to_owned();
    let wanted = Wanted { name: real.name, inputs, target, scale: real.scale, standardize };
    Ok(Some((real.csv()?, wanted)))
}

/// Fisher and Yates, one number of the program's generator for each row.
fn shuffle(examples: &mut Examples, seed: u64) {
    let mut rng = Rng::new(seed);
    for last in (1..examples.x.len()).rev() {
        let other = (rng.uniform() * (last + 1) as f64).floor() as usize;
        examples.x.swap(last, other.min(last));
        examples.targets.swap(last, other.min(last));
    }
}

/// What the inputs are called, behind everything else so that no line moves; nothing where a name
/// is none.
fn columns(names: &[String]) -> String {
    if names.iter().any(|name| name.is_empty() || name.contains(char::is_control)) {
        return String::new();
    }
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    format!("\n[columns]\ninputs = [{}]\n", names.join(", "))
}

/// `x = …` and `labels = …` or `y = …`, each on a line.
fn written(examples: &Examples, file: &Table, wanted: &Wanted) -> Result<[String; 2]> {
    let rows = examples.x.iter().map(|row| numbers(row));
    let x = format!("x = [{}]", rows.collect::<Vec<_>>().join(", "));
    let loss = file.section("loss")?.and_then(|table| table.get("name"));
    let loss = loss.map_or(Ok("half_squared"), |node| node.text())?;
    let targets = Loss::find(loss).map_or(Targets::Values, |row| row.targets);
    let of_classes = targets.are_classes();
    if let Some(values) = tabular::numbers(&examples.targets).filter(|_| !of_classes) {
        let rows: Vec<_> = values.iter().map(|y| numbers(&[*y])).collect();
        return Ok([x, format!("y = [{}]", rows.join(", "))]);
    }
    let (names, _) = tabular::classes(&examples.targets);
    ensure!(
        of_classes || names.len() == 2,
        "{}: column {:?} has {} classes, loss \"{loss}\" takes numbers or two classes; expected a \
         loss of classes, such as \"cross_entropy\"",
        wanted.name,
        wanted.target,
        names.len()
    );
    let labels: Vec<_> = examples.targets.iter().map(|name| quoted(name)).collect();
    Ok([x, format!("labels = [{}]", labels.join(", "))])
}

/// The text with the numbers in the place of the keys. Every line keeps its number, unless a single
/// key makes room for both.
fn spliced(text: &str, data: &Table, [x, y]: [&str; 2]) -> String {
    let mut spans: Vec<Range<usize>> = KEYS.iter().filter_map(|key| data.entry(key)).collect();
    spans.sort_by_key(|span| span.start);
    let both = format!("{x}\n{y}");
    let put = if spans.len() == 1 { [both.as_str(), ""] } else { [x, y] };
    let mut out = String::with_capacity(text.len() + both.len());
    let mut at = 0;
    for (i, span) in spans.into_iter().enumerate() {
        out.push_str(&text[at..span.start]);
        out.push_str(put.get(i).copied().unwrap_or_default());
        let lines = text[span.clone()].matches('\n').count();
        out.extend(std::iter::repeat_n('\n', lines));
        at = span.end;
    }
    out + &text[at..]
}

/// The names that `dataset` may have: drawn and measured.
pub(super) fn unknown_dataset<'a>(word: &str, drawn: impl Iterator<Item = &'a Dataset>) -> String {
    let drawn: Vec<&str> = drawn.map(|row| row.name).collect();
    let real = REAL.iter().map(|row| row.name);
    unknown("data set", word, drawn.into_iter().chain(real))
}
