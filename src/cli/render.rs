//! `chainrule render`: a screen as a picture or as text, drawn without a terminal.

use std::ffi::OsString;

use anyhow::{Result, bail};
use clap::Args;

use super::output::Destination;
use super::{Answer, source};

/// The options of `render`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// A lesson's name or a .toml file [default: paper]
    lesson: Option<OsString>,
    /// Columns and rows of the screen
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x40", value_parser = size)]
    size: (u16, u16),
    /// Keys to press first, separated by spaces
    #[arg(long, value_name = "KEYS")]
    keys: Option<String>,
    /// How to draw
    #[arg(long, value_parser = ["svg", "text", "ansi"])]
    format: String,
    /// Colours
    #[arg(long)]
    theme: Option<String>,
    #[command(flatten)]
    destination: Destination,
}

/// Draws the screen.
///
/// # Errors
/// One line when the lesson, an option or the file cannot be used.
pub fn run(arguments: &Arguments) -> Result<Answer> {
    let _lesson = source::load(arguments.lesson.as_deref())?;
    let _out = arguments.destination.open()?;
    bail!("not built yet")
}

/// `120x40`
fn size(text: &str) -> Result<(u16, u16), String> {
    let sides = text.split_once('x').and_then(|(columns, rows)| {
        let side = |text: &str| text.parse().ok().filter(|n| (1..=1000).contains(n));
        Some((side(columns)?, side(rows)?))
    });
    sides.ok_or_else(|| "expected COLUMNSxROWS, such as 120x40, each from 1 to 1000".into())
}
