//! Reads a session back. Everything is checked against the lesson, with a line for each mistake.

use anyhow::Result;

use super::Position;
use super::Session;
use super::VERSION;
use super::fingerprint;
use super::write::used;
use crate::lesson::change;
use crate::lesson::parse::{parse, setting};
use crate::lesson::reader::{Node, Table};
use crate::lesson::setting::SETTINGS;
use crate::lesson::source::{Source, unknown};
use crate::lesson::{Lesson, embedded, mistake_called, rounding_called};
use crate::train::{Branch, Change, Edit, History};

const KEYS: &[&str] = &["session", "place", "start", "history", "run", "lesson", "over"];
const PLACE_KEYS: &[&str] = &[
    "iteration",
    "step",
    "cell",
    "pane",
    "beside",
    "zoomed",
    "decimals",
    "hyperparameter",
    "surface",
    "closer",
];
const HISTORY_KEYS: &[&str] = &["runs", "current", "visited", "undo", "redo"];
const RUN_KEYS: &[&str] = &["label", "from", "over", "reached", "edit", "edits"];

/// The most edits of all runs together; each run has those of the run it was branched from.
const MOST_EDITS: usize = 1_000_000;

/// Whether a text is meant as a session: a TOML document with the key `session`, or the beginning
/// of one.
pub fn is_session(text: &str) -> bool {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .next()
        .and_then(|line| line.split_once('='))
        .is_some_and(|(key, _)| key.trim() == "session")
}

/// Reads a session; `name` is its file's, which messages begin with, `panes` and `most_decimals`
/// are what the screen has.
///
/// # Errors
/// One line, `name:LINE: …`, that says what was found and what was expected.
pub fn read(text: &str, name: &str, panes: &[&str], most_decimals: usize) -> Result<Session> {
    let source = Source { name, text };
    let document = source.document()?;
    let file = Table::whole(&source, document.get_ref());
    let version = file.need("session", "the version of the format")?;
    if version.whole(1)? != VERSION {
        return Err(version.expected(format!("{VERSION}; another version of chainrule wrote this")));
    }
    file.allow(KEYS)?;
    let lessons = lessons(&file)?;
    let history = history(&file, &lessons)?;
    let open = &lessons[history.runs[history.current].start];
    let position = position(&section(&file, "place")?, open, panes, most_decimals)?;
    Ok(Session { lessons, history, position })
}

fn section<'a>(file: &Table<'a>, key: &str) -> Result<Table<'a>> {
    file.section(key)?
        .ok_or_else(|| file.error(format!("missing [{key}]: the session is incomplete")))
}

/// The lesson, and what it was started over as.
fn lessons(file: &Table) -> Result<Vec<Lesson>> {
    let table = section(file, "lesson")?;
    table.allow(&["name", "fingerprint", "text"])?;
    let mut lessons = vec![lesson(&table, &section(file, "start")?)?];
    let over = file.get("over").map(|node| node.array()).transpose()?;
    for node in over.unwrap_or_default() {
        let table = node.table()?;
        table.allow(&["name", "fingerprint", "text", "start"])?;
        let start = table.need("start", "the hyperparameters it was started with")?.table()?;
        lessons.push(lesson(&table, &start)?);
    }
    Ok(lessons)
}

fn lesson(table: &Table, started: &Table) -> Result<Lesson> {
    let node = table.need("name", "the lesson's name")?;
    let name = node.line()?;
    let mut lesson = if let Some(text) = table.get("text") {
        parse(text.text()?, &format!("{name}.toml"))
            .map_err(|error| text.error(format!("the lesson in it: {error}")))?
    } else {
        let known = embedded(&name)
            .ok_or_else(|| node.error(format!("there is no lesson {name:?} in this version")))?;
        let print = table.need("fingerprint", "that of the lesson's text")?;
        if print.text()? != fingerprint(known.text) {
            let message = "is not what it was: another version of chainrule wrote this";
            return Err(print.error(format!("the lesson {name:?} {message}")));
        }
        known.lesson()?
    };
    lesson.name = name;
    start(started, &mut lesson)?;
    Ok(lesson)
}

/// The hyperparameters it was started with.
fn start(table: &Table, lesson: &mut Lesson) -> Result<()> {
    let rows: Vec<_> = used(lesson).collect();
    table.allow(&rows.iter().map(|row| row.name).collect::<Vec<_>>())?;
    for row in rows {
        if let Some(node) = table.get(row.name) {
            (row.set)(&mut lesson.setup.hyper, setting(row, &node)?);
        }
    }
    match (lesson.setup.network.optimizer.refuse)(&lesson.setup.hyper) {
        Some(reason) => Err(table.error(format!("[start] is refused: {reason}"))),
        None => Ok(()),
    }
}

fn position(table: &Table, lesson: &Lesson, panes: &[&str], most: usize) -> Result<Position> {
    table.allow(PLACE_KEYS)?;
    let pane = |node: Node| -> Result<String> {
        let word = node.text()?;
        let known = panes.contains(&word);
        known
            .then(|| word.to_owned())
            .ok_or_else(|| node.error(unknown("pane", word, panes.iter().copied())))
    };
    let hyper = table.need("hyperparameter", "the selected one")?;
    let settings = SETTINGS.iter().map(|row| row.name);
    let rows: Vec<_> = used(lesson).map(|row| row.name).chain(settings).collect();
    if !rows.contains(&hyper.text()?) {
        return Err(hyper.error(unknown("hyperparameter", hyper.text()?, rows.into_iter())));
    }
    let decimals = table.get("decimals").map(|node| {
        let found = node.whole(0).ok().map(|n| n as usize).filter(|n| *n <= most);
        found.ok_or_else(|| node.expected(format!("a number of decimals from 0 to {most}")))
    });
    Ok(Position {
        iteration: iteration(&table.need("iteration", "counted from 1")?)?,
        step: table.need("step", "how many steps were shown")?.whole(0)? as usize,
        cell: table.need("cell", "the one under the cursor")?.line()?,
        pane: pane(table.need("pane", "the focused one")?)?,
        beside: table.get("beside").map(pane).transpose()?,
        zoomed: table.get("zoomed").map_or(Ok(false), |node| node.flag())?,
        decimals: decimals.transpose()?,
        hyperparameter: hyper.line()?,
        surface: surface(table)?,
    })
}

fn surface(table: &Table) -> Result<Option<(String, i32)>> {
    let Some(node) = table.get("surface") else { return Ok(None) };
    let closer = table.get("closer").map_or(Ok(0.0), |node| node.number())?;
    Ok(Some((node.line()?, closer as i32)))
}

fn iteration(node: &Node) -> Result<u64> {
    let most = 1_000_000_000;
    let found = node.whole(1).ok().filter(|n| *n <= most);
    found.ok_or_else(|| node.expected(format!("an iteration from 1 to {most}")))
}

fn history(file: &Table, lessons: &[Lesson]) -> Result<History> {
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
