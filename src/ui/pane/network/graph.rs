//! Units and edges: columns of layers, and the strongest edges between them.

use crate::app::App;
use crate::worksheet::network::Parameter;

use super::columns::{Column, column, place};
use super::focus::Focus;
use super::maps;
use super::maps::Size;

/// Edges between two layers that can still be told apart, where there is room for them.
const EDGES: usize = 24;

/// Cells between two layers for each edge, and the edges that are drawn in any case.
const CELLS: i32 = 10;
const FEW: usize = 8;

/// A place in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The unit, from 0, or the bias of the next layer.
    pub(super) unit: Option<usize>,
    pub(super) y: i32,
}

/// A weight between two nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The layer it leads to.
    pub(super) layer: usize,
    pub(super) from: Node,
    pub(super) to: Node,
    pub(super) weight: f64,
    /// |w| as a share of the greatest one between these layers.
    pub(super) share: f64,
}

/// The whole drawing.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) columns: Vec<Column>,
    /// From the weakest to the strongest, and the one under the cursor last.
    pub(super) edges: Vec<Edge>,
    /// All edges of the network, drawn or not.
    pub(super) all_edges: usize,
    /// Weights of 0 between the units that are drawn: they have no edge.
    pub(super) zeros: usize,
    /// Whether biases are left out where there are some.
    pub(super) without_biases: bool,
    /// Rows for units.
    pub(super) height: i32,
    /// Edges between two layers beyond the usual ones: a frame with a picture has room for none.
    most: usize,
    /// The size of the map above each unit, where there is room for maps.
    pub(super) map: Option<Size>,
}

impl Graph {
    /// The graph for `width` × `height` cells, or `None` where not even marks have room.
    pub(super) fn new(
        app: &App,
        focus: &Focus,
        (width, height): (i32, i32),
        beside_picture: bool,
    ) -> Option<Self> {
        let network = app.worksheet().network();
        let depth = network.depth();
        let placed = |map: Option<Size>| {
            let column = |l| column(app, focus, l, height, map);
            let mut columns = (0..=depth).map(column).collect::<Option<Vec<_>>>()?;
            place(app, &mut columns, width, map)?;
            Some((columns, map))
        };
        // The largest maps that have room everywhere, or none.
        let (columns, map) = maps::sizes(app).map(Some).chain([None]).find_map(placed)?;
        let mut graph = Self {
            columns,
            edges: Vec::new(),
            all_edges: 0,
            zeros: 0,
            without_biases: false,
            height,
            most: if beside_picture { 0 } else { usize::MAX },
            map,
        };
        for l in 1..=depth {
            graph.connect(app, focus, l);
            let bias = graph.columns[l - 1].nodes.iter().any(|node| node.unit.is_none());
            graph.without_biases |= network.layer(l).bias && !bias;
        }
        let lit = |edge: &Edge| focus.is_edge(edge);
        graph.edges.sort_by(|a, b| {
            (lit(a), a.share).partial_cmp(&(lit(b), b.share)).unwrap_or(std::cmp::Ordering::Equal)
        });
        Some(graph)
    }

    /// Units with a node.
    pub(super) fn drawn_units(&self) -> usize {
        let drawn = |column: &Column| column.nodes.iter().filter(|n| n.unit.is_some()).count();
        self.columns.iter().map(drawn).sum()
    }

    /// Units with or without a node.
    pub(super) fn all_units(&self) -> usize {
        self.columns.iter().map(|column| column.units).sum()
    }

    /// Adds the strongest edges that lead to layer `l`, and the one under the cursor.
    fn connect(&mut self, app: &App, focus: &Focus, l: usize) {
        let (from, to) = (&self.columns[l - 1], &self.columns[l]);
        let pairs = from.nodes.iter().flat_map(|a| to.nodes.iter().map(move |b| (*a, *b)));
        let weights = Weights::of(app, l);
        let edge = |(from, to): (Node, Node)| {
            let weight = weights.get(from.unit, to.unit?)?;
            Some(Edge { layer: l, from, to, weight, share: 0.0 })
        };
        let (zeros, mut edges): (Vec<Edge>, Vec<Edge>) =
            pairs.filter_map(edge).partition(|edge| edge.weight == 0.0);
        self.zeros += zeros.len();
        let size =
            |edge: &Edge| if edge.weight.is_nan() { f64::INFINITY } else { edge.weight.abs() };
        edges.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let greatest = edges.iter().map(size).find(|size| size.is_finite()).unwrap_or(1.0);
        let cells = (to.x - from.x - from.width) * self.height;
        let room = usize::try_from(cells / CELLS).unwrap_or(0).max(FEW);
        let nodes = (from.nodes.len() + to.nodes.len()).min(self.most);
        let most = room.min(EDGES.max(nodes));
        for (i, mut edge) in edges.into_iter().enumerate() {
            if i < most || focus.is_edge(&edge) {
                edge.share = (size(&edge) / greatest).min(1.0);
                self.edges.push(edge);
            }
        }
        let network = app.worksheet().network();
        self.all_edges +=
            network.width(l) * (network.width(l - 1) + usize::from(network.layer(l).bias));
    }
}

/// The weights and the bias of a layer that are in force.
struct Weights<'a> {
    matrix: &'a [f64],
    bias: Option<&'a [f64]>,
    units: usize,
}

impl<'a> Weights<'a> {
    fn of(app: &'a App, l: usize) -> Self {
        let slice = |bias| slice(app, Parameter { layer: l, bias });
        let units = app.worksheet().network().width(l);
        Self { matrix: slice(false).unwrap_or(&[]), bias: slice(true), units }
    }

    fn get(&self, from: Option<usize>, to: usize) -> Option<f64> {
        match from {
            Some(from) => self.matrix.get(from * self.units + to).copied(),
            None => self.bias.and_then(|bias| bias.get(to).copied()),
        }
    }
}

/// A parameter as it is in force.
pub(super) fn slice(app: &App, parameter: Parameter) -> Option<&[f64]> {
    let sheet = app.worksheet();
    let slots = sheet.parameters().iter().find(|slots| slots.parameter == parameter)?;
    Some(app.trainer().trace().slice(sheet, app.in_force(slots)))
}
