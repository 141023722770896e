//! What a checked document says of the cell under the cursor: the number, what is right, the
//! mistake in words, and the formula that was used beside the right one.

use ratatui::style::Style;

use super::Line;
use crate::app::{App, Beneath};
use crate::homework::marked::shown;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;
use crate::worksheet::quantity::Cell;

/// Nothing where it says nothing; at most `most` lines, whole sentences only.
pub(super) fn lines(app: &App, cell: Cell, theme: &Theme, width: usize, most: usize) -> Vec<Line> {
    let Some(beneath) = app.beneath(cell) else { return Vec::new() };
    let mut texts = vec![number_of(app, cell, &beneath, theme)];
    if beneath.judged.status.is_wrong() {
        texts.extend(mistake(app, cell, &beneath, theme));
    }
    let mut lines = Vec::new();
    for (text, style) in texts {
        let wrapped = wrap(&text, width, 2);
        if lines.len() + wrapped.len() > most.max(1) {
            break;
        }
        lines.extend(wrapped.into_iter().map(|line| (line, style)));
    }
    lines
}

/// `WRONG: line 19 has -0.51582662, right is −0`
fn number_of(app: &App, cell: Cell, beneath: &Beneath, theme: &Theme) -> (String, Style) {
    let Beneath { entry, judged } = beneath;
    let (raw, line) = (shown(&entry.raw), entry.line);
    let right = app.trainer().trace().cell(app.worksheet(), cell);
    let right = number::result(right, app.decimals());
    if entry.wrong {
        let text = format!("WRONG: line {line} has {raw}, right is {right}");
        return (text, theme.error());
    }
    let said = judged.status.said();
    let text = if judged.status.is_right() || judged.status.is_wrong() {
        format!("line {line} has {raw}: right")
    } else {
        format!("line {line} has {raw}, right is {right}: {said}")
    };
    (text, theme.dim())
}

/// What was done, with which formula, instead of which, and why that is wrong.
fn mistake(app: &App, cell: Cell, beneath: &Beneath, theme: &Theme) -> Vec<(String, Style)> {
    let Some(cause) = beneath.judged.causes.first() else {
        let slip = "no usual mistake gives these numbers: a slip in the arithmetic";
        return vec![(slip.into(), theme.text())];
    };
    let again = if cause.again { "the same mistake again: " } else { "" };
    let mut texts = vec![(format!("{again}{}", shown(&cause.said)), theme.title())];
    if let Some([used, right]) = app.formulas_beneath(cell.quantity, beneath.judged) {
        texts.push((format!("yours: {used}"), theme.error()));
        texts.push((format!("right: {right}"), theme.text()));
    }
    if !cause.why.is_empty() {
        texts.push((shown(&cause.why), theme.dim()));
    }
    texts
}
