//! What the rows and columns of a matrix stand for, so that windows on large matrices show the
//! same examples and units everywhere: the ones the cursor was on last.

use std::ops::Range;

use crate::app::App;
use crate::worksheet::quantity::Role;

/// The axis of the examples; the units of layer l have the axis after l, the inputs being layer 0.
const EXAMPLES: usize = 0;

/// The axis of rows and the one of columns, where there is more than one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axes {
    rows: Option<usize>,
    columns: Option<usize>,
}

impl Axes {
    /// The axes of a quantity in a network of `depth` layers.
    pub(super) fn of(role: Role, depth: usize) -> Self {
        let units = |layer: usize| Some(layer + 1);
        let (rows, columns) = match role {
            Role::Input => (Some(EXAMPLES), units(0)),
            Role::Target => (Some(EXAMPLES), units(depth)),
            Role::Loss => (Some(EXAMPLES), None),
            Role::PreActivation(l)
            | Role::Activation(l)
            | Role::LossGradient(l)
            | Role::Delta(l) => (Some(EXAMPLES), units(l)),
            Role::Parameter(p)
            | Role::StateBefore(p, _)
            | Role::Gradient(p)
            | Role::State(p, _)
            | Role::After(p) => {
                (units(p.layer.saturating_sub(1)).filter(|_| !p.bias), units(p.layer))
            }
        };
        Self { rows, columns }
    }

    /// Whether its rows are examples.
    pub(super) fn has_examples(self) -> bool {
        self.rows == Some(EXAMPLES)
    }

    /// Whether its rows or its columns are the inputs of the network.
    pub(super) fn has_inputs(self) -> bool {
        [self.rows, self.columns].contains(&Some(1))
    }

    /// Row and column of the place in a matrix of that size.
    pub(super) fn place(self, places: &[usize], (rows, columns): (usize, usize)) -> (usize, usize) {
        let at = |axis: Option<usize>, count: usize| {
            let place = axis.and_then(|axis| places.get(axis)).copied().unwrap_or(0);
            place.min(count.saturating_sub(1))
        };
        (at(self.rows, rows), at(self.columns, columns))
    }
}

/// The places of all axes: where they were, and where the cursor is now.
pub(super) fn places(app: &App, before: &[usize]) -> Vec<usize> {
    let depth = app.worksheet().network().depth();
    let mut places = before.to_vec();
    places.resize(depth + 2, 0);
    let cursor = app.cursor();
    let axes = Axes::of(app.worksheet().quantity(cursor.quantity).role, depth);
    for (axis, at) in [(axes.rows, cursor.row), (axes.columns, cursor.column)] {
        if let Some(axis) = axis {
            places[axis] = at;
        }
    }
    places
}

/// Which `seen` of `count` are in sight around a place: pages that overlap by half, so that they
/// stand still while the place moves about in them.
pub(in crate::ui) fn page(place: usize, seen: usize, count: usize) -> Range<usize> {
    let half = (seen / 2).max(1);
    let start = (place / half * half).saturating_sub(half / 2).min(count.saturating_sub(seen));
    start..(start + seen).min(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_always_holds_its_place_and_is_full() {
        for count in 1..40 {
            for seen in 1..=count {
                for place in 0..count {
                    let page = page(place, seen, count);
                    assert!(page.contains(&place), "{place} of {count}, {seen} seen: {page:?}");
                    assert_eq!(page.len(), seen);
                }
            }
        }
    }

    #[test]
    fn a_page_stands_still_while_the_place_moves_about_in_it() {
        assert_eq!((4..8).map(|place| page(place, 8, 100)).collect::<Vec<_>>(), vec![2..10; 4]);
        assert_eq!(page(99, 8, 100), 92..100);
    }
}
