//! The gradient check of every parameter at the current iteration.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::worksheet::check::{Verdict, gradient_check};

/// The most numbers an iteration may have for a check while it is drawn.
const MOST: usize = 2_000;

/// Draws the pane.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let trainer = app.trainer();
    if app.worksheet().len() > MOST {
        let text = "too large to be checked at every step: see `chainrule gradcheck`";
        Canvas::new(buffer, area).text(1, 0, text, theme.dim());
        return;
    }
    let checked = gradient_check(app.worksheet(), trainer.trace(), trainer.now().hyper);
    let agree = checked.iter().filter(|one| one.verdict == Verdict::Agrees).count();
    let text = format!("{agree} of {} elements agree", checked.len());
    Canvas::new(buffer, area).text(1, 0, &text, theme.text());
}
