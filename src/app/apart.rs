//! In words: how far a cell is from what it would be without the mistake or the rounding, now and
//! over time, and where that began.

use super::App;
use super::twin::{Beside, PARTING};
use crate::math::number::{self, Digits};
use crate::worksheet::quantity::Cell;

/// The most iterations told of a cell.
const MOST: usize = 12;

impl App {
    /// Lines about the cell under the cursor beside its twin, the most important one first; each
    /// in words that get fewer. None where there is no twin, or nothing to be seen of it yet.
    pub fn told_apart(&self) -> Vec<Vec<String>> {
        let cell = self.cursor();
        let Some(name) = self.twin_name().filter(|_| self.is_shown(cell.quantity)) else {
            return Vec::new();
        };
        let Some(beside) = self.beside(cell) else {
            return vec![vec![format!("the {name} run is on its way here")]];
        };
        let lines = [
            Some(self.value_apart(cell, beside)),
            Some(self.cell_over_time(cell)).filter(|line| !line.is_empty()),
            self.parting_told(name),
        ];
        lines.into_iter().flatten().collect()
    }

    /// `s_out[1,1]: carried 0.1, exact 0.09859: 0.00141 more`
    fn value_apart(&self, cell: Cell, beside: Beside) -> Vec<String> {
        let Beside { carried, right, more, parted } = beside;
        let name = self.symbols().cell(self.worksheet(), cell);
        let rounding = self.manner().rounding;
        let (had, is) = match (self.manner().mistake, rounding) {
            (Some(_), _) => ("with the mistake", "right"),
            (None, Some(_)) => ("carried", "exact"),
            (None, None) => ("here", self.twin_name().unwrap_or_default()),
        };
        let [here, there] = told_apart(carried, right, self.decimals());
        if more == 0.0 {
            return vec![format!("{name}: {here} is {is}"), format!("{here} is {is}")];
        }
        let more = by(more);
        // A person who rounds the exact number would have written this.
        let should = rounding.filter(|_| parted).map(|digits| written(right, digits));
        let should = should.map_or(String::new(), |text| format!(", rounded {text}"));
        vec![
            format!("{name}: {had} {here}, {is} {there}{should}: {more}"),
            format!("{had} {here}, {is} {there}{should}: {more}"),
            format!("{is} {there}{should}: {more}"),
            format!("{is} {there}: {more}"),
            format!("{is} {there}"),
        ]
    }

    /// `over time: it 1 0 · it 2 +3e-5 · it 3 −1.1e-4`, of ever fewer iterations.
    fn cell_over_time(&self, cell: Cell) -> Vec<String> {
        let iteration = self.iteration();
        let Some(twin) = self.twin() else { return Vec::new() };
        let mut all = twin.apart(&self.timeline, cell, iteration);
        if all.last().is_none_or(|(at, _)| *at != iteration) {
            all.extend(self.beside(cell).map(|beside| (iteration, beside.more)));
        }
        let counts = (2..=all.len().min(MOST)).rev();
        counts.flat_map(|count| over_time(&spread(&all, count))).collect()
    }

    /// `apart from the exact run since iteration 1, s_out[1,1]; :goto parting goes there`
    fn parting_told(&self, name: &str) -> Option<Vec<String>> {
        let parting = self.first_parting()?;
        let (at, place) = (parting.iteration, self.place_of_parting(&parting));
        Some(vec![
            format!("first apart from the {name} run at iteration {at}, {place}; :goto {PARTING}"),
            format!("first apart at iteration {at}, {place}; :goto {PARTING}"),
            format!("first apart: it {at}, {place} (:goto {PARTING})"),
            format!("apart since it {at}, {place}"),
        ])
    }
}

/// A number as it is carried with these digits, without an exponent where it has none.
fn written(x: f64, digits: Digits) -> String {
    number::format(x, digits).replace('-', "−")
}

/// Two numbers with as few digits as it takes to see that they are not the same.
fn told_apart(a: f64, b: f64, decimals: usize) -> [String; 2] {
    let with = |n: usize| [a, b].map(|x| written(x, Digits::Significant(n)));
    let differ = |texts: &[String; 2]| a == b || texts[0] != texts[1];
    let texts = (decimals.max(4) + 1..17).map(with).find(differ);
    texts.unwrap_or_else(|| [a, b].map(|x| written(x, Digits::Exact)))
}

/// `0.0014 more`
fn by(more: f64) -> String {
    let size = number::format(more.abs(), Digits::Significant(2));
    if more.is_nan() {
        "no number apart".into()
    } else {
        format!("{size} {}", if more > 0.0 { "more" } else { "less" })
    }
}

/// So many of these, the first and the last among them, the others evenly between.
fn spread(all: &[(u64, f64)], count: usize) -> Vec<(u64, f64)> {
    let last = all.len() - 1;
    (0..count).map(|i| all[i * last / (count - 1)]).collect()
}

/// The same iterations in two ways, the shorter one last.
fn over_time(some: &[(u64, f64)]) -> [String; 2] {
    let joined = |one: fn(u64, String) -> String, dot: &str| {
        let one = |(at, more): &(u64, f64)| {
            let sign = if *more > 0.0 { "+" } else { "" };
            one(*at, format!("{sign}{}", written(*more, Digits::Significant(2))))
        };
        some.iter().map(one).collect::<Vec<_>>().join(dot)
    };
    [
        format!("over time: {}", joined(|at, more| format!("it {at} {more}"), " · ")),
        format!("by iteration {}", joined(|at, more| format!("{at}: {more}"), ", ")),
    ]
}
