//! The line below why while two runs are compared: the cell in this run, in the other, and the
//! difference.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::number;

/// Draws the line where two runs are compared and there is room for it; returns the area above.
pub(super) fn above(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> Rect {
    let Some(other) = app.compared().filter(|_| area.height > 1) else { return area };
    let line = Rect { y: area.bottom() - 1, height: 1, ..area };
    let cell = app.cursor();
    let name = app.symbols().cell(app.worksheet(), cell);
    let width = usize::from(area.width).saturating_sub(2);
    let texts = match app.compared_cell(cell).filter(|_| app.is_shown(cell.quantity)) {
        Some((there, more)) => {
            let here = app.trainer().trace().cell(app.worksheet(), cell);
            let [here, there, more] =
                [here, there, more].map(|x| number::in_formula(x, app.decimals()));
            let other = other + 1;
            vec![
                format!("{name}: this run {here}, run {other} {there}, difference {more}"),
                format!("{name} {here}, run {other} {there}: {more}"),
                format!("{here}, run {other} {there}: {more}"),
                format!("run {other} {there}"),
            ]
        }
        None => vec![format!("{name}: not in run {} here", other + 1)],
    };
    if let Some(text) = texts.iter().find(|text| text.width() <= width) {
        Canvas::new(buffer, line).text(1, 0, text, view.theme.marker());
    }
    Rect { height: area.height - 1, ..area }
}
