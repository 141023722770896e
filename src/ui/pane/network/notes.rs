//! What the graph says in words: names of the layers, the meaning of its signs, what is left out.

use super::drawing::{marks, sample};
use super::graph::Graph;
use crate::app::App;
use crate::ui::View;
use crate::ui::glyphs::Glyphs;
use crate::ui::number;
use crate::ui::pane::legend;
use crate::ui::pane::legend::Item;
use crate::worksheet::health::{FLAT, Health};
use crate::worksheet::quantity::Cell;

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

/// The legend, what matters most first; at length where there is room for it.
pub(super) fn items(
    app: &App,
    view: &View,
    graph: &Graph,
    health: &[Vec<Health>],
    roomy: bool,
) -> Vec<Item> {
    let theme = &view.theme;
    let dim = |text: String| vec![(text, theme.dim())];
    let mut items: Vec<Item> = left_out(graph).into_iter().map(dim).collect();
    items.extend(troubled(view, health, roomy));
    for (negative, sign) in [(false, "> 0"), (true, "< 0")] {
        items.push(vec![sample(view, negative), (format!(" {sign}"), theme.text())]);
    }
    items.push(dim(format!("example {}", app.example().unwrap_or(0) + 1)));
    let cursor = cursor(app, view).map(|text| vec![(text, theme.title())]);
    let at = if roomy { 0 } else { items.len() };
    items.splice(at..at, cursor);
    items.push(dim(format!("weights {}", when(app))));
    if graph.map.is_some() {
        items.push(dim("maps: units over the plane".into()));
    }
    items
}

/// What there is no room for.
fn left_out(graph: &Graph) -> Vec<String> {
    let mut notes = Vec::new();
    let (drawn, all) = (graph.drawn_units(), graph.all_units());
    if drawn < all {
        notes.push(format!("{drawn} of {all} units drawn"));
    }
    let (drawn, all) = (graph.edges.len(), graph.all_edges);
    if drawn + graph.zeros < all {
        notes.push(format!("{drawn} of {all} edges drawn"));
    } else if drawn < all {
        notes.push(format!("no edge for {} of weight 0", graph.zeros));
    }
    if graph.without_biases {
        notes.push("biases not drawn".into());
    }
    notes
}

/// How many units are dead or saturated, with their marks.
fn troubled(view: &View, health: &[Vec<Health>], roomy: bool) -> Vec<Item> {
    let theme = &view.theme;
    let prime = if view.glyphs == Glyphs::Ascii { "f'" } else { "f′" };
    let kinds = [
        (Health::Dead, "dead", format!(": f = {prime} = 0"), theme.error()),
        (Health::Saturated, "saturated", format!(": |{prime}| < {FLAT}"), theme.source()),
    ];
    let mut items = Vec::new();
    for (kind, word, meaning, style) in kinds {
        let count = health.iter().flatten().filter(|health| **health == kind).count();
        if count > 0 {
            let mark = marks(Some(kind), view.glyphs).0;
            let meaning = if roomy { meaning } else { String::new() };
            let words = format!(" {word}{meaning}");
            items.push(vec![(format!("{mark} {count}"), style), (words, theme.text())]);
        }
    }
    items
}

/// Which weights are in force: those `before update 3`.
pub(in crate::ui::pane) fn when(app: &App) -> String {
    let when = if app.is_updated() { "after" } else { "before" };
    format!("{when} update {}", app.iteration())
}

/// The cell under the cursor with its number, where it is computed.
fn cursor(app: &App, view: &View) -> Option<String> {
    let cell = app.cursor();
    if !app.is_shown(cell.quantity) {
        return None;
    }
    let value = app.trainer().trace().cell(app.worksheet(), cell);
    let name = legend::symbols(app, view).cell(app.worksheet(), cell);
    let said = format!("{name} = {}", number::cell(value, 4));
    // What the iteration started from is not what is drawn.
    let slots = app.worksheet().parameters().iter().find(|slots| slots.before == cell.quantity);
    let drawn = slots.map(|slots| app.in_force(slots)).filter(|id| *id != cell.quantity);
    let Some(quantity) = drawn else { return Some(said) };
    let now = app.trainer().trace().cell(app.worksheet(), Cell { quantity, ..cell });
    let arrow = if view.glyphs == Glyphs::Ascii { "->" } else { "→" };
    Some(format!("{said} {arrow} {}", number::cell(now, 4)))
}
