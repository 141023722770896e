//! Arrows at the right edge of what is scrolled: whether there is more above or below.

use super::canvas::Canvas;
use super::theme::Theme;

/// Writes them in the column `edge`, the upper one on the first line and the lower one on `last`.
pub(super) fn arrows(
    canvas: &mut Canvas,
    edge: i32,
    last: i32,
    (above, below): (bool, bool),
    theme: &Theme,
) {
    for (there, y, arrow) in [(above, 0, "▲"), (below, last, "▼")] {
        if there {
            canvas.text(edge, y, arrow, theme.key_hint());
        }
    }
}
