//! Commands that go through the screen.

use crate::app::place::Direction;
use crate::app::{App, Pane, Prompt, Purpose};

type Done = Result<(), String>;

/// How many cells, or lines of the help, the page keys go.
const PAGE: isize = 10;

pub(super) fn discretize(app: &mut App, _: &str) -> Done {
    app.discretize();
    Ok(())
}

pub(super) fn tests(app: &mut App, _: &str) -> Done {
    app.toggle_tests()
}

pub(super) fn surface(app: &mut App, argument: &str) -> Done {
    app.choose_surface(argument)
}

pub(super) fn left(app: &mut App, _: &str) -> Done {
    app.move_in(Direction::Left)
}

pub(super) fn down(app: &mut App, _: &str) -> Done {
    if app.scroll_help(1) { Ok(()) } else { app.move_in(Direction::Down) }
}

pub(super) fn up(app: &mut App, _: &str) -> Done {
    if app.scroll_help(-1) { Ok(()) } else { app.move_in(Direction::Up) }
}

pub(super) fn page_down(app: &mut App, _: &str) -> Done {
    if app.scroll_help(PAGE) { Ok(()) } else { app.move_far(Direction::Down, PAGE) }
}

pub(super) fn page_up(app: &mut App, _: &str) -> Done {
    if app.scroll_help(-PAGE) { Ok(()) } else { app.move_far(Direction::Up, PAGE) }
}

pub(super) fn page_left(app: &mut App, _: &str) -> Done {
    app.move_far(Direction::Left, PAGE)
}

pub(super) fn page_right(app: &mut App, _: &str) -> Done {
    app.move_far(Direction::Right, PAGE)
}

pub(super) fn next_matrix(app: &mut App, _: &str) -> Done {
    app.move_to_matrix(true)
}

pub(super) fn previous_matrix(app: &mut App, _: &str) -> Done {
    app.move_to_matrix(false)
}

pub(super) fn heat(app: &mut App, argument: &str) -> Done {
    app.flip(argument)
}

pub(super) fn right(app: &mut App, _: &str) -> Done {
    app.move_in(Direction::Right)
}

pub(super) fn follow(app: &mut App, _: &str) -> Done {
    if app.show_cell()? || app.ask_answer().is_ok() { Ok(()) } else { app.follow() }
}

/// Esc only closes, comes back or stops: never more.
pub(super) fn back(app: &mut App, _: &str) -> Done {
    if app.stop() || app.come_back() || app.close_slide() {
        return Ok(());
    }
    if app.zoomed {
        app.zoomed = false;
    } else {
        app.close_surface();
    }
    Ok(())
}

pub(super) fn next_pane(app: &mut App, _: &str) -> Done {
    app.focus_on(app.focus.neighbour(1))
}

pub(super) fn previous_pane(app: &mut App, _: &str) -> Done {
    app.focus_on(app.focus.neighbour(-1))
}

/// Why, of the cell that was named or the one under the cursor.
pub(super) fn why(app: &mut App, argument: &str) -> Done {
    if !argument.is_empty() {
        app.go_to_cell(argument)?;
    }
    app.focus_on(Pane::Why)
}

pub(super) fn zoom(app: &mut App, _: &str) -> Done {
    app.zoomed = !app.zoomed;
    Ok(())
}

pub(super) fn unit(app: &mut App, argument: &str) -> Done {
    app.choose_unit(argument)?;
    app.focus_on(Pane::Plane)
}

pub(super) fn search(app: &mut App, argument: &str) -> Done {
    if argument.is_empty() {
        app.ask(Prompt::new(Purpose::Search, "/", ""));
        return Ok(());
    }
    app.search(argument)
}
