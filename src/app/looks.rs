//! What the screen looks like, by name: which themes there are is for the floor above to say.

use super::App;
use crate::math::expr::Style;

/// A set of characters, by what the terminal's font has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Braille patterns: two by four dots a cell.
    #[default]
    Braille,
    /// Quarter blocks: two by two.
    Block,
    /// ASCII alone: one by two.
    Ascii,
}

/// The table: every set with the name that `--glyphs` knows, and one line about it.
pub static GLYPHS: &[(Glyphs, &str, &str)] = &[
    (Glyphs::Braille, "braille", "braille dots: the finest curves"),
    (Glyphs::Block, "block", "quarter blocks, for fonts without braille"),
    (Glyphs::Ascii, "ascii", "nothing but ASCII"),
];

/// A name to choose, and one line about it.
pub type Choice = (&'static str, &'static str);

/// The looks that were asked for; what nobody asked for is the screen's own affair.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// The themes there are.
    pub themes: Vec<Choice>,
    /// The name of the one that was asked for.
    pub theme: Option<&'static str>,
    /// The characters to draw with.
    pub glyphs: Option<Glyphs>,
}

impl Looks {
    /// How formulas are written with these characters.
    pub fn style(&self) -> Style {
        if self.glyphs == Some(Glyphs::Ascii) { Style::Plain } else { Style::Unicode }
    }

    /// The names of the sets of characters.
    pub fn glyph_sets() -> Vec<Choice> {
        GLYPHS.iter().map(|(_, name, doc)| (*name, *doc)).collect()
    }
}

impl App {
    /// What the screen should look like.
    pub fn looks(&self) -> &Looks {
        &self.looks
    }

    /// Says what there is to choose from, and what is chosen.
    pub fn set_looks(&mut self, looks: Looks) {
        self.looks = looks;
    }

    pub(super) fn choose_theme(&mut self, name: &str) -> Result<(), String> {
        if self.looks.themes.is_empty() {
            return Err("there are no themes here".into());
        }
        let chosen = one_of("theme", name, &self.looks.themes)?;
        self.looks.theme = Some(chosen);
        self.say(format!("theme {chosen}"));
        Ok(())
    }

    pub(super) fn choose_glyphs(&mut self, name: &str) -> Result<(), String> {
        let chosen = one_of("set of glyphs", name, &Looks::glyph_sets())?;
        self.looks.glyphs = GLYPHS.iter().find(|row| row.1 == chosen).map(|row| row.0);
        self.say(format!("glyphs {chosen}"));
        Ok(())
    }
}

fn one_of(what: &str, name: &str, choices: &[Choice]) -> Result<&'static str, String> {
    let found = choices.iter().find(|choice| choice.0 == name).map(|choice| choice.0);
    found.ok_or_else(|| crate::lesson::unknown(what, name, choices.iter().map(|choice| choice.0)))
}
