//! Where units and edges stand: columns of layers, the largest units where not all fit, and the
//! strongest edges between them.

use crate::app::App;
use crate::ui::number;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::Role;

use super::focus::Focus;
use super::maps;
use super::maps::Size;

/// Fewest cells between two columns.
const GAP: i32 = 7;

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

/// A layer; the first column is the input.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) x: i32,
    /// Width of a node: its number with the brackets around it, or a single mark.
    pub(super) width: i32,
    pub(super) units: usize,
    pub(super) nodes: Vec<Node>,
    /// The activations of the example, where they are computed.
    pub(super) values: Option<Vec<f64>>,
    /// Digits after the point.
    pub(super) decimals: usize,
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
fn slice(app: &App, parameter: Parameter) -> Option<&[f64]> {
    let sheet = app.worksheet();
    let slots = sheet.parameters().iter().find(|slots| slots.parameter == parameter)?;
    Some(app.trainer().trace().slice(sheet, app.in_force(slots)))
}

/// The units of a layer that fit, from above, with the bias of the next layer below them; nothing
/// where maps were wanted and do not fit.
fn column(app: &App, focus: &Focus, l: usize, height: i32, map: Option<Size>) -> Option<Column> {
    let network = app.worksheet().network();
    let units = network.width(l);
    let room = usize::try_from(height).unwrap_or(0);
    let mut shown: Vec<Option<usize>> = if units <= room {
        (0..units).map(Some).collect()
    } else {
        largest(app, focus, l, room).into_iter().map(Some).collect()
    };
    if l < network.depth() && network.layer(l + 1).bias && units < room {
        shown.push(None);
    }
    let count = shown.len() as i32;
    let above = map.map_or(0, |(_, rows)| i32::from(rows));
    let all = units == shown.iter().flatten().count();
    if above > 0 && (!all || height / count.max(1) < above + 1) {
        return None;
    }
    // The number stands below the map, both around the middle of their share of the height.
    let node = |(i, unit): (usize, &Option<usize>)| Node {
        unit: *unit,
        y: ((2 * i as i32 + 1) * height / (2 * count) + above / 2).clamp(above, height.max(1) - 1),
    };
    let nodes = shown.iter().enumerate().map(node).collect();
    Some(Column { x: 0, width: 1, units, nodes, values: values(app, focus, l), decimals: 0 })
}

/// The `room` units with the greatest weights, the one under the cursor in any case, in order.
fn largest(app: &App, focus: &Focus, l: usize, room: usize) -> Vec<usize> {
    let network = app.worksheet().network();
    let units = network.width(l);
    let mut sums = vec![0.0; units];
    let weights = |layer| slice(app, Parameter { layer, bias: false }).unwrap_or(&[]);
    if l > 0 {
        for row in weights(l).chunks(units) {
            row.iter().zip(&mut sums).for_each(|(w, sum)| *sum += w.abs());
        }
    }
    if l < network.depth() {
        let rows = weights(l + 1).chunks(network.width(l + 1));
        rows.zip(&mut sums).for_each(|(row, sum)| *sum += row.iter().map(|w| w.abs()).sum::<f64>());
    }
    let lit = |unit: usize| focus.is_unit(l, unit) || focus.is_end(l, unit);
    let mut order: Vec<usize> = (0..units).collect();
    order.sort_by(|&a, &b| lit(b).cmp(&lit(a)).then(sums[b].total_cmp(&sums[a])));
    order.truncate(room);
    order.sort_unstable();
    order
}

/// The activations of the example, where they are shown already.
fn values(app: &App, focus: &Focus, l: usize) -> Option<Vec<f64>> {
    let sheet = app.worksheet();
    let role = if l == 0 { Role::Input } else { Role::Activation(l) };
    let id = sheet.find(role).filter(|id| app.is_shown(*id))?;
    let columns = sheet.quantity(id).columns;
    Some(app.trainer().trace().slice(sheet, id)[focus.example * columns..][..columns].to_vec())
}

/// Gives every column its width and its place: with two decimals, fewer, or marks alone, which have
/// no maps.
fn place(app: &App, columns: &mut [Column], width: i32, map: Option<Size>) -> Option<()> {
    let gaps = columns.len() as i32 - 1;
    let decimals = [Some(2), Some(1), None].into_iter();
    let tried = if map.is_some() { 2 } else { 3 };
    for (decimals, least) in decimals.zip([GAP, GAP - 2, 1]).take(tried) {
        for (l, column) in columns.iter_mut().enumerate() {
            measure(app, l, column, decimals);
            column.width = column.width.max(map.map_or(1, |(columns, _)| i32::from(columns)));
        }
        let taken: i32 = columns.iter().map(|column| column.width).sum();
        if width - taken < gaps * least {
            continue;
        }
        let spare = (width - taken).min(gaps * 40);
        let mut before = (width - taken - spare) / 2;
        for (i, column) in columns.iter_mut().enumerate() {
            column.x = before + spare * i as i32 / gaps;
            before += column.width;
        }
        return Some(());
    }
    None
}

/// Room for a sign and a digit before the point at least, so that nothing moves as time goes on.
fn measure(app: &App, l: usize, column: &mut Column, decimals: Option<usize>) {
    let Some(decimals) = decimals else {
        (column.width, column.values) = (1, None);
        return;
    };
    let values = column.values.as_deref().unwrap_or(&[]);
    let drawn = column.nodes.iter().filter_map(|node| values.get(node.unit?));
    let drawn: Vec<f64> = drawn.copied().collect();
    column.decimals = if l == 0 { number::needed(&drawn, decimals) } else { decimals };
    let usual = if l == 0 { 2 } else { column.decimals + 3 };
    let bias = app.worksheet().network().depth() > l;
    let widest = number::width(&drawn, column.decimals).max(usual).max(2 * usize::from(bias));
    column.width = widest as i32 + 2;
}
