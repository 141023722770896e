//! What steers the training: every hyperparameter of this network, one a line, with what it may
//! be and what the keys make of it, then what training starts over with; below, what the selected
//! one does and did in this run.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Knob, Pane};
use crate::lesson::setting::Setting;
use crate::math::hyperparameter::{Domain, Hyperparameter};
use crate::math::number::{self, Digits};
use crate::train::Change;
use crate::ui::canvas::Canvas;
use crate::ui::scroll;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;

/// Columns before the names: the mark of the selected row, and the symbols.
const NAMES: i32 = 5;

/// The mark of what starts training over, where a hyperparameter has its symbol.
const AGAIN: &str = "↺";

/// The least columns for values.
const LEAST_VALUE: i32 = 3;

/// The least lines of what is said about the selected row, in a pane that is higher than that.
const LEAST: usize = 3;

/// A line of the table: symbol, name, value, what it was at the start, bounds, nudges.
struct Row {
    symbol: &'static str,
    name: &'static str,
    value: String,
    before: Option<String>,
    bounds: String,
    nudges: String,
}

/// Draws the pane; the selected row stays in sight.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let table = app.knobs();
    let selected = app.selected_hyperparameter();
    let rows: Vec<Row> = table.iter().map(|knob| line(app, *knob)).collect();
    let columns = Columns::new(&rows, width);
    let chosen = table.get(selected).zip(rows.get(selected));
    let aside = chosen.map_or(Vec::new(), |(knob, line)| {
        let keys = if columns.bounds.is_some() { None } else { Some(line) };
        let sentences = match knob {
            Knob::Hyper(row) => about(app, row, keys),
            Knob::Setting(row) => about_setting(app, row, keys),
        };
        sentences.iter().flat_map(|text| wrap(text, width.saturating_sub(2).max(1), 2)).collect()
    });
    let least = if height > LEAST + 1 { LEAST } else { 0 };
    let said = aside.len().min(height.saturating_sub(rows.len()).max(least));
    let gap = usize::from(rows.len() + said < height);
    let room = height.saturating_sub(said).max(1);
    let first = (selected + 1).saturating_sub(room).min(rows.len().saturating_sub(room));
    let mut canvas = Canvas::new(buffer, area);
    let shown = rows.iter().enumerate().skip(first).take(room);
    for (y, (i, row)) in shown.enumerate() {
        let style = if i != selected {
            theme.text()
        } else if app.focus() == Pane::Hyperparameters {
            theme.cursor()
        } else {
            theme.title()
        };
        canvas.text(0, y as i32, if i == selected { "▸" } else { " " }, theme.key_hint());
        columns.draw(row, y as i32, style, &mut canvas, theme);
    }
    let edge = width as i32 - 1;
    let last = room.min(height) as i32 - 1;
    let more = (first > 0, first + room < rows.len());
    scroll::arrows(&mut canvas, edge, last, more, theme);
    for (i, text) in aside.iter().take(said).enumerate() {
        let cut = i + 1 == said && said < aside.len();
        let y = (room.min(rows.len()) + gap + i) as i32;
        let end = canvas.text(1, y, text, theme.dim());
        if cut {
            canvas.text((end + 1).min(edge), y, "…", theme.dim());
        }
    }
}

/// Where the columns of the table are; the last ones only where they fit.
struct Columns {
    value: i32,
    before: Option<i32>,
    bounds: Option<i32>,
    nudges: Option<i32>,
}

