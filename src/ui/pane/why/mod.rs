//! Where the cell under the cursor comes from: symbols, numbers, value, shapes, and where enter
//! and esc go from here.

mod foot;
mod formula;
mod trouble;
mod written;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::math::expr::MARKS;
use crate::ui::canvas::Canvas;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;
use crate::worksheet::explain::Explanation;
use crate::worksheet::quantity::{Cell, Role};
use formula::{formula, rooms, whole};

/// A line of text; what stands between marks is the chosen factor.
type Line = (String, Style);

/// Draws the pane.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let height = usize::from(area.height);
    let factors = app.factors();
    let foot = foot::lines(app, &factors, theme, width, height.saturating_sub(2));
    let lines = lines(app, &factors, theme, width, height - foot.len());
    let mut canvas = Canvas::new(buffer, area);
    for (y, line) in lines.iter().enumerate() {
        marked(&mut canvas, y as i32, line, theme);
    }
    for (y, pieces) in (lines.len()..height).zip(&foot) {
        let mut x = 1;
        for (text, style) in pieces {
            x = canvas.text(x, y as i32, text, *style);
        }
    }
}

/// Writes a line, the chosen factor in a style of its own.
fn marked(canvas: &mut Canvas, y: i32, (text, style): &Line, theme: &Theme) {
    let mut x = 1;
    for (i, piece) in text.split(MARKS).enumerate() {
        let style = if i % 2 == 1 { theme.chosen() } else { *style };
        x = canvas.text(x, y, piece, style);
    }
}

/// The explanation in at most `height` lines where that is possible: what matters least goes
/// first (shapes and remarks), then the sums get shorter.
fn lines(app: &App, factors: &[Cell], theme: &Theme, width: usize, height: usize) -> Vec<Line> {
    let cell = app.cursor();
    let name = app.symbols().cell(app.worksheet(), cell);
    if app.hides(cell) {
        return question(app, theme, &name, width);
    }
    if !app.is_reached(cell.quantity) {
        let step = app.call("next-step");
        return vec![(format!("{name} is not computed yet: {step} steps to it"), theme.dim())];
    }
    let why = app.explanation();
    if why.formula.is_none() {
        let mut lines = given(app, theme, &name, why.value, width);
        let note = app.example_note().map_or(Vec::new(), |note| wrap(&note, width, 2));
        lines.extend(note.into_iter().map(|line| (line, theme.dim())));
        lines.extend(written::lines(app, cell, theme, width, height / 2));
        return lines;
    }
    let chosen = factors.get(app.chosen(factors)).copied();
    let mut aside = written::lines(app, cell, theme, width, height.saturating_sub(2));
    aside.extend(mistake(app, cell, theme, width));
    aside.extend(trouble::lines(app, &why, theme, width, height.div_ceil(2)));
    let left = height.saturating_sub(aside.len()).max(1);
    let mut lines = Vec::new();
    for room in rooms(width * left, chosen) {
        lines = formula(app, &why, &name, theme, width, &room);
        if lines.len() <= left {
            break;
        }
    }
    lines.truncate(if aside.is_empty() { lines.len() } else { left });
    lines.extend(aside);
    let height = height.max(lines.len());
    for text in asides(app, &why) {
        let wrapped = wrap(&text, width, 2);
        let said = lines.iter().any(|(line, _)| *line == wrapped[0]);
        if !said && lines.len() + wrapped.len() <= height {
            lines.extend(wrapped.into_iter().map(|line| (line, theme.dim())));
        }
    }
    lines
}

