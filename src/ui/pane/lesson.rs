//! What the lesson says: its summary at the start, then the last cue that was passed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::lesson::Place;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;

/// Draws the pane.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let height = usize::from(area.height);
    let cues = &app.lesson().cues;
    let passed = app.cue();
    let said = passed.map_or(app.lesson().summary.as_str(), |cue| cue.say.as_str());
    let mut lines: Vec<_> =
        wrap(said, width, 0).into_iter().map(|line| (line, theme.text())).collect();
    if let Some(ask) = passed.and_then(|cue| cue.ask.as_ref()) {
        let task = format!("Work out {} by hand, then look.", written(app, ask));
        lines.extend(wrap(&task, width, 0).into_iter().map(|line| (line, theme.title())));
    }
    let next = cues.iter().find(|cue| !app.has_passed(cue)).and_then(|cue| ahead(app, &cue.at));
    if let Some(next) = next {
        if lines.len() + 1 < height {
            lines.push((String::new(), theme.text()));
        }
        if lines.len() < height {
            lines.push((format!("more at {next}"), theme.dim()));
        }
    }
    let mut canvas = Canvas::new(buffer, area);
    let all = lines.len() <= height;
    for (y, (line, style)) in lines.iter().take(height).enumerate() {
        let end = canvas.text(1, y as i32, line, *style);
        if !all && y + 1 == height {
            let keys = [app.call("lesson"), app.call("zoom")].join(" ");
            let more =
                if app.zoomed() { " …".into() } else { format!(" … ({keys}: all of it)") };
            let x = end.min(i32::from(area.width) - more.chars().count() as i32);
            canvas.text(x, y as i32, &more, theme.key_hint());
        }
    }
}

/// Whether the lesson says something about the very step that was done last.
pub(in crate::ui) fn speaks_here(app: &App) -> bool {
    let here = app.current_quantity().map(|id| app.worksheet().quantity(id).role.name());
    let done = app.step() == app.steps();
    app.lesson().cues.iter().any(|cue| match &cue.at {
        Place::Start => false,
        Place::Iteration(iteration) => *iteration == app.iteration() && done,
        Place::Quantity(iteration, name) => {
            *iteration == app.iteration() && here.as_ref() == Some(name)
        }
    })
}

fn ahead(app: &App, place: &Place) -> Option<String> {
    match place {
        Place::Start => None,
        Place::Iteration(iteration) => Some(format!("iteration {iteration}")),
        Place::Quantity(iteration, name) => {
            Some(format!("iteration {iteration}, {}", written(app, name)))
        }
    }
}

/// A quantity or cell as the screen writes it: `δ_s[3,3]` for `delta1[3,3]`.
fn written(app: &App, name: &str) -> String {
    let (quantity, cell) = name.split_at(name.find('[').unwrap_or(name.len()));
    let id = app.worksheet().named(quantity);
    let symbol = id.map(|id| app.symbols().role(app.worksheet().quantity(id).role));
    symbol.map_or(name.into(), |symbol| symbol + cell)
}
