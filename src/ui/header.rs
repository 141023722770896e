//! The top line: which lesson, where in time, what was just computed, the loss, the step size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::number;
use super::theme::Theme;
use crate::app::App;
use crate::math::hyperparameter::Hyperparameter;
use crate::worksheet::quantity::{Id, Role};

/// Draws the header into a line.
pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let width = usize::from(area.width);
    let mut canvas = Canvas::new(buffer, area);
    let time = time(app);
    let facts = facts(app);
    let warnings = warnings(app);
    let fits = |warning: &&String| warning.width() + time.width() + 4 <= width;
    let warning = warnings.iter().find(fits).or(warnings.last()).cloned().unwrap_or_default();
    let whole = format!("{time}  {facts}");
    let room = |text: &str| text.width() + warning.width() + 4 <= width;
    let right = if room(&whole) { whole } else { time };
    let taken = right.width() + warning.width() + 4;
    let mut x = 1;
    if taken + app.lesson().title.width() + 12 <= width {
        x = canvas.text(x, 0, "chainrule ", theme.key_hint());
        x = canvas.text(x, 0, "· ", theme.dim());
    }
    if let Some(run) = app.compared() {
        let label = &app.timeline().runs()[run].label;
        let text = [
            format!(" difference to run {}: {label} ", run + 1),
            format!(" this − run {} ", run + 1),
        ];
        if let Some(text) = text.iter().find(|text| taken + text.width() + x as usize <= width) {
            canvas.text(x, 0, text, theme.lit());
        }
    } else if let Some(title) = [app.lesson().title.as_str(), app.lesson().name.as_str()]
        .into_iter()
        .find(|title| taken + title.width() <= width)
    {
        x = canvas.text(x, 0, title, theme.title());
    }
    if !warning.is_empty() {
        canvas.text(x + 2, 0, &warning, theme.non_finite());
    }
    let start = (width.saturating_sub(right.width() + 1)) as i32;
    canvas.text(start, 0, &right, theme.text());
}

/// `iteration 2/3 · step 7/11 δ_s`
fn time(app: &App) -> String {
    let state = match (app.pursued(), app.is_playing()) {
        (Some(target), _) => format!("▶▶ {target} "),
        (None, true) => format!("▶ {} ", app.speed().name()),
        (None, false) => String::new(),
    };
    let Some(id) = app.current_quantity() else {
        return format!("{state}start · nothing computed yet");
    };
    let symbol = app.symbols().role(app.worksheet().quantity(id).role);
    let (iteration, last) = (app.iteration(), app.lesson().iterations);
    // One may go on after the lesson's end.
    let of = if iteration <= last { format!("/{last}") } else { String::new() };
    format!("{state}iteration {iteration}{of} · step {}/{} {symbol}", app.step(), app.steps())
}

/// `loss 1.65147  η 0.5`
fn facts(app: &App) -> String {
    let rate = Hyperparameter::find("learning_rate").map_or(String::new(), |row| {
        format!("{} {}", row.symbol, number::short(app.hyper_value(row)))
    });
    let loss_is_shown = app.worksheet().find(Role::Loss).is_some_and(|id| app.is_shown(id));
    let loss = if loss_is_shown {
        format!("loss {}  ", number::short(app.trainer().loss()))
    } else {
        String::new()
    };
    format!("{loss}{rate}")
}

/// Since when the loss is no number any more, and where that begins in this iteration: in many
/// words and in few; nothing while all is well.
fn warnings(app: &App) -> Vec<String> {
    let Some(at) = app.timeline().run().losses.first_not_finite() else { return Vec::new() };
    let (sheet, trace) = (app.worksheet(), app.trainer().trace());
    let broken = |id: &Id| trace.slice(sheet, *id).iter().any(|x| !x.is_finite());
    let first = sheet.quantities().map(|(id, _)| id).filter(|id| app.is_shown(*id)).find(broken);
    let here = first.map_or(String::new(), |id| {
        format!(", here from {} on", app.symbols().role(sheet.quantity(id).role))
    });
    vec![
        format!(" loss not finite since iteration {at}{here} "),
        format!(" not finite since {at}{here} "),
        format!(" not finite since {at} "),
    ]
}
