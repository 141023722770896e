//! The loss over time: this run, the runs before it as ghosts, where the screen stands, and what
//! each of them has there; or the loss over two weights.

mod legend;
mod levels;
mod plot;
mod scale;
mod series;
mod surface;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::{App, Span};
use crate::ui::canvas::Canvas;
use crate::ui::{Feedback, View};
use plot::Plot;

/// The least pane that shows anything.
const LEAST: (u16, u16) = (17, 3);

/// The least width of two plots side by side, and the least height of two above each other.
const BESIDE: u16 = 76;
const ABOVE: u16 = 19;

/// Draws the pane.
pub(super) fn draw(
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return;
    }
    if let Some(shown) = app.surface() {
        return surface::draw(app, view, shown, area, buffer, feedback);
    }
    let all = series::all(app, &view.theme);
    let rows = legend::rows(app, &all, area.width, (area.height / 4).max(1));
    let [plots, below] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
    let mut drawn = false;
    for (place, span, title) in arranged(app, plots) {
        let Some(plot) = Plot::new(app, (&all, view.glyphs), place, span, title) else { continue };
        plot.draw(app, view, &all, buffer, feedback);
        drawn = true;
    }
    if !drawn {
        let text = if app.loss_is_shown() {
            "no finite loss yet".into()
        } else {
            format!("no loss yet: {} computes it", app.call("next-iteration"))
        };
        Canvas::new(buffer, plots).text(1, 0, &text, view.theme.dim());
    }
    legend::draw(app, &all, below, buffer, &view.theme);
}

/// The plots with their places, iterations and titles.
fn arranged(app: &App, area: Rect) -> Vec<(Rect, (u64, u64), &'static str)> {
    let whole = (1, last(app));
    let recent = app.recent();
    match (recent, app.curve().span) {
        (Some(recent), Span::Recent) => vec![(area, recent, "recent")],
        (Some(recent), Span::Whole) if area.width >= BESIDE => {
            let columns = [Constraint::Fill(3), Constraint::Fill(2)];
            let [left, right] = Layout::horizontal(columns).spacing(1).areas(area);
            vec![(left, whole, ""), (right, recent, "recent")]
        }
        (Some(recent), Span::Whole) if area.height >= ABOVE => {
            let rows = [Constraint::Fill(3), Constraint::Fill(2)];
            let [above, below] = Layout::vertical(rows).areas(area);
            vec![(above, whole, ""), (below, recent, "recent")]
        }
        _ => vec![(area, whole, "")],
    }
}

/// The last iteration of the whole history: a round number that every run keeps below, the
/// lesson's end where that comes first.
fn last(app: &App) -> u64 {
    let timeline = app.timeline();
    let ghosts = timeline.ghosts().into_iter().map(|run| timeline.runs()[run].reached());
    let reached = ghosts.chain([timeline.run().reached()]).max().unwrap_or(1);
    round_up(reached.max(10)).min(app.lesson().iterations).max(reached).max(2)
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that is not below `n`.
fn round_up(n: u64) -> u64 {
    let power = 10u64.pow(n.max(1).ilog10());
    [1, 2, 5, 10].map(|digit| digit * power).into_iter().find(|round| *round >= n).unwrap_or(n)
}

#[cfg(test)]
mod tests {
    use super::round_up;

    #[test]
    fn an_axis_ends_at_a_round_number() {
        for (n, round) in [(1, 1), (3, 5), (10, 10), (11, 20), (400, 500), (501, 1_000)] {
            assert_eq!(round_up(n), round, "{n}");
        }
    }
}
