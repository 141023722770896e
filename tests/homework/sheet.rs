//! Documents out of a lesson's own numbers: worked out cell by cell with a mistake in one place, or
//! rounded on the way, printed to some decimals and placed by hand.

use chainrule::homework::document::{Document, Event, Grid, Heading, Mark, Written};
use chainrule::homework::place::{Placed, Placement, What};
use chainrule::lesson::Lesson;
use chainrule::train::Trainer;
use chainrule::worksheet::op::{Now, Wrong};
use chainrule::worksheet::quantity::{Cell, Id, Role};
use chainrule::worksheet::{Trace, Worksheet};

/// A mistake in one quantity of one iteration: which of those that can be made there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slip {
    pub iteration: u64,
    pub id: Id,
    pub which: usize,
}

/// How a run is worked out by hand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hand {
    pub iterations: u64,
    pub slip: Option<Slip>,
    /// The decimals that every number is rounded to as soon as it is computed.
    pub carried: Option<usize>,
}

/// A worked run.
pub(crate) struct Sheet {
    pub worksheet: Worksheet,
    pub traces: Vec<Trace>,
}

/// Works a lesson out by hand: every cell from its own explanation.
pub(crate) fn worked(lesson: &Lesson, hand: Hand) -> Sheet {
    let setup = &lesson.setup;
    let worksheet = Worksheet::new(&setup.network, setup.data.rows, &setup.hyper);
    let trainer = Trainer::new(setup);
    let mut trace = Trace::new(&worksheet);
    for (id, q) in worksheet.quantities() {
        if q.operation.is_none() {
            let given = trainer.trace().slice(trainer.worksheet(), id).to_vec();
            trace.slice_mut(&worksheet, id).copy_from_slice(&given);
        }
    }
    let mut traces = Vec::new();
    for iteration in 1..=hand.iterations {
        let now = Now { hyper: &setup.hyper, t: iteration };
        let slip = hand.slip.filter(|slip| slip.iteration == iteration);
        for &id in worksheet.steps() {
            let wrong = slip.filter(|slip| slip.id == id).map(|slip| {
                worksheet.mistakes(id).into_iter().nth(slip.which).expect("the mistake")
            });
            step(&worksheet, &mut trace, &now, id, wrong.as_ref(), hand.carried);
        }
        traces.push(trace.clone());
        for slots in worksheet.parameters() {
            let states = slots.states.iter().map(|(_, before, after)| (*before, *after));
            for (before, after) in std::iter::once((slots.before, slots.after)).chain(states) {
                let left = trace.slice(&worksheet, after).to_vec();
                trace.slice_mut(&worksheet, before).copy_from_slice(&left);
            }
        }
    }
    Sheet { worksheet, traces }
}

fn step(
    sheet: &Worksheet,
    trace: &mut Trace,
    now: &Now,
    id: Id,
    wrong: Option<&Wrong>,
    carried: Option<usize>,
) {
    let values: Vec<f64> = if let Some(wrong) = wrong {
        // Who reads ahead reads what follows from the right numbers.
        let mut complete = trace.clone();
        complete.evaluate(sheet, now.hyper, now.t);
        for (earlier, _) in sheet.quantities().filter(|(earlier, _)| *earlier < id) {
            let written = trace.slice(sheet, earlier).to_vec();
            complete.slice_mut(sheet, earlier).copy_from_slice(&written);
        }
        sheet.with_mistake(id, wrong, &complete, now)
    } else {
        let q = sheet.quantity(id);
        let cell = |at| Cell { quantity: id, row: at / q.columns, column: at % q.columns };
        let value = |at| sheet.explain(trace, now, cell(at)).recompute(sheet, trace);
        (0..q.len()).map(value).collect()
    };
    for (to, x) in trace.slice_mut(sheet, id).iter_mut().zip(values) {
        *to = match carried {
            Some(decimals) => format!("{x:.decimals$}").parse().expect("a number"),
            None => x,
        };
    }
}

/// One number as it is printed; `None` prints it exactly.
pub(crate) fn mark(x: f64, decimals: Option<usize>, line: usize) -> Mark {
    let raw = decimals.map_or_else(|| format!("{x:?}"), |d| format!("{x:.d$}"));
    let value = raw.parse().expect("a number");
    Mark { line, raw, value, decimals: decimals.map(|d| d as i32), elided: false }
}

/// A matrix as it is printed.
pub(crate) fn grid(
    rows: usize,
    columns: usize,
    values: &[f64],
    decimals: Option<usize>,
    line: usize,
) -> Grid {
    let cells = values.iter().map(|x| mark(*x, decimals, line)).collect();
    Grid { rows, columns, cells, is_number: false }
}

/// A document under construction.
#[derive(Default)]
pub(crate) struct Paper {
    pub document: Document,
    pub placement: Placement,
}

impl Paper {
    /// Writes a value down.
    pub(crate) fn write(&mut self, iteration: u64, what: What, name: &str, value: Grid) {
        let event = self.document.events.len();
        let written = Written {
            line: event + 1,
            name: name.into(),
            formulas: Vec::new(),
            operands: Vec::new(),
            value: Some(value.clone()),
        };
        self.document.events.push(Event::Written(written));
        self.placement.placed.push(Placed { event, iteration, what, value });
    }

    /// Begins an iteration.
    pub(crate) fn head(&mut self, iteration: u64) {
        let line = self.document.events.len() + 1;
        let text = format!("Iteration {iteration}");
        let heading = Heading { line, text, iteration: Some(iteration) };
        self.document.events.push(Event::Heading(heading));
    }
}

/// Every computed quantity for which `shows` holds, in the order of the worksheet, after `change`.
pub(crate) fn printed(
    sheet: &Sheet,
    decimals: Option<usize>,
    shows: &dyn Fn(Role) -> bool,
    change: &dyn Fn(u64, Role, &mut Vec<f64>),
) -> Paper {
    let mut paper = Paper::default();
    for (at, trace) in sheet.traces.iter().enumerate() {
        let iteration = at as u64 + 1;
        paper.head(iteration);
        for &id in sheet.worksheet.steps() {
            let q = sheet.worksheet.quantity(id);
            if !shows(q.role) {
                continue;
            }
            let mut values = trace.slice(&sheet.worksheet, id).to_vec();
            change(iteration, q.role, &mut values);
            let line = paper.document.events.len() + 1;
            let value = grid(q.rows, q.columns, &values, decimals, line);
            paper.write(iteration, What::Quantity(q.role), &q.role.name(), value);
        }
    }
    paper
}
