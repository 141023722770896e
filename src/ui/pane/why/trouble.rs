//! What is wrong with the cell under the cursor: what happened in one that is not finite, and what
//! it means that a unit is dead or a step exploded.

use super::Line;
use crate::app::App;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;
use crate::worksheet::explain::Explanation;

/// Nothing while all is well; at most `most` lines, whole sentences only.
pub(super) fn lines(
    app: &App,
    why: &Explanation,
    theme: &Theme,
    width: usize,
    most: usize,
) -> Vec<Line> {
    let Some(trouble) = app.trouble_here() else { return Vec::new() };
    let (sheet, trace, symbols) = (app.worksheet(), app.trainer().trace(), app.symbols());
    let digits = |x| number::in_formula(x, app.decimals());
    let happened = why.overflow(sheet, trace, &symbols, &digits);
    let style = if happened.is_some() { theme.non_finite() } else { theme.error() };
    let texts = match happened {
        Some(happened) => vec![happened],
        None => vec![format!("{}: {}", trouble.word, trouble.means), trouble.word.into()],
    };
    let mut wrapped = texts.iter().map(|text| wrap(text, width, 2));
    let fitting = wrapped.find(|lines| lines.len() <= most).unwrap_or_default();
    fitting.into_iter().map(|line| (line, style)).collect()
}
