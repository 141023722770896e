//! What was found, told to a person: the result, what was assumed, and iteration by iteration what
//! is right, what is wrong and why, and what follows from it.

use super::line::{Line, Tone, shown};
use super::sign;
use crate::homework::Checked;
use crate::homework::verdict::{Answer, Cause, Judged, Status, Verdict, WrongCell};
use crate::math::expr::Style;
use crate::math::number;
use crate::math::number::Digits;
use crate::train::Trainer;
use crate::worksheet::Worksheet;
use crate::worksheet::op::Now;
use crate::worksheet::quantity::Role;
use crate::worksheet::symbols::Symbols;

/// The most names that are listed of quantities told together.
const NAMES: usize = 8;

/// The most causes that are told of a quantity.
const CAUSES: usize = 3;

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
    let mut lines = vec![heading(verdict)];
    lines.extend(first_mistake(verdict));
    lines.extend(
        verdict.assumed.iter().map(|assumed| {
            Line::of(Tone::Dim, "  assumed: ").and(Tone::Plain, shown(&assumed.said))
        }),
    );
    for (title, quantities) in teller.iterations(verdict) {
        lines.push(Line::default());
        lines.push(Line::of(Tone::Title, title));
        lines.extend(teller.quantities(&quantities));
    }
    lines
}

/// `hw1.tex: 25 of 33 quantities right, 1 wrong, 7 follow from it`
fn heading(verdict: &Verdict) -> Line {
    let line = Line::of(Tone::Title, shown(&verdict.document)).and(Tone::Plain, ": ");
    let (right, of) = verdict.right();
    let tone = match verdict.answer() {
        Answer::Ok => Tone::Right,
        Answer::Wrong => Tone::Wrong,
        Answer::Unreadable => Tone::Unclear,
    };
    let line = match of {
        0 => line.and(tone, "nothing in it could be judged"),
        _ => line.and(tone, format!("{right} of {of} quantities right")),
    };
    let count = |is: &dyn Fn(Status) -> bool| {
        verdict.quantities.iter().filter(|judged| is(judged.status)).count()
    };
    let counts = [
        (count(&Status::is_wrong), "wrong"),
        (count(&|status| status == Status::Follows), "follow from it"),
        (count(&|status| status == Status::RightButDoesNotFollow), "right but does not follow"),
        (count(&|status| matches!(status, Status::Unread | Status::TooFewDigits)), "not judged"),
        (count(&|status| status == Status::Missing), "missing"),
    ];
    let told = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}"));
    line.and(Tone::Plain, told.collect::<String>())
}

/// `first mistake: \delta_s of iteration 1, cell [1,3], line 17: you left out ReLU′`
fn first_mistake(verdict: &Verdict) -> Option<Line> {
    let judged = verdict.first_wrong()?;
    let at = judged.first_wrong.as_ref();
    let cell = at.map_or(String::new(), |at| format!(", cell [{},{}]", at.row + 1, at.column + 1));
    let line = at.map(|at| at.line).or(judged.line);
    let line = line.map_or(String::new(), |line| format!(", line {line}"));
    let cause = judged.causes.first().map_or(String::new(), |cause| format!(": {}", cause.said));
    let place = format!("{} of iteration {}{cell}{line}", called(judged), judged.iteration);
    Some(
        Line::of(Tone::Wrong, "  first mistake: ")
            .and(Tone::Plain, place)
            .and(Tone::Plain, shown(&cause)),
    )
}

/// What a quantity is called: as it was written, else by its name in files.
fn called(judged: &Judged) -> String {
    shown(if judged.written.is_empty() { &judged.name } else { &judged.written })
}

/// The formula somebody used who made a mistake in a quantity, and the right one, with the
/// quantity's symbol; `None` where they are the same in symbols.
pub fn formulas(
    sheet: &Worksheet,
    now: &Now,
    symbols: &Symbols,
    role: Role,
    cause: &Cause,
) -> Option<[String; 2]> {
    let [code] = cause.codes.as_slice() else { return None };
    let id = sheet.find(role)?;
    let mistakes = sheet.mistakes(id);
    let same = || mistakes.iter().filter(|wrong| wrong.code == *code);
    let wrong = same().find(|wrong| wrong.said() == cause.said).or_else(|| same().next())?;
    let written = |e: &_| format!("{} = {}", symbols.role(role), symbols.formula(sheet, e));
    let used = written(&wrong.operation.formula(now));
    let right = written(&sheet.right_formula(id, now)?);
    (used != right).then_some([used, right])
}

