//! Everything written in a document with its name and its formula taken apart.

use crate::homework::document::{Document, Event, Written};
use crate::homework::name::Name;
use crate::homework::name::formula::{self, Formula};

/// The most formulas of a value that are looked at.
const MOST_FORMULAS: usize = 8;

/// A written value with its name and its formula taken apart.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    pub(crate) event: usize,
    pub(crate) written: &'a Written,
    pub(crate) name: Name,
    pub(crate) formula: Option<Formula>,
}

/// Everything written in a document, taken apart.
pub(crate) fn taken(document: &Document) -> Vec<Taken<'_>> {
    let all = document.events.iter().enumerate().filter_map(|(event, what)| match what {
        Event::Written(written) => Some((event, written)),
        _ => None,
    });
    all.map(|(event, written)| Taken {
        event,
        written,
        name: Name::read(&written.name),
        formula: written.formulas.iter().take(MOST_FORMULAS).find_map(|text| formula::read(text)),
    })
    .collect()
}
