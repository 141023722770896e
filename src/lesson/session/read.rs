//! Reads a session back. Everything is checked against the lesson, with a line for each mistake.

use anyhow::Result;

use super::Position;
use super::Session;
use super::VERSION;
use super::fingerprint;
use super::history::history;
use super::write::used;
use crate::lesson::parse::{parse, setting};
use crate::lesson::reader::{Node, Table};
use crate::lesson::setting::SETTINGS;
use crate::lesson::source::{Source, unknown};
use crate::lesson::{Lesson, embedded};
use crate::train::FURTHEST;

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

/// A section that no session lacks.
pub(super) fn section<'a>(file: &Table<'a>, key: &str) -> Result<Table<'a>> {
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

/// An iteration as far as one may ask for one.
pub(super) fn iteration(node: &Node) -> Result<u64> {
    let found = node.whole(1).ok().filter(|n| *n <= FURTHEST);
    found.ok_or_else(|| node.expected(format!("an iteration from 1 to {FURTHEST}")))
}
