//! Commands that keep something: copies, reports, sessions.

use crate::app::{App, Effect, Prompt, Purpose};

type Done = Result<(), String>;

pub(super) fn copy(app: &mut App, _: &str) -> Done {
    app.copy()
}

pub(super) fn copy_matrix(app: &mut App, _: &str) -> Done {
    app.copy_matrix()
}

pub(super) fn write(app: &mut App, argument: &str) -> Done {
    write_to(app, argument, false)
}

pub(super) fn write_over(app: &mut App, argument: &str) -> Done {
    write_to(app, argument, true)
}

fn write_to(app: &mut App, path: &str, replace: bool) -> Done {
    if path.is_empty() {
        let line = if replace { "write! " } else { "write " };
        app.ask(Prompt::new(Purpose::Command, ":", line));
        return Ok(());
    }
    app.write_report(path, replace)
}

pub(super) fn save(app: &mut App, argument: &str) -> Done {
    save_to(app, argument, false)
}

pub(super) fn save_over(app: &mut App, argument: &str) -> Done {
    save_to(app, argument, true)
}

fn save_to(app: &mut App, path: &str, replace: bool) -> Done {
    if path.is_empty() {
        return Err("save takes the name of a file: save monday.toml".into());
    }
    app.ask_for(Effect::Save { path: path.into(), replace });
    Ok(())
}

pub(super) fn link(app: &mut App, _: &str) -> Done {
    app.show_link()
}

pub(super) fn restore(app: &mut App, _: &str) -> Done {
    app.ask_for(Effect::Restore);
    Ok(())
}
