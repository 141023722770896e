//! Several documents in one table: a row each, the worst last, and the commonest mistakes.

use std::cmp::Reverse;

use super::line::{Line, Tone, shown};
use crate::homework::verdict::{Answer, Judged, Status, Verdict};
use crate::worksheet::mistake::Mistake;

/// The most mistakes that are listed.
const COMMONEST: usize = 10;

/// The widest name of a document in the table.
const WIDEST: usize = 40;

/// A document of a class.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its name.
    pub document: &'a str,
    /// What was found; `None` where it could not be read.
    pub verdict: Option<&'a Verdict>,
}

impl Entry<'_> {
    fn answer(&self) -> Answer {
        self.verdict.map_or(Answer::Unreadable, Verdict::answer)
    }

    /// Best first: all right, then by how much is right and how late it goes wrong.
    fn rank(&self) -> (usize, Reverse<usize>, Reverse<usize>) {
        let kind = match self.answer() {
            Answer::Ok => 0,
            Answer::Wrong => 1,
            Answer::Unreadable => 2,
        };
        let (right, of) = self.verdict.map_or((0, 0), Verdict::right);
        let thousandths = (right * 1000).checked_div(of).unwrap_or(0);
        (kind, Reverse(thousandths), Reverse(self.before_mistake()))
    }

    /// How many quantities stand before the first mistake.
    fn before_mistake(&self) -> usize {
        let wrong = |judged: &Judged| judged.status.is_wrong();
        self.verdict.and_then(|v| v.quantities.iter().position(wrong)).unwrap_or(0)
    }
}

/// The table of a class.
pub fn class(entries: &[Entry]) -> Vec<Line> {
    let mut entries = entries.to_vec();
    entries.sort_by_key(Entry::rank);
    let name = |entry: &Entry| fitted(&shown(entry.document));
    let wide = entries.iter().map(|entry| name(entry).chars().count()).max().unwrap_or(0);
    let wide = wide.max("document".len());
    let head = format!("{:<wide$}   right  first mistake", "document");
    let mut lines = vec![Line::of(Tone::Title, head)];
    lines.extend(entries.iter().map(|entry| row(entry, &format!("{:<wide$}", name(entry)))));
    lines.push(Line::default());
    lines.push(totals(&entries));
    lines.extend(commonest(&entries));
    lines
}

/// A name whose beginning is left out where it is long: files differ at their ends.
fn fitted(name: &str) -> String {
    let count = name.chars().count();
    if count <= WIDEST {
        return name.into();
    }
    let kept: String = name.chars().skip(count - WIDEST + 1).collect();
    format!("…{kept}")
}

fn row(entry: &Entry, name: &str) -> Line {
    let line = Line::of(Tone::Plain, format!("{name}  "));
    let Some(verdict) = entry.verdict.filter(|_| entry.answer() != Answer::Unreadable) else {
        return line.and(Tone::Unclear, "unreadable");
    };
    let (right, of) = verdict.right();
    let tone = if entry.answer() == Answer::Ok { Tone::Right } else { Tone::Wrong };
    let line = line.and(tone, format!("{:>6}", format!("{right}/{of}")));
    let Some(judged) = verdict.first_wrong() else {
        return line.and(Tone::Dim, "  -");
    };
    let codes = judged.causes.first().map_or("?".into(), |cause| cause.codes.join("+"));
    let at = judged.wrong_line().map_or(String::new(), |line| format!(", line {line}"));
    line.and(Tone::Plain, format!("  {codes}"))
        .and(Tone::Dim, format!("  {}, iteration {}{at}", shown(judged.called()), judged.iteration))
}

/// `30 documents: 21 all right, 8 with mistakes, 1 unreadable; 950 of 990 quantities right`
fn totals(entries: &[Entry]) -> Line {
    let count = |answer| entries.iter().filter(|entry| entry.answer() == answer).count();
    let sums = entries.iter().filter_map(|entry| entry.verdict).map(Verdict::right);
    let (right, of) = sums.fold((0, 0), |sum, (right, of)| (sum.0 + right, sum.1 + of));
    let parts = [
        (count(Answer::Ok), "all right"),
        (count(Answer::Wrong), "with mistakes"),
        (count(Answer::Unreadable), "unreadable"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let count = entries.len();
    Line::of(Tone::Title, format!("{count} documents: {parts}"))
        .and(Tone::Plain, format!("; {right} of {of} quantities right"))
}

/// How many documents each mistake was made in, the commonest first; one made again counts once.
fn commonest(entries: &[Entry]) -> Vec<Line> {
    let mut counts: Vec<(String, String, usize)> = Vec::new();
    for verdict in entries.iter().filter_map(|entry| entry.verdict) {
        let mut mistakes: Vec<_> = verdict.quantities.iter().filter_map(mistake).collect();
        mistakes.sort();
        mistakes.dedup_by(|a, b| a.0 == b.0);
        for (code, said) in mistakes {
            match counts.iter_mut().find(|(other, ..)| *other == code) {
                Some((.., count)) => *count += 1,
                None => counts.push((code, said, 1)),
            }
        }
    }
    counts.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    let wide = counts.iter().map(|(code, ..)| code.len()).max().unwrap_or(0);
    let lines = counts.iter().take(COMMONEST).map(|(code, said, count)| {
        Line::of(Tone::Wrong, format!("{count:>4}  {code:<wide$}  ")).and(Tone::Plain, said)
    });
    let title = (!counts.is_empty()).then(|| Line::of(Tone::Title, "Commonest mistakes"));
    title.into_iter().chain(lines).collect()
}

/// What a wrong quantity is blamed on first, and how that is said of anybody.
fn mistake(judged: &Judged) -> Option<(String, String)> {
    if judged.status == Status::Shape || !judged.status.is_wrong() {
        return None;
    }
    let Some(cause) = judged.causes.first() else { return Some(("slip".into(), String::new())) };
    let said = match cause.codes.as_slice() {
        [code] => Mistake::find(code).map(Mistake::said),
        _ => None,
    };
    Some((cause.codes.join("+"), said.unwrap_or_else(|| shown(&cause.said))))
}
