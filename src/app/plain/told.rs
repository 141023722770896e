//! What is told after a command besides what it changed: a matrix, where a number comes from, what
//! a pane would show.

use super::digits;
use crate::app::hyper::written;
use crate::app::{App, Knob};
use crate::lesson::Cue;
use crate::math::hyperparameter::Hyperparameter;
use crate::math::number;
use crate::report;
use crate::train::Losses;
use crate::worksheet::check::{Verdict, gradient_check};
use crate::worksheet::quantity::{Cell, Id, Phase};
use crate::worksheet::trouble::Trouble;

/// Tells something; the text is what was typed behind the command.
type Tell = fn(&App, &str) -> Vec<String>;

/// The table: commands by name, and what is told after each.
static TOLD: &[(&str, Tell)] = &[
    ("search", found),
    ("reveal", revealed),
    ("hint", |app, _| why(app)),
    ("follow", |app, _| why(app)),
    ("back", |app, _| why(app)),
    ("worksheet", |app, _| worksheet(app)),
    ("why", |app, _| why(app)),
    ("network", |app, _| network(app)),
    ("loss", |app, _| losses(app)),
    ("plane", |_, _| vec!["the plane is a picture; chainrule render draws it into a file".into()]),
    ("derivation", |app, _| derivation(app)),
    ("check", |app, _| check(app)),
    ("hyperparameters", |app, _| hyperparameters(app)),
    ("lesson", |app, _| lesson(app)),
];

/// The most losses that are listed.
const LATEST: u64 = 10;

/// The most parameters that are checked at once: each takes two forward passes.
const MOST_CHECKED: usize = 1_000;

/// What is told after the command of this name.
pub(super) fn after(name: &str) -> Option<Tell> {
    TOLD.iter().find(|(command, _)| *command == name).map(|(_, tell)| *tell)
}

/// A quantity with its formula and its numbers, a row a line.
pub(super) fn quantity(app: &App, id: Id) -> Vec<String> {
    let (sheet, trainer) = (app.worksheet(), app.trainer());
    let cells = trainer.trace().slice(sheet, id);
    let rows = report::rows(cells, sheet.quantity(id).columns, digits(app));
    let rows = if app.asked() == Some(id) { asked_rows(app, id) } else { rows };
    let rows = rows.into_iter().map(|row| format!("  {}", row.trim_end()));
    std::iter::once(report::equation(trainer, &app.symbols(), id)).chain(rows).collect()
}

/// The rows of what is asked for: only the cells that were predicted or shown.
fn asked_rows(app: &App, quantity: Id) -> Vec<String> {
    let q = app.worksheet().quantity(quantity);
    let cell = |row| move |column| value(app, Cell { quantity, row, column });
    (0..q.rows).map(|row| (0..q.columns).map(cell(row)).collect::<Vec<_>>().join("  ")).collect()
}

/// A cell's number; `?` while it is asked for.
fn value(app: &App, cell: Cell) -> String {
    if app.hides(cell) {
        return "?".into();
    }
    number::format(app.trainer().trace().cell(app.worksheet(), cell), digits(app))
}

/// The quantity that was looked for; the cell too, where one was named.
fn found(app: &App, argument: &str) -> Vec<String> {
    let mut lines = quantity(app, app.cursor().quantity);
    if argument.contains('[') {
        lines.push(cell(app));
        lines.extend(apart(app));
    }
    lines
}

/// `W[1,2] = 0.71`
pub(super) fn cell(app: &App) -> String {
    let name = app.symbols().cell(app.worksheet(), app.cursor());
    format!("{name} = {}", value(app, app.cursor()))
}

/// The cell that was shown, or all of what was asked for.
fn revealed(app: &App, argument: &str) -> Vec<String> {
    if argument.is_empty() { vec![cell(app)] } else { quantity(app, app.cursor().quantity) }
}

/// Where the cell under the cursor comes from: in symbols, with numbers, and what it is.
fn why(app: &App) -> Vec<String> {
    let (sheet, trace, symbols) = (app.worksheet(), app.trainer().trace(), app.symbols());
    let why = app.explanation();
    let name = symbols.cell(sheet, why.cell);
    let asked = app.hides(why.cell);
    if asked && !app.is_hinted(why.cell) {
        return vec![format!(
            "{name} is asked for: answer it; hint shows its formula, reveal all of it"
        )];
    }
    let write = |x: f64| number::format(x, digits(app));
    let mut lines: Vec<String> = why.symbolic(sheet, &symbols).into_iter().collect();
    lines.extend(why.substituted(sheet, trace, &symbols, &write));
    if asked {
        return lines.iter().map(|line| format!("{name} = {line}")).collect();
    }
    lines.push(write(why.value));
    let mut lines: Vec<_> = lines.iter().map(|line| format!("{name} = {line}")).collect();
    if why.formula.is_none() {
        lines.push("it is given: this iteration starts from it".into());
    }
    lines.extend(app.example_note());
    lines.extend(why.shapes(sheet, &app.trainer().now(), &symbols));
    lines.extend(why.overflow(sheet, trace, &symbols, &write));
    lines.extend(why.remark);
    lines.extend(apart(app));
    lines
}

