//! `chainrule play`: the screen, and the loop between keys, time and frames.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use clap::Args;

use super::config::{self, Config};
use super::session::{self, Keeper};
use super::terminal::{Event, Screen};
use super::{Answer, looks, plain, positive};
use crate::app::key::Key;
use crate::app::{App, Effect, Gesture, Looks};
use crate::ui::theme::ColorLevel;
use crate::ui::{self, Feedback, View};

/// How long a frame stays while time goes on by itself.
const FRAME: Duration = Duration::from_millis(20);

/// How long a lost terminal is given to say so by a signal.
const HANG_UP: Duration = Duration::from_millis(500);

/// The most keys taken in before the screen is drawn again, so that a held key shows its way.
const AT_ONCE: usize = 64;

/// The options of `play`.
#[derive(Args, Debug, Default)]
pub struct Arguments {
    /// A lesson's name, a .toml file, a session or a Playground link [default: paper]
    lesson: Option<OsString>,
    /// Set a hyperparameter before the start
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// Open at this iteration
    #[arg(long, value_name = "ITERATION", value_parser = positive)]
    at: Option<u64>,
    /// Go on with the session in this file, or begin one there
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    /// Colours
    #[arg(long, value_parser = looks::themes())]
    theme: Option<String>,
    /// How many colours the terminal has [default: what it promises]
    #[arg(long, value_parser = looks::levels())]
    color: Option<String>,
    /// What to draw with [default: braille, or ascii where nothing else is sure]
    #[arg(long, value_parser = looks::glyph_names())]
    glyphs: Option<String>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
    /// Lines in, lines out, for screen readers and logs; needs no terminal
    #[arg(long)]
    plain: bool,
}

impl Arguments {
    /// How many colours to use: what was asked for, else what the environment promises.
    fn level(&self, config: &Config) -> ColorLevel {
        let promised = ColorLevel::promised(
            variable("TERM").as_deref(),
            variable("COLORTERM").as_deref(),
            variable("NO_COLOR").as_deref(),
        );
        self.color.as_deref().and_then(looks::level).or(config.color).unwrap_or(promised)
    }

