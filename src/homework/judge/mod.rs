//! Says of every written quantity whether it is right, follows, or is wrong, in the order of the
//! iterations: each is compared with the right run, and with its own one step from the document's
//! own numbers.

mod blame;
pub mod item;
mod missing;
pub mod own;
pub mod run;
pub mod shown;
mod status;
pub mod target;

use std::collections::HashMap;

use crate::homework::convention::Reading;
use crate::homework::diagnose::{Case, Clinic, Known};
use crate::homework::document::Document;
use crate::homework::place::{Placed, Placement, Unread, What};
use crate::homework::verdict::{Judged, Status};
use crate::lesson::Lesson;
use crate::math::expr::Ball;
use item::Item;
use own::{Own, Worked};
use run::{Run, Step};
use shown::Shown;
use status::Finding;
use target::Target;

/// The judge of one document in one reading.
#[derive(Debug)]
pub struct Judge<'a> {
    document: &'a Document,
    placement: &'a Placement,
    run: &'a Run,
    reading: &'a Reading,
    /// The lesson whose mistakes are looked for; without it nothing is diagnosed.
    lesson: Option<&'a Lesson>,
}

/// What was found about a placed value, or one that could not be placed.
#[derive(Clone, Debug)]
struct Entry {
    event: usize,
    judged: Judged,
}

/// What is remembered while a document is gone through.
struct Course<'a> {
    own: Own<'a>,
    previous: Option<Own<'a>>,
    /// Whether numbers were cut before.
    cuts: bool,
    clinic: Clinic<'a>,
    /// The causes that were named before.
    named: Vec<Vec<&'static str>>,
}

impl<'a> Judge<'a> {
    /// A judge that only counts: nothing is diagnosed.
    pub fn new(
        document: &'a Document,
        placement: &'a Placement,
        run: &'a Run,
        reading: &'a Reading,
    ) -> Self {
        Self { document, placement, run, reading, lesson: None }
    }

    /// The same, and says which mistakes explain what is wrong.
    #[must_use]
    pub fn diagnosing(self, lesson: &'a Lesson) -> Self {
        Self { lesson: Some(lesson), ..self }
    }

    /// What was found, in the order of the document.
    pub fn judged(&self) -> Vec<Judged> {
        let mut entries = self.placed();
        entries.extend(self.placement.unread.iter().map(|unread| self.unread(unread)));
        entries.sort_by_key(|entry| entry.event);
        if self.lesson.is_some() {
            missing::add(&mut entries, self.run);
        }
        entries.into_iter().map(|entry| entry.judged).collect()
    }

    /// What was found about the values that were placed, iteration by iteration.
    fn placed(&self) -> Vec<Entry> {
        let mut order: Vec<&Placed> = self.placement.placed.iter().collect();
        order.sort_by_key(|placed| placed.iteration);
        let Some(first) = self.run.step(1) else { return Vec::new() };
        let grain = grain(&order);
        let mut course = Course {
            own: Own::start(self.run, first, grain),
            previous: None,
            cuts: false,
            clinic: Clinic::new(self.run, self.lesson),
            named: Vec::new(),
        };
        let mut at = 1;
        let mut entries = Vec::new();
        for placed in order {
            while at < placed.iteration && at < self.run.len() {
                at += 1;
                let Some(step) = self.run.step(at) else { break };
                let next = course.own.next(self.run, step);
                course.clinic.started(at, &course.own);
                course.previous = Some(std::mem::replace(&mut course.own, next));
            }
            let judged = match self.run.step(placed.iteration) {
                Some(step) => self.one(placed, step, &mut course),
                None => Judged {
                    remark: Some("there is no such iteration".into()),
                    ..self.blank(placed.event, placed.iteration)
                },
            };
            entries.push(Entry { event: placed.event, judged });
        }
        entries
    }

