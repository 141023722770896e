//! A CSV file as examples: a header, chosen columns, numbers or the names of classes, divided by
//! commas, semicolons or tabs. Whatever is missing or no number is refused by line and column.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow, bail, ensure};
use csv::{Position, ReaderBuilder, StringRecord, Trim};

use super::source::unknown;

/// The most numbers of a file: a lesson holds them as text too.
const MOST_NUMBERS: usize = 2_000_000;

/// What is wanted of a file.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// What messages call the file.
    pub(super) name: &'a str,
    /// The columns of the inputs, in this order; every other one than the target without them.
    pub(super) inputs: Option<Vec<String>>,
    /// The column of what is to be learnt.
    pub(super) target: String,
    /// What inputs are divided by.
    pub(super) scale: f64,
    /// Whether every input column is brought to mean 0 and standard deviation 1.
    pub(super) standardize: bool,
}

/// Examples of a file, row by row.
#[derive(Debug)]
pub(super) struct Examples {
    /// The names of the inputs.
    pub(super) columns: Vec<String>,
    /// The inputs of every row.
    pub(super) x: Vec<Vec<f64>>,
    /// The targets as they stand in the file.
    pub(super) targets: Vec<String>,
}

/// What stands where nothing was measured.
const MISSING: &[&str] = &["", "?", "na", "n/a", "null", "none", "-"];

/// Reads the columns that are wanted.
pub(super) fn read(bytes: &[u8], wanted: &Wanted) -> Result<Examples> {
    let name = wanted.name;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let delimiter = delimiter(bytes);
    let mut reader = ReaderBuilder::new();
    reader.delimiter(delimiter).trim(Trim::All).comment(Some(b'#'));
    let mut reader = reader.from_reader(bytes);
    let header = reader.headers().map_err(|error| complain(name, bytes, &error))?.clone();
    let line = line_of(bytes, header.position());
    let (inputs, target) = columns(&header, wanted, line)?;
    let columns = inputs.iter().map(|column| header[*column].to_owned()).collect();
    let mut examples = Examples { columns, x: Vec::new(), targets: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(|error| complain(name, bytes, &error))?;
        let line = line_of(bytes, record.position());
        let place = |column: usize| format!("{name}:{line}: column {:?}", &header[column]);
        let row = inputs.iter().map(|column| {
            let x = number(&record[*column], delimiter);
            let x = x.map_err(|found| anyhow!("{} {found}", place(*column)))?;
            Ok(x / wanted.scale)
        });
        examples.x.push(row.collect::<Result<_>>()?);
        let text = &record[target];
        ensure!(!is_missing(text), "{} is empty, expected a class or a number", place(target));
        ensure!(
            !text.eq_ignore_ascii_case("nan"),
            "{} is {text:?}, which is no finite number and no class",
            place(target)
        );
        examples.targets.push(text.to_owned());
        let numbers = examples.x.len() * (inputs.len() + 1);
        ensure!(
            numbers <= MOST_NUMBERS,
            "{name}:{line}: more than {MOST_NUMBERS} numbers up to here, expected fewer rows or columns"
        );
    }
    if examples.x.is_empty() {
        bail!("{name}: has a header and no rows");
    }
    if wanted.standardize {
        standardize(&mut examples.x);
    }
    Ok(examples)
}

/// The columns of the inputs and the one of the target; `line` is that of the header.
fn columns(header: &StringRecord, wanted: &Wanted, line: u64) -> Result<(Vec<usize>, usize)> {
    let name = wanted.name;
    ensure!(
        header.len() > 1,
        "{name}:{line}: expected a header with names of columns, and commas between them"
    );
    let mut seen = BTreeSet::new();
    if let Some(twice) = header.iter().find(|column| !column.is_empty() && !seen.insert(*column)) {
        bail!("{name}:{line}: column {twice:?} stands there twice");
    }
    let find = |column: &str| {
        let choices = header.iter();
        header
            .iter()
            .position(|found| found == column)
            .ok_or_else(|| anyhow!("{name}:{line}: {}", unknown("column", column, choices)))
    };
    let target = find(&wanted.target)?;
    let inputs: Vec<usize> = match &wanted.inputs {
        Some(columns) => columns.iter().map(|column| find(column)).collect::<Result<_>>()?,
        None => (0..header.len()).filter(|column| *column != target).collect(),
    };
    ensure!(!inputs.is_empty(), "{name}:{line}: expected a column of inputs beside the target");
    Ok((inputs, target))
}

