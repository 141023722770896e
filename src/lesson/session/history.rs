//! `[history]` and `[[run]]` of a session: every run with its edits, each checked against the lesson
//! that the run is of.

use anyhow::Result;

use super::read::{iteration, section};
use super::write::used;
use crate::lesson::change;
use crate::lesson::parse::setting;
use crate::lesson::reader::{Node, Table};
use crate::lesson::{Lesson, mistake_called, rounding_called};
use crate::train::{Branch, Change, Edit, History};

/// The keys of `[history]` and of each `[[run]]`.
const HISTORY_KEYS: &[&str] = &["runs", "current", "visited", "undo", "redo"];
const RUN_KEYS: &[&str] = &["label", "from", "over", "reached", "edit", "edits"];

/// The most edits of all runs together; each run has those of the run it was branched from.
const MOST_EDITS: usize = 1_000_000;

/// The runs, what was changed in each, and the ways back and forth between them.
pub(super) fn history(file: &Table, lessons: &[Lesson]) -> Result<History> {
    let table = section(file, "history")?;
    table.allow(HISTORY_KEYS)?;
    let nodes = file.need("run", "the runs of the session")?.array()?;
    let count = table.need("runs", "how many there are")?;
    if count.whole(1)? != nodes.len() as u64 {
        return Err(count.error(format!(
            "runs is {}, but there are {}: the session is incomplete",
            count.whole(1)?,
            nodes.len()
        )));
    }
    let (mut runs, mut edits): (Vec<Branch>, usize) = (Vec::new(), 0);
    for (i, mut node) in nodes.into_iter().enumerate() {
        node.label = format!("[[run]] {}", i + 1);
        let run = run(&node.table()?, lessons, &runs)?;
        edits += run.edits.len();
        if edits > MOST_EDITS {
            return Err(node.error(format!("more than {MOST_EDITS} edits up to here")));
        }
        runs.push(run);
    }
    let most = runs.len();
    let list = |key| -> Result<Vec<usize>> {
        table.need(key, "numbers of runs")?.array()?.iter().map(|node| number(node, most)).collect()
    };
    let current = number(&table.need("current", "the number of a run")?, most)?;
    let (visited, undo, redo) = (list("visited")?, list("undo")?, list("redo")?);
    Ok(History { runs, current, visited, undo, redo })
}

/// The number of a run, which counts from 1 in files.
fn number(node: &Node, most: usize) -> Result<usize> {
    let found = node.whole(1).ok().and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= most);
    found.map(|n| n - 1).ok_or_else(|| node.expected(format!("the number of a run, 1 to {most}")))
}

fn run(table: &Table, lessons: &[Lesson], before: &[Branch]) -> Result<Branch> {
    table.allow(RUN_KEYS)?;
    let parent = table.get("from").map(|node| number(&node, before.len())).transpose()?;
    let start = table.get("over").map(|node| {
        let most = lessons.len() - 1;
        let found = node.whole(1).ok().and_then(|n| usize::try_from(n).ok());
        let found = found.filter(|n| *n <= most);
        found.ok_or_else(|| node.expected(format!("the number of an [[over]], 1 to {most}")))
    });
    let start = start.transpose()?.unwrap_or(0);
    let lesson = &lessons[start];
    let edits = match (table.get("edit"), table.get("edits")) {
        (Some(node), None) => {
            let Edit { at, change } = edit(&node, lesson)?;
            let same = parent.filter(|run| before[*run].start == start);
            let edits = same.map_or(&[][..], |run| &before[run].edits);
            Edit::added_to(edits, at, change)
        }
        (None, Some(node)) => {
            node.array()?.iter().map(|node| edit(node, lesson)).collect::<Result<Vec<_>>>()?
        }
        _ => return Err(table.error("a run has either `edit` or `edits`")),
    };
    Ok(Branch {
        label: table.need("label", "what was changed")?.line()?,
        parent,
        start,
        edits,
        reached: table.need("reached", "the furthest iteration computed")?.whole(0)?,
    })
}

fn edit(node: &Node, lesson: &Lesson) -> Result<Edit> {
    let table = node.table()?;
    table.allow(&["at", "set", "value"])?;
    let at = iteration(&table.need("at", "the first iteration that feels it")?)?;
    let set = table.need("set", "what is set: learning_rate, W1[2,1], X[1,2]")?;
    let value = table.need("value", "the new value")?;
    let word = set.text()?;
    let change = match (word, used(lesson).find(|row| row.name == word)) {
        (_, Some(row)) => Change::Hyper(row, setting(row, &value)?),
        ("bug", _) => Change::Mistake(change::named(&value, mistake_called)?),
        ("round", _) => Change::Rounding(change::named(&value, rounding_called)?),
        _ => cell_change(&set, &value, lesson)?,
    };
    Ok(Edit { at, change })
}

fn cell_change(set: &Node, value: &Node, lesson: &Lesson) -> Result<Change> {
    change::of_cell(set.text()?, value, &lesson.setup, &|expected| set.expected(expected))
}
