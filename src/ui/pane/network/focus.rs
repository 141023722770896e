//! What of the network the cursor stands on: an edge, a unit, an example.

use crate::app::App;
use crate::worksheet::quantity::Role;

use super::graph::Edge;

/// The cursor of the worksheet, seen in the graph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Focus {
    /// The row of the example whose activations are shown, from 0.
    pub(super) example: usize,
    /// A layer (0 the input) and one of its units.
    unit: Option<(usize, usize)>,
    /// The layer an edge leads to, where it comes from (`None`: the bias), and its unit.
    edge: Option<(usize, Option<usize>, usize)>,
}

impl Focus {
    /// What the cursor stands on.
    pub(super) fn of(app: &App) -> Self {
        let (sheet, cursor) = (app.worksheet(), app.cursor());
        let depth = sheet.network().depth();
        let (row, column) = (cursor.row, cursor.column);
        let (unit, edge) = match sheet.quantity(cursor.quantity).role {
            Role::Input => (Some(0), None),
            Role::Target => (Some(depth), None),
            Role::PreActivation(l)
            | Role::Activation(l)
            | Role::LossGradient(l)
            | Role::Delta(l) => (Some(l), None),
            Role::Loss => (None, None),
            Role::Parameter(p)
            | Role::StateBefore(p, _)
            | Role::Gradient(p)
            | Role::State(p, _)
            | Role::After(p) => {
                let from = (!p.bias).then_some(row);
                (p.bias.then_some(p.layer), Some((p.layer, from, column)))
            }
        };
        let example = app.example().unwrap_or(0);
        Self { example, unit: unit.map(|layer| (layer, column)), edge }
    }

    /// Whether the cursor stands on this unit.
    pub(super) fn is_unit(&self, layer: usize, unit: usize) -> bool {
        self.unit == Some((layer, unit))
    }

    /// Whether the edge under the cursor begins or ends here.
    pub(super) fn is_end(&self, layer: usize, unit: usize) -> bool {
        self.edge.is_some_and(|(to_layer, from, to)| {
            (layer, unit) == (to_layer, to) || (layer + 1 == to_layer && from == Some(unit))
        })
    }

    /// Whether the cursor stands on this edge.
    pub(super) fn is_edge(&self, edge: &Edge) -> bool {
        self.edge.is_some_and(|(layer, from, to)| {
            edge.layer == layer && edge.from.unit == from && edge.to.unit == Some(to)
        })
    }
}
