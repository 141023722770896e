//! A CSV file as examples: a header, chosen columns, numbers or the names of classes. Whatever is
//! missing or no number is refused by line and column.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow, bail, ensure};
use csv::{ReaderBuilder, StringRecord, Trim};

use super::parse::MOST_NUMBERS;
use super::source::unknown;

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
    /// The inputs of every row.
    pub(super) x: Vec<Vec<f64>>,
    /// The targets as they stand in the file.
    pub(super) targets: Vec<String>,
}

/// What stands where nothing was measured.
const MISSING: &[&str] = &["", "?", "na", "n/a", "nan", "null", "none", "-"];

/// Reads the columns that are wanted.
pub(super) fn read(bytes: &[u8], wanted: &Wanted) -> Result<Examples> {
    let name = wanted.name;
    let mut reader = ReaderBuilder::new().trim(Trim::All).comment(Some(b'#')).from_reader(bytes);
    let header = reader.headers().map_err(|error| complain(name, &error))?.clone();
    ensure!(
        header.len() > 1,
        "{name}:1: expected a header with names of columns, and commas between them"
    );
    let find = |column: &str| {
        let choices = header.iter();
        header
            .iter()
            .position(|found| found == column)
            .ok_or_else(|| anyhow!("{name}:1: {}", unknown("column", column, choices)))
    };
    let target = find(&wanted.target)?;
    let inputs: Vec<usize> = match &wanted.inputs {
        Some(columns) => columns.iter().map(|column| find(column)).collect::<Result<_>>()?,
        None => (0..header.len()).filter(|column| *column != target).collect(),
    };
    let mut examples = Examples { x: Vec::new(), targets: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(|error| complain(name, &error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = |column: usize| format!("{name}:{line}: column {:?}", &header[column]);
        let row = inputs.iter().map(|column| {
            let x =
                number(&record, *column).map_err(|found| anyhow!("{} {found}", place(*column)))?;
            Ok(x / wanted.scale)
        });
        examples.x.push(row.collect::<Result<_>>()?);
        let text = &record[target];
        ensure!(!is_missing(text), "{} is empty, expected a class or a number", place(target));
        examples.targets.push(text.to_owned());
        let numbers = examples.x.len() * (inputs.len() + 1);
        ensure!(numbers <= MOST_NUMBERS, "{name}: more than {MOST_NUMBERS} numbers");
    }
    if examples.x.is_empty() {
        bail!("{name}: has a header and no rows");
    }
    if wanted.standardize {
        standardize(&mut examples.x);
    }
    Ok(examples)
}

fn complain(name: &str, error: &csv::Error) -> anyhow::Error {
    let line = error.position().map_or(0, csv::Position::line);
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

fn number(record: &StringRecord, column: usize) -> Result<f64, String> {
    let text = &record[column];
    if is_missing(text) {
        return Err("is empty, expected a number; leave the row out or fill it".into());
    }
    let found = text.parse().ok().filter(|x: &f64| x.is_finite());
    found.ok_or_else(|| format!("is {text:?}, expected a finite number"))
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

/// The classes of targets in order, numbers by size and other names by letter, and the class of
/// every row, counted from 0.
pub(super) fn classes(targets: &[String]) -> (Vec<String>, Vec<i64>) {
    let distinct: BTreeSet<&String> = targets.iter().collect();
    let mut names: Vec<String> = distinct.into_iter().cloned().collect();
    if let Some(mut numbers) = numbers(&names) {
        numbers.sort_by(f64::total_cmp);
        names.sort_by(|a, b| value(a).total_cmp(&value(b)));
    }
    let class =
        |text: &String| names.iter().position(|name| name == text).map_or(0, |at| at as i64);
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
