//! Homework as somebody could have written it: a lesson worked out, exactly or with every step
//! carried from rounded values, rightly or with a mistake, as a list of values to be written down.

use chainrule::lesson::Lesson;
use chainrule::math::number::{self, Digits};
use chainrule::train::{Setup, Trainer};
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::mistake::Mistake;
use chainrule::worksheet::op::Now;
use chainrule::worksheet::quantity::{Cell, Id, Role};
use chainrule::worksheet::{Trace, Worksheet};

/// How a lesson is worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Working {
    /// How many decimals are written.
    pub(crate) decimals: usize,
    /// Whether every step goes on with what was written, not with what was computed.
    pub(crate) carried: bool,
    pub(crate) blunder: Blunder,
}

/// Where a mistake is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Blunder {
    Nowhere,
    /// Wherever it can be made.
    Everywhere(&'static Mistake),
    /// In the n-th quantity of an iteration (from 1) in which it can be made, and not again.
    Once(&'static Mistake, u64, usize),
}

/// A quantity as it is written down.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) iteration: u64,
    pub(crate) role: Role,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) cells: Vec<f64>,
}

/// The first wrong quantity of a piece of homework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) iteration: u64,
    pub(crate) name: String,
    pub(crate) code: &'static str,
    /// The mistakes that give the same numbers there.
    pub(crate) same: Vec<&'static str>,
}

/// A lesson worked out.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    pub(crate) setup: Setup,
    pub(crate) values: Vec<Value>,
    pub(crate) slip: Option<Slip>,
    /// Whether the slip can be seen in the written digits beyond doubt; so it can where there is
    /// none.
    pub(crate) is_clear: bool,
}

/// How many units of the last decimal a slip has to be off to count as seen.
const SEEN: f64 = 50.0;

/// Works a lesson out.
pub(crate) fn solve(lesson: &Lesson, working: Working) -> Solution {
    let mut setup = lesson.setup.clone();
    let rounding = working.carried.then_some(Digits::Decimals(working.decimals));
    let mistake = match working.blunder {
        Blunder::Everywhere(mistake) => Some(mistake),
        _ => None,
    };
    setup.manner = Manner { mistake, rounding };
    let mut solution =
        Solution { setup: lesson.setup.clone(), values: Vec::new(), slip: None, is_clear: true };
    if let Blunder::Once(mistake, at, nth) = working.blunder {
        once(lesson, working, (mistake, at, nth), &mut solution);
        return solution;
    }
    let mut trainer = Trainer::new(&setup);
    for _ in 0..lesson.iterations {
        let (sheet, trace, now) = (trainer.worksheet(), trainer.trace(), trainer.now());
        solution.take(sheet, trace, &now, working);
        trainer.advance(&[]);
    }
    solution
}

