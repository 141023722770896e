//! `chainrule play`: the screen, and the loop between keys, time and frames.

use std::env;
use std::ffi::OsString;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use clap::Args;

use super::terminal::{Event, Screen};
use super::{Answer, looks, positive, settings, source};
use crate::app::key::Key;
use crate::app::{App, Effect, Gesture};
use crate::ui::theme::ColorLevel;
use crate::ui::{self, Feedback, View};

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
    /// Leave the mouse to the terminal
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
    app.use_mouse(!arguments.no_mouse);
    let mut screen = Screen::enter(app.mouse(), || {})?;
    let mut ticked = Instant::now();
    loop {
        match show(&mut app, &mut view, &mut screen, &mut ticked) {
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

/// One frame and what happens until the next; false when the program ends. `ticked` is the time
/// that the app knows of.
fn show(app: &mut App, view: &mut View, screen: &mut Screen, ticked: &mut Instant) -> Result<bool> {
    let drawn = Instant::now();
    let feedback = screen.draw(|area, buffer| ui::draw(app, view, area, buffer))?;
    view.learn(&feedback);
    app.learn_help(feedback.help);
    let moved = app.is_moving();
    let mut event = screen.event(patience(app, drawn))?;
    for left in (0..AT_ONCE).rev() {
        let Some(happened) = event.take() else { break };
        if !handle(app, (view, &feedback), screen, happened)? {
            return Ok(false);
        }
        // What is taken in must be handled too, so nothing is taken in after the last one; and a
        // key that takes long is seen before the next is asked for.
        if left > 0 && drawn.elapsed() < 2 * FRAME {
            event = screen.event(Some(Duration::ZERO))?;
        }
    }
    if !app.is_moving() {
        return Ok(true);
    }
    if !moved {
        *ticked = Instant::now();
    }
    let passed = ticked.elapsed().as_millis() as u64;
    *ticked += Duration::from_millis(passed);
    app.tick(passed);
    while app.has_work() && drawn.elapsed() < FRAME {
        if let Some(happened) = screen.event(Some(Duration::ZERO))? {
            return handle(app, (view, &feedback), screen, happened);
        }
        app.work();
    }
    Ok(true)
}

/// How long to wait for an event: for ever while nothing moves, not at all while there is work,
/// else until the next frame.
fn patience(app: &App, drawn: Instant) -> Option<Duration> {
    let rest = FRAME.saturating_sub(drawn.elapsed());
    app.is_moving().then_some(if app.has_work() { Duration::ZERO } else { rest })
}

fn handle(
    app: &mut App,
    (view, feedback): (&mut View, &Feedback),
    screen: &mut Screen,
    event: Event,
) -> Result<bool> {
    let effects = match event {
        Event::Key(key) => app.press(Key::from(key)),
        Event::Paste(text) => {
            app.paste(&text);
            Vec::new()
        }
        Event::Mouse(mouse) => match Gesture::of(mouse.kind) {
            Some(gesture) => {
                let target = view.point(feedback, gesture, (mouse.column, mouse.row));
                app.point(gesture, target)
            }
            None => Vec::new(),
        },
        Event::Resize { .. } => Vec::new(),
    };
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(false),
            Effect::Suspend => screen.suspend()?,
            Effect::Mouse(on) => screen.set_mouse(on)?,
        }
    }
    Ok(true)
}
