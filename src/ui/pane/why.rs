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
    let sheet = app.worksheet();
    let cell = app.cursor();
    let symbols = app.symbols();
    let name = symbols.cell(sheet, cell);
    if !app.is_shown(cell.quantity) {
        return vec![(format!("{name} is not computed yet: n steps to it"), theme.dim())];
    }
    let why = app.explanation();
    let Some(symbolic) = why.symbolic(sheet, &symbols) else {
        return given(app, theme, &name, why.value);
    };
    let trace = app.trainer().trace();
    let numbers =
        why.substituted(sheet, trace, &symbols, &|x| number::in_formula(x, app.decimals()));
    let mut extra = Vec::new();
    if let Some(shapes) = why.shapes(sheet, &app.trainer().now(), &symbols) {
        extra.push((shapes, theme.dim()));
    }
    if let Some(remark) = &why.remark {
        extra.push((remark.clone(), theme.dim()));
    }
    let indent = name.width();
    for longest in [6, 3, 2, 1] {
        let mut lines = Vec::new();
        let mut formula = |text: &str, head: &str, style: Style| {
            let room = (width.saturating_sub(indent + 3)) * longest;
            let text = format!("{head} = {}", elide(text, room.max(20)));
            lines.extend(wrap(&text, width, indent + 3).into_iter().map(|line| (line, style)));
        };
        let blank = " ".repeat(indent);
        formula(&symbolic, &name, theme.title());
        for line in &numbers {
            formula(line, &blank, theme.text());
        }
        formula(&number::exact(why.value), &blank, value_style(why.value, theme));
        if lines.len() <= height || longest == 1 {
            for (text, style) in &extra {
                let wrapped = wrap(text, width, 2);
                if lines.len() + wrapped.len() <= height {
                    lines.extend(wrapped.into_iter().map(|line| (line, *style)));
                }
            }
            return squeezed(lines, height);
        }
    }
    Vec::new()
}

/// With too little room the result is kept, and the formula before the numbers.
fn squeezed(mut lines: Vec<Line>, height: usize) -> Vec<Line> {
    while lines.len() > height.max(1) && lines.len() > 2 {
        lines.remove(1);
    }
    lines
}

fn value_style(value: f64, theme: &Theme) -> Style {
    if value.is_finite() { theme.title() } else { theme.non_finite() }
}

/// What an iteration starts from is not computed: say where it comes from instead.
fn given(app: &App, theme: &Theme, name: &str, value: f64) -> Vec<Line> {
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
    let exact = number::exact(value);
    vec![(format!("{name} = {exact}"), value_style(value, theme)), (from, theme.dim())]
}
