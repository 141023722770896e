//! How large numbers are written: a font, and how many columns and half lines each dot takes. The
//! least of all faces are characters set wide apart.

use ratatui::style::Style;

use super::font::{FONTS, Font};
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;

/// The most that a font is enlarged.
const MOST: usize = 12;

/// A font at a size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    /// None is the terminal's own font, a blank between characters.
    font: Option<&'static Font>,
    /// Columns and half lines of a dot.
    dot: (usize, usize),
    /// Whether there are no half lines.
    whole: bool,
}

/// A rectangle of the screen: column, line, columns, lines.
pub(super) type Spot = (i32, i32, usize, usize);

impl Face {
    /// The least face.
    pub(super) const PLAIN: Self = Self { font: None, dot: (1, 2), whole: true };

    /// All faces made of dots, the largest first. ASCII has no half lines.
    pub(super) fn all(glyphs: Glyphs) -> Vec<Self> {
        let whole = glyphs == Glyphs::Ascii;
        let sizes: Vec<(usize, usize)> = match glyphs {
            Glyphs::Ascii => {
                (1..=MOST / 2).flat_map(|n| [(2 * n - 1, 2 * n), (2 * n, 2 * n)]).collect()
            }
            Glyphs::Braille | Glyphs::Block => (1..=MOST).map(|n| (n, n)).collect(),
        };
        let face = |dot| FONTS.iter().map(move |font| Self { font: Some(font), dot, whole });
        let mut all: Vec<Self> = sizes.into_iter().flat_map(face).collect();
        all.sort_by_key(|face| std::cmp::Reverse((face.half_lines(), face.dot.0)));
        all
    }

    /// How many half lines a number is high.
    pub(super) fn half_lines(self) -> usize {
        self.font.map_or(2, |font| font.height * self.dot.1)
    }

    /// How many lines a row of a matrix takes, with a half line of space on either side.
    pub(super) fn lines(self) -> usize {
        match self.font {
            Some(_) => (self.half_lines() + 2).div_ceil(2),
            None => 1,
        }
    }

    /// Columns between numbers: one, and one on either side of the number in its box.
    pub(super) fn gap(self) -> usize {
        if self.font.is_some() { 2 * self.dot.0.min(2) + 1 } else { 3 }
    }

    /// The columns of a text.
    pub(super) fn width(self, text: &str) -> usize {
        match self.font {
            Some(font) => font.width(&lettered(text)) * self.dot.0,
            None => (2 * text.chars().count()).saturating_sub(1),
        }
    }

    /// Fills a box with a style and writes a text into it, so many columns from its left edge, at
    /// half of its height.
    pub(super) fn write(
        self,
        canvas: &mut Canvas,
        (x, y, width, height): Spot,
        (indent, text): (usize, &str),
        style: Style,
    ) {
        let blank = " ".repeat(width);
        for line in 0..height {
            canvas.text(x, y + line as i32, &blank, style);
        }
        let Some(font) = self.font else {
            let apart: Vec<String> = text.chars().map(String::from).collect();
            let line = height.saturating_sub(1) / 2;
            canvas.text(x + indent as i32, y + line as i32, &apart.join(" "), style);
            return;
        };
        let rows = font.rows(&lettered(text));
        let above = (2 * height).saturating_sub(self.half_lines()) / 2;
        let above = if self.whole { above / 2 * 2 } else { above };
        let across = rows[0].len() * self.dot.0;
        for line in 0..height {
            let half = |column: usize, half: usize| {
                let down = (2 * line + half).checked_sub(above);
                let row = down.and_then(|down| rows.get(down / self.dot.1));
                row.is_some_and(|row| row[column / self.dot.0])
            };
            let block = |column| match (half(column, 0), half(column, 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            };
            let dots: String = (0..across).map(block).collect();
            canvas.text(x + indent as i32, y + line as i32, &dots, style);
        }
    }
}

/// A number in the characters of the fonts.
fn lettered(text: &str) -> String {
    text.replace("nan", "NaN").replace("inf", "∞")
}
