//! The rows of the command table, one paragraph each.

use super::Group::{Change, Place, Program, Time};
use super::{Argument, Command, Group, change, keep, place, program, runs, time};
use crate::app::{App, PANES, Pane, PaneRow};
use crate::lesson::setting::SETTINGS;

/// A command that help closes for and the footer does not show.
const fn row(
    group: Group,
    name: &'static str,
    keys: &'static [&'static str],
    doc: &'static str,
    run: fn(&mut App, &str) -> Result<(), String>,
) -> Command {
    Command { name, keys, group, hint: None, doc, in_help: false, argument: Argument::None, run }
}

/// The command that goes to a pane: named, bound and explained as the pane is.
const fn shows(pane: &'static PaneRow, run: fn(&mut App, &str) -> Result<(), String>) -> Command {
    row(Place, pane.name, std::slice::from_ref(&pane.digit), pane.doc, run)
}

/// The command that starts over with the setting of this place in the table.
const fn restarts<const AT: usize>() -> Command {
    let setting = &SETTINGS[AT];
    let run: fn(&mut App, &str) -> Result<(), String> =
        |app, text| app.start_over(&SETTINGS[AT], text);
    taking(Argument::Setting(setting), row(Change, setting.name, &[], setting.doc, run))
}

/// The same, shown in the footer with this word.
const fn hinted(hint: &'static str, command: Command) -> Command {
    Command { hint: Some(hint), ..command }
}

/// The same, working inside the help too.
const fn in_help(command: Command) -> Command {
    Command { in_help: true, ..command }
}

