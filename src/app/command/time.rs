//! Commands that go through time.

use crate::app::App;
use crate::app::twin::PARTING;

type Done = Result<(), String>;

pub(super) fn next_iteration(app: &mut App, _: &str) -> Done {
    app.stop();
    app.next_iteration();
    Ok(())
}

pub(super) fn next_epoch(app: &mut App, _: &str) -> Done {
    app.stop();
    app.next_epoch();
    Ok(())
}

pub(super) fn previous_epoch(app: &mut App, _: &str) -> Done {
    app.stop();
    app.previous_epoch()
}

pub(super) fn next_step(app: &mut App, _: &str) -> Done {
    app.stop();
    app.go_on();
    Ok(())
}

pub(super) fn previous_iteration(app: &mut App, _: &str) -> Done {
    app.stop();
    app.previous_iteration()
}

pub(super) fn previous_step(app: &mut App, _: &str) -> Done {
    app.stop();
    app.go_back()
}

pub(super) fn start(app: &mut App, _: &str) -> Done {
    app.stop();
    app.go_to_start();
    Ok(())
}

pub(super) fn end(app: &mut App, _: &str) -> Done {
    app.stop();
    let reached = app.timeline().run().reached();
    app.go_along_to(reached);
    Ok(())
}

pub(super) fn goto(app: &mut App, argument: &str) -> Done {
    match argument {
        PARTING => app.go_to_parting(),
        _ => app.travel_to(argument),
    }
}

pub(super) fn next_cue(app: &mut App, _: &str) -> Done {
    app.stop();
    app.next_cue()
}

pub(super) fn previous_cue(app: &mut App, _: &str) -> Done {
    app.stop();
    app.previous_cue()
}

pub(super) fn next_wrong(app: &mut App, _: &str) -> Done {
    app.go_to_wrong(true)
}

pub(super) fn previous_wrong(app: &mut App, _: &str) -> Done {
    app.go_to_wrong(false)
}

pub(super) fn play(app: &mut App, _: &str) -> Done {
    app.toggle_play();
    Ok(())
}

pub(super) fn slower(app: &mut App, _: &str) -> Done {
    app.change_speed(false);
    Ok(())
}

pub(super) fn faster(app: &mut App, _: &str) -> Done {
    app.change_speed(true);
    Ok(())
}

pub(super) fn predict(app: &mut App, _: &str) -> Done {
    app.toggle_predict();
    Ok(())
}

pub(super) fn reveal(app: &mut App, argument: &str) -> Done {
    app.reveal(argument)
}

/// Judges an answer, or asks for one.
pub(super) fn answer(app: &mut App, argument: &str) -> Done {
    if !argument.is_empty() {
        return app.answer(argument);
    }
    app.ask_answer()
}

pub(super) fn hint(app: &mut App, _: &str) -> Done {
    app.hint()
}
