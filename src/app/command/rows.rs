//! The rows of the command table, one paragraph each.

use super::Group::{Change, Place, Program, Time};
use super::{Command, Group, change, place, program, time};
use crate::app::{App, Pane};

/// A command that help closes for and the footer does not show.
const fn row(
    group: Group,
    name: &'static str,
    keys: &'static [&'static str],
    doc: &'static str,
    run: fn(&mut App, &str) -> Result<(), String>,
) -> Command {
    Command { name, keys, group, hint: None, doc, in_help: false, run }
}

/// The same, shown in the footer with this word.
const fn hinted(hint: &'static str, command: Command) -> Command {
    Command { hint: Some(hint), ..command }
}

/// The same, working inside the help too.
const fn in_help(command: Command) -> Command {
    Command { in_help: true, ..command }
}

/// The table: every command, grouped.
#[rustfmt::skip]
pub static COMMANDS: &[Command] = &[
    hinted("iterate", row(Time, "next-iteration", &["space"],
        "finish this iteration, or do the next one", time::next_iteration)),
    hinted("step", row(Time, "next-step", &["n"],
        "compute the next quantity", time::next_step)),
    hinted("back", row(Time, "previous-iteration", &["backspace"],
        "the iteration before", time::previous_iteration)),
    row(Time, "previous-step", &["N"],
        "the quantity before", time::previous_step),
    row(Time, "start", &["g", "home"],
        "before the first step", time::start),
    row(Time, "end", &["G", "end"],
        "the furthest iteration reached", time::end),
    row(Time, "goto", &[],
        "go to an iteration: goto 400, or just :400", time::goto),
    row(Time, "play", &["p"],
        "play, pause", time::play),
    row(Time, "slower", &["<"],
        "play slower", time::slower),
    row(Time, "faster", &[">"],
        "play faster", time::faster),
    row(Place, "left", &["left", "h"],
        "one cell to the left", place::left),
    in_help(row(Place, "down", &["down", "j"],
        "one cell down", place::down)),
    in_help(row(Place, "up", &["up", "k"],
        "one cell up", place::up)),
    row(Place, "right", &["right", "l"],
        "one cell to the right", place::right),
    in_help(row(Place, "page-down", &["pagedown"],
        "ten cells down", place::page_down)),
    in_help(row(Place, "page-up", &["pageup"],
        "ten cells up", place::page_up)),
    row(Place, "page-left", &["H"],
        "ten cells to the left", place::page_left),
    row(Place, "page-right", &["L"],
        "ten cells to the right", place::page_right),
    row(Place, "next-matrix", &["}"],
        "the next matrix, at its first cell", place::next_matrix),
    row(Place, "previous-matrix", &["{"],
        "the matrix before, at its first cell", place::previous_matrix),
    row(Place, "heat", &["x"],
        "colours or numbers (heat all: everywhere)", place::heat),
    row(Place, "follow", &["enter"],
        "go to the first factor of this cell", place::follow),
    row(Place, "back", &["esc"],
        "come back from a factor; close; stop", place::back),
    row(Place, "next-pane", &["tab"],
        "the next pane", place::next_pane),
    row(Place, "previous-pane", &["shift-tab"],
        "the pane before", place::previous_pane),
    row(Place, "worksheet", &["1"],
        "every matrix of the iteration, layer by layer", |app, _| app.focus_on(Pane::Worksheet)),
    row(Place, "why", &["2"],
        "where the cell under the cursor comes from", |app, _| app.focus_on(Pane::Why)),
    row(Place, "network", &["3"],
        "units and weights as a graph", |app, _| app.focus_on(Pane::Network)),
    row(Place, "loss", &["4"],
        "the loss curve, and the runs before beside it", |app, _| app.focus_on(Pane::Loss)),
    row(Place, "plane", &["5"],
        "the prediction over two inputs", |app, _| app.focus_on(Pane::Plane)),
    row(Place, "derivation", &["6"],
        "the chain rule of this network", |app, _| app.focus_on(Pane::Derivation)),
    row(Place, "check", &["7"],
        "every gradient against a difference of losses", |app, _| app.focus_on(Pane::Check)),
    row(Place, "hyperparameters", &["8"],
        "what steers the training", |app, _| app.focus_on(Pane::Hyperparameters)),
    row(Place, "lesson", &["9"],
        "what the lesson says here", |app, _| app.focus_on(Pane::Lesson)),
    row(Place, "zoom", &["z"],
        "the focused pane alone, or all of them", place::zoom),
    row(Place, "search", &["/"],
        "go to a quantity or a cell: delta1[3,3]", place::search),
    hinted("edit", row(Change, "edit", &["e"],
        "edit the cell or hyperparameter", change::edit)),
    row(Change, "increase", &["+", "="],
        "nudge it up", change::increase),
    row(Change, "decrease", &["-", "_"],
        "nudge it down", change::decrease),
    hinted("rerun", row(Change, "rerun", &["r"],
        "re-run from the start with what is set now", change::rerun)),
    row(Change, "undo", &["u"],
        "undo an edit", change::undo),
    row(Change, "redo", &["ctrl-r"],
        "redo it", change::redo),
    row(Change, "switch-run", &["b"],
        "switch between this run and the one before", change::switch_run),
    row(Program, "more-decimals", &["d"],
        "more decimals (after 14, 2 again)", program::more_decimals),
    row(Program, "fewer-decimals", &["D"],
        "fewer decimals", program::fewer_decimals),
    row(Program, "open", &["o"],
        "open a lesson: open hinge", program::open),
    hinted("commands", row(Program, "command", &[":"],
        "type a command, lr 0.1, or an iteration", program::command)),
    hinted("help", in_help(row(Program, "help", &["?"],
        "these keys", program::help))),
    hinted("quit", in_help(row(Program, "quit", &["q"],
        "close what is open, or quit", program::quit))),
    in_help(row(Program, "quit-now", &["ctrl-c"],
        "quit from anywhere", program::quit_now)),
    in_help(row(Program, "suspend", &["ctrl-z"],
        "suspend the program", program::suspend)),
];
