//! Commands of the program itself: digits, lessons, help, the command line, the mouse, quitting.

use crate::app::{App, Effect, Mode};
use crate::lesson;

type Done = Result<(), String>;

/// The numbers of decimals `d` goes through.
const DECIMALS: &[usize] = &[2, 3, 4, 6, 8, 10, 12, 14];

/// The most decimals one may ask for.
pub const MOST_DECIMALS: usize = DECIMALS[DECIMALS.len() - 1];

pub(super) fn more_decimals(app: &mut App, argument: &str) -> Done {
    if !argument.is_empty() {
        let most = MOST_DECIMALS;
        let asked: Option<usize> = argument.parse().ok().filter(|n| *n <= most);
        let asked = asked.ok_or_else(|| format!("a number of decimals from 0 to {most}"))?;
        app.decimals = Some(asked);
        return Ok(());
    }
    let more = DECIMALS.iter().find(|n| **n > app.decimals());
    app.decimals = more.or(DECIMALS.first()).copied();
    Ok(())
}

pub(super) fn fewer_decimals(app: &mut App, _: &str) -> Done {
    let fewer = DECIMALS.iter().rev().find(|n| **n < app.decimals());
    app.decimals = fewer.or(DECIMALS.last()).copied();
    Ok(())
}

pub(super) fn open(app: &mut App, argument: &str) -> Done {
    if argument.is_empty() {
        app.ask_for_command("open ");
        return Ok(());
    }
    let Some(found) = lesson::embedded(argument) else {
        if argument.contains(['.', '/', '\\']) {
            app.ask_for(Effect::Open(argument.into()));
            return Ok(());
        }
        let names = lesson::LESSONS.iter().map(|lesson| lesson.name);
        return Err(lesson::unknown("lesson", argument, names));
    };
    app.open(found.lesson().map_err(|error| error.to_string())?);
    Ok(())
}

pub(super) fn next_lesson(app: &mut App, _: &str) -> Done {
    app.open_next_lesson()
}

pub(super) fn theme(app: &mut App, argument: &str) -> Done {
    if argument.is_empty() {
        app.ask_for_command("theme ");
        return Ok(());
    }
    app.choose_theme(argument)
}

pub(super) fn glyphs(app: &mut App, argument: &str) -> Done {
    if argument.is_empty() {
        app.ask_for_command("glyphs ");
        return Ok(());
    }
    app.choose_glyphs(argument)
}

pub(super) fn projector(app: &mut App, _: &str) -> Done {
    app.toggle_projector();
    Ok(())
}

pub(super) fn command(app: &mut App, _: &str) -> Done {
    app.ask_for_command("");
    Ok(())
}

pub(super) fn help(app: &mut App, _: &str) -> Done {
    app.mode = match app.mode {
        Mode::Help(_) => Mode::Browse,
        _ => Mode::Help(0),
    };
    Ok(())
}

/// q closes what is open; with nothing open it quits.
pub(super) fn quit(app: &mut App, _: &str) -> Done {
    if matches!(app.mode, Mode::Help(_)) {
        app.mode = Mode::Browse;
    } else if app.close_slide() {
    } else if app.zoomed {
        app.zoomed = false;
    } else {
        app.ask_for(Effect::Quit);
    }
    Ok(())
}

pub(super) fn quit_now(app: &mut App, _: &str) -> Done {
    app.ask_for(Effect::Quit);
    Ok(())
}

pub(super) fn suspend(app: &mut App, _: &str) -> Done {
    app.ask_for(Effect::Suspend);
    Ok(())
}

pub(super) fn mouse(app: &mut App, _: &str) -> Done {
    app.toggle_mouse();
    Ok(())
}
