//! What the lesson says: its summary at the start, then the last cue that was passed, with what it
//! proposes to do, how many there are and where the next one comes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Pane};
use crate::lesson::Place;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;

/// Lines of a pane that has room for the lesson's title.
const ROOMY: usize = 7;

type Line = (String, Style);

/// Draws the pane and returns how many lines it can be scrolled.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> usize {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let height = usize::from(area.height);
    let lines = lines(app, theme, width, height);
    let most = lines.len().saturating_sub(height);
    let first = app.lesson_scroll().min(most);
    let mut canvas = Canvas::new(buffer, area);
    let edge = i32::from(area.width) - 1;
    for (y, (line, style)) in lines.iter().skip(first).take(height).enumerate() {
        let end = canvas.text(1, y as i32, line, *style);
        let last = y + 1 == height && first < most;
        if last && app.focus() == Pane::Lesson {
            canvas.text(edge, y as i32, "▼", theme.key_hint());
        } else if last {
            let more = format!(" … {} ↓", app.call("lesson"));
            let x = end.min(edge + 1 - more.width() as i32);
            canvas.text(x, y as i32, &more, theme.key_hint());
        }
        if y == 0 && first > 0 {
            canvas.text(edge, 0, "▲", theme.key_hint());
        }
    }
    most
}

/// Title, text, what to work out, and where one is.
fn lines(app: &App, theme: &Theme, width: usize, height: usize) -> Vec<Line> {
    let lesson = app.lesson();
    let passed = app.cue();
    let said = passed.map_or(lesson.summary.as_str(), |cue| cue.say.as_str());
    let mut lines: Vec<Line> = Vec::new();
    let mut write = |text: &str, style: Style| {
        lines.extend(wrap(text, width, 0).into_iter().map(|line| (line, style)));
    };
    if height >= ROOMY {
        write(&lesson.title, theme.title());
    }
    write(said, theme.text());
    if let Some(ask) = passed.and_then(|cue| cue.ask.as_ref()) {
        write(&format!("Work out {} by hand, then look.", written(app, ask)), theme.title());
    }
    if !app.proposed().is_empty() {
        let line = format!("{}: {}", app.call("try"), app.proposed().join("; "));
        write(&line, theme.key_hint());
    }
    let progress = progress(app);
    if !progress.is_empty() {
        let apart = lines.len() + 2 <= height;
        lines.extend(apart.then(|| (String::new(), theme.text())));
        let below = wrap(&progress, width, 0).into_iter();
        lines.extend(below.map(|line| (line, theme.dim())));
    }
    lines
}

/// `cue 2 of 5 · more at iteration 1, δ_s`
fn progress(app: &App) -> String {
    let cues = &app.lesson().cues;
    let at = cues.iter().rposition(|cue| app.has_passed(cue));
    let at = at.map(|at| format!("cue {} of {}", at + 1, cues.len()));
    let next = cues.iter().find(|cue| !app.has_passed(cue)).and_then(|cue| ahead(app, &cue.at));
    let next = next.map(|place| format!("more at {place}"));
    at.into_iter().chain(next).collect::<Vec<_>>().join(" · ")
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
