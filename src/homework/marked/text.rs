//! What was found, told to a person: the result, what was assumed, and iteration by iteration what
//! is right, what is wrong and why, and what follows from it.

mod result;
mod why;

pub use why::{formulas, role_called};

use super::line::{Line, Tone, shown};
use super::sign;
use crate::homework::Checked;
use crate::homework::verdict::{Judged, Status, Verdict};
use crate::math::expr::Style;
use crate::train::Trainer;
use crate::worksheet::symbols::Symbols;

/// The most names that are listed of quantities told together.
const NAMES: usize = 8;

/// The widest name that others are lined up by.
const WIDEST: usize = 24;

/// How much is told, and in which characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Every quantity on a line of its own.
    pub all: bool,
    /// In ASCII.
    pub plain: bool,
}

/// The report of a document.
pub fn told(checked: &Checked, wanted: Wanted) -> Vec<Line> {
    let verdict = &checked.verdict;
    let teller = Teller::new(checked, wanted);
    let mut lines = vec![result::heading(verdict)];
    lines.extend(result::first_mistake(verdict));
    lines.extend(
        verdict.assumed.iter().map(|assumed| {
            Line::of(Tone::Dim, "  assumed: ").and(Tone::Plain, shown(&assumed.said))
        }),
    );
    for part in teller.parts(verdict) {
        lines.push(Line::default());
        lines.push(Line::of(Tone::Title, part.title()));
        lines.extend(teller.quantities(&part.quantities));
    }
    lines
}

/// Quantities told together have this in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    Right,
    Follows,
    Missing,
    Alone,
}

/// What a quantity of this status is told together with.
fn together(status: Status) -> Together {
    match status {
        Status::Follows => Together::Follows,
        Status::Missing | Status::Elided => Together::Missing,
        status if status.is_right() => Together::Right,
        _ => Together::Alone,
    }
}

/// Iterations in a row with their quantities.
struct Part<'v> {
    first: u64,
    last: u64,
    quantities: Vec<&'v Judged>,
}

impl Part<'_> {
    fn title(&self) -> String {
        let (first, last) = (self.first, self.last);
        if first == last {
            format!("Iteration {first}")
        } else {
            format!("Iterations {first} to {last}")
        }
    }
}

/// Who tells of quantities.
struct Teller {
    trainer: Trainer,
    symbols: Symbols,
    wanted: Wanted,
}

impl Teller {
    fn new(checked: &Checked, wanted: Wanted) -> Self {
        let lesson = &checked.lesson;
        let trainer = Trainer::new(&lesson.setup);
        let style = if wanted.plain { Style::Plain } else { Style::Unicode };
        let symbols = Symbols::new(&lesson.setup.network, lesson.notation, style);
        Self { trainer, symbols, wanted }
    }

