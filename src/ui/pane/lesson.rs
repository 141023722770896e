//! What the lesson says: its summary at the start, then the last cue that was passed, with what it
//! proposes to do, how many there are and where the next one comes; in the end the next lesson.

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

/// A style of a theme.
type Look = fn(&Theme) -> Style;

/// A paragraph and how it looks.
type Part = (String, Look);

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

/// Title, cue, and where one is. What the footer says too is left out where there is no room for
/// it: how to go on, then what is proposed.
fn lines(app: &App, theme: &Theme, width: usize, height: usize) -> Vec<Line> {
    let paragraph = |(text, style): &Part| {
        let style = style(theme);
        wrap(text, width, 0).into_iter().map(move |line| (line, style)).collect::<Vec<_>>()
    };
    let all = app.focus() == Pane::Lesson;
    let title = (height >= ROOMY).then(|| (app.lesson().title.clone(), Theme::title as Look));
    let mut lines: Vec<_> = title.into_iter().chain(cue(app)).flat_map(|p| paragraph(&p)).collect();
    if let Some(passed_over) = passed_over(app).map(|part| paragraph(&part))
        && lines.len() + passed_over.len() <= height
    {
        lines.splice(0..0, passed_over);
    }
    let proposed = proposal(app).map_or(Vec::new(), |part| paragraph(&part));
    if all || lines.len() + proposed.len() <= height {
        lines.extend(proposed);
    }
    let progress = Some((progress(app), Theme::dim as Look)).filter(|part| !part.0.is_empty());
    let progress = progress.map_or(Vec::new(), |part| paragraph(&part));
    if !progress.is_empty() && lines.len() + progress.len() < height {
        lines.push((String::new(), theme.text()));
    }
    if all || lines.len() + progress.len() <= height {
        lines.extend(progress);
    }
    lines
}

/// What is said, and what to work out.
fn cue(app: &App) -> Vec<Part> {
    let passed = app.cue();
    let mut parts: Vec<Part> = Vec::new();
    let said = passed.map_or(&app.lesson().summary, |cue| &cue.say);
    parts.push((said.clone(), Theme::text));
    if let Some(ask) = passed.and_then(|cue| cue.ask.as_ref()) {
        parts.push((to_work_out(app, &written(app, ask)), Theme::title));
    }
    parts
}

/// Where what is said may be about something that was not done.
fn passed_over(app: &App) -> Option<Part> {
    let (back, attempt) = (app.call("previous-cue"), app.call("try"));
    let line = format!("{back}, then {attempt}: what was proposed before this is not done.");
    app.left_out().then_some((line, Theme::key_hint))
}

fn proposal(app: &App) -> Option<Part> {
    let lines = app.proposed();
    let line = format!("{}: {}", app.call("try"), lines.join("; "));
    (!lines.is_empty()).then_some((line, Theme::key_hint))
}

/// A number to work out: while predicting it is asked for, otherwise it can be.
fn to_work_out(app: &App, cell: &str) -> String {
    if app.to_work_out().is_some_and(|cell| app.hides(cell)) {
        return format!("Work out {cell} by hand; {} on it answers.", app.call("follow"));
    }
    if app.score().is_some() {
        return format!("Work out {cell} by hand; {} asks for it.", app.call("next-step"));
    }
    format!("Work out {cell} by hand, then look. {}: type it in.", app.call("predict"))
}

/// `lesson 5 of 19 · cue 1 of 12 · m: more at iteration 1, δ_s`, and in the end the next lesson.
fn progress(app: &App) -> String {
    let cues = &app.lesson().cues;
    if cues.is_empty() {
        return String::new();
    }
    let lesson = app.lesson_number().filter(|_| app.cue_number() == Some(0));
    let lesson = lesson.map(|(at, of)| format!("lesson {at} of {of}"));
    let at = app.cue_number().map(|at| format!("cue {} of {}", at + 1, cues.len()));
    let next = cues.iter().find(|cue| !app.has_passed(cue)).and_then(|cue| ahead(app, &cue.at));
    let key = app.call("next-cue");
    let next = next.map(|place| format!("{key}: more at {place}"));
    let end = app.lesson_is_over().then(|| format!("the end; {}", app.after_lesson()));
    lesson.into_iter().chain(at).chain(next).chain(end).collect::<Vec<_>>().join(" · ")
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