    /// What is found about one of them, whose numbers the document goes on with.
    fn one(&self, placed: &Placed, step: &Step, course: &mut Course<'a>) -> Judged {
        let item = Item::new(self.document, placed, self.run, step, *self.reading);
        let (name, cells) = (item.name(), placed.value.cells.len());
        let mut judged = Judged { name, cells, ..self.blank(placed.event, placed.iteration) };
        if item.is_left_out() {
            judged.status = Status::Elided;
            return judged;
        }
        let Some(target) = item.target else {
            self.misshapen(&item, &mut judged, course);
            return judged;
        };
        let exact = self.run.exact(step, target);
        let (worked, mut finding) = Self::compared(&item, target, &exact, course);
        if finding.status == Status::TooFewDigits {
            let known = Known { own: &course.own, previous: course.previous.as_ref() };
            let case = Case { item: &item, exact: &exact, own: &worked.balls, known };
            if self.lesson.is_some() && course.clinic.is_surely_wrong(&case) {
                finding = Finding { status: Status::Wrong, digits: None, tainted: true };
            }
        }
        course.cuts |= finding.status == Status::OkTruncated;
        judged.status = finding.status;
        judged.digits = finding.digits;
        if finding.status == Status::Wrong {
            self.wrong(&item, &exact, &worked, &mut judged, course);
        }
        Self::print(&item, target, &finding, &exact, &mut course.own);
        course.clinic.seen(placed.iteration, &item);
        judged
    }

    /// What follows for an item, and what is found: once more as if every number on the way had
    /// been rounded, where it does not follow otherwise.
    fn compared(
        item: &Item,
        target: Target,
        exact: &[Ball],
        course: &mut Course,
    ) -> (Worked, Finding) {
        let worked = course.own.follows(target, None);
        let finding = status::find(item, exact, &worked, course.cuts);
        let is_settled = !matches!(finding.status, Status::Wrong | Status::TooFewDigits);
        if is_settled || course.own.rounds {
            return (worked, finding);
        }
        let mut rounding = course.own.clone();
        rounding.rounds = true;
        rounding.forget();
        let again = rounding.follows(target, None);
        let other = status::find(item, exact, &again, course.cuts);
        if other.status == Status::Wrong || other.status == Status::TooFewDigits {
            return (worked, finding);
        }
        course.own = rounding;
        (again, other)
    }

    /// Takes the printed numbers as what the document goes on with.
    fn print(item: &Item, target: Target, finding: &Finding, exact: &[Ball], own: &mut Own) {
        let Target::Quantity(id) = target else { return };
        let given = own.sheet.quantity(id).operation.is_none();
        // A given that is written with fewer decimals than it has is still the one that is given.
        if given && item.is(exact) && item.placed.iteration == 1 {
            return;
        }
        let times = if finding.status == Status::OkTruncated { 2.0 } else { 1.0 };
        let ball = |shown: &Shown| Ball { mid: shown.value, radius: times * shown.half };
        let cells: Vec<_> = item.shown.iter().map(|shown| (shown.at, ball(shown))).collect();
        own.print(id, &cells, finding.tainted);
    }

    /// A value that could not be placed.
    fn unread(&self, unread: &Unread) -> Entry {
        let remark = Some(unread.reason.clone());
        let judged = Judged { remark, ..self.blank(unread.event, unread.iteration) };
        Entry { event: unread.event, judged }
    }

    /// A value of which nothing is known yet but where it stands.
    fn blank(&self, event: usize, iteration: u64) -> Judged {
        let judged = Judged::new(iteration, Status::Unread);
        let Some(written) = self.document.written(event) else { return judged };
        let cells = written.value.as_ref().map_or(0, |value| value.cells.len());
        Judged { written: written.name.clone(), line: Some(written.line), cells, ..judged }
    }
}

/// Half the unit that most numbers are rounded to.
fn grain(order: &[&Placed]) -> f64 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for placed in order {
        for mark in &placed.value.cells {
            if let Some(decimals) = mark.decimals.filter(|_| !matches!(placed.what, What::Loss)) {
                *counts.entry(decimals).or_default() += 1;
            }
        }
    }
    let most = counts.into_iter().max_by_key(|(decimals, count)| (*count, *decimals));
    most.map_or(0.0, |(decimals, _)| 0.5 * 10f64.powi(-decimals.clamp(-300, 300)))
}