impl Columns {
    fn new(rows: &[Row], width: usize) -> Self {
        let widest = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0) as i32;
        let value = NAMES + widest(&|row| row.name.width()) + 1;
        // What training starts over with may be long words: they take the room of what follows.
        let number = |row: &Row| if row.symbol == AGAIN { 0 } else { row.value.width() };
        let mut x = value + widest(&number).max(LEAST_VALUE) + 2;
        let mut column = |wide: i32| {
            let here = Some(x).filter(|x| wide > 0 && x + wide < width as i32);
            x += if here.is_some() { wide + 2 } else { 0 };
            here
        };
        Self {
            value,
            before: column(widest(&|row| row.before.as_ref().map_or(0, |text| text.width()))),
            nudges: column(widest(&|row| row.nudges.width())),
            bounds: column(widest(&|row| row.bounds.width())),
        }
    }

    fn draw(
        &self,
        row: &Row,
        y: i32,
        style: ratatui::style::Style,
        canvas: &mut Canvas,
        theme: &Theme,
    ) {
        // A symbol longer than its column is the name again.
        if row.symbol.width() <= 2 {
            canvas.text(2, y, row.symbol, theme.title());
        }
        canvas.text(NAMES, y, row.name, theme.text());
        let end = canvas.text(self.value, y, &row.value, style);
        match (&row.before, self.before) {
            (Some(before), Some(x)) => drop(canvas.text(x, y, before, theme.marker())),
            (Some(_), None) => drop(canvas.text(end, y, "*", theme.marker())),
            (None, _) => {}
        }
        let free = |x: &i32| *x > end;
        for (x, text) in [(self.nudges, row.nudges.as_str()), (self.bounds, row.bounds.as_str())] {
            if let Some(x) = x.filter(free) {
                canvas.text(x, y, text, theme.dim());
            }
        }
    }
}

fn line(app: &App, knob: Knob) -> Row {
    match knob {
        Knob::Hyper(row) => hyper(app, row),
        Knob::Setting(row) => setting(app, row),
    }
}

/// What training starts over with.
fn setting(app: &App, row: &'static Setting) -> Row {
    let value = app.setting_now(row).unwrap_or_default();
    let next = |up| row.nudged(&value, up).unwrap_or_else(|| "·".into());
    let nudges = match (row.choices, row.step) {
        (None, None) => String::new(),
        _ => format!("− {}  + {}", next(false), next(true)),
    };
    Row { symbol: AGAIN, name: row.name, value, before: None, bounds: String::new(), nudges }
}

fn hyper(app: &App, row: &'static Hyperparameter) -> Row {
    let now = app.hyper_value(row);
    let start = (row.get)(&app.lesson().setup.hyper);
    let (down, up) = (row.nudged(now, false), row.nudged(now, true));
    let nudges = match row.domain {
        Domain::Flag => "+ switches".into(),
        _ => format!("− {}  + {}", value(row, down), value(row, up)),
    };
    Row {
        symbol: row.symbol,
        name: row.name,
        value: value(row, now),
        before: (now != start).then(|| format!("was {}", value(row, start))),
        bounds: match row.domain {
            Domain::Finite => "any number",
            Domain::NonNegative => "≥ 0",
            Domain::Positive => "> 0",
            Domain::UnitOpen => "0 ≤ x < 1",
            Domain::Flag => "on or off",
        }
        .into(),
        nudges,
    }
}

/// What the row was in this run, what the keys make of it and what it may be where the table does
/// not say so, what it does, and from when on a change acts.
fn about(app: &App, row: &'static Hyperparameter, keys: Option<&Row>) -> Vec<String> {
    let edits = app.timeline().run().edits.iter();
    let changes = edits.filter_map(|edit| match edit.change {
        Change::Hyper(other, x) if other.name == row.name => {
            Some(format!("from iteration {} on {}", edit.at, value(row, x)))
        }
        _ => None,
    });
    let start = value(row, (row.get)(&app.lesson().setup.hyper));
    let history: Vec<String> = std::iter::once(start).chain(changes).collect();
    let mut sentences = Vec::new();
    sentences.extend((history.len() > 1).then(|| history.join(", ")));
    sentences.extend(keys.map(|line| format!("{}   {}", line.nudges, line.bounds)));
    sentences.push(row.doc.to_string());
    sentences.push(format!("a change acts from iteration {} on", app.next_update()));
    sentences
}

/// What may be typed, what the keys make of it, and that it starts over.
fn about_setting(app: &App, row: &'static Setting, keys: Option<&Row>) -> Vec<String> {
    let keys = keys.map(|line| line.nudges.clone()).filter(|nudges| !nudges.is_empty());
    let undo = app.call("undo");
    let over = format!("a change starts over; the run before stays, {undo} goes back to it");
    keys.into_iter()
        .chain([row.doc.into(), format!("{} sets {}", app.call("edit"), row.takes), over])
        .collect()
}

fn value(row: &Hyperparameter, x: f64) -> String {
    match row.domain {
        Domain::Flag => if x == 0.0 { "off" } else { "on" }.into(),
        _ => number::format(x, Digits::Significant(8)),
    }
}
