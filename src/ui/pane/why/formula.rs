//! The formula of a cell in symbols, in numbers, and its value, in as much room as there is.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::{Line, value_style};
use crate::app::App;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;
use crate::worksheet::explain::{Explanation, Wording};
use crate::worksheet::quantity::Cell;

/// How much may be said.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Terms of a sum in symbols, and in numbers; no symbols at all are those of the whole matrix.
    symbols: usize,
    numbers: usize,
    /// Lines of numbers: as they are, and with functions worked out.
    lines: usize,
    /// The factor that is marked.
    chosen: Option<Cell>,
}

/// From much to little, no more terms than `cells` hold. Shorter symbols first: the numbers
/// matter more. Then fewer lines of numbers.
pub(super) fn rooms(cells: usize, chosen: Option<Cell>) -> impl Iterator<Item = Room> {
    let many = (cells / 24).max(6);
    let even = [many, many * 2 / 3, many / 2, many / 3, many / 4, 6, 4, 3];
    let even = even.into_iter().filter(|terms| *terms >= 3).map(|terms| (terms, terms, 2));
    let few = [(2, 3, 2), (1, 3, 2), (1, 2, 2), (1, 3, 1), (1, 2, 1), (1, 1, 1), (0, 2, 1)];
    let few = few.into_iter().chain([(0, 1, 1), (1, 1, 0), (0, 1, 0)]);
    let room = move |(symbols, numbers, lines)| Room { symbols, numbers, lines, chosen };
    even.chain(few).map(room)
}

/// The formula in symbols, in numbers, and the value.
pub(super) fn formula(
    app: &App,
    why: &Explanation,
    name: &str,
    theme: &Theme,
    width: usize,
    room: &Room,
) -> Vec<Line> {
    let (sheet, trace, symbols) = (app.worksheet(), app.trainer().trace(), app.symbols());
    let digits = |x| number::in_formula(x, app.decimals());
    let chosen = room.chosen;
    let written = |terms| {
        let wording = Wording { symbols: &symbols, number: &digits, terms, chosen };
        why.written(sheet, trace, wording).unwrap_or_default()
    };
    let (symbolic, mut numbers) = written(room.numbers);
    let numbers = numbers.split_off(numbers.len().saturating_sub(room.lines));
    let mut lines = Vec::new();
    let mut texts: Vec<(String, Style)> =
        numbers.into_iter().map(|text| (text, theme.text())).collect();
    match room.symbols {
        0 => {
            let whole = whole(app, why).unwrap_or_default();
            lines.extend(wrap(&whole, width, 2).into_iter().map(|line| (line, theme.text())));
        }
        terms if terms == room.numbers => texts.insert(0, (symbolic, theme.title())),
        terms => texts.insert(0, (written(terms).0, theme.title())),
    }
    let indent = name.width() + 3;
    let blank = " ".repeat(name.width());
    let heads = std::iter::once(name).chain(std::iter::repeat(blank.as_str()));
    for (head, (text, style)) in heads.zip(&texts) {
        let text = format!("{head} = {text}");
        lines.extend(wrap(&text, width, indent).into_iter().map(|line| (line, *style)));
    }
    let value = format!(" = {}", value_text(app, why));
    match lines.last_mut().filter(|_| !texts.is_empty()) {
        Some((last, _)) if last.width() + value.width() <= width => last.push_str(&value),
        Some(_) => lines.push((format!("{blank}{value}"), value_style(why.value, theme))),
        None => lines.push((format!("{name}{value}"), value_style(why.value, theme))),
    }
    lines
}

/// The value; `0.5618, rounded 0.56` where it is rounded before it is carried on.
fn value_text(app: &App, why: &Explanation) -> String {
    let result = |x| number::result(x, app.decimals());
    let before = why.recompute(app.worksheet(), app.trainer().trace());
    if app.manner().rounding.is_some() && before != why.value && !before.is_nan() {
        return format!("{}, rounded {}", result(before), result(why.value));
    }
    result(why.value)
}

/// The formula of the whole matrix: `δ_s = ReLU′(s) ⊙ (δ_out · W_outᵀ)`.
pub(super) fn whole(app: &App, why: &Explanation) -> Option<String> {
    let (sheet, symbols) = (app.worksheet(), app.symbols());
    let name = symbols.role(sheet.quantity(why.cell.quantity).role);
    let whole = sheet.formula(why.cell.quantity, &app.trainer().now())?;
    Some(format!("{name} = {}", symbols.formula(sheet, &whole)))
}
