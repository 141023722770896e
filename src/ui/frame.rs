//! The line above a pane: its number, its name, a rule to the edge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

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
    tab(row, row.name, focused, true, 2, &mut Canvas::new(buffer, area), theme);
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
    let names = names(shown, usize::from(area.width));
    let gap = i32::from(size(&names) + names.len() < usize::from(area.width));
    let mut x = 1;
    for (row, name) in PANES.iter().zip(names) {
        let seen = row.pane == shown || row.pane == Pane::Worksheet;
        let end = tab(row, name, row.pane == focus, seen, x, &mut canvas, theme);
        if news == Some(row.pane) {
            canvas.text(end - 1, 0, "●", theme.marker());
        }
        let place = Rect { x: area.x + x as u16, width: (end - x) as u16, height: 1, ..area };
        feedback.note(place.intersection(area), Spot::Whole(Target::Pane(row.pane)));
        x = end + gap;
    }
    below(area)
}

/// How much room tabs with these names take, side by side.
fn size(names: &[&str]) -> usize {
    names.iter().map(|name| name.len() + 3 + usize::from(!name.is_empty())).sum()
}

/// What each tab is called: by its name, where there is room; else by a shorter one, the pane that
/// is shown by its name as long as that can be; else by its digit alone.
fn names(shown: Pane, room: usize) -> Vec<&'static str> {
    let all = |named: fn(&PaneRow) -> &'static str, own: fn(&PaneRow) -> &'static str| {
        let name = |row: &PaneRow| if row.pane == shown { own(row) } else { named(row) };
        PANES.iter().map(name).collect::<Vec<_>>()
    };
    let ways = [
        all(|row| row.name, |row| row.name),
        all(|row| row.short, |row| row.name),
        all(|row| row.short, |row| row.short),
        all(|_| "", |row| row.name),
    ];
    ways.into_iter()
        .find(|names| size(names) < room)
        .unwrap_or_else(|| all(|_| "", |row| row.short))
}

fn rule(area: Rect, focused: bool, buffer: &mut Buffer, theme: &Theme) {
    let (line, style) =
        if focused { ("━", theme.focused_border()) } else { ("─", theme.border()) };
    Canvas::new(buffer, area).text(0, 0, &line.repeat(usize::from(area.width)), style);
}

fn tab(
    row: &PaneRow,
    name: &str,
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
    // A name without a colour of its own would take the rule's, which is fainter than text.
    let style = Style::reset().patch(style);
    let x = canvas.text(x, 0, &format!(" {}", row.digit), theme.key_hint());
    let text = if name.is_empty() { String::new() } else { format!(" {name}") };
    canvas.text(x, 0, &(text + " "), style)
}

fn below(area: Rect) -> Rect {
    Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_without_a_name_takes_no_room_for_one() {
        // Eight digits between blanks are 24 columns, ` 6 derivation ` is 14.
        assert!(names(Pane::Derivation, 39).contains(&"derivation"));
        assert!(names(Pane::Derivation, 38).contains(&"rule"));
    }
}
