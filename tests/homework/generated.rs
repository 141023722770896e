//! What is found in homework that was generated: nothing where it is right, and the mistake that
//! was made where one was.

use std::collections::BTreeMap;
use std::fmt::Write;

use chainrule::homework::assign::problems;
use chainrule::homework::check;
use chainrule::homework::document;
use chainrule::homework::verdict::{Answer, Status, Verdict};
use chainrule::lesson::{Lesson, embedded};
use chainrule::math::number::Digits;
use chainrule::report::{FORMATS, Report, Selection, Straight};
use chainrule::worksheet::Worksheet;
use chainrule::worksheet::mistake::{MISTAKES, Mistake};

use crate::generate::{Blunder, Solution, Working, solve};
use crate::style::{STYLES, Style};
use crate::template::drawn;

/// How many correct documents are tried.
const RIGHT: usize = 300;

/// How many documents are tried for each mistake.
const TRIES: usize = 4;

fn judged(file: &str, bytes: &[u8], lesson: &Lesson) -> Result<Verdict, String> {
    let document = document::read(file, bytes).map_err(|error| format!("{error:#}"))?;
    check(&document, Some(lesson)).map(|checked| checked.verdict).map_err(|e| format!("{e:#}"))
}

/// What is said against a document that is right.
fn complaint(file: &str, bytes: &[u8], lesson: &Lesson, expected: usize) -> Option<String> {
    let verdict = match judged(file, bytes, lesson) {
        Err(refused) => return Some(refused),
        Ok(verdict) => verdict,
    };
    if let Some(wrong) = verdict
        .quantities
        .iter()
        .find(|judged| !judged.status.is_right() && judged.status != Status::TooFewDigits)
    {
        return Some(format!(
            "{} of iteration {} ({}, line {:?}): {} {:?} {:?}",
            wrong.name,
            wrong.iteration,
            wrong.written,
            wrong.line,
            wrong.status.name(),
            wrong.first_wrong,
            wrong.remark
        ));
    }
    let (right, of) = verdict.right();
    let few = verdict.answer() != Answer::Ok || right < of || verdict.quantities.len() < expected;
    few.then(|| format!("{right} of {of} right, {expected} written"))
}

/// The n-th style that can write a lesson's homework.
fn style(lesson: &Lesson, n: usize) -> &'static Style {
    let can: Vec<_> = STYLES.iter().filter(|row| (row.can)(&lesson.setup.network)).collect();
    can[n % can.len()]
}

/// Keeps a document that was not judged as it should be, to be looked at.
fn keep(number: usize, style: &Style, lesson: &Lesson, text: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("homework");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{number}-{}", style.file));
    std::fs::write(&path, text).unwrap();
    std::fs::write(path.with_extension("toml"), chainrule::lesson::write(lesson)).unwrap();
    path.display().to_string()
}

#[test]
fn nothing_is_found_in_homework_that_is_right() {
    let lessons: Vec<_> = (1..=3).flat_map(drawn).collect();
    assert!(lessons.len() > 30, "{}", lessons.len());
    let mut complaints = String::new();
    let mut count = 0;
    for n in 0..RIGHT {
        let lesson = &lessons[n % lessons.len()];
        let decimals = 3 + n % 6;
        let working = Working { decimals, carried: n % 2 == 0, blunder: Blunder::Nowhere };
        let solution = solve(lesson, working);
        let style = style(lesson, n / 3 + n / lessons.len());
        let text = (style.write)(&solution, decimals);
        let found = complaint(style.file, text.as_bytes(), lesson, solution.values.len());
        if let Some(found) = found {
            let kept = keep(n, style, lesson, &text);
            let carried = if working.carried { ", carried" } else { "" };
            let _ =
                writeln!(complaints, "{} to {decimals}{carried}: {found}\n  {kept}", style.name);
            count += 1;
        }
    }
    assert!(count == 0, "{count} of {RIGHT}:\n{complaints}");
}

/// A piece of homework with one mistake that can be seen: the lesson, how it was worked out.
fn blundered(lessons: &[Lesson], mistake: &'static Mistake, n: usize) -> Option<(usize, Solution)> {
    let possible = |lesson: &Lesson| {
        let setup = &lesson.setup;
        let sheet = Worksheet::new(&setup.network, setup.batch, &setup.hyper);
        sheet.possible_mistakes().iter().any(|row| row.code == mistake.code)
    };
    let all: Vec<_> = (0..lessons.len()).filter(|at| possible(&lessons[*at])).collect();
    (0..4 * all.len()).find_map(|more| {
        let at = all[(n + more) % all.len()];
        let place = n + more;
        let blunder = match n % 2 {
            0 => Blunder::Everywhere(mistake),
            _ => Blunder::Once(mistake, 1 + (place / 2 % 2) as u64, place / 4 % 3),
        };
        let working = Working { decimals: decimals(n), carried: false, blunder };
        let solution = solve(&lessons[at], working);
        (solution.is_clear && solution.slip.is_some()).then_some((at, solution))
    })
}

