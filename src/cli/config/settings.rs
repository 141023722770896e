//! The table of settings: what the file calls them, what they may be, how they are set.

use toml::de::DeValue;

use super::Config;
use crate::app::{GLYPHS, MOST_DECIMALS};
use crate::cli::looks;
use crate::lesson;
use crate::lesson::describe;
use crate::ui::theme::{ColorLevel, THEMES};

/// A setting of the file; the keys have a section of their own.
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// One line about it.
    pub doc: &'static str,
    /// What it may be, in words.
    pub choices: fn() -> String,
    /// How the default is written.
    pub default: fn() -> String,
    /// Sets it, or says why not.
    set: fn(&mut Config, &DeValue) -> Result<(), String>,
}

/// What leaves a choice to the program.
const AUTO: &str = "auto";

/// The table: every setting but the keys.
pub static SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        doc: "colours",
        choices: || listed(&themes()),
        default: || quoted(THEMES[0].name),
        set: |config, value| {
            config.theme = one_of(value, &themes())?;
            Ok(())
        },
    },
    Setting {
        name: "glyphs",
        doc: "what curves and edges are drawn with; auto is ascii where nothing else is sure",
        choices: || listed(&glyphs()),
        default: || quoted(AUTO),
        set: |config, value| {
            config.glyphs = looks::glyphs(one_of(value, &glyphs())?);
            Ok(())
        },
    },
    Setting {
        name: "color",
        doc: "how many colours the terminal has; auto is what it promises",
        choices: || listed(&levels()),
        default: || quoted(AUTO),
        set: |config, value| {
            config.color = looks::level(one_of(value, &levels())?);
            Ok(())
        },
    },
    Setting {
        name: "digits",
        doc: "decimals in matrices; auto is four, or three where that makes everything fit",
        choices: || format!("auto, or 0 to {MOST_DECIMALS}"),
        default: || quoted(AUTO),
        set: set_digits,
    },
    Setting {
        name: "mouse",
        doc: "whether the program uses the mouse; false leaves it to the terminal",
        choices: || "true, false".into(),
        default: || "true".into(),
        set: |config, value| {
            config.mouse = value
                .as_bool()
                .ok_or_else(|| format!("{} is not true or false", describe(value)))?;
            Ok(())
        },
    },
];

impl Setting {
    /// Sets it to a value of the file.
    ///
    /// # Errors
    /// Why the value cannot be used, with the choices.
    pub(super) fn set(&self, config: &mut Config, value: &DeValue) -> Result<(), String> {
        (self.set)(config, value).map_err(|reason| format!("{}: {reason}", self.name))
    }
}

fn set_digits(config: &mut Config, value: &DeValue) -> Result<(), String> {
    if value.as_str() == Some(AUTO) {
        config.digits = None;
        return Ok(());
    }
    let number = value.as_integer().and_then(|n| n.as_str().parse::<i64>().ok());
    let number = number.and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= MOST_DECIMALS);
    let expected =
        || format!("{} is not auto or a number from 0 to {MOST_DECIMALS}", describe(value));
    config.digits = Some(number.ok_or_else(expected)?);
    Ok(())
}

fn themes() -> Vec<&'static str> {
    THEMES.iter().map(|theme| theme.name).collect()
}

fn glyphs() -> Vec<&'static str> {
    std::iter::once(AUTO).chain(GLYPHS.iter().map(|row| row.1)).collect()
}

fn levels() -> Vec<&'static str> {
    std::iter::once(AUTO).chain(ColorLevel::ALL.iter().map(|row| row.0)).collect()
}

fn listed(names: &[&str]) -> String {
    names.join(", ")
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn one_of(value: &DeValue, names: &[&'static str]) -> Result<&'static str, String> {
    let choices = || listed(names);
    let Some(text) = value.as_str() else {
        return Err(format!("{} is not one of {}", describe(value), choices()));
    };
    let found = names.iter().find(|name| **name == text);
    found.copied().ok_or_else(|| lesson::unknown("choice", text, names.iter().copied()))
}