/// How far the cell under the cursor is from what it would be without the mistake or the rounding.
fn apart(app: &App) -> Vec<String> {
    let in_full = app.told_apart().into_iter();
    in_full.filter_map(|texts| texts.into_iter().next()).collect()
}

/// The first trouble of a kind: where it is, what it means, and how to get there.
pub(super) fn trouble(app: &App, name: &str) -> Option<String> {
    let found = app.troubles().into_iter().find(|found| found.trouble.name == name)?;
    let (place, at) = (app.place_of(&found), found.iteration);
    let Trouble { word, means, .. } = found.trouble;
    Some(format!("{word} at iteration {at}: {place}: {means}; goto {name} goes there"))
}

/// Everything that is given or computed so far.
fn worksheet(app: &App) -> Vec<String> {
    let shown = app.worksheet().quantities().map(|(id, _)| id).filter(|id| app.is_shown(*id));
    shown.flat_map(|id| quantity(app, id)).collect()
}

fn network(app: &App) -> Vec<String> {
    let network = app.worksheet().network();
    let layer = |l: usize| {
        let (layer, from) = (network.layer(l), network.width(l - 1));
        format!("layer {l}: {from} to {} units, {}", network.width(l), layer.activation.name)
    };
    let loss = format!("loss: {}", network.loss.name);
    let optimizer = format!("optimizer: {}", network.optimizer.name);
    (1..=network.depth()).map(layer).chain([loss, optimizer]).collect()
}

/// The latest losses of this run up to the iteration on show, and the other runs.
fn losses(app: &App) -> Vec<String> {
    let runs = app.timeline().runs();
    let losses = &app.timeline().run().losses;
    let last = losses.count().min(app.iteration());
    let first = last.saturating_sub(LATEST - 1).max(1);
    let mut lines: Vec<_> = (first..=last).filter_map(|at| one_loss(app, losses, at)).collect();
    for run in runs.iter().filter(|_| runs.len() > 1) {
        lines.push(format!("run {}: {} iterations", run.label, run.reached()));
    }
    lines
}

/// The loss of an iteration, where it was kept by itself.
fn one_loss(app: &App, losses: &Losses, at: u64) -> Option<String> {
    let bucket = losses.at(at).filter(|_| at.is_multiple_of(losses.width()))?;
    Some(format!("iteration {at}: {}", number::format(bucket.last, digits(app))))
}

/// The formula of every quantity of the way back.
fn derivation(app: &App) -> Vec<String> {
    let (trainer, symbols) = (app.trainer(), app.symbols());
    let back = [Phase::Backward, Phase::Gradient];
    let quantities = app.worksheet().quantities().filter(|(_, q)| back.contains(&q.role.phase()));
    quantities.map(|(id, _)| report::equation(trainer, &symbols, id)).collect()
}

/// How many gradients agree with a difference of losses.
fn check(app: &App) -> Vec<String> {
    let trainer = app.trainer();
    let count: usize = trainer.parameters().iter().map(|numbers| numbers.len()).sum();
    if count > MOST_CHECKED {
        return vec![format!("{count} gradients are many: chainrule gradcheck compares them all")];
    }
    let checks = gradient_check(trainer.worksheet(), trainer.trace(), trainer.hyper());
    let having =
        |wanted: fn(&Verdict) -> bool| checks.iter().filter(|check| wanted(&check.verdict)).count();
    let told = [
        ("agree with a difference of losses", having(|v| *v == Verdict::Agrees)),
        ("differ", having(|v| *v == Verdict::Differs)),
        ("stand at a kink", having(|v| matches!(v, Verdict::Kink(_)))),
        ("are not finite", having(|v| *v == Verdict::NotFinite)),
    ];
    let told = told.into_iter().filter(|(_, n)| *n > 0);
    told.map(|(what, n)| format!("of {count} gradients {n} {what}")).collect()
}

fn hyperparameters(app: &App) -> Vec<String> {
    let row = |row: &'static Hyperparameter| {
        let value = written(row, app.hyper_value(row));
        format!("{} = {value}, {}", row.name, row.domain.bounds())
    };
    let knob = |knob: &Knob| match knob {
        Knob::Hyper(hyper) => row(hyper),
        Knob::Setting(setting) => {
            let now = app.setting_now(setting).unwrap_or_default();
            format!("{} = {now}, {}; starts over", setting.name, setting.takes)
        }
    };
    app.knobs().iter().map(knob).collect()
}

/// The lesson's title, and what it says here.
pub(super) fn lesson(app: &App) -> Vec<String> {
    let lesson = app.lesson();
    let mut lines = vec![lesson.title.clone()];
    match app.cue() {
        Some(passed) => lines.extend(cue(passed)),
        None if lesson.summary.is_empty() => {}
        None => lines.push(lesson.summary.clone()),
    }
    lines
}

pub(super) fn cue(cue: &Cue) -> Vec<String> {
    let ask = cue.ask.iter().map(|name| format!("Work out {name} by hand, then: show {name}"));
    let tries = (!cue.tries.is_empty()).then(|| format!("try does: {}", cue.tries.join("; ")));
    std::iter::once(cue.say.clone()).chain(ask).chain(tries).collect()
}