/// The line on which a record begins: its position is that of the blank lines and comments before
/// it.
fn line_of(bytes: &[u8], position: Option<&Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let rest = bytes.get(position.byte() as usize..).unwrap_or_default();
    let lines = rest.split_inclusive(|byte| *byte == b'\n');
    let is_passed = |line: &&[u8]| line.starts_with(b"#") || line.trim_ascii_end().is_empty();
    position.line() + lines.take_while(is_passed).count() as u64
}

fn complain(name: &str, bytes: &[u8], error: &csv::Error) -> anyhow::Error {
    let line = line_of(bytes, error.position());
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            anyhow!("{name}:{line}: has {len} columns, expected {expected_len} as in the header")
        }
        csv::ErrorKind::Utf8 { .. } => anyhow!("{name}:{line}: is no UTF-8 text"),
        _ => anyhow!("{name}: {error}"),
    }
}

fn is_missing(text: &str) -> bool {
    MISSING.contains(&text.to_lowercase().as_str())
}

/// A number; with a decimal comma where columns are divided by something else.
fn number(text: &str, delimiter: u8) -> Result<f64, String> {
    if is_missing(text) {
        return Err("is empty, expected a number; leave the row out or fill it".into());
    }
    let comma = delimiter != b',' && text.matches(',').count() == 1 && !text.contains('.');
    let point = if comma { text.replace(',', ".") } else { text.to_owned() };
    let found = point.parse().ok().filter(|x: &f64| x.is_finite());
    let hint = if text.contains(',') { ", with a point for decimals" } else { "" };
    found.ok_or_else(|| format!("is {text:?}, expected a finite number{hint}"))
}

/// What stands between the columns: a comma, or a semicolon or tab where the header has no comma.
fn delimiter(bytes: &[u8]) -> u8 {
    let lines = bytes.split(|byte| *byte == b'\n');
    let header =
        lines.into_iter().find(|line| !line.starts_with(b"#") && !line.trim_ascii().is_empty());
    let has = |byte: &u8| header.is_some_and(|line| line.contains(byte));
    b",;\t".iter().copied().find(has).unwrap_or(b',')
}

/// Every column to mean 0 and standard deviation 1 (of the population, dividing by N); a column
/// that is the same everywhere to 0.
fn standardize(x: &mut [Vec<f64>]) {
    let rows = x.len() as f64;
    for column in 0..x[0].len() {
        let mean = x.iter().map(|row| row[column]).sum::<f64>() / rows;
        let square = x.iter().map(|row| (row[column] - mean) * (row[column] - mean)).sum::<f64>();
        let deviation = crate::math::real::sqrt(square / rows);
        for row in x.iter_mut() {
            let centred = row[column] - mean;
            row[column] = if deviation > 0.0 { centred / deviation } else { 0.0 };
        }
    }
}

/// How many rows a table has, inputs beside its target, and classes.
pub(super) fn shape(bytes: &[u8], name: &str, target: &str) -> Result<(usize, usize, usize)> {
    let target = target.to_owned();
    let wanted = Wanted { name, inputs: None, target, scale: 1.0, standardize: false };
    let Examples { x, targets, .. } = read(bytes, &wanted)?;
    Ok((x.len(), x[0].len(), classes(&targets).0.len()))
}

/// The classes of targets in order, numbers by size and other names by letter, and the class of
/// every row, counted from 0.
pub(super) fn classes(targets: &[String]) -> (Vec<String>, Vec<usize>) {
    let distinct: BTreeSet<&String> = targets.iter().collect();
    let mut names: Vec<String> = distinct.into_iter().cloned().collect();
    let are_numbers = numbers(&names).is_some();
    if are_numbers {
        // 1 and 1.0 are one class.
        names.sort_by(|a, b| value(a).total_cmp(&value(b)));
        names.dedup_by(|a, b| value(a) == value(b));
    }
    let is = |name: &str, text: &str| name == text || are_numbers && value(name) == value(text);
    let class = |text: &String| names.iter().position(|name| is(name, text)).unwrap_or(0);
    let of_rows = targets.iter().map(class).collect();
    (names, of_rows)
}

fn value(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// The targets as numbers, where all of them are some.
pub(super) fn numbers(targets: &[String]) -> Option<Vec<f64>> {
    targets.iter().map(|text| text.parse().ok().filter(|x: &f64| x.is_finite())).collect()
}

#[cfg(test)]
mod tests {
    use super::classes;

    #[test]
    fn classes_are_told_apart_by_value_where_they_are_numbers() {
        let of = |targets: &[&str]| {
            classes(&targets.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let (names, rows) = of(&["10", "1", "2", "1.0"]);
        assert_eq!((names.len(), rows), (3, vec![2, 0, 1, 0]));
        let (names, rows) = of(&["b", "1", "1.0"]);
        assert_eq!((names.len(), rows), (3, vec![2, 0, 1]));
    }
}
