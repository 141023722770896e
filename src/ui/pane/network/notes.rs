//! What the graph says in words: names of the layers, the meaning of its signs, what is left out.

use super::graph::Graph;
use super::{Focus, marks, sample};
use crate::app::App;
use crate::ui::View;
use crate::ui::glyphs::Glyphs;
use crate::ui::number;
use crate::ui::pane::legend;
use crate::ui::pane::legend::Item;
use crate::worksheet::health::Health;

/// A layer's name, long and short: `layer 1 · ReLU`, `ReLU`.
pub(super) fn headings(app: &App, view: &View, l: usize) -> [String; 2] {
    if l == 0 {
        return ["input".into(), "input".into()];
    }
    let network = app.worksheet().network();
    let activation = network.layer(l).activation;
    let ascii = view.glyphs == Glyphs::Ascii;
    let name = if ascii { activation.plain } else { activation.symbol };
    let dot = if ascii { "-" } else { "·" };
    let layer = if l == network.depth() { "output".into() } else { format!("layer {l}") };
    [format!("{layer} {dot} {name}"), name.into()]
}

/// The legend, what matters most first.
pub(super) fn items(
    app: &App,
    view: &View,
    graph: &Graph,
    focus: &Focus,
    health: &[Vec<Health>],
) -> Vec<Item> {
    let theme = &view.theme;
    let dim = |text: String| vec![(text, theme.dim())];
    let mut items = Vec::new();
    items.extend(cursor(app, view).map(|text| vec![(text, theme.title())]));
    let (hidden, all) = (graph.hidden_units(), graph.all_units());
    if hidden > 0 {
        items.push(dim(format!("{hidden} of {all} units not drawn")));
    }
    let hidden = graph.all_edges - graph.edges.len();
    if hidden > 0 {
        items.push(dim(format!("{hidden} of {} edges not drawn", graph.all_edges)));
    } else if graph.without_biases {
        items.push(dim("biases not drawn".into()));
    }
    let prime = if view.glyphs == Glyphs::Ascii { "f'" } else { "f′" };
    for (wanted, word, style) in [
        (Health::Dead, format!("dead: f = {prime} = 0"), theme.error()),
        (Health::Saturated, format!("saturated: {prime} near 0"), theme.source()),
    ] {
        let count = health.iter().flatten().filter(|health| **health == wanted).count();
        if count > 0 {
            let mark = marks(Some(wanted), view.glyphs).0;
            items
                .push(vec![(format!("{mark} {count}"), style), (format!(" {word}"), theme.text())]);
        }
    }
    for (negative, sign) in [(false, "> 0"), (true, "< 0")] {
        items.push(vec![sample(view, negative), (format!(" {sign}"), theme.text())]);
    }
    items.push(dim(format!("example {}", focus.example + 1)));
    items.push(dim(weights(app)));
    items
}

/// Which weights are in force: `weights before update 3`.
pub(in crate::ui::pane) fn weights(app: &App) -> String {
    let when = if app.is_updated() { "after" } else { "before" };
    format!("weights {when} update {}", app.iteration())
}

/// The cell under the cursor with its number, where it is computed.
fn cursor(app: &App, view: &View) -> Option<String> {
    let cell = app.cursor();
    if !app.is_shown(cell.quantity) {
        return None;
    }
    let value = app.trainer().trace().cell(app.worksheet(), cell);
    let name = legend::symbols(app, view).cell(app.worksheet(), cell);
    Some(format!("{name} = {}", number::cell(value, 4)))
}
