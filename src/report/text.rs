//! Text: an iteration worked out as on paper, each quantity with its formula, its matrix and its
//! first cell with numbers.

use std::fmt;
use std::fmt::Write;

use anyhow::Result;

use super::page::{Page, line};
use super::{Format, Iterations, Report, Sink};
use crate::math::expr::Style;
use crate::math::number;
use crate::math::number::Digits;
use crate::train::Trainer;
use crate::worksheet::quantity::Id;
use crate::worksheet::symbols::Symbols;

pub(super) static TEXT: Format = Format {
    name: "text",
    ending: "txt",
    doc: "formulas and matrices, for people",
    rounds: true,
    is_text: true,
    write,
};

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    out(format!("{}\n", line(&report.lesson.title)).as_bytes())?;
    while let Some(trainer) = iterations.next() {
        out(iteration(report, trainer)?.as_bytes())?;
    }
    Ok(())
}

fn iteration(report: &Report, trainer: &Trainer) -> Result<String, fmt::Error> {
    let page = Page::new(report, trainer, Style::Unicode);
    let heading = heading(&page);
    let mut out = format!("\n{heading}\n{}\n", "─".repeat(heading.chars().count()));
    for (phase, ids) in page.phases() {
        writeln!(out, "\n{}", phase.name())?;
        for id in ids {
            writeln!(out, "  {}", equation(trainer, page.symbols(), id))?;
            if let Some(mistake) = page.mistake(id) {
                writeln!(out, "    {mistake}")?;
            }
            let (cells, columns) = page.cells(id);
            matrix(cells, columns, report.digits, &mut out)?;
            if let Some(worked) = page.worked(id) {
                writeln!(out, "    {}", worked.join(" = "))?;
            }
        }
    }
    Ok(out)
}

/// `Iteration 1 · loss 1.62949 = 1.39147 + penalty 0.238018`
fn heading(page: &Page) -> String {
    let (loss, sum) = page.loss();
    let sum = sum.map_or(String::new(), |[data, penalty]| format!(" = {data} + penalty {penalty}"));
    let mut parts = vec![format!("Iteration {}", page.iteration()), format!("loss {loss}{sum}")];
    parts.extend(page.manner());
    parts.join(" · ")
}

/// A quantity with its formula, name and shape: `s = X · W   (S1, 4×3)`.
pub fn equation(trainer: &Trainer, symbols: &Symbols, id: Id) -> String {
    let sheet = trainer.worksheet();
    let quantity = sheet.quantity(id);
    let (symbol, name) = (symbols.role(quantity.role), quantity.role.name());
    let shape = format!("{}×{}", quantity.rows, quantity.columns);
    let named = if symbol == name { format!("({shape})") } else { format!("({name}, {shape})") };
    match sheet.formula(id, &trainer.now()) {
        Some(formula) => format!("{symbol} = {}   {named}", symbols.formula(sheet, &formula)),
        None => format!("{symbol}   {named}"),
    }
}

/// A matrix between brackets.
fn matrix(cells: &[f64], columns: usize, digits: Digits, out: &mut dyn Write) -> fmt::Result {
    let rows = rows(cells, columns, digits);
    for (i, row) in rows.iter().enumerate() {
        let [open, close] = brackets(i, rows.len());
        writeln!(out, "    {open}  {row}  {close}")?;
    }
    Ok(())
}

/// The rows of a matrix as text, the points of a column one below the other.
pub fn rows(cells: &[f64], columns: usize, digits: Digits) -> Vec<String> {
    let cells: Vec<_> = cells.iter().map(|&x| number::format(x, digits)).collect();
    let widths: Vec<_> = (0..columns).map(|j| widths(cells[j..].iter().step_by(columns))).collect();
    let cell = |(cell, (left, right)): (&String, &(usize, usize))| {
        let point = point(cell);
        format!("{:>left$}{:<right$}", &cell[..point], &cell[point..])
    };
    let row = |row: &[String]| row.iter().zip(&widths).map(cell).collect::<Vec<_>>().join("  ");
    cells.chunks(columns).map(row).collect()
}

/// How wide a column is before its points, and from them on.
fn widths<'a>(cells: impl Iterator<Item = &'a String>) -> (usize, usize) {
    cells.fold((0, 0), |(left, right), cell| {
        let point = point(cell);
        (left.max(point), right.max(cell.len() - point))
    })
}

/// Where the whole part of a number ends.
fn point(cell: &str) -> usize {
    cell.find(['.', 'e']).unwrap_or(cell.len())
}

fn brackets(row: usize, rows: usize) -> [char; 2] {
    match row {
        _ if rows == 1 => ['[', ']'],
        0 => ['⎡', '⎤'],
        _ if row + 1 == rows => ['⎣', '⎦'],
        _ => ['⎢', '⎥'],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_a_column_stand_one_below_the_other() {
        let mut out = String::new();
        let cells = [0.5, -10.25, 1e-9, f64::NAN, 100.0, -0.0];
        matrix(&cells, 2, Digits::Significant(6), &mut out).unwrap();
        let expected =
            "    ⎡    0.5    -10.25  ⎤\n    ⎢    1e-09  nan     ⎥\n    ⎣  100       -0     ⎦\n";
        assert_eq!(out, expected);
    }

    #[test]
    fn a_single_row_stands_between_plain_brackets() {
        let mut out = String::new();
        matrix(&[1.0, 2.5], 2, Digits::Decimals(2), &mut out).unwrap();
        assert_eq!(out, "    [  1.00  2.50  ]\n");
    }
}