/// Works a lesson out rightly but for one quantity, from which the others follow.
fn once(
    lesson: &Lesson,
    working: Working,
    (mistake, at, nth): (&'static Mistake, u64, usize),
    solution: &mut Solution,
) {
    let mut trainer = Trainer::new(&lesson.setup);
    for _ in 1..at {
        trainer.advance(&[]);
    }
    // What stands before the slip is exact here, whatever is carried after it.
    let plain = Working { carried: false, ..working };
    let sheet = Worksheet::new(&lesson.setup.network, lesson.setup.batch, &lesson.setup.hyper);
    let mut early = Trainer::new(&lesson.setup);
    for _ in 1..at {
        solution.take(early.worksheet(), early.trace(), &early.now(), plain);
        early.advance(&[]);
    }
    let mut trace = trainer.trace().clone();
    for iteration in at..=lesson.iterations {
        let now = Now { hyper: &lesson.setup.hyper, t: iteration };
        let can = |id: &&Id| sheet.mistakes(**id).iter().any(|wrong| wrong.code == mistake.code);
        let place = (iteration == at).then(|| sheet.steps().iter().filter(can).nth(nth)).flatten();
        for id in sheet.steps() {
            let cells = match sheet.mistakes(*id).iter().find(|w| w.code == mistake.code) {
                Some(wrong) if place == Some(id) => sheet.with_mistake(*id, wrong, &trace, &now),
                _ => again(&sheet, &trace, &now, *id),
            };
            if place == Some(id) {
                solution.note(
                    &sheet,
                    &trace,
                    (&now, *id),
                    &cells,
                    (iteration, working.decimals),
                    mistake.code,
                );
            }
            trace.slice_mut(&sheet, *id).copy_from_slice(&cells);
        }
        solution.write(&sheet, &trace, iteration);
        trace.carry();
    }
}

/// A quantity computed rightly from what stands in a trace.
fn again(sheet: &Worksheet, trace: &Trace, now: &Now, id: Id) -> Vec<f64> {
    let quantity = sheet.quantity(id);
    let cell = |at: usize| {
        let (row, column) = (at / quantity.columns, at % quantity.columns);
        sheet.explain(trace, now, Cell { quantity: id, row, column }).recompute(sheet, trace)
    };
    (0..quantity.len()).map(cell).collect()
}

impl Solution {
    /// Takes what an iteration computes, and notes the first mistake in it.
    fn take(&mut self, sheet: &Worksheet, trace: &Trace, now: &Now, working: Working) {
        let iteration = self.values.last().map_or(1, |last| last.iteration + 1);
        for id in sheet.steps() {
            let made = sheet.made(*id, now).filter(|_| self.slip.is_none());
            if let Some(made) = made.filter(|_| sheet.strays(*id, trace, now)) {
                let cells = trace.slice(sheet, *id).to_vec();
                self.note(
                    sheet,
                    trace,
                    (now, *id),
                    &cells,
                    (iteration, working.decimals),
                    made.code,
                );
            }
        }
        self.write(sheet, trace, iteration);
    }

    /// Notes a slip: what is written there, against what is right.
    fn note(
        &mut self,
        sheet: &Worksheet,
        trace: &Trace,
        (now, id): (&Now, Id),
        cells: &[f64],
        (iteration, decimals): (u64, usize),
        code: &'static str,
    ) {
        let unit = 10f64.powi(-(decimals as i32));
        let off =
            |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        let right = again_rightly(self, sheet, trace, now, id);
        self.is_clear &= off(&right, cells) > SEEN * unit && cells.iter().all(|x| x.is_finite());
        let near = |wrong: &[f64]| off(wrong, cells) <= 2.0 * SEEN * unit;
        let all = sheet.mistakes(id);
        let same = all.iter().filter(|wrong| near(&sheet.with_mistake(id, wrong, trace, now)));
        let same: Vec<_> = same.map(|wrong| wrong.code).collect();
        let name = sheet.quantity(id).role.name();
        self.slip.get_or_insert(Slip { iteration, name, code, same });
    }

    fn write(&mut self, sheet: &Worksheet, trace: &Trace, iteration: u64) {
        for id in sheet.steps() {
            let quantity = sheet.quantity(*id);
            self.values.push(Value {
                iteration,
                role: quantity.role,
                rows: quantity.rows,
                columns: quantity.columns,
                cells: trace.slice(sheet, *id).to_vec(),
            });
        }
    }
}

/// The same by a worksheet that makes no mistake.
fn again_rightly(of: &Solution, sheet: &Worksheet, trace: &Trace, now: &Now, id: Id) -> Vec<f64> {
    let right = Worksheet::new(&of.setup.network, sheet.rows(), &of.setup.hyper);
    again(&right, trace, now, id)
}

impl Value {
    /// Its numbers as they are written, row by row.
    pub(crate) fn texts(&self, decimals: usize) -> Vec<Vec<String>> {
        let text = |x: &f64| number::format(*x, Digits::Decimals(decimals));
        self.cells.chunks(self.columns).map(|row| row.iter().map(text).collect()).collect()
    }

    /// The same matrix standing on its side.
    pub(crate) fn turned(&self) -> Self {
        let at = |to: usize| (to % self.rows) * self.columns + to / self.rows;
        let cells = (0..self.cells.len()).map(|to| self.cells[at(to)]).collect();
        Self { rows: self.columns, columns: self.rows, cells, ..self.clone() }
    }

    /// The same times a number.
    pub(crate) fn times(&self, by: f64) -> Self {
        Self { cells: self.cells.iter().map(|x| x * by).collect(), ..self.clone() }
    }
}
