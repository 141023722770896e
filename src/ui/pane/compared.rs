//! The lines below why about another run: while comparing, the cell in this run, in the other, and
//! the difference; else how far it is from what it would be without the mistake or the rounding.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Other};
use crate::ui::View;
use crate::ui::canvas::Canvas;
use crate::ui::number;

/// Lines of why for each line about another run.
const SHARE: u16 = 3;

/// Draws the lines there are and have room; returns the area above.
pub(super) fn above(app: &App, view: &View, area: Rect, buffer: &mut Buffer) -> Rect {
    let width = usize::from(area.width).saturating_sub(2);
    let texts = match app.compared() {
        Some(other @ (Other::Run(_) | Other::Document)) => vec![compared(app, other)],
        _ => app.told_apart(),
    };
    let fitting = |texts: &Vec<String>| texts.iter().find(|text| text.width() <= width).cloned();
    let most = usize::from(area.height / SHARE).max(usize::from(area.height > 1));
    let lines: Vec<String> = texts.iter().filter_map(fitting).take(most).collect();
    let height = lines.len() as u16;
    let below = Rect { y: area.bottom() - height, height, ..area };
    let mut canvas = Canvas::new(buffer, below);
    let styles = std::iter::once(view.theme.marker()).chain(std::iter::repeat(view.theme.text()));
    for ((y, text), style) in lines.iter().enumerate().zip(styles) {
        canvas.text(1, y as i32, text, style);
    }
    Rect { height: area.height - height, ..area }
}

/// A cell of two runs that are compared, in words that get fewer.
fn compared(app: &App, other: Other) -> Vec<String> {
    let cell = app.cursor();
    let (name, other) = (app.symbols().cell(app.worksheet(), cell), other.name());
    let Some((there, more)) = app.compared_cell(cell).filter(|_| app.is_shown(cell.quantity))
    else {
        return vec![format!("{name}: not in {other} here")];
    };
    let here = app.trainer().trace().cell(app.worksheet(), cell);
    let [here, there, more] = [here, there, more].map(|x| number::in_formula(x, app.decimals()));
    vec![
        format!("{name}: this run {here}, {other} {there}, difference {more}"),
        format!("{name} {here}, {other} {there}: {more}"),
        format!("{here}, {other} {there}: {more}"),
        format!("{other} {there}"),
    ]
}
