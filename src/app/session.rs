//! Where the app stands, as a session has it, and an app that stands there again.

use super::{App, Knob, MOST_DECIMALS, PANES, Pane, playing};
use crate::lesson::session::{self, Position, Session};
use crate::train::Timeline;

impl App {
    /// What a file needs to come back here, without the lesson itself.
    pub fn session(&self) -> String {
        session::write(&self.position(), &self.timeline)
    }

    /// Whether there is anything to come back to: an edit, or an iteration past the first.
    pub fn is_worth_keeping(&self) -> bool {
        self.timeline.runs().len() > 1 || self.timeline.run().reached() > 1
    }

    /// Which edits hold now, for comparing: changes with every edit, undo and redo.
    pub fn edited(&self) -> (usize, usize, usize) {
        (self.timeline.runs().len(), self.timeline.current(), self.timeline.history().0)
    }

    fn position(&self) -> Position {
        let sheet = self.worksheet();
        let name = sheet.quantity(self.cursor.quantity).role.name();
        let (focus, zoomed, decimals) = self.beneath_projector();
        Position {
            iteration: self.iteration(),
            step: self.step,
            cell: format!("{name}[{},{}]", self.cursor.row + 1, self.cursor.column + 1),
            pane: focus.row().name.into(),
            beside: self.companion.map(|pane| pane.row().name.into()),
            zoomed,
            decimals,
            hyperparameter: self.knob().name().into(),
            surface: self.surface_kept(),
        }
    }

    /// An app that stands where a session was left, with the same numbers to the bit. What takes
    /// long is gone on with as for `:400`, with the screen alive.
    pub fn resume(session: Session) -> Self {
        let open = session.open();
        let Session { lessons, history, position } = session;
        let mut app = Self::new(lessons[open].clone());
        let most = |timeline: &Timeline| 25 * playing::at_once(timeline);
        let setups = lessons.iter().map(|lesson| lesson.setup.clone()).collect();
        app.timeline = Timeline::resume(setups, history, most);
        (app.lessons, app.start) = (lessons, open);
        app.timeline.set_patience(playing::at_once);
        app.companion = position.beside.as_deref().and_then(pane);
        app.focus = pane(&position.pane).unwrap_or(Pane::Worksheet);
        app.zoomed = position.zoomed;
        app.decimals = position.decimals;
        let same = |knob: &Knob| knob.name() == position.hyperparameter;
        app.hyper = app.knobs().iter().position(same).unwrap_or(0);
        // The reader has checked the iteration; where it is far, the steps of the end are shown.
        let _ = app.travel(position.iteration);
        if app.pursued.is_none() {
            app.step = position.step.min(app.steps());
        }
        if let Ok(cell) = app.cell_called(&position.cell) {
            app.cursor = cell;
        }
        app.keep_cursor();
        if let Some((named, zoom)) = &position.surface {
            // Of a network that has no such weights the curve is shown.
            let _ = app.restore_surface(named, *zoom);
        }
        // What was done is not kept; it counts as done.
        app.tried = (0..app.lesson.cues.len()).map(|cue| (cue, 0)).collect();
        app
    }

    /// Reads a session and goes on with it.
    ///
    /// # Errors
    /// One line with the file's name and the line of the mistake.
    pub fn read_session(text: &str, name: &str) -> anyhow::Result<Self> {
        Ok(Self::resume(Self::session_of(text, name)?))
    }

    /// Reads a session without computing anything of it.
    ///
    /// # Errors
    /// One line with the file's name and the line of the mistake.
    pub fn session_of(text: &str, name: &str) -> anyhow::Result<Session> {
        let panes: Vec<_> = PANES.iter().map(|row| row.name).collect();
        session::read(text, name, &panes, MOST_DECIMALS)
    }
}

fn pane(name: &str) -> Option<Pane> {
    PANES.iter().find(|row| row.name == name).map(|row| row.pane)
}
