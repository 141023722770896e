//! The app as lines of text, for screen readers and logs: a line goes in, as it would be typed
//! behind `:`, and what it changed comes out. Knows no screen: no boxes, no colours.

mod told;

use super::command::ALIASES;
use super::{App, COMMANDS, Command, Effect, Group, Mode, Pane, Prompt};
use crate::lesson::Cue;
use crate::math::number;
use crate::math::number::Digits;
use crate::worksheet::quantity::{Cell, Role};

/// What a line brought about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What to tell.
    pub lines: Vec<String>,
    /// What the floor above has to do.
    pub effects: Vec<Effect>,
}

/// What is told before the first line.
pub fn greeting(app: &App) -> Vec<String> {
    let mut lines = told::lesson(app);
    lines.push(time(app));
    lines.push("step, next, show W1, why W1[1,1], lr 0.1, 400, quit; help lists the rest".into());
    lines
}

/// Runs a line and tells what it changed. What was refused is one line, and changes nothing.
pub fn respond(app: &mut App, line: &str) -> Answer {
    let line = line.trim();
    if line.is_empty() {
        return Answer::default();
    }
    // There is nothing to focus: every command means the cell under the cursor.
    app.focus = Pane::Worksheet;
    app.message = None;
    app.presses += 1;
    let before = Seen::of(app);
    let line = typed(line);
    let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
    let command = Command::find(name.trim_start_matches(':'));
    let result = app.command(line);
    app.settle();
    let lines = match result.and_then(|()| unopened(app, line)) {
        Ok(()) => told(app, command, argument, &before),
        Err(reason) => vec![reason],
    };
    app.mode = Mode::Browse;
    app.leave_projector();
    app.zoomed = false;
    Answer { lines, effects: std::mem::take(&mut app.effects) }
}

/// A key's name stands for its command, so that what messages say of keys is true here too.
fn typed(line: &str) -> &str {
    let is_iteration = line.parse::<u64>().is_ok();
    let bound = COMMANDS.iter().find(|command| command.keys.contains(&line) && !is_iteration);
    bound.map_or(line, |command| command.name)
}

/// What a command opened on the screen, closed again: it needs its argument on the same line.
fn unopened(app: &mut App, line: &str) -> Result<(), String> {
    if app.stop() {
        return Err("nothing plays line by line; type the iteration to go to, such as 400".into());
    }
    match &app.mode {
        Mode::Prompt(Prompt { label, text, .. }) => {
            let label = label.trim_end_matches([' ', ':', '/', '=']);
            let known = !label.is_empty() && !text.is_empty();
            let now = if known { format!("{label} is {text}; ") } else { String::new() };
            Err(format!("{now}{line} needs more on the same line: {line} …"))
        }
        Mode::Draw(_) => Err("nothing is drawn line by line; point 1.5 -2 +1 puts one".into()),
        _ => Ok(()),
    }
}

/// Everything there is to tell after a command that was not refused.
fn told(app: &App, command: Option<&Command>, argument: &str, before: &Seen) -> Vec<String> {
    if matches!(app.mode, Mode::Help(_)) {
        return help();
    }
    let mut lines: Vec<String> = app.message.iter().map(|message| message.text.clone()).collect();
    let after = Seen::of(app);
    if after.time != before.time {
        lines.push(time(app));
        lines.extend(app.current_quantity().map(|id| told::quantity(app, id)).unwrap_or_default());
        lines.extend(loss(app));
        let new = after.troubles.iter().filter(|name| !before.troubles.contains(name));
        lines.extend(new.filter_map(|name| told::trouble(app, name)));
    }
    match command.and_then(|command| told::after(command.name)) {
        Some(tell) => lines.extend(tell(app, argument)),
        None if after.time == before.time && after.cursor != before.cursor => {
            lines.push(told::cell(app));
        }
        None => {}
    }
    if after.cue != before.cue {
        lines.extend(app.cue().map(told::cue).unwrap_or_default());
    }
    if lines.is_empty() && app.effects.is_empty() {
        lines.push("done; there is nothing to tell about it line by line".into());
    }
    lines
}

/// What was there before a command.
struct Seen {
    time: (u64, usize),
    cursor: Cell,
    cue: Option<Cue>,
    troubles: Vec<&'static str>,
}

impl Seen {
    fn of(app: &App) -> Self {
        let time = (app.iteration(), app.step());
        let troubles = app.troubles().iter().map(|found| found.trouble.name).collect();
        Self { time, cursor: app.cursor(), cue: app.cue().cloned(), troubles }
    }
}

/// `iteration 1 of 3, step 4 of 11`
fn time(app: &App) -> String {
    let (iteration, last) = (app.iteration(), app.lesson().iterations);
    if app.step() == 0 {
        return "at the start, nothing is computed yet".into();
    }
    let of = if iteration <= last { format!(" of {last}") } else { String::new() };
    format!("iteration {iteration}{of}, step {} of {}", app.step(), app.steps())
}

/// The loss of the iteration, once it is computed.
fn loss(app: &App) -> Option<String> {
    let id = app.worksheet().find(Role::Loss).filter(|id| app.is_shown(*id));
    id.map(|_| format!("loss {}", number::format(app.trainer().loss(), digits(app))))
}

/// The digits of numbers in text: never so few that something would be 0 that is not.
fn digits(app: &App) -> Digits {
    Digits::Significant(app.decimals() + 2)
}

/// Every command by name, with its other names.
fn help() -> Vec<String> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        lines.push(format!("{}:", group.name()));
        for command in COMMANDS.iter().filter(|command| command.group == *group) {
            let others = ALIASES.iter().filter(|(_, name)| *name == command.name);
            let names: Vec<_> =
                std::iter::once(command.name).chain(others.map(|(alias, _)| *alias)).collect();
            lines.push(format!("  {}: {}", names.join(", "), command.doc));
        }
    }
    lines.push("an iteration or a hyperparameter: 400, lr 0.1".into());
    lines
}

#[cfg(test)]
mod tests;