/// What is asked for while predicting, and how to answer; with a hint its formula in symbols.
fn question(app: &App, theme: &Theme, name: &str, width: usize) -> Vec<Line> {
    let keys = ["follow", "hint", "reveal"].map(|command| app.call(command));
    let [answer, hint, reveal] = keys;
    let how = format!("{answer} answers, {hint} shows its formula, {reveal} the number");
    let mut texts = vec![(format!("What is {name}{}?", app.asked_how()), theme.title())];
    if app.is_hinted(app.cursor()) {
        let why = app.explanation();
        let (sheet, symbols) = (app.worksheet(), app.symbols());
        texts.extend(whole(app, &why).map(|text| (text, theme.text())));
        let own = why.symbolic(sheet, &symbols);
        texts.extend(own.map(|text| (format!("{name} = {text}"), theme.text())));
        texts.extend(why.remark.map(|text| (text, theme.dim())));
    }
    texts.push((how, theme.dim()));
    let lines = |(text, style): &(String, Style)| {
        wrap(text, width, 2).into_iter().map(|line| (line, *style)).collect::<Vec<_>>()
    };
    texts.iter().flat_map(lines).collect()
}

/// What may be left out: the formula of the whole matrix with its shapes, and what the formula
/// alone would hide.
fn asides(app: &App, why: &Explanation) -> Vec<String> {
    let (sheet, symbols, now) = (app.worksheet(), app.symbols(), app.trainer().now());
    let shapes = why.shapes(sheet, &now, &symbols);
    let note = app.example_note();
    note.into_iter().chain(shapes).chain(whole(app, why)).chain(why.remark.clone()).collect()
}

/// The mistake that is made in a cell on purpose, with the right formula beside it.
fn mistake(app: &App, cell: Cell, theme: &Theme, width: usize) -> Vec<Line> {
    let (sheet, symbols, now) = (app.worksheet(), app.symbols(), app.trainer().now());
    let Some(made) = sheet.made(cell.quantity, &now) else { return Vec::new() };
    let name = symbols.role(sheet.quantity(cell.quantity).role);
    let said = format!("WRONG on purpose: {}: {}", made.said(), made.row().why);
    let is = sheet.formula(cell.quantity, &now).map(|e| symbols.formula(sheet, &e));
    let right = sheet.right_formula(cell.quantity, &now).map(|e| symbols.formula(sheet, &e));
    // The same in symbols with other numbers for them: those are seen above.
    let right = right.filter(|right| Some(right) != is.as_ref());
    let right = right.map(|right| format!("right: {name} = {right}"));
    let wrapped = |(text, style): (String, Style)| {
        wrap(&text, width, 2).into_iter().map(move |line| (line, style))
    };
    let said = std::iter::once((said, theme.error()));
    said.chain(right.map(|text| (text, theme.text()))).flat_map(wrapped).collect()
}

fn value_style(value: f64, theme: &Theme) -> Style {
    if value.is_finite() { theme.title() } else { theme.non_finite() }
}

/// What an iteration starts from is not computed: say where it comes from instead.
fn given(app: &App, theme: &Theme, name: &str, value: f64, width: usize) -> Vec<Line> {
    let before = app.iteration() - 1;
    let role = app.worksheet().quantity(app.cursor().quantity).role;
    let edit = app.call("edit");
    let from = match role {
        Role::Input => format!("an input, given; {edit} edits it"),
        Role::Target => format!("a target, given; {edit} edits it"),
        Role::StateBefore(..) if before == 0 => "the optimizer's state at the start: 0".into(),
        Role::StateBefore(..) => format!("the optimizer's state that iteration {before} left"),
        _ if app.is_set_by_hand(app.cursor()) => {
            format!("set by hand for iteration {} and after; {edit} edits it", app.iteration())
        }
        _ if before == 0 => match &app.lesson().drawn {
            Some(drawn) => format!("the start, drawn: {drawn}; {edit} edits it"),
            None => format!("the start, given; {edit} edits it"),
        },
        _ => format!("what iteration {before} left; {edit} edits it"),
    };
    let exact = number::result(value, app.decimals());
    let from = wrap(&from, width, 0).into_iter().map(|line| (line, theme.dim()));
    std::iter::once((format!("{name} = {exact}"), value_style(value, theme))).chain(from).collect()
}
