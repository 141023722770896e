//! Commands that change something.

use crate::app::{App, Pane};
use crate::lesson::setting::Setting;

type Done = Result<(), String>;

pub(super) fn edit(app: &mut App, argument: &str) -> Done {
    if argument.is_empty() { app.start_edit() } else { app.finish_edit(argument) }
}

/// The pane of losses; with a loss after it, a fresh run with that loss.
pub(super) fn loss(app: &mut App, argument: &str) -> Done {
    match Setting::find("loss") {
        Some(row) if !argument.is_empty() => app.start_over(row, argument),
        _ => app.focus_on(Pane::Loss),
    }
}

pub(super) fn set(app: &mut App, argument: &str) -> Done {
    app.set_named(argument)
}

pub(super) fn draw(app: &mut App, _: &str) -> Done {
    app.start_drawing()
}

pub(super) fn point(app: &mut App, argument: &str) -> Done {
    app.put_points(argument)
}

pub(super) fn erase(app: &mut App, argument: &str) -> Done {
    app.erase_points(argument)
}

pub(super) fn increase(app: &mut App, _: &str) -> Done {
    app.nudge(true)
}

pub(super) fn decrease(app: &mut App, _: &str) -> Done {
    app.nudge(false)
}

pub(super) fn rerun(app: &mut App, _: &str) -> Done {
    app.rerun();
    Ok(())
}

pub(super) fn attempt(app: &mut App, _: &str) -> Done {
    app.try_proposed()
}

pub(super) fn undo(app: &mut App, _: &str) -> Done {
    app.undo()
}

pub(super) fn redo(app: &mut App, _: &str) -> Done {
    app.redo()
}

pub(super) fn bug(app: &mut App, argument: &str) -> Done {
    app.make_mistake(argument)
}

pub(super) fn round(app: &mut App, argument: &str) -> Done {
    app.round(argument)
}

pub(super) fn switch_run(app: &mut App, _: &str) -> Done {
    app.switch_run()
}
