//! `chainrule play`: the screen.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::{Answer, positive, settings, source};

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
    #[arg(long)]
    theme: Option<String>,
    /// How many colours the terminal has
    #[arg(long)]
    color: Option<String>,
    /// What lines and curves are drawn with
    #[arg(long, value_parser = ["braille", "block", "ascii"])]
    glyphs: Option<String>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
    /// Lines of text instead of a screen, for screen readers and logs
    #[arg(long)]
    plain: bool,
    /// Open a saved session, and save to it
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
}

impl Arguments {
    /// A lesson, or the default one, and nothing else said.
    pub(super) fn of(lesson: Option<OsString>) -> Self {
        Self { lesson, ..Self::default() }
    }
}

/// Opens the screen.
///
/// # Errors
/// One line when the lesson, an option or the terminal cannot be used.
pub fn run(arguments: &Arguments) -> Result<Answer> {
    let mut lesson = source::load(arguments.lesson.as_deref())?;
    settings::apply(&mut lesson.setup, &arguments.set)?;
    bail!("not built yet")
}
