//! Named values by iteration, as CSV, JSON and npz hold them.

use super::lex::{Manner, lex};
use super::limits::Tally;
use super::{Event, Grid, Heading, Mark, Written, number, pen};

/// So many digits are all that a number of 64 bits has.
const ALL_DIGITS: usize = 15;

/// A value with its name.
pub(super) struct Named {
    pub(super) iteration: u64,
    /// The line in the file, from 1.
    pub(super) line: usize,
    /// As the file has it.
    pub(super) name: String,
    pub(super) grid: Grid,
}

/// What stands before all iterations, then what stands in them with a heading where one begins.
/// Where they are counted from 0 in the file, they are counted from 1 here.
pub(super) fn events(given: Vec<Named>, iterations: Vec<Named>) -> Vec<Event> {
    let from_zero = iterations.iter().any(|one| one.iteration == 0);
    let mut events: Vec<Event> = given.into_iter().map(written).collect();
    let mut current = None;
    for one in iterations {
        let iteration = one.iteration + u64::from(from_zero);
        if current != Some(iteration) {
            current = Some(iteration);
            let (line, text) = (one.line, format!("Iteration {iteration}"));
            events.push(Event::Heading(Heading { line, text, iteration: Some(iteration) }));
        }
        events.push(written(one));
    }
    forget_decimals_of_exact(&mut events);
    events
}

/// A value whose name is brought to its normal form.
fn written(Named { line, name, grid, .. }: Named) -> Event {
    let tokens = lex(&name, line, Manner::default(), &mut Tally::default());
    let name = tokens.map_or(name.clone(), |tokens| pen::write(&tokens).trim().to_owned());
    let (formulas, operands) = (Vec::new(), Vec::new());
    Event::Written(Written { line, name, formulas, operands, value: Some(grid) })
}

/// Where one number has all its digits, all numbers of the file are as exact as they can be.
fn forget_decimals_of_exact(events: &mut [Event]) {
    let has_all = |mark: &&mut Mark| {
        mark.decimals.is_some()
            && number::parse(&mark.raw, false).is_some_and(|n| n.digits >= ALL_DIGITS)
    };
    if marks(events).any(|mark| has_all(&mark)) {
        marks(events).for_each(|mark| mark.decimals = None);
    }
}

/// Every number of the values.
fn marks(events: &mut [Event]) -> impl Iterator<Item = &mut Mark> {
    let grids = events.iter_mut().filter_map(|event| match event {
        Event::Written(written) => written.value.as_mut(),
        Event::Heading(_) | Event::Prose { .. } => None,
    });
    grids.flat_map(|grid| &mut grid.cells)
}
