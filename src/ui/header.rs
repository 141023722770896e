//! The top line: which lesson, where in time, what was just computed, the loss, the step size.
//! Where there is little room the words get shorter, and what matters least goes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::number;
use super::theme::Theme;
use super::warning;
use crate::app::App;
use crate::app::Other;
use crate::lesson::Real;
use crate::math::hyperparameter::Hyperparameter;

/// Columns of the title that are worth keeping before words get shorter.
const TITLE: usize = 5;

/// The same of the data that a title names.
const DATA: usize = 12;

/// So many of the ways to say the facts leave none of them out but the epoch.
const FACTS_IN_FULL: usize = 5;

/// Draws the header into a line.
pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let width = usize::from(area.width);
    let mut canvas = Canvas::new(buffer, area);
    let (right, warning) = chosen(app, width);
    let taken = right.width() + warning.width() + gap(&warning);
    let mut x = 1;
    let left = width.saturating_sub(taken);
    let [title, short] = titles(app);
    // What names the data is to stand still.
    let names_data = short != app.lesson().name;
    let steady =
        if names_data { width.saturating_sub(usual(app).width() + gap(&warning)) } else { left };
    if title.width() + 12 <= left.min(steady) {
        x = canvas.text(x, 0, "chainrule ", theme.key_hint());
        x = canvas.text(x, 0, "· ", theme.dim());
    }
    if let Some(other) = app.compared() {
        let name = other.name();
        let label = match other {
            Other::Run(run) => format!(": {}", app.timeline().runs()[run].label),
            Other::Twin(_) | Other::Document => String::new(),
        };
        let text = [format!(" difference to {name}{label} "), between(&other)];
        let room = (left + 1).saturating_sub(x as usize);
        if let Some(text) = text.iter().find(|text| text.width() <= room) {
            x = canvas.text(x, 0, text, theme.lit());
        }
    } else {
        let whole =
            if title.width() <= steady.max(left.min(short.width())) { title } else { short };
        let found = [whole, short].into_iter().find(|title| title.width() <= left);
        let title = found.map_or_else(|| shortened(title, left), String::from);
        if title.width() > 1 {
            x = canvas.text(x, 0, &title, theme.title());
        }
    }
    if !warning.is_empty() {
        let calm = app.manner().mistake.is_none() && app.troubles().is_empty();
        let style = if calm { theme.marker() } else { theme.non_finite() };
        canvas.text(if x > 1 { x + 2 } else { x }, 0, &warning, style);
    }
    let right = shortened(&right, width.saturating_sub(warning.width() + 2));
    let start = width.saturating_sub(right.width() + 1) as i32;
    canvas.text(start, 0, &right, theme.text());
}

/// The title, and what stands for it where there is less room: the data that it names, else the
/// lesson's name.
fn titles(app: &App) -> [&str; 2] {
    let lesson = app.lesson();
    let drawn = lesson.generated.as_ref().map(|drawn| drawn.dataset.name);
    let named = |data: &&str| drawn == Some(*data) || Real::find(data).is_some();
    let data = lesson.title.rsplit_once(": ").map(|(_, data)| data).filter(named);
    [&lesson.title, data.unwrap_or(&lesson.name)]
}

/// What the facts are when all of an iteration is computed: their room is kept at every step, so
/// that the title stands still.
fn usual(app: &App) -> String {
    let symbols = app.symbols();
    let sheet = app.worksheet();
    let roles = sheet.steps().iter().map(|id| symbols.role(sheet.quantity(*id).role));
    let longest = roles.max_by_key(|symbol| symbol.width()).unwrap_or_default();
    let (iteration, steps) = (app.iteration(), app.steps());
    let last = app.lesson().iterations;
    let of = if iteration <= last { format!("/{last}") } else { String::new() };
    let time = format!("iteration {iteration}{of} · step {steps}/{steps} {longest}");
    let loss = "loss 0.000000".to_owned();
    let [epoch, ..] = epoch(app);
    [time, epoch, loss, rate(app)].join("  ")
}

/// ` this − the exact run `
fn between(other: &Other) -> String {
    format!(" this − {} ", other.name())
}

/// Blanks around the facts, the warning and the title.
fn gap(warning: &str) -> usize {
    4 + usize::from(!warning.is_empty())
}

