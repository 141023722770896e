//! Commands about runs and their loss curves.

use crate::app::App;

type Done = Result<(), String>;

pub(super) fn log_scale(app: &mut App, _: &str) -> Done {
    app.toggle_log();
    Ok(())
}

pub(super) fn recent(app: &mut App, _: &str) -> Done {
    app.toggle_recent();
    Ok(())
}

pub(super) fn compare(app: &mut App, argument: &str) -> Done {
    app.compare(argument)
}

pub(super) fn list(app: &mut App, _: &str) -> Done {
    app.list_runs();
    Ok(())
}

pub(super) fn go_to(app: &mut App, argument: &str) -> Done {
    app.go_to_run(argument)
}
