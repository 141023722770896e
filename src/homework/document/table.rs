//! Markdown's tables: a row of headings, and a column of labels perhaps.

use anyhow::{Result, ensure};

use super::cell::{Cell, cell};
use super::lex::{Manner, lex};
use super::limits::{self, Tally};
use super::token::Kind;
use super::{Grid, Mark};

/// A row of a table: its line and its cells.
type Row<'a> = (usize, Vec<&'a str>);

/// The rows of a table in its lines, without the line under the headings.
fn rows<'a>(lines: &[(usize, &'a str)]) -> Vec<Row<'a>> {
    let rows = lines.iter().filter(|(_, line)| !is_rule(line));
    rows.map(|(number, line)| {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').unwrap_or(line);
        (*number, line.split('|').map(str::trim).collect())
    })
    .collect()
}

/// Whether a line is the one under a table's headings: `|---|:-:|`.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t+".contains(c))
}

/// What a table says.
pub(super) enum Table {
    /// It is one matrix.
    Grid(Grid),
    /// Every row is a name and a number.
    Named(Vec<(String, Grid)>),
    /// It holds other things than numbers.
    Words,
}

/// Reads the lines of a table.
pub(super) fn read(lines: &[(usize, &str)], manner: Manner, tally: &mut Tally) -> Result<Table> {
    let ruled = lines.iter().position(|(_, line)| is_rule(line));
    let rows = rows(lines);
    let headed = ruled.is_some_and(|at| at > 0) && !is_pair(&rows[0], manner);
    let mut marks: Vec<Vec<Option<Mark>>> = Vec::new();
    let mut count = 0;
    for (number, cells) in &rows[usize::from(headed)..] {
        count += cells.len();
        limits::cells(count, *number)?;
        marks.push(
            cells.iter().map(|text| mark(text, *number, manner, tally)).collect::<Result<_>>()?,
        );
    }
    let body = &rows[usize::from(headed)..];
    // A row of headings may stand without a rule under it.
    if marks.len() > 1 && marks[0].iter().all(Option::is_none) {
        marks.remove(0);
        return shape(&rows[1 + usize::from(headed)..], &marks);
    }
    shape(body, &marks)
}

/// Whether a row is a name and its number, which no row of headings is.
fn is_pair((line, cells): &Row, manner: Manner) -> bool {
    let number = |text| matches!(mark(text, *line, manner, &mut Tally::default()), Ok(Some(_)));
    matches!(cells.as_slice(), [name, value] if is_name(name) && !number(name) && number(value))
}

fn shape(rows: &[Row], marks: &[Vec<Option<Mark>>]) -> Result<Table> {
    let labelled = marks.iter().all(|row| row.first().is_some_and(Option::is_none));
    let labels = usize::from(labelled && marks.iter().all(|row| row.len() > 1));
    let Some(columns) = marks.first().map(|row| row.len() - labels) else {
        return Ok(Table::Words);
    };
    let all = |row: &Vec<Option<Mark>>| row[labels.min(row.len())..].iter().all(Option::is_some);
    if !marks.iter().all(all) {
        return Ok(Table::Words);
    }
    for ((number, _), row) in rows.iter().zip(marks) {
        let count = row.len() - labels;
        ensure!(
            count == columns,
            "line {number}: a row of {count} in a table whose first row has {columns}"
        );
    }
    let named = labels == 1 && columns == 1 && rows.iter().all(|row| is_name(row.1[0]));
    let cells = marks.iter().flat_map(|row| row[labels..].iter().flatten().cloned());
    if named {
        let names = rows.iter().map(|row| row.1[0].to_owned());
        return Ok(Table::Named(names.zip(cells.map(Grid::number)).collect()));
    }
    Ok(Table::Grid(Grid { rows: marks.len(), columns, cells: cells.collect(), is_number: false }))
}

/// Whether the label of a row names a quantity, not a row: `w1`, but not `r1`, `1`, `x_1` or empty.
fn is_name(label: &str) -> bool {
    let word = label.to_lowercase();
    let row = ["r", "row", "ex", "example", "sample", "unit", "h", "n", "x", "rij", "zeile"];
    let digits = word.trim_matches(|c: char| !c.is_alphabetic());
    !digits.is_empty() && !row.contains(&digits)
}

fn mark(text: &str, line: usize, manner: Manner, tally: &mut Tally) -> Result<Option<Mark>> {
    if text.is_empty() || text.len() > 200 {
        return Ok(None);
    }
    let mut tokens = lex(text, line, manner, tally)?;
    tokens.retain(|token| !matches!(token.kind, Kind::MathIn | Kind::MathOut));
    Ok(match cell(&tokens, manner.comma) {
        Cell::Mark(mark) => Some(mark),
        Cell::Empty | Cell::Symbolic => None,
    })
}
