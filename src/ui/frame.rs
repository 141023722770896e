//! The line above a pane: its number, its name, a rule to the edge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Feedback;
use super::canvas::Canvas;
use super::hit::Spot;
use super::theme::Theme;
use crate::app::{PANES, Pane, PaneRow, Target};

/// Draws a pane's title line and returns the area below it.
pub(super) fn titled(
    pane: Pane,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
    feedback: &mut Feedback,
) -> Rect {
    feedback.note(Rect { height: area.height.min(1), ..area }, Spot::Whole(Target::Pane(pane)));
    rule(area, focused, buffer, theme);
    let row = pane.row();
    tab(row, row.name.len(), focused, true, 2, &mut Canvas::new(buffer, area), theme);
    below(area)
}

/// Draws the title line between the worksheet and the place that the other panes share, and
/// returns the area below it: `focus` is where keys go, `shown` the pane below; `news` has
/// something to say that is not shown.
pub(super) fn tabbed(
    shown: Pane,
    focus: Pane,
    news: Option<Pane>,
    area: Rect,
    buffer: &mut Buffer,
    (theme, feedback): (&Theme, &mut Feedback),
) -> Rect {
    rule(area, focus == shown, buffer, theme);
    let mut canvas = Canvas::new(buffer, area);
    let cut = cut(shown, usize::from(area.width));
    let mut x = 1;
    for row in PANES {
        let seen = row.pane == shown || row.pane == Pane::Worksheet;
        let kept = if row.pane == shown { row.name.len() } else { cut };
        let end = tab(row, kept, row.pane == focus, seen, x, &mut canvas, theme);
        if news == Some(row.pane) {
            canvas.text(end - 1, 0, "●", theme.marker());
        }
        let place = Rect { x: area.x + x as u16, width: (end - x) as u16, height: 1, ..area };
        feedback.note(place.intersection(area), Spot::Whole(Target::Pane(row.pane)));
        x = end + 1;
    }
    below(area)
}

/// How many letters of the names of what is not shown there is room for.
fn cut(shown: Pane, room: usize) -> usize {
    let size = |cut: usize| {
        let kept = |row: &PaneRow| if row.pane == shown { row.name.len() } else { cut };
        let sizes = PANES.iter().map(|row| kept(row).min(row.name.len()) + 4);
        sizes.sum::<usize>()
    };
    let longest = PANES.iter().map(|row| row.name.len()).max().unwrap_or(0);
    (0..=longest).rev().find(|cut| *cut != 1 && *cut != 2 && size(*cut) < room).unwrap_or(0)
}

fn rule(area: Rect, focused: bool, buffer: &mut Buffer, theme: &Theme) {
    let (line, style) =
        if focused { ("━", theme.focused_border()) } else { ("─", theme.border()) };
    Canvas::new(buffer, area).text(0, 0, &line.repeat(usize::from(area.width)), style);
}

fn tab(
    row: &PaneRow,
    kept: usize,
    focused: bool,
    shown: bool,
    x: i32,
    canvas: &mut Canvas,
    theme: &Theme,
) -> i32 {
    let style = match (shown, focused) {
        (true, true) => theme.focused_border(),
        (true, false) => theme.title(),
        (false, _) => theme.dim(),
    };
    let x = canvas.text(x, 0, &format!(" {}", row.digit), theme.key_hint());
    let text = if kept == 0 {
        String::new()
    } else {
        format!(" {}", &row.name[..kept.min(row.name.len())])
    };
    canvas.text(x, 0, &(text + " "), style)
}

fn below(area: Rect) -> Rect {
    Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
}
