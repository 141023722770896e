//! The looks of the screen by name: themes and depths of colour, as options.

use clap::builder::PossibleValuesParser;

use crate::ui::theme::{ColorLevel, THEMES, Theme};

/// The names of the themes, for clap.
pub(super) fn themes() -> PossibleValuesParser {
    PossibleValuesParser::new(THEMES.iter().map(|theme| theme.name))
}

/// The names of the depths of colour, for clap.
pub(super) fn levels() -> PossibleValuesParser {
    PossibleValuesParser::new(ColorLevel::ALL.iter().map(|(name, _)| *name))
}

/// The theme of this name, or the first one.
pub(super) fn theme(name: Option<&str>) -> &'static Theme {
    name.and_then(Theme::named).unwrap_or(&THEMES[0])
}

/// The depth of colour of this name.
pub(super) fn level(name: &str) -> Option<ColorLevel> {
    ColorLevel::ALL.iter().find(|(other, _)| *other == name).map(|(_, level)| *level)
}
