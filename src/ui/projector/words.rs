//! The words around what is projected: its formula above, what to make of it below.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::ui::number;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;
use crate::worksheet::explain::Wording;
use crate::worksheet::quantity::Id;

/// Pieces of a line, one after the other.
pub(super) type Line = Vec<(String, Style)>;

/// Losses told at the end of an iteration.
const LOSSES: u64 = 4;

/// How many columns a line takes.
pub(super) fn width(line: &Line) -> usize {
    line.iter().map(|(text, _)| text.width()).sum()
}

/// `δ_s = ReLU′(s) ⊙ (δ_out · W_outᵀ)` and `(4×3) = …`; all of it `short` in a line.
pub(super) fn heading(app: &App, theme: &Theme, id: Id, short: bool, room: usize) -> [Line; 2] {
    let (sheet, symbols) = (app.worksheet(), app.symbols());
    let q = sheet.quantity(id);
    let name = format!(" {} ", symbols.role(q.role));
    let style = if app.current_quantity() == Some(id) { theme.lit() } else { theme.title() };
    let formula = sheet.formula(id, &app.trainer().now());
    let formula = formula.map(|formula| format!(" = {}", symbols.formula(sheet, &formula)));
    let shape = format!("({}×{})", q.rows, q.columns);
    let taken = name.width() + if short { shape.width() + 2 } else { 0 };
    let formula = formula.filter(|text| taken + text.width() <= room).unwrap_or_default();
    let mut above = vec![(name, style), (formula, theme.title())];
    if short {
        above.push((format!("  {shape}"), theme.dim()));
        return [above, Line::new()];
    }
    let shapes = app.explanation().shapes(sheet, &app.trainer().now(), &symbols);
    let shapes = shapes.filter(|text| text.width() <= room).unwrap_or(shape);
    [above, vec![(shapes, theme.dim())]]
}

/// `iteration 3 of 3 · loss`, and the losses before.
pub(super) fn ended(app: &App, theme: &Theme) -> [Line; 2] {
    let (here, last) = (app.iteration(), app.lesson().iterations);
    // One may go on after the lesson's end.
    let of = if here <= last { format!(" of {last}") } else { String::new() };
    let above = vec![
        (format!("iteration {here}{of}"), theme.title()),
        (" · ".into(), theme.dim()),
        (" loss ".into(), theme.lit()),
    ];
    let losses = &app.timeline().run().losses;
    let first = here.saturating_sub(LOSSES).max(1);
    // Of long runs single losses are not kept.
    let before = (first..here).filter_map(|at| losses.at(at)).filter(|_| losses.width() == 1);
    let before: Vec<String> = before.map(|bucket| loss(bucket.last)).collect();
    let before =
        if before.is_empty() { String::new() } else { format!("{} →", before.join(" → ")) };
    [above, vec![(before, theme.key_label())]]
}

/// A loss in few digits.
pub(super) fn loss(x: f64) -> String {
    number::brief(x, 3)
}

/// What the lesson says about the iteration that has ended.
pub(super) fn said(app: &App, theme: &Theme, room: usize, most: usize) -> Vec<Line> {
    if app.lesson_speaks() { below(app, theme, room, most) } else { Vec::new() }
}

/// What to make of the cell under the cursor, or what the lesson says about the step that was done
/// last, in at most `most` lines.
pub(super) fn below(app: &App, theme: &Theme, room: usize, most: usize) -> Vec<Line> {
    let speaks = app.lesson_speaks() && app.asked().is_none();
    let lines = match app.cue().filter(|_| speaks) {
        Some(cue) => cut(wrap(&cue.say, room, 0), room, most, &app.call("lesson")),
        None => arithmetic(app, room, most),
    };
    let style = if app.hides(app.cursor()) { theme.title() } else { theme.text() };
    lines.into_iter().map(|line| vec![(line, style)]).collect()
}

/// At most so many lines; the last one says where the rest is.
fn cut(mut lines: Vec<String>, room: usize, most: usize, key: &str) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        let more = format!(" … {key}");
        if let Some(last) = lines.last_mut() {
            while last.width() + more.width() > room && last.pop().is_some() {}
            last.push_str(&more);
        }
    }
    lines
}

/// `δ_s[1,1] = 1 × (−0.38959 × 0.22397) = −0.0872554`, sums as short as it takes; of a veiled cell
/// only what it is called, or with a hint its formula.
fn arithmetic(app: &App, room: usize, most: usize) -> Vec<String> {
    let (sheet, symbols, cell) = (app.worksheet(), app.symbols(), app.cursor());
    let name = symbols.cell(sheet, cell);
    if app.hides(cell) {
        let hint = app.is_hinted(cell).then(|| app.explanation().symbolic(sheet, &symbols));
        let hint = hint.flatten().map(|formula| wrap(&format!("{name} = {formula}"), room, 2));
        let hint = hint.filter(|lines| lines.len() <= most);
        return hint.unwrap_or_else(|| vec![format!("{name} = ?")]);
    }
    if !app.is_reached(cell.quantity) {
        let step = app.call("next-step");
        return vec![format!("{name} is not computed yet: {step} steps to it")];
    }
    let (why, trace) = (app.explanation(), app.trainer().trace());
    let digits = |x| number::in_formula(x, app.decimals());
    let value = number::in_formula(why.value, app.decimals());
    let written = |terms| {
        let wording = Wording { symbols: &symbols, number: &digits, terms, chosen: None };
        let (_, mut numbers) = why.written(sheet, trace, wording)?;
        let worked_out = numbers.pop().map_or(String::new(), |text| format!(" = {text}"));
        Some(wrap(&format!("{name}{worked_out} = {value}"), room, 2))
    };
    let mut ways = [12, 8, 6, 4, 3, 2, 1].into_iter().filter_map(written);
    let fitting = ways.find(|lines| lines.len() <= most);
    fitting.unwrap_or_else(|| vec![format!("{name} = {value}")])
}