/// The first pair of facts and warning, from the longest to the shortest, that leaves a little
/// room for the title; the last of each where none does. What is warned of is worth more
/// than words among the facts, but less than the facts.
fn chosen(app: &App, width: usize) -> (String, String) {
    let (facts, warnings) = (facts(app), warning::texts(app));
    // What the numbers are differences to must be said.
    let compared = app.compared().map(|other| between(&other).width());
    let [_, short] = titles(app);
    let least = if short == app.lesson().name { TITLE } else { DATA };
    let title = compared.unwrap_or(short.width().min(least));
    let fits = |(fact, warning): &(&String, &String)| {
        fact.width() + warning.width() + gap(warning) + title <= width
    };
    let with = |warnings: &'_ [String], facts: &'_ [String]| {
        let pairs = facts.iter().flat_map(|fact| warnings.iter().map(move |text| (fact, text)));
        pairs.into_iter().find(fits).map(|(fact, warning)| (fact.clone(), warning.clone()))
    };
    let full = &facts[..FACTS_IN_FULL];
    let mut short = warnings.short.iter().map(std::slice::from_ref);
    let placed = with(&warnings.placed, full);
    let warned = placed.or_else(|| short.find_map(|text| with(text, full)));
    warned.or_else(|| with(&warnings.short, &facts)).unwrap_or_else(|| {
        let last = |of: &[String]| of.last().cloned().unwrap_or_default();
        (last(&facts), last(&warnings.short))
    })
}

/// `text` in at most `width` columns, with a sign where something is left out.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.to_string().width() + 1 > width {
            break;
        }
        kept.push(c);
    }
    if width == 0 { kept } else { kept + "…" }
}

/// `iteration 2/3 · step 7/11 δ_s  epoch 1 · batch 2/3  loss 1.65147  η 0.5`, in ever fewer words.
fn facts(app: &App) -> Vec<String> {
    let (time, epoch) = (time(app), epoch(app));
    let (loss, rate) = (loss(app), rate(app));
    let choice: [&[&str]; 7] = [
        &[&time[0], &epoch[0], &loss, &rate],
        &[&time[0], &epoch[1], &loss, &rate],
        &[&time[0], &epoch[2], &loss, &rate],
        &[&time[1], &epoch[2], &loss, &rate],
        &[&time[1], &loss, &rate],
        &[&time[1], &rate],
        &[&time[1]],
    ];
    let joined = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    };
    choice.into_iter().map(joined).collect()
}

/// `iteration 2/3 · step 7/11 δ_s`, and `it 2/3 · 7/11 δ_s`.
fn time(app: &App) -> [String; 2] {
    let state = match (app.pursued(), app.is_playing()) {
        (Some(target), _) => format!("▶▶ {target} "),
        (None, true) => format!("▶ {} ", app.speed().name()),
        (None, false) => String::new(),
    };
    let score = app.score().map(|(right, answers)| format!("right {right}/{answers}  "));
    let state = score.unwrap_or_default() + &state;
    let Some(id) = app.current_quantity() else {
        return [format!("{state}start · nothing computed yet"), format!("{state}start")];
    };
    let symbol = app.symbols().role(app.worksheet().quantity(id).role);
    let (iteration, last) = (app.iteration(), app.lesson().iterations);
    // One may go on after the lesson's end.
    let of = if iteration <= last { format!("/{last}") } else { String::new() };
    let (step, steps) = (app.step(), app.steps());
    [
        format!("{state}iteration {iteration}{of} · step {step}/{steps} {symbol}"),
        format!("{state}it {iteration}{of} · {step}/{steps} {symbol}"),
    ]
}

/// `epoch 2 · batch 1/3 · rows 1–10`, `epoch 2 · batch 1/3`, and `ep 2 · 1/3`; nothing where an
/// iteration sees all examples.
fn epoch(app: &App) -> [String; 3] {
    let (batches, iteration) = (app.trainer().batches(), app.iteration());
    let all = batches.per_epoch();
    if all < 2 {
        return Default::default();
    }
    let (epoch, batch) = (batches.epoch(iteration) + 1, (iteration - 1) % all + 1);
    let whole = format!("epoch {epoch} · batch {batch}/{all}");
    let rows = app.rows_seen().map_or(whole.clone(), |rows| format!("{whole} · {rows}"));
    [rows, whole, format!("ep {epoch} · {batch}/{all}")]
}

/// `η 0.5`, and `η 0.5 → 0.1` where the next update has another one than this iteration.
fn rate(app: &App) -> String {
    Hyperparameter::find("learning_rate").map_or(String::new(), |row| {
        let (now, next) = ((row.get)(app.trainer().hyper()), app.hyper_value(row));
        let now = number::short(now);
        let next = number::short(next);
        if now == next {
            format!("{} {now}", row.symbol)
        } else {
            format!("{} {now} → {next}", row.symbol)
        }
    })
}

/// `loss 1.65147`, once it is computed.
fn loss(app: &App) -> String {
    if app.loss_is_shown() {
        format!("loss {}", number::short(app.trainer().loss()))
    } else {
        String::new()
    }
}
