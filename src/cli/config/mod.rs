//! The person's own settings: `$XDG_CONFIG_HOME/chainrule/config.toml`. What cannot be used in it
//! is told with its line, and everything else still counts.

mod print;
mod read;
mod settings;
#[cfg(test)]
mod tests;

use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Answer;
use super::output::Output;
use crate::app::{Glyphs, Keymap};
use crate::ui::theme::{ColorLevel, THEMES};

pub use read::read;
pub use settings::{SETTINGS, Setting};

/// What the file can say.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name of the theme.
    pub theme: &'static str,
    /// The characters to draw with; by itself what the terminal can show.
    pub glyphs: Option<Glyphs>,
    /// How many colours; by itself what the terminal promises.
    pub color: Option<ColorLevel>,
    /// Decimals; by itself as many as there is room for.
    pub digits: Option<usize>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Which key runs which command.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: THEMES[0].name,
            glyphs: None,
            color: None,
            digits: None,
            mouse: true,
            keymap: Keymap::default(),
        }
    }
}

/// The options of `config`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Print a file with every setting as it is by itself
    #[arg(long)]
    print_default: bool,
}

/// Prints the default file; else where the person's own one is, and what is wrong with it.
///
/// What cannot be used in it is the answer no.
///
/// # Errors
/// One line where there is no place for a file, or nobody to print for.
pub fn run(arguments: &Arguments) -> Result<Answer> {
    let mut out = Output::stdout();
    if arguments.print_default {
        out.write_all(print::default().as_bytes())?;
        return out.finish();
    }
    let Some(path) = path() else { anyhow::bail!("there is no HOME to look for a config file in") };
    let state = if path.exists() { "" } else { " (not there: everything is as it is by itself)" };
    writeln!(out, "{}{state}", path.display())?;
    let (_, warnings) = load();
    for warning in &warnings {
        writeln!(out, "{warning}")?;
    }
    out.finish()?;
    Ok(if warnings.is_empty() { Answer::Fine } else { Answer::No })
}

/// The file: under `XDG_CONFIG_HOME`, else under `.config` in the home directory, on any system.
fn path() -> Option<PathBuf> {
    let set = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set.or_else(|| env::home_dir().map(|home| home.join(".config")))?;
    Some(base.join("chainrule").join("config.toml"))
}

/// The person's own settings, and one line for everything in the file that cannot be used.
pub(super) fn load() -> (Config, Vec<String>) {
    let Some(path) = path().filter(|path| path.exists()) else {
        return (Config::default(), Vec::new());
    };
    match fs::read_to_string(&path) {
        Ok(text) => read(&text, "config.toml"),
        Err(error) => {
            let warning = format!("{}: cannot be read: {}", path.display(), error.kind());
            (Config::default(), vec![warning])
        }
    }
}