/// Quantities told together have this in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    Right,
    Follows,
    Missing,
    Alone,
}

fn together(status: Status) -> Together {
    match status {
        Status::Follows => Together::Follows,
        Status::Missing | Status::Elided => Together::Missing,
        status if status.is_right() => Together::Right,
        _ => Together::Alone,
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

    /// The iterations with their quantities; those of which there is one thing to be said go
    /// together.
    fn iterations<'v>(&self, verdict: &'v Verdict) -> Vec<(String, Vec<&'v Judged>)> {
        let mut parts: Vec<(u64, u64, Vec<&Judged>)> = Vec::new();
        for judged in &verdict.quantities {
            match parts.last_mut() {
                Some((_, last, quantities)) if *last == judged.iteration => quantities.push(judged),
                _ => parts.push((judged.iteration, judged.iteration, vec![judged])),
            }
        }
        let mut merged: Vec<(u64, u64, Vec<&Judged>)> = Vec::new();
        for (first, last, quantities) in parts {
            match merged.last_mut() {
                Some(before)
                    if self.are_alike(before.2.iter().chain(&quantities))
                        && first == before.1 + 1 =>
                {
                    before.1 = last;
                    before.2.extend(quantities);
                }
                _ => merged.push((first, last, quantities)),
            }
        }
        let title = |first, last| {
            if first == last {
                format!("Iteration {first}")
            } else {
                format!("Iterations {first} to {last}")
            }
        };
        merged.into_iter().map(|(first, last, all)| (title(first, last), all)).collect()
    }

    fn are_alike<'j>(&self, all: impl Iterator<Item = &'j &'j Judged>) -> bool {
        let mut kinds = all.map(|judged| together(judged.status));
        let first = kinds.next().unwrap_or(Together::Alone);
        !self.wanted.all && first != Together::Alone && kinds.all(|kind| kind == first)
    }

    fn quantities(&self, quantities: &[&Judged]) -> Vec<Line> {
        let runs = quantities.chunk_by(|a, b| self.are_alike([a, b].into_iter()));
        let wide = quantities.iter().map(|judged| called(judged).chars().count()).max();
        let wide = wide.unwrap_or(0).min(24);
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
        let cut = run.iter().filter(|judged| judged.status == Status::OkTruncated).count();
        let status = if carried > 0 { Status::OkCarried } else { first };
        let (c, tone) = sign(if first.is_right() { status } else { first }, self.wanted.plain);
        let what = match together(first) {
            Together::Follows => "follow from the mistake before",
            Together::Missing => "not written",
            Together::Right | Together::Alone => "right",
        };
        let mut asides = Vec::new();
        let least = run.iter().filter_map(|judged| judged.digits).min();
        let most = run.iter().filter_map(|judged| judged.digits).max();
        if let (Some(least), Some(most)) = (least, most) {
            let span = if least == most { least.to_string() } else { format!("{least} to {most}") };
            asides.push(format!("{span} decimals"));
        }
        asides.extend((carried > 0).then(|| format!("{carried} with your rounded numbers")));
        asides.extend((cut > 0).then(|| format!("{cut} cut instead of rounded")));
        let asides =
            if asides.is_empty() { String::new() } else { format!(" ({})", asides.join(", ")) };
        let mut names: Vec<String> = Vec::new();
        for judged in run {
            let name = called(judged);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let more = if names.len() > NAMES { ", …" } else { "" };
        names.truncate(NAMES);
        Line::of(tone, format!("  {c} {} {what}", run.len()))
            .and(Tone::Dim, asides)
            .and(Tone::Plain, format!(": {}{more}", names.join(", ")))
    }

    fn single(&self, judged: &Judged, wide: usize) -> Vec<Line> {
        let (c, tone) = sign(judged.status, self.wanted.plain);
        let name = called(judged);
        let mut line = Line::of(tone, format!("  {c} ")).and(
            if judged.status.is_wrong() { tone } else { Tone::Plain },
            format!("{name:<wide$}"),
        );
        let file = if judged.name == name { "" } else { judged.name.as_str() };
        let place = judged.line.map_or(String::new(), |line| format!("line {line}"));
        line = line.and(Tone::Dim, format!("  {file:<8}  {place:<9}  ")).and(tone, said(judged));
        if let Some(digits) = judged.digits.filter(|_| judged.status.is_right()) {
            line = line.and(Tone::Dim, format!(", {digits} decimals"));
        }
        if let Some(remark) = &judged.remark {
            line = line.and(Tone::Plain, format!(": {}", shown(remark)));
        }
        let mut lines = vec![line];
        if judged.status.is_wrong() {
            lines.extend(judged.first_wrong.iter().flat_map(wrong_cell));
            lines.extend(self.causes(judged));
        }
        lines
    }

    fn causes(&self, judged: &Judged) -> Vec<Line> {
        if judged.causes.is_empty() && judged.status == Status::Wrong {
            let slip = "no usual mistake gives these numbers: look for a slip in the arithmetic";
            return vec![Line::of(Tone::Plain, format!("      {slip}"))];
        }
        let mut lines = Vec::new();
        for (at, cause) in judged.causes.iter().take(CAUSES).enumerate() {
            let again = if cause.again { "the same mistake again: " } else { "" };
            let or = if at > 0 { "or " } else { "" };
            lines.push(
                Line::of(Tone::Plain, format!("      {or}{again}"))
                    .and(Tone::Wrong, shown(&cause.said))
                    .and(Tone::Dim, format!(" [{}]", cause.codes.join(" + "))),
            );
            if !cause.why.is_empty() && !cause.again {
                lines.push(Line::of(Tone::Plain, format!("        {}", shown(&cause.why))));
            }
            if !cause.again {
                lines.extend(self.formulas(judged, cause));
            }
        }
        let left = judged.causes.len().saturating_sub(CAUSES);
        if left > 0 {
            let text = format!("      or {left} more that give the same numbers");
            lines.push(Line::of(Tone::Dim, text));
        }
        lines
    }

    /// The formula that was used beside the right one.
    fn formulas(&self, judged: &Judged, cause: &Cause) -> Vec<Line> {
        let sheet = self.trainer.worksheet();
        let Some(role) = role_called(sheet, &judged.name) else { return Vec::new() };
        let both = formulas(sheet, &self.trainer.now(), &self.symbols, role, cause);
        let line = |head: &str, tone, text: String| {
            Line::of(Tone::Dim, format!("        {head}  ")).and(tone, text)
        };
        both.map_or(Vec::new(), |[used, right]| {
            vec![line("yours", Tone::Wrong, used), line("right", Tone::Right, right)]
        })
    }
}

/// The role of a quantity of a verdict; the loss of an iteration is explained by that of its
/// examples.
pub fn role_called(sheet: &Worksheet, name: &str) -> Option<Role> {
    if name == "loss" {
        return Some(Role::Loss);
    }
    sheet.named(name).map(|id| sheet.quantity(id).role)
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

/// The first wrong cell: where it is, what was written and what is right.
fn wrong_cell(at: &WrongCell) -> Vec<Line> {
    let place = format!("      cell [{},{}], line {}", at.row + 1, at.column + 1, at.line);
    let exact = |x: f64| number::format(x, Digits::Significant(10));
    let row = |head: &str, tone, text: String| {
        Line::of(Tone::Dim, format!("        {head:<22}  ")).and(tone, text)
    };
    let mut lines = vec![
        Line::of(Tone::Plain, place),
        row("you wrote", Tone::Wrong, shown(&at.raw)),
        row("right", Tone::Right, exact(at.expected)),
    ];
    let own = exact(at.expected_from_own);
    if own != exact(at.expected) {
        lines.push(row("from your own numbers", Tone::Follows, own));
    }
    lines
}