    /// The iterations; those of which there is one thing to be said go together.
    fn parts<'v>(&self, verdict: &'v Verdict) -> Vec<Part<'v>> {
        let mut parts: Vec<Part> = Vec::new();
        for one in verdict.quantities.chunk_by(|a, b| a.iteration == b.iteration) {
            let (n, quantities) = (one[0].iteration, one.iter().collect::<Vec<_>>());
            match parts.last_mut() {
                Some(before)
                    if n == before.last + 1
                        && self.are_alike(before.quantities.iter().chain(&quantities)) =>
                {
                    before.last = n;
                    before.quantities.extend(quantities);
                }
                _ => parts.push(Part { first: n, last: n, quantities }),
            }
        }
        parts
    }

    /// Whether the same is to be said of all.
    fn are_alike<'j>(&self, all: impl Iterator<Item = &'j &'j Judged>) -> bool {
        let mut kinds = all.map(|judged| together(judged.status));
        let first = kinds.next().unwrap_or(Together::Alone);
        !self.wanted.all && first != Together::Alone && kinds.all(|kind| kind == first)
    }

    /// Those of one part, told together where there is one thing to be said.
    fn quantities(&self, quantities: &[&Judged]) -> Vec<Line> {
        let runs = quantities.chunk_by(|a, b| self.are_alike([a, b].into_iter()));
        let wide = quantities.iter().map(|judged| shown(judged.called()).chars().count()).max();
        let wide = wide.unwrap_or(0).min(WIDEST);
        let mut lines = Vec::new();
        for run in runs {
            match run {
                [judged] => lines.extend(self.single(judged, wide)),
                run => lines.push(self.several(run)),
            }
        }
        lines
    }

    /// `✓ 5 right: s, s_{ReLU}, s_{out}, y_{out}, L`
    fn several(&self, run: &[&Judged]) -> Line {
        let first = run[0].status;
        let carried = run.iter().filter(|judged| judged.status == Status::OkCarried).count();
        let status = if carried > 0 { Status::OkCarried } else { first };
        let (c, tone) = sign(status, self.wanted.plain);
        let what = match together(first) {
            Together::Follows => "follow from the mistake before",
            Together::Missing => "not written",
            Together::Right | Together::Alone => "right",
        };
        let mut names: Vec<String> = Vec::new();
        for judged in run {
            let name = shown(judged.called());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let more = if names.len() > NAMES { ", …" } else { "" };
        names.truncate(NAMES);
        Line::of(tone, format!("  {c} {} {what}", run.len()))
            .and(Tone::Dim, asides(run, carried))
            .and(Tone::Plain, format!(": {}{more}", names.join(", ")))
    }

    /// A quantity on a line of its own, and what is wrong with it on others below.
    fn single(&self, judged: &Judged, wide: usize) -> Vec<Line> {
        let (c, tone) = sign(judged.status, self.wanted.plain);
        let name = shown(judged.called());
        let mut line = Line::of(tone, format!("  {c} ")).and(
            if judged.status.is_wrong() { tone } else { Tone::Plain },
            format!("{name:<wide$}"),
        );
        let file = if judged.name == name { "" } else { judged.name.as_str() };
        let place = judged.line.map_or(String::new(), |line| format!("line {line}"));
        line = line.and(Tone::Dim, format!("  {file:<8}  {place:<9}  ")).and(tone, said(judged));
        if let Some(digits) = judged.digits.filter(|_| judged.status.is_right()) {
            line = line.and(Tone::Dim, format!(", {}", decimals(digits)));
        }
        if let Some(remark) = &judged.remark {
            line = line.and(Tone::Plain, format!(": {}", shown(remark)));
        }
        let mut lines = vec![line];
        if judged.status.is_wrong() {
            lines.extend(judged.first_wrong.iter().flat_map(why::wrong_cell));
            lines.extend(self.causes(judged));
        }
        lines
    }
}

/// What was found, and in how many numbers.
fn said(judged: &Judged) -> String {
    let said = judged.status.said();
    match judged.status {
        Status::Wrong if judged.cells > 1 => {
            format!("{said}, {} of {} numbers", judged.wrong_cells, judged.cells)
        }
        _ => said.into(),
    }
}

/// What is said in brackets of right quantities told together.
fn asides(run: &[&Judged], carried: usize) -> String {
    let cut = run.iter().filter(|judged| judged.status == Status::OkTruncated).count();
    let mut asides = Vec::new();
    let least = run.iter().filter_map(|judged| judged.digits).min();
    let most = run.iter().filter_map(|judged| judged.digits).max();
    if let (Some(least), Some(most)) = (least, most) {
        let is_one = least == most;
        asides.push(if is_one { decimals(most) } else { format!("{least} to {most} decimals") });
    }
    asides.extend((carried > 0).then(|| format!("{carried} with your rounded numbers")));
    asides.extend((cut > 0).then(|| format!("{cut} cut instead of rounded")));
    if asides.is_empty() { String::new() } else { format!(" ({})", asides.join(", ")) }
}

/// `1 decimal`, `6 decimals`
fn decimals(n: i32) -> String {
    if n == 1 { "1 decimal".into() } else { format!("{n} decimals") }
}
