//! The projector: one matrix, or the loss of an iteration, in digits as large as there is room for,
//! to be read from the last row. Draws what the app veils as question marks.

mod face;
mod font;
mod table;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::hit::Spot;
use super::number;
use super::pane::worksheet::picture;
use super::{Feedback, View};
use crate::app::{App, Pane, Slide, Target};
use crate::worksheet::quantity::{Cell, Id, Role};
use table::{Table, Wanted};
use words::Line;

/// The least room that is worth it.
const LEAST: (u16, u16) = (40, 12);

/// A matrix of so many times the numbers that have room is shown as a field.
const FAR_TOO_LARGE: usize = 16;

/// Of matrices with more numbers than this the widest is not looked for.
const FEW: usize = 4096;

/// What stands for a veiled number.
const VEIL: &str = "?";

/// Whether there is room for the projector.
pub(super) fn has_room(area: Rect) -> bool {
    area.width >= LEAST.0 && area.height >= LEAST.1
}

/// Draws a matrix or a loss into `area`, which has room for it.
pub(super) fn draw(
    slide: Slide,
    app: &App,
    view: &View,
    area: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    feedback.panes.push((Pane::Worksheet, area));
    let theme = &view.theme;
    let text = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let width = usize::from(text.width);
    let most = usize::from(area.height / 10).clamp(1, 5);
    let air = u16::from(area.height >= 16);
    let (above, under) = (2 + air, most as u16 + air);
    let room = Rect { y: area.y + above, height: area.height - above - under, ..area };
    let (heading, below) = if let Slide::Matrix(id) = slide {
        let short = matrix(app, view, id, room, buffer, feedback);
        (words::heading(app, theme, id, short, width), words::below(app, theme, width, most))
    } else {
        alone(&words::loss(app.trainer().loss()), theme.text(), view, room, buffer);
        (words::ended(app, theme), words::said(app, theme, width, most))
    };
    lines(&heading, Rect { y: area.y + air, height: 2, ..text }, buffer);
    lines(&below, Rect { y: room.bottom(), height: most as u16, ..text }, buffer);
}

/// Lines, each in the middle.
fn lines(lines: &[Line], area: Rect, buffer: &mut Buffer) {
    let mut canvas = Canvas::new(buffer, area);
    for (y, line) in lines.iter().enumerate() {
        let mut x = usize::from(area.width).saturating_sub(words::width(line)) as i32 / 2;
        for (text, style) in line {
            x = canvas.text(x, y as i32, text, *style);
        }
    }
}

/// One number or veil in the middle of the room.
fn alone(text: &str, style: Style, view: &View, room: Rect, buffer: &mut Buffer) {
    let widest = [text.to_owned()];
    let wanted = Wanted { shape: (1, 1), place: (0, 0), widest: &widest, glyphs: view.glyphs };
    if let Some(table) = Table::new(&wanted, room) {
        let (x, y, width, height) = table.cell(0, 0);
        let place = (x as i32, y as i32, width, height);
        let mut canvas = Canvas::new(buffer, room);
        table.face.write(&mut canvas, place, (table.indent(text), text), style);
    }
}

/// The numbers of a matrix, or a field of colours where it is far too large for them. Where they
/// need it, numbers take the line above the room too; then this is true.
fn matrix(
    app: &App,
    view: &View,
    id: Id,
    room: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) -> bool {
    let q = app.worksheet().quantity(id);
    let decimals = decimals(app, id);
    let widest = widest(app, id, decimals);
    let cursor = app.cursor();
    let shape = (q.rows, q.columns);
    let place = (cursor.row.min(q.rows - 1), cursor.column.min(q.columns - 1));
    let wanted = Wanted { shape, place, widest: &widest, glyphs: view.glyphs };
    let whole = Some((room, Table::new(&wanted, room)))
        .filter(|(_, table)| table.as_ref().is_some_and(|table| !table.cut));
    let larger = Rect { y: room.y - 1, height: room.height + 1, ..room };
    let (place, table) = whole.unwrap_or_else(|| (larger, Table::new(&wanted, larger)));
    let seen = table.as_ref().map_or(0, Table::seen);
    let heat = (q.len() > FAR_TOO_LARGE * seen) != app.is_flipped(id);
    match table.filter(|_| !heat) {
        Some(table) => {
            numbers(app, view, id, (&table, decimals), place, buffer, feedback);
            return place.y < room.y;
        }
        None if app.asked() == Some(id) => alone(VEIL, view.theme.lit(), view, room, buffer),
        None => picture(app, view, id, room, buffer, feedback),
    }
    false
}

/// What is given takes the decimals it needs, few as they are.
fn decimals(app: &App, id: Id) -> usize {
    let given = matches!(app.worksheet().quantity(id).role, Role::Input | Role::Target);
    let values = app.trainer().trace().slice(app.worksheet(), id);
    if given && values.len() <= FEW {
        number::needed(values, app.decimals())
    } else {
        app.decimals()
    }
}

/// The widest numbers of a matrix, and what keeps its digits from changing their size with every
/// step: a sign where there may be one.
fn widest(app: &App, id: Id, decimals: usize) -> Vec<String> {
    let sheet = app.worksheet();
    let unsigned = match sheet.quantity(id).role {
        Role::Loss => true,
        Role::Input | Role::Target => {
            app.trainer().trace().slice(sheet, id).iter().all(|x| x.is_sign_positive())
        }
        Role::Activation(l) => sheet.network().layer(l).activation.is_never_negative(),
        _ => false,
    };
    let values = app.displayed().slice(sheet, id);
    let least = number::brief(if unsigned { 0.0 } else { -0.0 }, decimals);
    let mut widest = vec![least, VEIL.to_owned()];
    for x in values.iter().take(FEW) {
        // All digits are equally wide.
        let text = number::brief(*x, decimals).replace(|c: char| c.is_ascii_digit(), "0");
        if !widest.contains(&text) {
            widest.push(text);
        }
    }
    widest
}

fn numbers(
    app: &App,
    view: &View,
    id: Id,
    (table, decimals): (&Table, usize),
    room: Rect,
    buffer: &mut Buffer,
    feedback: &mut Feedback,
) {
    let (theme, trace) = (&view.theme, app.displayed());
    let mut canvas = Canvas::new(buffer, room);
    table.frame(&mut canvas, theme);
    let known = app.is_displayed(id) || app.asked() == Some(id);
    for row in table.rows.clone() {
        for column in table.columns.clone() {
            let cell = Cell { quantity: id, row, column };
            let (x, y, width, height) = table.cell(row, column);
            let value = trace.cell(app.worksheet(), cell);
            let veiled = app.hides(cell);
            let text = match (known, veiled) {
                (false, _) => String::new(),
                (true, true) => VEIL.into(),
                (true, false) => number::brief(value, decimals),
            };
            let style = match () {
                () if cell == app.cursor() => theme.lit(),
                () if veiled => theme.key_hint(),
                () if !value.is_finite() => theme.non_finite(),
                () if value == 0.0 => theme.dim(),
                () => theme.text(),
            };
            let place = (x as i32, y as i32, width, height);
            table.face.write(&mut canvas, place, (table.indent(&text), &text), style);
            let area = Rect {
                x: room.x + x as u16,
                y: room.y + y as u16,
                width: width as u16,
                height: height as u16,
            };
            feedback.note(area.intersection(room), Spot::Whole(Target::Cell(cell)));
        }
    }
}
