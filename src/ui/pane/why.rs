//! Where the cell under the cursor comes from: symbols, numbers, value, shapes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::ui::wrap::{elide, wrap};
use crate::worksheet::explain::Explanation;
use crate::worksheet::quantity::Role;

/// Draws the pane.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let height = usize::from(area.height);
    let mut canvas = Canvas::new(buffer, area);
    for (y, (text, style)) in lines(app, theme, width, height).iter().enumerate() {
        canvas.text(1, y as i32, text, *style);
    }
}

type Line = (String, Style);

/// The explanation in at most `height` lines where that is possible: what matters least goes
/// first (shapes and remarks), then the sums get shorter.
fn lines(app: &App, theme: &Theme, width: usize, height: usize) -> Vec<Line> {
    let cell = app.cursor();
    let name = app.symbols().cell(app.worksheet(), cell);
    if !app.is_shown(cell.quantity) {
        return vec![(format!("{name} is not computed yet: n steps to it"), theme.dim())];
    }
    let why = app.explanation();
    if why.formula.is_none() {
        return given(app, theme, &name, why.value, width);
    }
    // Shorter symbols first: the numbers matter more. Then fewer lines of numbers.
    let tries =
        [(6, 6, 2), (3, 3, 2), (2, 2, 2), (1, 2, 2), (1, 2, 1), (1, 1, 2), (1, 1, 1), (1, 1, 0)];
    let tried = tries.map(|tight| formula(app, &why, &name, theme, width, tight));
    let best = tried.iter().position(|lines| lines.len() <= height).unwrap_or(tries.len() - 1);
    let mut lines = tried.into_iter().nth(best).unwrap_or_default();
    for text in asides(app, &why) {
        let wrapped = wrap(&text, width, 2);
        if lines.len() + wrapped.len() <= height {
            lines.extend(wrapped.into_iter().map(|line| (line, theme.dim())));
        }
    }
    lines
}

/// The formula in symbols, in at most `most` lines with numbers, and the value; lines in symbols
/// and in numbers have at most so many rows.
fn formula(
    app: &App,
    why: &Explanation,
    name: &str,
    theme: &Theme,
    width: usize,
    (symbol_rows, number_rows, most): (usize, usize, usize),
) -> Vec<Line> {
    let (sheet, trace, symbols) = (app.worksheet(), app.trainer().trace(), app.symbols());
    let digits = |x| number::in_formula(x, app.decimals());
    let symbolic = why.symbolic(sheet, &symbols).unwrap_or_default();
    let numbers = why.substituted(sheet, trace, &symbols, &digits);
    let numbers = &numbers[numbers.len().saturating_sub(most)..];
    let indent = name.width() + 3;
    let room = |rows: usize| (width.saturating_sub(indent) * rows).max(20);
    let blank = " ".repeat(name.width());
    let heads = std::iter::once((name, theme.title(), room(symbol_rows)));
    let rest = std::iter::repeat((blank.as_str(), theme.text(), room(number_rows)));
    let heads = heads.chain(rest);
    let mut lines = Vec::new();
    for ((head, style, room), text) in heads.zip(std::iter::once(&symbolic).chain(numbers)) {
        let text = format!("{head} = {}", elide(text, room));
        lines.extend(wrap(&text, width, indent).into_iter().map(|line| (line, style)));
    }
    let value = format!(" = {}", number::result(why.value, app.decimals()));
    match lines.last_mut() {
        Some((last, _)) if last.width() + value.width() <= width => last.push_str(&value),
        _ => lines.push((format!("{blank}{value}"), value_style(why.value, theme))),
    }
    lines
}

/// What may be left out: the shapes, and what the formula alone would hide.
fn asides(app: &App, why: &Explanation) -> Vec<String> {
    let shapes = why.shapes(app.worksheet(), &app.trainer().now(), &app.symbols());
    shapes.into_iter().chain(why.remark.clone()).collect()
}

fn value_style(value: f64, theme: &Theme) -> Style {
    if value.is_finite() { theme.title() } else { theme.non_finite() }
}

/// What an iteration starts from is not computed: say where it comes from instead.
fn given(app: &App, theme: &Theme, name: &str, value: f64, width: usize) -> Vec<Line> {
    let before = app.iteration() - 1;
    let from = match app.worksheet().quantity(app.cursor().quantity).role {
        Role::Input => "an input, given; e edits it".into(),
        Role::Target => "a target, given; e edits it".into(),
        _ if before == 0 => match &app.lesson().drawn {
            Some(drawn) => format!("the start, drawn: {drawn}; e edits it"),
            None => "the start, given; e edits it".into(),
        },
        _ => format!("what iteration {before} left: enter goes there; e edits it"),
    };
    let exact = number::result(value, app.decimals());
    let from = wrap(&from, width, 0).into_iter().map(|line| (line, theme.dim()));
    std::iter::once((format!("{name} = {exact}"), value_style(value, theme))).chain(from).collect()
}
