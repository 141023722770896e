//! The panes of the screen by number, name and purpose.

/// A pane of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Every matrix of the iteration.
    Worksheet,
    /// Where the cell under the cursor comes from.
    Why,
    /// The graph of the network.
    Network,
    /// The loss curve.
    Loss,
    /// The prediction over two inputs.
    Plane,
    /// The chain rule of this network.
    Derivation,
    /// The gradient check.
    Check,
    /// What steers the training.
    Hyperparameters,
    /// What the lesson says here.
    Lesson,
}

/// A pane's row: its key, name and purpose.
#[derive(Debug)]
pub struct PaneRow {
    /// The pane.
    pub pane: Pane,
    /// The digit that jumps to it.
    pub digit: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The same where there is little room.
    pub short: &'static str,
    /// One line: what it shows.
    pub doc: &'static str,
}

/// The table: every pane, in the order of Tab.
pub static PANES: &[PaneRow] = &[
    PaneRow {
        pane: Pane::Worksheet,
        digit: "1",
        name: "worksheet",
        short: "sheet",
        doc: "every matrix of the iteration, by layer",
    },
    PaneRow {
        pane: Pane::Why,
        digit: "2",
        name: "why",
        short: "why",
        doc: "where the cell under the cursor comes from",
    },
    PaneRow {
        pane: Pane::Network,
        digit: "3",
        name: "network",
        short: "net",
        doc: "units and weights as a graph",
    },
    PaneRow {
        pane: Pane::Loss,
        digit: "4",
        name: "loss",
        short: "loss",
        doc: "the loss curve, beside those of runs before",
    },
    PaneRow {
        pane: Pane::Plane,
        digit: "5",
        name: "plane",
        short: "plane",
        doc: "the prediction over two inputs",
    },
    PaneRow {
        pane: Pane::Derivation,
        digit: "6",
        name: "derivation",
        short: "rule",
        doc: "the chain rule of this network",
    },
    PaneRow {
        pane: Pane::Check,
        digit: "7",
        name: "check",
        short: "check",
        doc: "gradients against differences of losses",
    },
    PaneRow {
        pane: Pane::Hyperparameters,
        digit: "8",
        name: "hyperparameters",
        short: "hyper",
        doc: "what steers the training",
    },
    PaneRow {
        pane: Pane::Lesson,
        digit: "9",
        name: "lesson",
        short: "lesson",
        doc: "what the lesson says here",
    },
];

impl Pane {
    /// Its row in the table.
    ///
    /// # Panics
    /// Never: every pane has a row.
    pub fn row(self) -> &'static PaneRow {
        PANES.iter().find(|row| row.pane == self).expect("every pane has a row")
    }

    /// The pane `by` places further in the table, around its ends.
    #[must_use]
    pub fn neighbour(self, by: isize) -> Self {
        let at = PANES.iter().position(|row| row.pane == self).unwrap_or(0);
        let len = PANES.len().cast_signed();
        PANES[(at.cast_signed() + by).rem_euclid(len).cast_unsigned()].pane
    }
}
