//! What a document leaves out: a quantity that it writes in most of its iterations, and in this one
//! not, although it goes on after the place where it would stand.

use std::collections::BTreeSet;

use super::Entry;
use super::run::Run;
use crate::homework::verdict::{Judged, Status};

/// Adds what is missing to the entries of a document, in the place where it would stand.
pub(super) fn add(entries: &mut Vec<Entry>, run: &Run) {
    let iterations: BTreeSet<u64> = entries.iter().map(|entry| entry.judged.iteration).collect();
    let order = usual_order(entries);
    for iteration in &iterations {
        let has = |name: &str, iteration: u64| {
            let mut all = entries.iter();
            all.any(|entry| entry.judged.iteration == iteration && entry.judged.name == name)
        };
        let mut found = Vec::new();
        for (at, name) in order.iter().enumerate().filter(|(_, name)| !has(name, *iteration)) {
            let others = iterations.iter().filter(|other| has(name, **other)).count();
            let after = order[at + 1..].iter().find(|later| has(later, *iteration));
            let before = order[..at].iter().any(|earlier| has(earlier, *iteration));
            let Some(after) = after.filter(|_| before && 2 * others > iterations.len()) else {
                continue;
            };
            found.push((name.clone(), after.clone()));
        }
        for (name, after) in found {
            insert(entries, run, *iteration, name, &after);
        }
    }
}

/// The names in the order of the iteration that has the most of them.
fn usual_order(entries: &[Entry]) -> Vec<String> {
    let mut best: Vec<String> = Vec::new();
    let iterations: BTreeSet<u64> = entries.iter().map(|entry| entry.judged.iteration).collect();
    for iteration in iterations {
        let of = entries.iter().filter(|entry| entry.judged.iteration == iteration);
        let mut names: Vec<String> = Vec::new();
        for entry in of.filter(|entry| !entry.judged.name.is_empty()) {
            if !names.contains(&entry.judged.name) {
                names.push(entry.judged.name.clone());
            }
        }
        if names.len() > best.len() {
            best = names;
        }
    }
    best
}

/// Adds a missing quantity before the one that comes after it.
fn insert(entries: &mut Vec<Entry>, run: &Run, iteration: u64, name: String, after: &str) {
    let place = entries
        .iter()
        .position(|entry| entry.judged.iteration == iteration && entry.judged.name == after);
    let at = place.unwrap_or(entries.len());
    let event = entries.get(at).map_or(usize::MAX, |entry| entry.event);
    let sheet = run.step(iteration).map(|step| run.sheet(step));
    let id = sheet.and_then(|sheet| sheet.named(&name));
    let cells = sheet.zip(id).map_or(1, |(sheet, id)| sheet.quantity(id).len());
    let remark = Some("written in the other iterations, not in this one".into());
    let judged = Judged { name, cells, remark, ..Judged::new(iteration, Status::Missing) };
    entries.insert(at, Entry { event, judged });
}