/// The same, with something that is typed after its name.
const fn taking(argument: Argument, command: Command) -> Command {
    Command { argument, ..command }
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
    row(Time, "next-epoch", &["E"],
        "to the end of this epoch, or the next one", time::next_epoch),
    row(Time, "previous-epoch", &["W"],
        "to the end of the epoch before", time::previous_epoch),
    row(Time, "start", &["g", "home"],
        "before the first step", time::start),
    row(Time, "end", &["G", "end"],
        "the furthest iteration reached", time::end),
    taking(Argument::Moment, row(Time, "goto", &[],
        "go to an iteration, or: goto trouble", time::goto)),
    row(Time, "next-cue", &["m"],
        "go on to where the lesson says more", time::next_cue),
    row(Time, "previous-cue", &["M"],
        "back to what the lesson said before", time::previous_cue),
    row(Time, "next-wrong", &["c"],
        "the checked document's next mistake", time::next_wrong),
    row(Time, "previous-wrong", &["C"],
        "the checked document's mistake before", time::previous_wrong),
    row(Time, "play", &["p"],
        "play, pause", time::play),
    row(Time, "slower", &["<"],
        "play slower", time::slower),
    row(Time, "faster", &[">"],
        "play faster", time::faster),
    row(Time, "predict", &["v"],
        "predict each quantity before it is shown", time::predict),
    taking(Argument::Optional("all"), row(Time, "reveal", &["V"],
        "show the cell that is asked for, or all", time::reveal)),
    taking(Argument::Optional("a number"), row(Time, "answer", &["a"],
        "answer what is asked for: answer -0.0873", time::answer)),
    row(Time, "hint", &["H"],
        "show the formula of what is asked for", time::hint),
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
    row(Place, "page-left", &["("],
        "ten cells to the left", place::page_left),
    row(Place, "page-right", &[")"],
        "ten cells to the right", place::page_right),
    row(Place, "next-matrix", &["}"],
        "the next matrix, at its first cell", place::next_matrix),
    row(Place, "previous-matrix", &["{"],
        "the matrix before, at its first cell", place::previous_matrix),
    taking(Argument::Optional("all"), row(Place, "heat", &["x"],
        "this matrix in colours or numbers, or all", place::heat)),
    row(Place, "follow", &["enter"],
        "go to the chosen factor of this cell", place::follow),
    row(Place, "back", &["esc"],
        "come back from a factor; close; stop", place::back),
    row(Place, "next-pane", &["tab"],
        "the next pane", place::next_pane),
    row(Place, "previous-pane", &["shift-tab"],
        "the pane before", place::previous_pane),
    shows(&PANES[0], |app, _| app.focus_on(Pane::Worksheet)),
    taking(Argument::Optional("a cell: delta1[3,3]"), shows(&PANES[1], place::why)),
    shows(&PANES[2], |app, _| app.focus_on(Pane::Network)),
    taking(Argument::Setting(&SETTINGS[2]), shows(&PANES[3], change::loss)),
    shows(&PANES[4], |app, _| app.focus_on(Pane::Plane)),
    shows(&PANES[5], |app, _| app.focus_on(Pane::Derivation)),
    shows(&PANES[6], |app, _| app.focus_on(Pane::Check)),
    shows(&PANES[7], |app, _| app.focus_on(Pane::Hyperparameters)),
    shows(&PANES[8], |app, _| app.focus_on(Pane::Lesson)),
    row(Place, "log-scale", &["L"],
        "losses on a logarithmic or a linear scale", runs::log_scale),
    row(Place, "recent", &["R"],
        "the recent losses alone, or all of them", runs::recent),
    row(Place, "zoom", &["z"],
        "the focused pane alone, or all of them", place::zoom),
    taking(Argument::Optional("a unit: 1.2 is the second of layer 1"), row(Place, "unit", &[],
        "show a unit in the plane: unit 1.2", place::unit)),
    row(Place, "discretize", &[],
        "the plane by classes, or by outputs", place::discretize),
    row(Place, "test-points", &["T"],
        "the test examples in the plane, or not", place::tests),
    taking(Argument::Optional("a quantity or a cell: delta1[3,3]"), row(Place, "search", &["/"],
        "go to a quantity or a cell: delta1[3,3]", place::search)),
    taking(Argument::Optional("its new value"), hinted("edit", row(Change, "edit", &["e"],
        "edit the cell or hyperparameter", change::edit))),
    row(Change, "increase", &["+", "="],
        "nudge it up", change::increase),
    row(Change, "decrease", &["-", "_"],
        "nudge it down", change::decrease),
    taking(Argument::Needed("a name and a value: learning_rate 0.1"), row(Change, "set", &[],
        "by name: set W1[2,1] 0.5, set lr 0.1", change::set)),
    hinted("rerun", row(Change, "rerun", &["r"],
        "re-run from the start with what is set now", change::rerun)),
    row(Change, "try", &["t"],
        "do what the lesson proposes here", change::attempt),
    row(Change, "undo", &["u"],
        "undo an edit", change::undo),
    row(Change, "redo", &["ctrl-r"],
        "redo it", change::redo),
    taking(Argument::Mistake, row(Change, "bug", &["!"],
        "make a mistake on purpose, or mend it", change::bug)),
    taking(Argument::Rounding, row(Change, "round", &[],
        "carry rounded numbers: round 4 decimals", change::round)),
    row(Change, "switch-run", &["b"],
        "switch between this run and the one before", change::switch_run),
    taking(Argument::Optional("a run's number, exact, honest or document"), row(Change, "compare", &["B"],
        "this run minus another, cell by cell", runs::compare)),
    restarts::<0>(),
    restarts::<1>(),
    restarts::<3>(),
    restarts::<4>(),
    restarts::<5>(),
    restarts::<6>(),
    restarts::<7>(),
    restarts::<8>(),
    restarts::<9>(),
    restarts::<10>(),
    restarts::<11>(),
    restarts::<12>(),
    restarts::<13>(),
    restarts::<14>(),
    restarts::<15>(),
    row(Change, "runs", &[],
        "list the runs", runs::list),
    taking(Argument::Needed("a run's number"), row(Change, "run", &[],
        "go to a run by its number: run 2", runs::go_to)),
    row(Program, "mouse", &[],
        "mouse off, on; Shift-drag selects text", runs::mouse),
    taking(Argument::Optional("how many: 0 to 14"), row(Program, "more-decimals", &["d"],
        "more decimals (after 14, 2 again)", program::more_decimals)),
    row(Program, "fewer-decimals", &["D"],
        "fewer decimals", program::fewer_decimals),
    row(Program, "copy", &["y"],
        "copy the cell; again, its whole matrix", keep::copy),
    row(Program, "copy-matrix", &["Y"],
        "copy the whole matrix", keep::copy_matrix),
    taking(Argument::Optional("a file"), row(Program, "write", &["w"],
        "write a report: write FILE.html 1-3", keep::write)),
    taking(Argument::Needed("a file"), row(Program, "write!", &[],
        "the same, replacing the file", keep::write_over)),
    taking(Argument::Needed("a file"), row(Program, "save", &[],
        "keep the session in a file: save FILE", keep::save)),
    taking(Argument::Needed("a file"), row(Program, "save!", &[],
        "the same, replacing the file", keep::save_over)),
    row(Program, "link", &[],
        "copy the link to Playground that this is", keep::link),
    row(Program, "restore", &[],
        "go on with the session before", keep::restore),
    taking(Argument::Lesson, row(Program, "open", &["o"],
        "open a lesson: open hinge, open my.toml", program::open)),
    row(Program, "next-lesson", &["O"],
        "open the next lesson of the course", program::next_lesson),
    taking(Argument::Theme, row(Program, "theme", &[],
        "change the colours: theme light", program::theme)),
    taking(Argument::Glyphs, row(Program, "glyphs", &[],
        "draw with other characters: glyphs ascii", program::glyphs)),
    row(Program, "projector", &["P"],
        "large digits for a class, veiled until a key", program::projector),
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