    /// What was asked for here, else in the file, else what the environment promises.
    fn looks(&self, config: &Config) -> Looks {
        let theme =
            self.theme.as_deref().map_or(config.theme, |name| looks::theme(Some(name)).name);
        let glyphs = self.glyphs.as_deref().and_then(looks::glyphs).or(config.glyphs);
        let glyphs = glyphs.unwrap_or_else(|| looks::promised_glyphs(variable));
        Looks { themes: ui::themes(), theme: Some(theme), glyphs: Some(glyphs) }
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Opens the screen.
///
/// # Errors
/// One line when the lesson, an option or the terminal cannot be used.
pub fn run(arguments: &Arguments) -> Result<Answer> {
    let (lesson, file) = (arguments.lesson.as_deref(), arguments.session.as_deref());
    let (mut app, keeper) = session::begin(lesson, &arguments.set, file)?;
    if let Some(iteration) = arguments.at {
        app.command(&iteration.to_string()).map_err(|reason| anyhow!("--at: {reason}"))?;
    }
    sit(app, keeper, arguments)
}

/// Opens the screen on an app that is ready.
///
/// # Errors
/// One line when the terminal cannot be used.
pub(super) fn open(app: App) -> Result<Answer> {
    let keeper = Keeper::new(&app);
    sit(app, keeper, &Arguments::default())
}

fn sit(mut app: App, keeper: Keeper, arguments: &Arguments) -> Result<Answer> {
    let (config, warnings) = config::load();
    // A session that is gone on with has decimals of its own.
    if !app.decimals_are_asked_for() {
        app.set_decimals(config.digits);
    }
    if !warnings.is_empty() {
        app.warn(warnings.join("; "));
    }
    if arguments.plain {
        app.settle();
        return plain::run(app, keeper);
    }
    let view = arrange(&mut app, arguments, config);
    let screen = Screen::enter(app.mouse(), keeper.saver())?;
    Sitting { app, view, screen, keeper, ticked: Instant::now() }.run()
}

/// Looks, keys and mouse as the command line, the configuration and the terminal have them.
fn arrange(app: &mut App, arguments: &Arguments, config: Config) -> View {
    app.set_looks(arguments.looks(&config));
    let level = arguments.level(&config);
    let mut view = View::new(looks::theme(app.looks().theme).at(level));
    view.level = level;
    app.use_mouse(config.mouse && !arguments.no_mouse);
    app.set_keymap(config.keymap);
    view
}

/// Somebody at a terminal with a lesson.
struct Sitting {
    app: App,
    view: View,
    screen: Screen,
    keeper: Keeper,
    /// The time that the app knows of.
    ticked: Instant,
}

impl Sitting {
    fn run(mut self) -> Result<Answer> {
        loop {
            let shown = self.show();
            self.keeper.follow(&mut self.app);
            match shown {
                Ok(true) => {}
                Ok(false) => return self.keeper.finish(&mut self.app).map(|()| Answer::Fine),
                Err(error) => {
                    // A terminal that vanished sends a signal, whose thread ends the program in
                    // order.
                    std::thread::sleep(HANG_UP);
                    self.keeper.finish(&mut self.app)?;
                    return Err(error.context("the terminal has gone"));
                }
            }
        }
    }

    /// One frame and what happens until the next; false when the program ends.
    fn show(&mut self) -> Result<bool> {
        let drawn = Instant::now();
        let (app, view) = (&self.app, &self.view);
        let feedback = self.screen.draw(|area, buffer| ui::draw(app, view, area, buffer))?;
        self.view.learn(&feedback);
        self.app.learn_help(feedback.help);
        self.app.learn_scroll(&feedback.most);
        let moved = self.app.is_moving();
        let mut event = self.screen.event(self.patience(drawn))?;
        for left in (0..AT_ONCE).rev() {
            let Some(happened) = event.take() else { break };
            if !self.handle(&feedback, happened)? {
                return Ok(false);
            }
            self.keeper.notice(&self.app);
            // What is taken in must be handled too, so nothing is taken in after the last one; and
            // a key that takes long is seen before the next is asked for.
            if left > 0 && drawn.elapsed() < 2 * FRAME {
                event = self.screen.event(Some(Duration::ZERO))?;
            }
        }
        if !moved {
            self.ticked = Instant::now();
        }
        self.go_on(drawn, &feedback)
    }

    /// Lets the app know how much time went by, and lets it work until the next frame is due.
    fn go_on(&mut self, drawn: Instant, feedback: &Feedback) -> Result<bool> {
        if !self.app.is_moving() {
            return Ok(true);
        }
        let passed = self.ticked.elapsed().as_millis() as u64;
        self.ticked += Duration::from_millis(passed);
        self.app.tick(passed);
        while self.app.has_work() && drawn.elapsed() < FRAME {
            if let Some(happened) = self.screen.event(Some(Duration::ZERO))? {
                return self.handle(feedback, happened);
            }
            self.app.work();
        }
        Ok(true)
    }

    /// How long to wait for an event: for ever while nothing moves, not at all while there is
    /// work, else until the next frame.
    fn patience(&self, drawn: Instant) -> Option<Duration> {
        let rest = FRAME.saturating_sub(drawn.elapsed());
        let wait = if self.app.has_work() { Duration::ZERO } else { rest };
        self.app.is_moving().then_some(wait)
    }

    fn handle(&mut self, feedback: &Feedback, event: Event) -> Result<bool> {
        let app = &mut self.app;
        let effects = match event {
            Event::Key(key) => app.press(Key::from(key)),
            Event::Paste(text) => {
                app.paste(&text);
                Vec::new()
            }
            Event::Mouse(mouse) => match Gesture::of(mouse.kind) {
                Some(gesture) => {
                    let target = self.view.point(feedback, gesture, (mouse.column, mouse.row));
                    app.point(gesture, target)
                }
                None => Vec::new(),
            },
            Event::Resize { .. } => Vec::new(),
        };
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(false),
                Effect::Suspend => self.screen.suspend()?,
                Effect::Mouse(on) => self.screen.set_mouse(on)?,
                Effect::Copy(text) => self.screen.copy(&text)?,
                other => self.keeper.perform(other, app),
            }
        }
        Ok(true)
    }
}
