//! Individual problems: the network of a template lesson with other numbers, drawn from a seed.
//! The same seed gives the same problems on every machine.

mod condition;
mod draw;
mod folder;
mod need;
mod sheet;
mod solved;

pub use condition::{CONDITIONS, Condition};
pub use folder::{File, folder};
pub use solved::Solved;

use std::collections::HashSet;

use crate::lesson::{Lesson, write};
use crate::math::number::Digits;
use crate::math::rng::{Rng, SplitMix64};
use crate::report::{FORMATS, Report, Selection, Straight};
use condition::Visible;

/// How many decimals a problem asks for.
pub const DECIMALS: usize = 6;

/// How often numbers are drawn for one problem before it is given up.
const MOST_DRAWS: usize = 4000;

/// A problem for one student.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Its number, from 1.
    pub number: u64,
    /// The seed it was drawn from.
    pub seed: u64,
    /// The name of the template.
    pub template: String,
    /// The lesson it is.
    pub lesson: Lesson,
    /// The loss of its first iteration, and of its last.
    pub losses: [f64; 2],
}

/// Problems 1 to `count` of a seed. A problem does not depend on how many come after it.
///
/// # Errors
/// One line: what a template needs that this one has not, or which condition its numbers never
/// meet.
pub fn problems(template: &Lesson, seed: u64, count: u64) -> Result<Vec<Problem>, String> {
    need::fits(template)?;
    let visible = Visible::of(template, seed)?;
    let mut seen = HashSet::new();
    (1..=count).map(|number| problem(template, (seed, number), &visible, &mut seen)).collect()
}

/// The generator of one problem.
fn generator(seed: u64, number: u64) -> Rng {
    Rng::new(SplitMix64::new(seed).next_u64() ^ number)
}

fn problem(
    template: &Lesson,
    (seed, number): (u64, u64),
    visible: &Visible,
    seen: &mut HashSet<Vec<u64>>,
) -> Result<Problem, String> {
    let mut rng = generator(seed, number);
    let mut furthest = 0;
    for _ in 0..MOST_DRAWS {
        let setup = draw::setup(&mut rng, &template.setup);
        let solved = Solved::new(&setup, template.iterations);
        let failed = CONDITIONS.iter().position(|row| !(row.holds)(&solved));
        let failed = failed.or_else(|| (!visible.all_in(&solved)).then_some(CONDITIONS.len()));
        match failed {
            Some(at) => furthest = furthest.max(at),
            None if !seen.insert(solved.bits()) => furthest = CONDITIONS.len() + 1,
            None => return Ok(named(template, (seed, number), &solved)),
        }
    }
    Err(never(template, number, furthest))
}

/// `paper: of 4000 draws for problem 1 none …`
fn never(template: &Lesson, number: u64, furthest: usize) -> String {
    let wanted = match CONDITIONS.get(furthest) {
        Some(row) => row.wanted,
        None if furthest == CONDITIONS.len() => "lets every classic mistake show in its digits",
        None => "differs from all problems before it",
    };
    let name = &template.name;
    format!("{name}: of {MOST_DRAWS} draws for problem {number} none {wanted}")
}

fn named(template: &Lesson, (seed, number): (u64, u64), solved: &Solved) -> Problem {
    let mut lesson = Lesson {
        name: format!("problem {number}"),
        title: format!("{}: problem {number}", template.title),
        summary: format!("problem {number} of seed {seed}, after the lesson {}", template.name),
        setup: solved.setup.clone(),
        minutes: None,
        drawn: None,
        cues: Vec::new(),
        expects: Vec::new(),
        ..template.clone()
    };
    lesson.text = write(&lesson).into();
    let last = solved.losses.len() - 2;
    let losses = [solved.losses[0], solved.losses[last]];
    Problem { number, seed, template: template.name.clone(), lesson, losses }
}

impl Problem {
    /// Its sheet in Markdown.
    pub fn markdown(&self) -> String {
        sheet::Sheet::new(self).markdown()
    }

    /// Its sheet as a LaTeX document.
    pub fn latex(&self) -> String {
        sheet::Sheet::new(self).latex()
    }

    /// All its iterations worked out, in a format for people.
    ///
    /// # Errors
    /// None but those of writing to memory, of which there are none.
    pub fn solution(&self, format: &str) -> anyhow::Result<Vec<u8>> {
        let format = FORMATS.iter().find(|row| row.name == format).unwrap_or(&FORMATS[0]);
        let selection = Selection::all();
        let lesson = &self.lesson;
        let digits = Digits::Decimals(DECIMALS);
        let report = Report { lesson, selection: &selection, notation: lesson.notation, digits };
        let mut iterations = Straight::new(&lesson.setup, Vec::new(), (1, lesson.iterations));
        let mut bytes = Vec::new();
        report.write(format, &mut iterations, &mut |page| {
            bytes.extend(page);
            Ok(())
        })?;
        Ok(bytes)
    }
}
