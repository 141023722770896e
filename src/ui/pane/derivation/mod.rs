//! The chain rule of this network, written out: one formula with a brace for each δ, or a formula
//! for each δ where that does not fit; below it the other gradients, where there is room for all
//! of them. What is computed already is plain, the rest dim, what was just computed lit.

mod braces;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{App, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::scroll;
use crate::ui::theme::Theme;
use crate::worksheet::derivation::{Kind, Span, Written};
use crate::worksheet::quantity::{Id, Role};

/// A row of the drawing: pieces of text with the columns where they begin.
#[derive(Default)]
struct Row {
    pieces: Vec<(usize, String, Style)>,
    /// Whether something in it was just computed.
    lit: bool,
}

impl Row {
    fn said(text: &str, theme: &Theme) -> Self {
        Self { pieces: vec![(0, text.into(), theme.dim())], lit: false }
    }
}

/// Draws the pane and returns how far it scrolls at most.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> usize {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let height = usize::from(area.height);
    let rows = all(app, theme, width, height).unwrap_or_else(|| one(app, theme, width, height));
    let most = rows.len().saturating_sub(height);
    let first = first(app, &rows, height, most);
    let mut canvas = Canvas::new(buffer, area);
    for (y, row) in rows.iter().skip(first).take(height).enumerate() {
        for (x, text, style) in &row.pieces {
            canvas.text(*x as i32 + 1, y as i32, text, *style);
        }
    }
    let (edge, last) = (i32::from(area.width) - 1, height.saturating_sub(1) as i32);
    scroll::arrows(&mut canvas, edge, last, (first > 0, first < most), theme);
    most
}

/// The first row in sight: the one somebody scrolled to, else one that shows what is lit.
fn first(app: &App, rows: &[Row], height: usize, most: usize) -> usize {
    let asked = app.scrolled(Pane::Derivation);
    if asked > 0 {
        return asked.min(most);
    }
    match rows.iter().position(|row| row.lit) {
        Some(lit) if lit + 3 > height => (lit + 3 - height).min(lit).min(most),
        _ => 0,
    }
}

/// Every gradient: the first one at length, the others from its deltas; `None` where they do not
/// all fit, so that nothing moves with the cursor where they do.
fn all(app: &App, theme: &Theme, width: usize, height: usize) -> Option<Vec<Row>> {
    let (sheet, now) = (app.worksheet(), app.trainer().now());
    let (first, others) = sheet.parameters().split_first()?;
    let text = "how the loss changes with each parameter, by the chain rule";
    if others.is_empty() || text.chars().count() > width {
        return None;
    }
    let mut rows = vec![Row::said(text, theme), Row::default()];
    rows.extend(chain(app, theme, first.gradient, width));
    for slots in others {
        let step = sheet.derivation_in_steps(slots.gradient, &now).into_iter().next()?;
        let written = step.written(sheet, &app.symbols());
        rows.push(Row::default());
        rows.extend(block(app, theme, step.of, &written, width));
    }
    if rows.len() > height {
        rows.retain(|row| !row.pieces.is_empty());
    }
    (rows.len() <= height).then_some(rows)
}

/// The gradient of the parameter that the cursor is on, with a title where there is room for it.
fn one(app: &App, theme: &Theme, width: usize, height: usize) -> Vec<Row> {
    let Some(gradient) = app.derived() else { return Vec::new() };
    let mut rows = chain(app, theme, gradient, width);
    if let Some(title) = title(app, theme, width).filter(|_| rows.len() < height) {
        rows.insert(0, title);
    }
    rows
}

/// `how the loss changes with W, by the chain rule`
fn title(app: &App, theme: &Theme, width: usize) -> Option<Row> {
    let sheet = app.worksheet();
    let Role::Gradient(p) = sheet.quantity(app.derived()?).role else { return None };
    let of = app.symbols().role(Role::Parameter(p));
    let text = format!("how the loss changes with {of}, by the chain rule");
    (text.chars().count() <= width).then(|| Row::said(&text, theme))
}

/// The one formula where it fits into a line, else one for each δ.
fn chain(app: &App, theme: &Theme, gradient: Id, width: usize) -> Vec<Row> {
    let (sheet, now, symbols) = (app.worksheet(), app.trainer().now(), app.symbols());
    let whole = sheet.derivation(gradient, &now).written(sheet, &symbols);
    if whole.text.len() <= width {
        return block(app, theme, gradient, &whole, width);
    }
    let mut rows = Vec::new();
    for step in sheet.derivation_in_steps(gradient, &now) {
        let mut written = step.written(sheet, &symbols);
        if step.of != gradient {
            let (start, end) = (head(&written), written.text.len());
            written.spans.insert(1, Span { start, end, kind: Kind::Brace(step.of, 0) });
        }
        rows.extend(block(app, theme, step.of, &written, width));
    }
    rows
}

/// The width of `ΔW = `.
fn head(written: &Written) -> usize {
    written.spans.first().map_or(0, |span| span.end) + 3
}

/// A formula broken at spaces, each line with its shapes and braces under it.
fn block(app: &App, theme: &Theme, of: Id, written: &Written, width: usize) -> Vec<Row> {
    let styles = styles(app, theme, of, written);
    let indent = head(written).min(width / 3);
    let mut rows = Vec::new();
    let mut start = 0;
    while start < written.text.len() {
        let left = if start == 0 { 0 } else { indent };
        let end = broken(&written.text, start, width.saturating_sub(left).max(1));
        let mut row = Row::default();
        let characters = written.text.iter().zip(&styles).enumerate();
        for (at, (text, (style, lit))) in characters.take(end).skip(start) {
            row.lit |= lit;
            match row.pieces.last_mut() {
                Some((_, piece, last)) if last == style => piece.push(*text),
                _ => row.pieces.push((left + at - start, (*text).into(), *style)),
            }
        }
        rows.push(row);
        let chunk = braces::Chunk { start, end, left };
        rows.extend(braces::under(app, theme, written, &chunk));
        start = end + usize::from(written.text.get(end) == Some(&' '));
    }
    rows
}

/// Where a line of at most `room` columns from `start` on ends: at a space where there is one.
fn broken(text: &[char], start: usize, room: usize) -> usize {
    if text.len() - start <= room {
        return text.len();
    }
    let space = (start + 1..=start + room).rev().find(|at| text[*at] == ' ');
    space.unwrap_or(start + room)
}

/// The style of each character, and whether it is lit.
fn styles(app: &App, theme: &Theme, of: Id, written: &Written) -> Vec<(Style, bool)> {
    let state = |id: Id| {
        let lit = app.current_quantity() == Some(id);
        let style = match (lit, app.is_shown(id)) {
            (true, _) => theme.lit(),
            (false, true) => theme.text(),
            (false, false) => theme.dim(),
        };
        (style, lit)
    };
    let mut styles = vec![state(of); written.text.len()];
    for span in &written.spans {
        if let Kind::Symbol(id) | Kind::Brace(id, _) = span.kind {
            // What is inside something lit is lit too.
            for style in styles[span.start..span.end].iter_mut().filter(|style| !style.1) {
                *style = state(id);
            }
        }
    }
    styles
}
