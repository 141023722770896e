//! What each curve is and has where the screen stands, and how far this run is from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::series::Series;
use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::number;
use crate::ui::theme::Theme;

/// Pieces of text, each in its style.
type Entry = Vec<(String, Style)>;

/// How many rows the legend takes, `most` at most.
pub(super) fn rows(app: &App, all: &[Series], width: u16, most: u16) -> u16 {
    let theme = &crate::ui::theme::THEMES[0];
    let lines = flow(&entries(app, all, width, theme), width);
    lines.last().map_or(1, |(_, y)| *y as u16 + 1).min(most)
}

/// Draws the legend; what has no room is left out, the oldest runs first.
pub(super) fn draw(app: &App, all: &[Series], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let entries = entries(app, all, area.width, theme);
    let mut canvas = Canvas::new(buffer, area);
    for (entry, (x, y)) in entries.iter().zip(flow(&entries, area.width)) {
        let mut x = x;
        for (text, style) in entry {
            x = canvas.text(x, y, text, *style);
        }
    }
}

/// Where each entry begins: one after the other, in as many lines as it takes.
fn flow(entries: &[Entry], width: u16) -> Vec<(i32, i32)> {
    let (mut x, mut y) = (1, 0);
    let place = |entry: &Entry| {
        let size = size(entry) as i32;
        if x > 1 && x + size > i32::from(width) {
            (x, y) = (1, y + 1);
        }
        let at = (x, y);
        x += size + 2;
        at
    };
    entries.iter().map(place).collect()
}

fn size(entry: &Entry) -> usize {
    entry.iter().map(|(text, _)| text.width()).sum()
}

/// The same in at most `width` columns: first without the difference, then with less of the name.
/// The loss itself is never cut.
fn fitted(mut entry: Entry, width: usize) -> Entry {
    if size(&entry) > width && entry.len() > VALUE + 1 {
        entry.truncate(VALUE + 1);
    }
    let over = size(&entry).saturating_sub(width);
    if over > 0 {
        let (name, _) = &mut entry[NAME];
        let kept = name.chars().count().saturating_sub(over + 1);
        *name = name.chars().take(kept).chain(['…']).collect();
    }
    if size(&entry) > width { Vec::new() } else { entry }
}

/// Places in an entry.
const NAME: usize = 1;
const VALUE: usize = 2;

fn entries(app: &App, all: &[Series], width: u16, theme: &Theme) -> Vec<Entry> {
    let own = all.iter().find(|series| series.own).and_then(|series| series.here);
    let width = usize::from(width).saturating_sub(2);
    let fitted = |series| fitted(entry(app, series, own, theme), width);
    all.iter().map(fitted).collect()
}

fn entry(app: &App, series: &Series, own: Option<(f64, bool)>, theme: &Theme) -> Entry {
    let value = |(loss, exact): (f64, bool)| {
        format!("{}{}", if exact { "" } else { "≈" }, number::short(loss))
    };
    let mut entry = vec![(sample(series.pen.dashes), series.pen.style)];
    let (name, style) = if series.own {
        (format!(" {} at {}", series.name, app.iteration()), theme.title())
    } else {
        (format!(" {}", series.name), theme.text())
    };
    entry.push((name, style));
    match series.here {
        Some(here) if here.0.is_finite() => {
            let style = if series.own { theme.marker() } else { theme.text() };
            entry.push((format!(" {}", value(here)), style));
        }
        Some(here) => entry.push((format!(" {} ", value(here)), theme.non_finite())),
        None => entry.push((" –".into(), theme.dim())),
    }
    if let (false, Some(own), Some(here)) = (series.own, own, series.here) {
        let more = own.0 - here.0;
        if more.is_finite() {
            let sign = if more < 0.0 { "−" } else { "+" };
            let text = format!(
                " ({sign}{})",
                crate::math::number::format(
                    more.abs(),
                    crate::math::number::Digits::Significant(3),
                )
            );
            entry.push((text, theme.dim()));
        }
    }
    entry
}

/// A few columns of a line with these dashes.
fn sample(dashes: &[u32]) -> String {
    match dashes {
        [] => "━━━",
        [1, ..] => "···",
        [7, ..] => "╶╴·",
        [2, ..] => "- -",
        [3, ..] => "-·-",
        [9, ..] => "╍╍╍",
        [12, ..] => "━ ━",
        _ => "╌╌╌",
    }
    .into()
}
