//! Mistakes in what is not written: the steps in between, the end of the iteration before, or the
//! whole training up to here, worked out anew with the mistake in it.

use std::collections::BTreeMap;

use super::{Case, Found};
use crate::homework::judge::own::{Made, Own};
use crate::homework::judge::run::Run;
use crate::lesson::Lesson;
use crate::train::Setup;
use crate::worksheet::Worksheet;
use crate::worksheet::manner::Manner;
use crate::worksheet::mistake::MISTAKES;
use crate::worksheet::op::Wrong;
use crate::worksheet::quantity::Id;

/// The most steps that are worked out for pairs.
const MOST_STEPS: usize = 3000;

/// The most numbers that whole runs are worked out to.
const MOST_NUMBERS: u64 = 20_000_000;

/// Where mistakes are made that are not seen.
#[derive(Clone, Debug, Default)]
struct Hidden {
    here: Vec<Made>,
    before: Vec<Made>,
}

/// A mistake that is not seen, and what it is called.
struct Hypothesis {
    hidden: Hidden,
    found: Found,
}

/// Everything that one mistake in what is not printed explains.
pub(super) fn of_unprinted(case: &Case) -> Vec<Found> {
    let mut found = Vec::new();
    for hypothesis in hypotheses(case) {
        let mut own = worked_anew(case, &hypothesis.hidden);
        let everywhere = hypothesis.hidden.here.iter().any(|made| made.at.is_none());
        if case.is_explained(&own.follows(case.target(), None).balls)
            || (everywhere && is_explained_again(case, &mut own, hypothesis.found.codes[0]))
        {
            found.push(hypothesis.found);
        }
    }
    found
}

/// Two of them, or one and another one in this step.
pub(super) fn pairs(case: &Case) -> Vec<Found> {
    let mut found = Vec::new();
    let Some(id) = case.id() else { return found };
    let mut steps = 0;
    let hypotheses = hypotheses(case);
    for (at, one) in hypotheses.iter().enumerate() {
        let mut own = worked_anew(case, &one.hidden);
        for wrong in own.sheet.mistakes(id) {
            steps += 1;
            if steps < MOST_STEPS
                && case.is_explained(&own.follows(case.target(), Some(&wrong)).balls)
            {
                found.push(one.found.clone().and(Found::of(&wrong, 2)));
            }
        }
        for other in &hypotheses[at + 1..] {
            steps += 1;
            if steps > MOST_STEPS || other.found.codes == one.found.codes {
                continue;
            }
            let mut both = one.hidden.clone();
            both.here.extend(other.hidden.here.iter().cloned());
            both.before.extend(other.hidden.before.iter().cloned());
            let mut own = worked_anew(case, &both);
            if case.is_explained(&own.follows(case.target(), None).balls) {
                found.push(one.found.clone().and(other.found.clone()));
            }
        }
    }
    found
}

fn is_explained_again(case: &Case, own: &mut Own, code: &str) -> bool {
    let Some(id) = case.id() else { return false };
    let again = own.sheet.mistakes(id).into_iter().filter(|wrong| wrong.code == code);
    let wrongs: Vec<Wrong> = again.collect();
    wrongs.iter().any(|wrong| case.is_explained(&own.follows(case.target(), Some(wrong)).balls))
}

/// Every mistake in one quantity that is not printed, here or at the end of the iteration before;
/// and in all of them together.
fn hypotheses(case: &Case) -> Vec<Hypothesis> {
    let mut own = case.known.own.clone();
    own.forget();
    own.follows(case.target(), None);
    let here = |made: Vec<Made>| Hidden { here: made, before: Vec::new() };
    let mut all = of_quantities(own.sheet, &own.worked(), &here);
    if let Some(previous) = case.known.previous.filter(|_| own.starts_unprinted()) {
        let mut previous = previous.clone();
        previous.forget();
        previous.finish();
        let before = |made: Vec<Made>| Hidden { here: Vec::new(), before: made };
        all.extend(of_quantities(previous.sheet, &previous.worked(), &before));
    }
    all
}

fn of_quantities(
    sheet: &Worksheet,
    ids: &[Id],
    hidden: &dyn Fn(Vec<Made>) -> Hidden,
) -> Vec<Hypothesis> {
    let mut all = Vec::new();
    let mut codes: Vec<&'static str> = Vec::new();
    for id in ids {
        for wrong in sheet.mistakes(*id) {
            let made = Made { at: Some(*id), code: wrong.code, detail: wrong.detail.clone() };
            all.push(Hypothesis { hidden: hidden(vec![made]), found: Found::of(&wrong, 4) });
            if !codes.contains(&wrong.code) {
                codes.push(wrong.code);
            }
        }
    }
    for code in codes {
        let made = Made { at: None, code, detail: String::new() };
        all.push(Hypothesis { hidden: hidden(vec![made]), found: Found::new(code, "", 5) });
    }
    all
}

/// The document's own numbers with these mistakes in what it does not print.
fn worked_anew<'a>(case: &Case<'a, '_>, hidden: &Hidden) -> Own<'a> {
    let mut own = case.known.own.clone();
    own.made.clone_from(&hidden.here);
    own.forget();
    if !hidden.before.is_empty()
        && let Some(previous) = case.known.previous
    {
        let mut previous = previous.clone();
        previous.made.clone_from(&hidden.before);
        previous.forget();
        own.start_from(&mut previous);
    }
    own
}

/// Whole runs with a mistake wherever it can be made, as they were asked for.
#[derive(Debug, Default)]
pub(super) struct Replays {
    runs: Option<BTreeMap<&'static str, Run>>,
}

impl Replays {
    /// What a mistake explains that was made from the beginning.
    pub(super) fn of_case(&mut self, lesson: &Lesson, run: &Run, case: &Case) -> Vec<Found> {
        let runs = self.runs.get_or_insert_with(|| replayed(lesson, run));
        let explains = |run: &Run| {
            let step = run.step(case.item.placed.iteration)?;
            Some(case.is_explained(&run.exact(step, case.target())))
        };
        let explained = runs.iter().filter(|(_, run)| explains(run) == Some(true));
        explained.map(|(code, _)| Found::new(code, "", 6)).collect()
    }
}

fn replayed(lesson: &Lesson, run: &Run) -> BTreeMap<&'static str, Run> {
    let Some(first) = run.step(1) else { return BTreeMap::new() };
    let sheet = run.sheet(first);
    let cost = run.len() * (sheet.len() * sheet.possible_mistakes().len()) as u64;
    if cost > MOST_NUMBERS {
        return BTreeMap::new();
    }
    let possible = sheet.possible_mistakes();
    let replayed = |code: &'static str| {
        let mistake = MISTAKES.iter().find(|row| row.code == code);
        let manner = Manner { mistake, rounding: None };
        let setup = Setup { manner, ..lesson.setup.clone() };
        Run::of(&setup, run.len()).ok().map(|run| (code, run))
    };
    possible.iter().filter_map(|row| replayed(row.code)).collect()
}
