//! The looks of the screen by name: themes, glyphs and depths of colour, as options.

use clap::builder::PossibleValuesParser;

use crate::app::{GLYPHS, Glyphs};
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

/// The names of the sets of glyphs, for clap.
pub(super) fn glyph_names() -> PossibleValuesParser {
    PossibleValuesParser::new(GLYPHS.iter().map(|(_, name, _)| *name))
}

/// The set of glyphs of this name.
pub(super) fn glyphs(name: &str) -> Option<Glyphs> {
    GLYPHS.iter().find(|row| row.1 == name).map(|row| row.0)
}

/// What a terminal is sure to show: braille where text is UTF-8, ASCII elsewhere and on the
/// terminals that lack a font for more. `variable` reads the environment.
pub(super) fn promised_glyphs(variable: impl Fn(&str) -> Option<String>) -> Glyphs {
    let plain = matches!(variable("TERM").as_deref(), Some("linux" | "dumb"));
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).unwrap_or_default();
    let locale = locale.to_lowercase();
    let unicode = locale.contains("utf-8") || locale.contains("utf8") || cfg!(windows);
    if unicode && !plain { Glyphs::Braille } else { Glyphs::Ascii }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_whether_more_than_ascii_can_be_shown() {
        let rows: [(&[(&str, &str)], Glyphs); 8] = [
            (&[("LANG", "de_DE.UTF-8")], Glyphs::Braille),
            (&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")], Glyphs::Ascii),
            (&[("LC_ALL", ""), ("LC_CTYPE", "en_US.utf8"), ("LANG", "C")], Glyphs::Braille),
            (&[("LC_CTYPE", "en_US.ISO-8859-1"), ("LANG", "C.UTF-8")], Glyphs::Ascii),
            (&[("LANG", "C.UTF-8"), ("TERM", "linux")], Glyphs::Ascii),
            (&[("LANG", "C.UTF-8"), ("TERM", "dumb")], Glyphs::Ascii),
            (&[("LANG", "C.UTF-8"), ("TERM", "xterm")], Glyphs::Braille),
            (&[], if cfg!(windows) { Glyphs::Braille } else { Glyphs::Ascii }),
        ];
        for (set, expected) in rows {
            let variable = |name: &str| {
                set.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(promised_glyphs(variable), expected, "{set:?}");
        }
    }
}
