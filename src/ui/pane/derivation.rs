//! The chain rule of this network, written out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::worksheet::quantity::Phase;

/// Draws the pane.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let sheet = app.worksheet();
    let symbols = app.symbols();
    let mut canvas = Canvas::new(buffer, area);
    let backward = sheet.quantities().filter(|(_, q)| {
        let (phase, _) = q.role.place(sheet.network().depth());
        matches!(phase, Phase::Backward | Phase::Gradient)
    });
    for (y, (id, q)) in backward.enumerate() {
        let lit = app.current_quantity() == Some(id);
        let style = if lit { theme.lit() } else { theme.text() };
        canvas.text(1, y as i32, &symbols.role(q.role), style);
    }
}