fn decimals(n: usize) -> usize {
    5 + n % 4
}

/// How the search for one mistake went.
#[derive(Default)]
struct Tally {
    tried: usize,
    found: usize,
    named: usize,
    /// Named with others that give the same numbers there.
    among: usize,
    confused: BTreeMap<String, usize>,
}

#[test]
fn every_mistake_is_found_and_mostly_named_first() {
    let lessons: Vec<_> = (1..=2).flat_map(drawn).collect();
    let mut all: Vec<(&str, Tally)> = Vec::new();
    let mut missed = String::new();
    for (row, mistake) in MISTAKES.iter().enumerate() {
        let mut tally = Tally::default();
        for n in 0..TRIES {
            let Some((at, solution)) = blundered(&lessons, mistake, n) else { continue };
            let (lesson, Some(slip)) = (&lessons[at], &solution.slip) else { continue };
            let style = style(lesson, row + n);
            let text = (style.write)(&solution, decimals(n));
            let verdict = judged(style.file, text.as_bytes(), lesson);
            let wrong = verdict.as_ref().ok().and_then(Verdict::first_wrong);
            tally.tried += 1;
            let place = wrong.map(|wrong| (wrong.iteration, wrong.name.as_str()));
            let causes: Vec<_> =
                wrong.iter().flat_map(|w| &w.causes).map(|cause| cause.codes.clone()).collect();
            // The losses of the examples may stand under the name of their sum.
            let name = |name: &str| if name == "loss" { "L".to_owned() } else { name.to_owned() };
            let is_here =
                place.map(|(n, of)| (n, name(of))) == Some((slip.iteration, slip.name.clone()));
            tally.found += usize::from(is_here);
            let first = causes.first().filter(|codes| codes.len() == 1).map(|codes| codes[0]);
            let is_first = is_here && first == Some(mistake.code);
            let is_same = is_here && first.is_some_and(|code| slip.same.contains(&code));
            let is_among = is_same && causes.iter().any(|codes| *codes == [mistake.code]);
            tally.named += usize::from(is_first || is_among);
            tally.among += usize::from(is_among && !is_first);
            if !is_first && !is_among {
                let kept = keep(1000 + row * TRIES + n, style, lesson, &text);
                let _ = writeln!(
                    missed,
                    "{} in {} of iteration {}, {}: found {place:?} {causes:?} {:?}\n  {kept}",
                    mistake.code,
                    slip.name,
                    slip.iteration,
                    style.name,
                    verdict.as_ref().err()
                );
            }
            if let Some(other) = first.filter(|code| *code != mistake.code && is_here) {
                *tally.confused.entry(other.to_owned()).or_default() += 1;
            }
        }
        all.push((mistake.code, tally));
    }
    report(&all, &missed);
}

/// Holds the tallies to what is promised, and says which mistakes look alike.
fn report(all: &[(&str, Tally)], missed: &str) {
    let mut lines = String::new();
    for (code, tally) in all {
        let Tally { tried, found, named, among, confused } = tally;
        let _ = writeln!(
            lines,
            "{code}: {found} of {tried} found, {named} named ({among} with their like) {confused:?}"
        );
    }
    println!("{lines}");
    let sum = |of: fn(&Tally) -> usize| all.iter().map(|row| of(&row.1)).sum::<usize>();
    let (tried, found, named) = (sum(|t| t.tried), sum(|t| t.found), sum(|t| t.named));
    let never: Vec<_> = all.iter().filter(|row| row.1.tried == 0).map(|row| row.0).collect();
    assert!(never.is_empty(), "no homework shows {never:?}");
    assert!(
        found == tried && named * 100 >= tried * 95,
        "of {tried} {found} were found and {named} named\n{lines}\n{missed}"
    );
}

/// Formats that nobody hands in: `check` does not read them, and scripts hold no answers.
const NOT_HANDED_IN: &[&str] = &["html", "numpy", "pytorch", "safetensors"];

#[test]
fn what_the_product_solves_it_finds_right() {
    let template = embedded("paper").unwrap().lesson().unwrap();
    let mut complaints = String::new();
    for problem in problems(&template, 1, 30).unwrap() {
        let lesson = &problem.lesson;
        let selection = Selection::all();
        let digits = Digits::Significant(8);
        let report = Report { lesson, selection: &selection, notation: lesson.notation, digits };
        for format in FORMATS.iter().filter(|row| !NOT_HANDED_IN.contains(&row.name)) {
            let mut iterations = Straight::new(&lesson.setup, Vec::new(), (1, 3));
            let mut bytes = Vec::new();
            report
                .write(format, &mut iterations, &mut |page| {
                    bytes.extend(page);
                    Ok(())
                })
                .unwrap();
            let file = format!("hw.{}", format.ending);
            // Eleven quantities an iteration.
            if let Some(found) = complaint(&file, &bytes, lesson, 33) {
                let _ =
                    writeln!(complaints, "problem {}, {}: {found}", problem.number, format.name);
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}
