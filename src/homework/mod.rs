//! Floor 6: homework. Reads what somebody wrote down of a training run, says cell by cell what is
//! right, what follows from an earlier slip, and which slip it was; and hands out problems.
//!
//! It knows no formula: what is right, and what somebody computed instead, comes from the
//! worksheet's operations and their mistakes.

pub mod assign;
pub mod convention;
pub mod diagnose;
pub mod document;
pub mod given;
pub mod judge;
pub mod marked;
pub mod name;
pub mod place;
mod reduction;
pub mod verdict;

use anyhow::Result;

use crate::lesson::Lesson;
use convention::Fitted;
use document::Document;
use judge::Judge;
use marked::sheet::Sheet;
use verdict::{Assumed, Verdict};

/// A document that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was found.
    pub verdict: Verdict,
    /// What it was checked against: the lesson, or what the document gives, or what was recovered
    /// from its numbers.
    pub lesson: Lesson,
    /// What the document says, cell by cell, in the worksheet's layout.
    pub sheet: Sheet,
}

/// Checks a document against a lesson, or against what the document itself gives.
///
/// # Errors
/// One line: nothing in it can be placed, or what it starts from is neither given nor follows.
pub fn check(document: &Document, lesson: Option<&Lesson>) -> Result<Checked> {
    let (lesson, recovered) = if let Some(lesson) = lesson {
        (lesson.clone(), Vec::new())
    } else {
        let recovered = given::recover(document)?;
        (recovered.lesson, recovered.assumed)
    };
    let Fitted { reading, placement, run } = convention::fit(document, &lesson)?;
    let mut lesson = lesson;
    lesson.setup.network.spelled_out = run.is_spelled_out();
    let judge = Judge::new(document, &placement, &run, &reading).diagnosing(&lesson);
    let quantities = judge.judged();
    let settings = convention::assumed(&lesson, &reading);
    let mut assumed = recovered;
    let is_new = |one: &Assumed| assumed.iter().all(|other| other.key != one.key);
    let settings: Vec<Assumed> = settings.into_iter().filter(is_new).collect();
    assumed.extend(settings);
    let verdict = Verdict { document: document.name.clone(), assumed, quantities };
    let sheet = Sheet::new(document, &lesson, &placement, &verdict, &reading);
    Ok(Checked { verdict, lesson, sheet })
}
