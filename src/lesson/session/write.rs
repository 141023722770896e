//! A session written as TOML: first what changes with every key, last the lesson, which does not.

use super::Position;
use super::VERSION;
use super::fingerprint;
use crate::lesson::text::{line, number, quoted, setting};
use crate::lesson::{LESSONS, Lesson};
use crate::math::hyperparameter::{Hyperparameter, used_by};
use crate::train::{Change, Edit, Timeline};

/// How many edits can be undone, and redone, in a session that was kept. Beyond them undoing goes
/// to the start at once.
const MOST_STEPS: usize = 100;

/// Everything but the lessons: to be followed by [`lesson_section`].
pub fn write(position: &Position, timeline: &Timeline) -> String {
    let mut out = format!(
        "# A session of chainrule: `chainrule FILE` opens it.\nsession = {VERSION}\n\n[place]\n"
    );
    place(position, &mut out);
    out.push_str("\n[history]\n");
    history(timeline, &mut out);
    out
}

/// Which lesson it is, and those that it was started over as: one that comes with the program by
/// its name, any other in full; each with the hyperparameters that it started with.
pub fn lesson_section(lessons: &[Lesson]) -> String {
    let mut out = String::new();
    for (i, lesson) in lessons.iter().enumerate() {
        // The text comes last: a file that was cut off lacks its end.
        let set = used(lesson).map(|row| (row.name, setting(row, (row.get)(&lesson.setup.hyper))));
        if i == 0 {
            out.push_str("\n[start]\n");
            set.for_each(|(name, value)| line(name, &value, &mut out));
            out.push_str("\n[lesson]\n");
        } else {
            let set: Vec<_> = set.map(|(name, value)| format!("{name} = {value}")).collect();
            out.push_str("\n[[over]]\n");
            line("start", &format!("{{ {} }}", set.join(", ")), &mut out);
        }
        one(lesson, &mut out);
    }
    out
}

fn one(lesson: &Lesson, out: &mut String) {
    line("name", &quoted(&lesson.name), out);
    let known = LESSONS.iter().any(|row| row.name == lesson.name && *row.text == *lesson.text);
    if known {
        line("fingerprint", &quoted(&fingerprint(&lesson.text)), out);
    } else {
        line("text", &quoted(&lesson.text), out);
    }
}

/// The hyperparameters that the lesson's network reads.
pub(super) fn used(lesson: &Lesson) -> impl Iterator<Item = &'static Hyperparameter> {
    let network = &lesson.setup.network;
    used_by(network.optimizer, network.loss.parameter.map(|(name, _)| name))
}

fn place(position: &Position, out: &mut String) {
    line("iteration", &position.iteration.to_string(), out);
    line("step", &position.step.to_string(), out);
    line("cell", &quoted(&position.cell), out);
    line("pane", &quoted(&position.pane), out);
    if let Some(pane) = &position.beside {
        line("beside", &quoted(pane), out);
    }
    if position.zoomed {
        line("zoomed", "true", out);
    }
    if let Some(decimals) = position.decimals {
        line("decimals", &decimals.to_string(), out);
    }
    line("hyperparameter", &quoted(&position.hyperparameter), out);
    if let Some((surface, closer)) = &position.surface {
        line("surface", &quoted(surface), out);
        line("closer", &closer.to_string(), out);
    }
}

fn history(timeline: &Timeline, out: &mut String) {
    let (undo, redo) = timeline.ways();
    let (undo, redo) = (latest(undo), latest(redo));
    let runs = kept(timeline, &undo, &redo);
    let number = |run: usize| runs.binary_search(&run).ok().map(|at| at + 1);
    let list = |list: &[usize]| {
        format!("{:?}", list.iter().copied().filter_map(number).collect::<Vec<_>>())
    };
    line("runs", &runs.len().to_string(), out);
    line("current", &number(timeline.current()).unwrap_or(1).to_string(), out);
    line("visited", &list(timeline.visited()), out);
    line("undo", &list(&undo), out);
    line("redo", &list(&redo), out);
    for &at in &runs {
        let run = &timeline.runs()[at];
        out.push_str("\n[[run]]\n");
        line("label", &quoted(&run.label), out);
        let parent = run.parent.and_then(number);
        if let Some(parent) = parent {
            line("from", &parent.to_string(), out);
        }
        if run.start > 0 {
            line("over", &run.start.to_string(), out);
        }
        line("reached", &run.reached().to_string(), out);
        let before = run.parent.filter(|_| parent.is_some()).map(|at| &timeline.runs()[at]);
        let before = before.filter(|before| before.start == run.start).map(|run| &run.edits);
        match (run.edits.last(), before) {
            (Some(last), Some(before)) if is_one_more(&run.edits, last, before) => {
                line("edit", &edit(last), out);
            }
            _ => line("edits", &edits(&run.edits), out),
        }
    }
}

/// The end of a way back; where it is cut, it still leads to the first run.
fn latest(way: &[usize]) -> Vec<usize> {
    match way.len().checked_sub(MOST_STEPS) {
        None | Some(0) => way.to_vec(),
        Some(cut) => [&[way[0]], &way[cut + 1..]].concat(),
    }
}

/// The runs worth keeping, in order: those one can still go to, and what they were branched from.
fn kept(timeline: &Timeline, undo: &[usize], redo: &[usize]) -> Vec<usize> {
    let visited = timeline.visited();
    let mut runs: Vec<_> = [undo, redo, visited, &[timeline.current()]].concat();
    for &run in visited {
        let mut run = &timeline.runs()[run];
        // The ghost of a run that never got as far as its own edit is the run before it.
        while let Some(parent) = run.parent {
            runs.push(parent);
            if run.edits.last().is_none_or(|edit| edit.at <= run.reached()) {
                break;
            }
            run = &timeline.runs()[parent];
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Whether edits are those of the run before and the last one.
fn is_one_more(edits: &[Edit], last: &Edit, before: &[Edit]) -> bool {
    let expected = Edit::added_to(before, last.at, last.change.clone());
    expected.len() == edits.len() && expected.iter().zip(edits).all(|(a, b)| a.is_same(b))
}

fn edits(edits: &[Edit]) -> String {
    let lines: Vec<_> = edits.iter().map(|one| format!("  {},\n", edit(one))).collect();
    if lines.is_empty() { "[]".into() } else { format!("[\n{}]", lines.concat()) }
}

fn edit(edit: &Edit) -> String {
    let value = match &edit.change {
        Change::Hyper(row, value) => setting(row, *value),
        change => change.value().map_or_else(|| quoted(&change.written()), number),
    };
    format!("{{ at = {}, set = {}, value = {value} }}", edit.at, quoted(&edit.change.place()))
}
