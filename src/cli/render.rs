//! `chainrule render`: a screen as a picture or as text, drawn without a terminal.

use std::ffi::OsString;
use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::PossibleValuesParser;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::output::Destination;
use super::{Answer, looks, source};
use crate::app::key::Key;
use crate::app::{App, Looks};
use crate::ui::render::FORMATS;
use crate::ui::theme::ColorLevel;
use crate::ui::{self, View};

/// The options of `render`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// A lesson's name, a .toml file, a session or a Playground link [default: paper]
    lesson: Option<OsString>,
    /// Columns and rows of the screen
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x40", value_parser = size)]
    size: (u16, u16),
    /// Keys to press first, separated by spaces: "space space n"
    #[arg(long, value_name = "KEYS", default_value = "", allow_hyphen_values = true)]
    keys: String,
    /// How to draw
    #[arg(long, default_value = FORMATS[0].name,
        value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Colours
    #[arg(long, value_parser = looks::themes())]
    theme: Option<String>,
    /// What to draw with [default: braille]
    #[arg(long, value_parser = looks::glyph_names())]
    glyphs: Option<String>,
    #[command(flatten)]
    destination: Destination,
}

/// Draws the screen. The person's own settings do not count, so that a line that draws a picture
/// draws the same one everywhere.
///
/// # Errors
/// One line when the lesson, a key or the file cannot be used.
pub fn run(arguments: &Arguments) -> Result<Answer> {
    let mut app = source::app(arguments.lesson.as_deref(), &[])?;
    let theme = looks::theme(arguments.theme.as_deref());
    let mut view = View::new(theme.clone());
    view.level = ColorLevel::TrueColor;
    let glyphs = arguments.glyphs.as_deref().and_then(looks::glyphs);
    app.set_looks(Looks { themes: ui::themes(), theme: Some(theme.name), glyphs });
    let (width, height) = arguments.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let keys = arguments.keys.split_whitespace().map(key).collect::<Result<Vec<_>>>()?;
    draw(&mut app, &mut view, &mut buffer);
    for key in keys {
        app.press(key);
        app.settle();
        draw(&mut app, &mut view, &mut buffer);
    }
    view.follow(app.looks());
    let format = FORMATS.iter().find(|format| format.name == arguments.format);
    let format = format.context("clap knows the formats")?;
    let mut out = arguments.destination.open()?;
    out.write_all((format.render)(&buffer, &view.theme).as_bytes())?;
    out.finish()?;
    Ok(Answer::Fine)
}

fn draw(app: &mut App, view: &mut View, buffer: &mut Buffer) {
    buffer.reset();
    let feedback = ui::draw(app, view, buffer.area, buffer);
    view.learn(&feedback);
    app.learn_help(feedback.help);
    app.learn_scroll(&feedback.most);
}

fn key(name: &str) -> Result<Key> {
    Key::parse(name).with_context(|| {
        format!("--keys: {name:?} is no key; expected a character or a name such as space, ctrl-r")
    })
}

/// `120x40`
fn size(text: &str) -> Result<(u16, u16), String> {
    let sides = text.split_once('x').and_then(|(columns, rows)| {
        let side = |text: &str| text.parse().ok().filter(|n| (1..=1000).contains(n));
        Some((side(columns)?, side(rows)?))
    });
    sides.ok_or_else(|| "expected COLUMNSxROWS, such as 120x40, each from 1 to 1000".into())
}
