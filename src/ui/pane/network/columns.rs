//! The columns of the graph: which units of a layer have room, what numbers they carry, and where they
//! stand.

use super::focus::Focus;
use super::graph::{Node, slice};
use super::maps::Size;
use crate::app::App;
use crate::ui::number;
use crate::worksheet::network::Parameter;
use crate::worksheet::quantity::Role;

/// Fewest cells between two columns.
const GAP: i32 = 7;

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

/// The units of a layer that fit, from above, with the bias of the next layer below them; nothing
/// where maps were wanted and do not fit.
pub(super) fn column(
    app: &App,
    focus: &Focus,
    l: usize,
    height: i32,
    map: Option<Size>,
) -> Option<Column> {
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
pub(super) fn place(
    app: &App,
    columns: &mut [Column],
    width: i32,
    map: Option<Size>,
) -> Option<()> {
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
