//! The gradient check, live: every gradient that is computed against a difference of losses, one
//! line a parameter; the worst element, and the one under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Pane};
use crate::ui::canvas::Canvas;
use crate::ui::kept::Kept;
use crate::ui::number;
use crate::ui::scroll;
use crate::ui::theme::Theme;
use crate::ui::wrap::wrap;
use crate::worksheet::check::{Checked, Summary, Verdict, sample, summaries, worst};
use crate::worksheet::quantity::{Cell, Id, Role};

/// The most multiplications a drawing may take, and while it plays.
const BUDGET: usize = 4_000_000;
const BUDGET_PLAYING: usize = 500_000;

type Line = (String, Style);

/// Draws the pane and returns how far it scrolls at most.
pub(super) fn draw(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    kept: &mut Kept,
) -> usize {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let height = usize::from(area.height);
    if height == 0 || area.width == 0 {
        return 0;
    }
    let lines = lines(app, theme, width, height, kept);
    let most = lines.len().saturating_sub(height);
    let first = app.scrolled(Pane::Check).min(most);
    let mut canvas = Canvas::new(buffer, area);
    for (y, (text, style)) in lines.iter().skip(first).take(height).enumerate() {
        canvas.text(1, y as i32, text, *style);
    }
    let (edge, last) = (i32::from(area.width) - 1, height as i32 - 1);
    scroll::arrows(&mut canvas, edge, last, (first > 0, first < most), theme);
    most
}

fn lines(app: &App, theme: &Theme, width: usize, height: usize, kept: &mut Kept) -> Vec<Line> {
    let sheet = app.worksheet();
    let all: Vec<Id> = sheet.parameters().iter().map(|slots| slots.gradient).collect();
    let (shown, waiting): (Vec<Id>, Vec<Id>) = all.into_iter().partition(|id| app.is_shown(*id));
    let under = under(app, &shown);
    let checks = checks(app, &shown, under, kept);
    let found = summaries(&checks);
    let mut lines = mistake(app, theme, width, &found);
    lines.extend(table(app, theme, &found, width));
    if !waiting.is_empty() {
        let names: Vec<_> =
            waiting.iter().map(|id| app.symbols().role(sheet.quantity(*id).role)).collect();
        let text = format!("checked as soon as computed: {}", names.join("  "));
        lines.extend(wrap(&text, width, 2).into_iter().map(|line| (line, theme.dim())));
    }
    if let Some(check) = under.and_then(|cell| checks.iter().find(|one| is_of(app, one, cell))) {
        lines.extend(detail(app, check, theme, width));
    } else if let Some(check) = worst(checks.iter().filter(|check| check.is_compared())) {
        lines.extend(at_worst(app, check, theme, width));
    }
    if lines.len() < height {
        let short = "(L(θ + h) − L(θ − h)) / 2h";
        let method = format!("gradients against {short}");
        let method = if method.width() <= width { method } else { short.into() };
        lines.insert(0, (method, theme.dim()));
    }
    lines
}

/// The gradient of the element under the cursor, where the cursor is on a parameter's matrices.
fn under(app: &App, shown: &[Id]) -> Option<Cell> {
    let (sheet, cursor) = (app.worksheet(), app.cursor());
    let parameter = sheet.quantity(cursor.quantity).role.parameter()?;
    let slots = sheet.parameters().iter().find(|slots| slots.parameter == parameter)?;
    shown.contains(&slots.gradient).then_some(Cell { quantity: slots.gradient, ..cursor })
}

fn is_of(app: &App, check: &Checked, cell: Cell) -> bool {
    let role = app.worksheet().quantity(cell.quantity).role;
    role == Role::Gradient(check.parameter) && (check.row, check.column) == (cell.row, cell.column)
}

/// As many elements as there is time for; the one under the cursor in any case.
fn checks(app: &App, shown: &[Id], under: Option<Cell>, kept: &mut Kept) -> Vec<Checked> {
    if shown.is_empty() {
        return Vec::new();
    }
    let budget = if app.is_moving() { BUDGET_PLAYING } else { BUDGET };
    let mut cells = sample(app.worksheet(), shown, budget);
    if let Some(cell) = under.filter(|cell| !cells.contains(cell)) {
        cells.push(cell);
    }
    kept.checks(app, &cells)
}

/// The mistake that is made on purpose: where, and why no gradient is wrong, where none is.
fn mistake(app: &App, theme: &Theme, width: usize, found: &[Summary]) -> Vec<Line> {
    let sheet = app.worksheet();
    let Some(mistake) = sheet.manner().mistake else { return Vec::new() };
    let name = |id: Id| app.symbols().role(sheet.quantity(id).role);
    let made: Vec<_> = app.broken().into_iter().map(name).collect();
    let all_right = !found.is_empty() && found.iter().all(|summary| summary.differ == 0);
    let why = if all_right { format!("; {}", app.why_none_is_wrong()) } else { String::new() };
    let text = format!("{} in {}{why}", mistake.code, made.join("  "));
    wrap(&text, width, 2).into_iter().map(|line| (line, theme.error())).collect()
}

