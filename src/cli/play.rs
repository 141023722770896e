//! `chainrule play`: the screen, and the loop between keys, time and frames.

use std::env;
use std::ffi::OsString;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use clap::Args;

use super::terminal::{Event, Screen};
use super::{Answer, looks, positive, settings, source};
use crate::app::key::Key;
use crate::app::{App, Effect};
use crate::ui::theme::ColorLevel;
use crate::ui::{self, View};

/// How long a frame stays while time goes on by itself.
const FRAME: Duration = Duration::from_millis(33);

/// How long a lost terminal is given to say so by a signal.
const HANG_UP: Duration = Duration::from_millis(500);

/// The most keys taken in before the screen is drawn again, so that a held key shows its way.
const AT_ONCE: usize = 64;

/// The options of `play`.
#[derive(Args, Debug, Default)]
pub struct Arguments {
    /// A lesson's name or a .toml file [default: paper]
    lesson: Option<OsString>,
    /// Set a hyperparameter before the start
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// Open at this iteration
    #[arg(long, value_name = "ITERATION", value_parser = positive)]
    at: Option<u64>,
    /// Colours
    #[arg(long, value_parser = looks::themes())]
    theme: Option<String>,
    /// How many colours the terminal has [default: what it promises]
    #[arg(long, value_parser = looks::levels())]
    color: Option<String>,
    /// Leave the mouse to the terminal (nothing uses it yet)
    #[arg(long)]
    no_mouse: bool,
}

impl Arguments {
    /// A lesson, or the default one, and nothing else said.
    pub(super) fn of(lesson: Option<OsString>) -> Self {
        Self { lesson, ..Self::default() }
    }

    /// How many colours to use: what was asked for, else what the environment promises.
    fn level(&self) -> ColorLevel {
        let variable = |name| env::var(name).ok();
        let promised = ColorLevel::promised(
            variable("TERM").as_deref(),
            variable("COLORTERM").as_deref(),
            variable("NO_COLOR").as_deref(),
        );
        self.color.as_deref().and_then(looks::level).unwrap_or(promised)
    }
}

/// Opens the screen.
///
/// # Errors
/// One line when the lesson, an option or the terminal cannot be used.
pub fn run(arguments: &Arguments) -> Result<Answer> {
    let mut lesson = source::load(arguments.lesson.as_deref())?;
    settings::apply(&mut lesson.setup, &arguments.set)?;
    let mut app = App::new(lesson);
    if let Some(iteration) = arguments.at {
        app.command(&iteration.to_string()).map_err(|reason| anyhow!("--at: {reason}"))?;
    }
    let mut view = View::new(looks::theme(arguments.theme.as_deref()).at(arguments.level()));
    let mut screen = Screen::enter(false, || {})?;
    loop {
        match show(&mut app, &mut view, &mut screen) {
            Ok(true) => {}
            Ok(false) => return Ok(Answer::Fine),
            Err(error) => {
                // A terminal that vanished sends a signal, whose thread ends the program in order.
                std::thread::sleep(HANG_UP);
                return Err(error.context("the terminal has gone"));
            }
        }
    }
}

/// One frame and what happens until the next; false when the program ends.
fn show(app: &mut App, view: &mut View, screen: &mut Screen) -> Result<bool> {
    let drawn = Instant::now();
    let feedback = screen.draw(|area, buffer| ui::draw(app, view, area, buffer))?;
    view.learn(&feedback);
    app.learn_help(feedback.help);
    app.learn_lesson(feedback.lesson);
    let patience = app.is_moving().then_some(FRAME);
    let mut event = screen.event(patience)?;
    for left in (0..AT_ONCE).rev() {
        let Some(happened) = event.take() else { break };
        if !handle(app, screen, happened)? {
            return Ok(false);
        }
        // What is taken in must be handled too, so nothing is taken in after the last one.
        if left > 0 {
            event = screen.event(Some(Duration::ZERO))?;
        }
    }
    if app.is_moving() {
        app.tick(drawn.elapsed().as_millis() as u64);
    }
    Ok(true)
}

fn handle(app: &mut App, screen: &mut Screen, event: Event) -> Result<bool> {
    let effects = match event {
        Event::Key(key) => app.press(Key::from(key)),
        Event::Paste(text) => {
            app.paste(&text);
            Vec::new()
        }
        Event::Mouse(_) | Event::Resize { .. } => Vec::new(),
    };
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(false),
            Effect::Suspend => screen.suspend()?,
        }
    }
    Ok(true)
}
