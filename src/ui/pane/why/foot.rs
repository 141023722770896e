//! The last lines of `why`: where enter goes, and the trail by which one came here.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Origin, Pane};
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::worksheet::quantity::Cell;

/// Pieces of a line, one after the other.
type Pieces = Vec<(String, Style)>;

/// At most `most` lines; both ways in one where there is room for one line only.
pub(super) fn lines(
    app: &App,
    factors: &[Cell],
    theme: &Theme,
    width: usize,
    most: usize,
) -> Vec<Pieces> {
    let mut lines: Vec<Pieces> = back(app, theme, width).into_iter().collect();
    if most == 1
        && let Some(from) = app.trail().next()
    {
        let key = format!("{}:", app.call("back"));
        let to = format!(" {}", place(app, from));
        let room = width.saturating_sub(2 + key.width() + to.width());
        let ahead = ahead(app, factors, theme, room);
        let mut line = ahead.filter(|line| size(line) <= room).unwrap_or_default();
        let key = if line.is_empty() { key } else { format!("  {key}") };
        line.extend([(key, theme.key_hint()), (to, theme.text())]);
        return vec![line];
    }
    lines.extend(ahead(app, factors, theme, width));
    lines.split_off(lines.len().saturating_sub(most))
}

/// `enter: go to W_out[1,1] = 0.02 (3 of 3: ←→)`
fn ahead(app: &App, factors: &[Cell], theme: &Theme, width: usize) -> Option<Pieces> {
    let origin = app.origin().ok()?;
    let key = format!("{}:", app.call("follow"));
    let mut go = format!(" go to {}", place(app, origin));
    let mut choice = String::new();
    if !factors.is_empty() {
        let value = app.trainer().trace().cell(app.worksheet(), origin.cell);
        let valued = format!("{go} = {}", number::in_formula(value, app.decimals()));
        go = if key.width() + valued.width() <= width { valued } else { go };
    }
    if factors.len() > 1 {
        let at = app.chosen(factors) + 1;
        let how = if app.focus() == Pane::Why { "←→ choose" } else { "2 ←→ choose" };
        let count = format!("  {at} of {}", factors.len());
        let choices = [format!("{count}: {how}"), count, String::new()];
        let fits = |choice: &&String| key.width() + go.width() + choice.width() <= width;
        choice = choices.iter().find(fits).cloned().unwrap_or_default();
    }
    Some(vec![(key, theme.key_hint()), (go, theme.text()), (choice, theme.dim())])
}

/// The columns that a line takes.
fn size(line: &Pieces) -> usize {
    line.iter().map(|(text, _)| text.width()).sum()
}

/// `δ_s[3,3] ‹ ΔW[1,3]  esc: back`
fn back(app: &App, theme: &Theme, width: usize) -> Option<Pieces> {
    let places: Vec<String> = app.trail().map(|origin| place(app, origin)).collect();
    let (last, before) = places.split_first()?;
    let mut trail = format!("{} ‹ {last}", app.symbols().cell(app.worksheet(), app.cursor()));
    let hint = (format!("  {}:", app.call("back")), " back".to_owned());
    let room = width.saturating_sub(hint.0.width() + hint.1.width());
    for (i, place) in before.iter().enumerate() {
        let more = format!(" ‹ … {}", before.len() - i);
        let left = before.len() - i - 1;
        let kept = if left == 0 { 0 } else { more.width() };
        if trail.width() + 3 + place.width() + kept > room {
            trail += &more;
            break;
        }
        trail = format!("{trail} ‹ {place}");
    }
    let shorter = [trail, format!("‹ {last}"), "‹".into()];
    let trail = shorter.into_iter().find(|trail| trail.width() <= room).unwrap_or_default();
    Some(vec![(trail, theme.text()), (hint.0, theme.key_hint()), (hint.1, theme.key_label())])
}

/// A cell, with its iteration where that is another one.
fn place(app: &App, origin: Origin) -> String {
    let cell = app.symbols().cell(app.worksheet(), origin.cell);
    if origin.iteration == app.iteration() {
        return cell;
    }
    format!("{cell} of iteration {}", origin.iteration)
}