/// `W_out  3 of 3  1.0e-12  agrees`
fn table(app: &App, theme: &Theme, found: &[Summary], width: usize) -> Vec<Line> {
    let (sheet, symbols) = (app.worksheet(), app.symbols());
    let row = |summary: &Summary| {
        let (rows, columns) = sheet.network().shape(summary.parameter);
        let name = symbols.role(Role::Gradient(summary.parameter));
        let counted = format!("{} of {}", summary.checked, grouped(rows * columns));
        let error = summary.worst.as_ref().map_or("-".into(), |w| format!("{:.1e}", w.error()));
        [name, counted, error]
    };
    let rows: Vec<[String; 3]> = found.iter().map(row).collect();
    let widest = |i: usize| rows.iter().map(|row| row[i].width()).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2)];
    let verdicts = found.iter().map(|summary| verdict(summary, theme).0.width());
    let last = verdicts.max().unwrap_or(0);
    // The verdict matters most, then how large the error is.
    let wide = |columns: &[usize]| columns.iter().map(|i| widths[*i] + 2).sum::<usize>() + last;
    let choices: [&[usize]; 3] = [&[0, 1, 2], &[0, 2], &[0]];
    let columns = choices.into_iter().find(|columns| wide(columns) <= width).unwrap_or(&[0]);
    let mut lines = Vec::new();
    for (cells, summary) in rows.iter().zip(found) {
        let padded = columns.iter().map(|i| (&cells[*i], widths[*i])).map(|(text, width)| {
            format!("{text}{}", " ".repeat(width.saturating_sub(text.width()) + 2))
        });
        let (verdict, style) = verdict(summary, theme);
        let text = padded.collect::<String>() + &verdict;
        let skipped = summary.skipped();
        if skipped.is_empty() || summary.compared == 0 {
            lines.push((text, style));
        } else if text.width() + 2 + skipped.width() <= width {
            lines.push((format!("{text}, {skipped}"), style));
        } else {
            lines.push((text, style));
            lines.push((format!("{}{skipped}", " ".repeat(widths[0] + 2)), theme.text()));
        }
    }
    lines
}

fn verdict(summary: &Summary, theme: &Theme) -> (String, Style) {
    match (summary.differ, summary.compared) {
        (0, 0) => (summary.skipped(), theme.text()),
        (0, _) => ("agrees".into(), theme.text()),
        (n, _) => (format!("{n} DIFFER"), theme.error()),
    }
}

/// The element under the cursor: whether it is right, and how one would check it by hand.
fn detail(app: &App, check: &Checked, theme: &Theme, width: usize) -> Vec<Line> {
    let place = format!("[{},{}]", check.row + 1, check.column + 1);
    let theta = app.symbols().role(Role::Parameter(check.parameter)) + &place;
    let gradient = app.symbols().role(Role::Gradient(check.parameter)) + &place;
    let digits = |x| number::result(x, app.decimals());
    let h = format!("{:e}", check.step);
    let h = if h.len() > 8 { format!("{:.2e}", check.step) } else { h };
    let [up, down] = check.losses.map(digits);
    let (difference, exact) = (digits(check.difference), digits(check.gradient));
    let verdict = match check.verdict {
        Verdict::Agrees => "agrees".into(),
        Verdict::Differs => "DIFFERS".into(),
        other => other.reason().unwrap_or_default(),
    };
    let style = if check.verdict == Verdict::Differs { theme.error() } else { theme.title() };
    // The verdict first: where there is little room the rest may go.
    let texts = [
        (format!("{gradient} = {exact}  {verdict}"), style),
        (format!("difference / 2h = {difference}"), theme.text()),
        (format!("L({theta} + {h}) = {up}"), theme.text()),
        (format!("L({theta} − {h}) = {down}"), theme.text()),
    ];
    let wrapped = |(text, style): (String, Style)| {
        wrap(&text, width, 2).into_iter().map(move |line| (line, style))
    };
    texts.into_iter().flat_map(wrapped).collect()
}

/// `worst ΔW[1,2]: gradient 0.25, difference 0.25`
fn at_worst(app: &App, check: &Checked, theme: &Theme, width: usize) -> Vec<Line> {
    let name = app.symbols().role(Role::Gradient(check.parameter));
    let digits = |x| number::result(x, app.decimals());
    let (gradient, difference) = (digits(check.gradient), digits(check.difference));
    let (row, column) = (check.row + 1, check.column + 1);
    let text =
        format!("worst {name}[{row},{column}]: gradient {gradient}, difference {difference}");
    wrap(&text, width, 2).into_iter().map(|line| (line, theme.text())).collect()
}

/// `101,770`
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}
