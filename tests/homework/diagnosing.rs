//! Which mistake was made, in documents with one mistake each.

use std::collections::BTreeMap;

use chainrule::lesson::Lesson;
use chainrule::worksheet::op::Now;

use crate::judging::{judged, lessons};
use crate::sheet::{Hand, Sheet, Slip, printed, worked};

/// What came of the mistakes made on purpose.
#[derive(Default)]
struct Tally {
    made: usize,
    found: usize,
    /// Named first, or after others that give the same printed numbers.
    first: usize,
    /// Named first of all.
    before_all: usize,
    /// Pairs of a mistake and another one that gives the same printed numbers.
    twins: BTreeMap<(&'static str, String), usize>,
    lost: Vec<String>,
}

#[test]
fn every_mistake_made_on_purpose_is_found_and_named_first() {
    let mut tally = Tally::default();
    for lesson in lessons() {
        let right = worked(&lesson, Hand { iterations: 2, ..Hand::default() });
        for (id, _) in right.worksheet.quantities() {
            for which in 0..right.worksheet.mistakes(id).len() {
                let iteration = 1 + which as u64 % 2;
                one(&lesson, &right, Slip { iteration, id, which }, &mut tally);
            }
        }
    }
    let Tally { made, found, first, before_all, twins, lost } = tally;
    println!("{made} made, {found} found, {first} named first, {before_all} without twins");
    println!("{twins:#?}\n{}", lost.join("\n"));
    assert!(made > 1000, "{made}");
    assert!(100 * found >= 99 * made, "{found} of {made} found\n{}", lost.join("\n"));
    assert!(100 * first >= 95 * made, "{first} of {made} named first\n{}", lost.join("\n"));
}

fn one(lesson: &Lesson, right: &Sheet, slip: Slip, tally: &mut Tally) {
    let (sheet, quantity) = (&right.worksheet, right.worksheet.quantity(slip.id));
    let wrong = &sheet.mistakes(slip.id)[slip.which];
    let written = worked(lesson, Hand { iterations: 2, slip: Some(slip), carried: None });
    let paper = printed(&written, Some(6), &|_| true, &|_, _, _| {});
    let (_, all) = judged(lesson, &paper);
    let name = quantity.role.name();
    let one = all.iter().find(|one| one.iteration == slip.iteration && one.name == name);
    let Some(one) = one.filter(|one| !one.status.is_right()) else { return };
    tally.made += 1;
    let codes: Vec<_> = one.causes.iter().map(|cause| cause.codes.join("+")).collect();
    let place =
        format!("{} {} {name} {} {}", lesson.name, slip.iteration, wrong.code, wrong.detail);
    let place = format!("{place} {:?} {codes:?}", one.status);
    let found = codes.iter().position(|code| code == wrong.code);
    tally.found += usize::from(found.is_some());
    tally.before_all += usize::from(found == Some(0));
    let at = slip.iteration as usize - 1;
    let numbers = written.traces[at].slice(&written.worksheet, slip.id);
    let now = Now { hyper: &lesson.setup.hyper, t: slip.iteration };
    let same = |code: &String| {
        let others = sheet.mistakes(slip.id).into_iter().filter(|other| other.code == code);
        others.into_iter().any(|other| {
            let values = sheet.with_mistake(slip.id, &other, &right.traces[at], &now);
            values.iter().zip(numbers).all(|(a, b)| (a - b).abs() <= 1e-6)
        })
    };
    let before = &codes[..found.unwrap_or(0)];
    if found.is_some() && before.iter().all(same) {
        tally.first += 1;
        for code in before {
            *tally.twins.entry((wrong.code, code.clone())).or_default() += 1;
        }
    } else {
        tally.lost.push(place);
    }
}
