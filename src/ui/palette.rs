//! What stands above the line being typed: why it was refused, and what it could mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::notice::{bottom, clear, fold};
use super::scroll;
use super::theme::Theme;
use crate::app::{Offer, Prompt, Purpose};

/// The most offers in sight at once.
const MOST: usize = 10;

/// Columns for the keys, at most.
const ASIDE: usize = 14;

/// Draws the overlay on the last lines of `area`.
pub(super) fn draw(prompt: &Prompt, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let reason = prompt
        .refused
        .as_deref()
        .map_or(Vec::new(), |reason| fold(reason, usize::from(area.width).saturating_sub(2)));
    let height = usize::from(area.height);
    let reasons = reason.len().min(height);
    let title = usize::from(prompt.purpose == Purpose::Command && height > reasons + 2);
    let room = (height - reasons - title).min(MOST).min(height / 2);
    let shown = prompt.offers.len().min(room);
    let title = if shown > 0 || reasons > 0 { title } else { 0 };
    let place = bottom(area, title + shown + reasons);
    clear(place, buffer);
    if title > 0 {
        heading(prompt, place, buffer, theme);
    }
    let list = Rect { y: place.y + title as u16, height: shown as u16, ..place };
    offers(prompt, list, buffer, theme);
    let below = bottom(place, reasons);
    let mut canvas = Canvas::new(buffer, below);
    for (y, line) in reason.iter().enumerate() {
        canvas.text(1, y as i32, line, theme.error());
    }
}

fn heading(prompt: &Prompt, place: Rect, buffer: &mut Buffer, theme: &Theme) {
    let mut canvas = Canvas::new(buffer, place);
    let rule = "━".repeat(usize::from(place.width));
    canvas.text(0, 0, &rule, theme.focused_border());
    let keys = [("enter", "runs"), ("tab", "completes"), ("↑↓", "choose"), ("esc", "leaves")];
    let mut x = canvas.text(2, 0, " commands ", theme.focused_border());
    let count = match prompt.offers.len() {
        0 => String::new(),
        1 => " 1 fits ".into(),
        n => format!(" {n} fit "),
    };
    let keys_width: usize = keys.iter().map(|(key, word)| key.width() + word.width() + 3).sum();
    if !prompt.text.trim().is_empty() {
        x = canvas.text(x + 1, 0, &count, theme.dim());
    }
    let mut x = (i32::from(place.width) - keys_width as i32 - 2).max(x + 1);
    for (key, word) in keys {
        x = canvas.text(x, 0, &format!(" {key}"), theme.key_hint());
        x = canvas.text(x, 0, &format!(" {word} "), theme.key_label());
    }
}

/// As many offers as there is room for, around the selected one.
fn offers(prompt: &Prompt, list: Rect, buffer: &mut Buffer, theme: &Theme) {
    let height = usize::from(list.height);
    let selection = prompt.selection();
    let first = selection.map_or(0, |at| (at + 1).saturating_sub(height));
    let seen = prompt.offers.iter().enumerate().skip(first).take(height);
    let widest = |size: fn(&Offer) -> usize| prompt.offers.iter().map(size).max().unwrap_or(0);
    let name = widest(|offer| offer.line.width());
    let aside = widest(|offer| offer.aside.width()).min(ASIDE);
    let mut canvas = Canvas::new(buffer, list);
    for (y, (i, offer)) in seen.enumerate() {
        let y = y as i32;
        if selection == Some(i) {
            canvas.text(1, y, "▸", theme.marker());
        }
        emphasised(offer, (3, y), &mut canvas, theme);
        let x = 3 + name as i32 + 2;
        canvas.text(x, y, &offer.aside, theme.key_hint());
        let x = x + aside as i32 + if aside > 0 { 2 } else { 0 };
        let x = x.max(x - aside as i32 + offer.aside.width() as i32);
        let room = (i32::from(list.width) - 1 - x).max(0) as usize;
        canvas.text(x, y, &cut(&offer.doc, room), theme.key_label());
        if selection == Some(i) {
            canvas.style(3, y, name as i32, theme.title());
        }
    }
    let (edge, last) = (i32::from(list.width) - 1, i32::from(list.height) - 1);
    let more = (first > 0, first + height < prompt.offers.len());
    scroll::arrows(&mut canvas, edge, last, more, theme);
}

/// The line of an offer, with the letters that were typed marked.
fn emphasised(offer: &Offer, (x, y): (i32, i32), canvas: &mut Canvas, theme: &Theme) {
    let mut x = x;
    for (i, c) in offer.line.chars().enumerate() {
        let style = if offer.places.contains(&i) { theme.marker() } else { theme.text() };
        x = canvas.text(x, y, &c.to_string(), style);
    }
}

/// A remark in so many columns.
fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.into();
    }
    let mut kept = text.to_owned();
    while kept.width() + 1 > room && kept.pop().is_some() {}
    if kept.is_empty() { kept } else { kept + "…" }
}
