//! The network as a graph: units by layer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;

/// Draws the pane.
pub(super) fn draw(app: &App, view: &View, area: Rect, buffer: &mut Buffer) {
    let network = app.worksheet().network();
    let layers = (1..=network.depth()).map(|l| {
        let layer = network.layer(l);
        format!("{} {}", layer.units, layer.activation.name)
    });
    let text: Vec<_> = std::iter::once(network.inputs.to_string()).chain(layers).collect();
    Canvas::new(buffer, area).text(1, 0, &text.join(" → "), view.theme.text());
}
