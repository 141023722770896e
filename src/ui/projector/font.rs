//! Digits as dots, in two sizes; larger ones are these, enlarged. A table of bitmaps: every row of
//! a character is as long as the others, and a character of one size has as many rows as all.

/// A character and its rows of dots.
type Glyph = (char, &'static [&'static str]);

/// A set of characters of one height.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Font {
    /// Rows of dots.
    pub(super) height: usize,
    glyphs: &'static [Glyph],
}

/// Both fonts, the smaller one first.
pub(super) static FONTS: [&Font; 2] = [&SMALL, &LARGE];

#[rustfmt::skip]
static SMALL: Font = Font { height: 5, glyphs: &[
    ('0', &["###", "# #", "# #", "# #", "###"]),
    ('1', &[" # ", "## ", " # ", " # ", "###"]),
    ('2', &["###", "  #", "###", "#  ", "###"]),
    ('3', &["###", "  #", " ##", "  #", "###"]),
    ('4', &["# #", "# #", "###", "  #", "  #"]),
    ('5', &["###", "#  ", "###", "  #", "###"]),
    ('6', &["###", "#  ", "###", "# #", "###"]),
    ('7', &["###", "  #", "  #", "  #", "  #"]),
    ('8', &["###", "# #", "###", "# #", "###"]),
    ('9', &["###", "# #", "###", "  #", "###"]),
    ('.', &[" ", " ", " ", " ", "#"]),
    ('-', &["  ", "  ", "##", "  ", "  "]),
    ('+', &["   ", " # ", "###", " # ", "   "]),
    ('e', &["   ", "###", "# #", "## ", "###"]),
    ('∞', &["     ", " # # ", "# # #", " # # ", "     "]),
    ('N', &["#  #", "## #", "# ##", "#  #", "#  #"]),
    ('a', &["   ", " ##", "# #", "# #", " ##"]),
    ('?', &["###", "  #", " ##", "   ", " # "]),
] };

#[rustfmt::skip]
static LARGE: Font = Font { height: 6, glyphs: &[
    ('0', &[" ## ", "#  #", "#  #", "#  #", "#  #", " ## "]),
    ('1', &["  # ", " ## ", "  # ", "  # ", "  # ", " ###"]),
    ('2', &[" ## ", "#  #", "   #", "  # ", " #  ", "####"]),
    ('3', &["### ", "   #", " ## ", "   #", "   #", "### "]),
    ('4', &["#  #", "#  #", "#  #", "####", "   #", "   #"]),
    ('5', &["####", "#   ", "### ", "   #", "   #", "### "]),
    ('6', &[" ## ", "#   ", "### ", "#  #", "#  #", " ## "]),
    ('7', &["####", "   #", "  # ", "  # ", " #  ", " #  "]),
    ('8', &[" ## ", "#  #", " ## ", "#  #", "#  #", " ## "]),
    ('9', &[" ## ", "#  #", "#  #", " ###", "   #", " ## "]),
    ('.', &[" ", " ", " ", " ", " ", "#"]),
    ('-', &["   ", "   ", "   ", "###", "   ", "   "]),
    ('+', &["   ", "   ", " # ", "###", " # ", "   "]),
    ('e', &["    ", "    ", " ## ", "####", "#   ", " ###"]),
    ('∞', &["       ", " ## ## ", "#  #  #", "#  #  #", " ## ## ", "       "]),
    ('N', &["#   #", "##  #", "# # #", "# # #", "#  ##", "#   #"]),
    ('a', &["    ", "    ", " ###", "#  #", "#  #", " ###"]),
    ('?', &[" ## ", "#  #", "  # ", " #  ", "    ", " #  "]),
] };

impl Font {
    /// The rows of dots of a text, one dot between characters; what the font has not is left out.
    pub(super) fn rows(&self, text: &str) -> Vec<Vec<bool>> {
        let known = text.chars().filter_map(|c| self.glyph(c));
        let mut rows = vec![Vec::new(); self.height];
        for glyph in known {
            for (row, dots) in rows.iter_mut().zip(glyph) {
                if !row.is_empty() {
                    row.push(false);
                }
                row.extend(dots.bytes().map(|dot| dot == b'#'));
            }
        }
        rows
    }

    /// How many dots a text is wide.
    pub(super) fn width(&self, text: &str) -> usize {
        let widths = text.chars().filter_map(|c| self.glyph(c)).map(|rows| rows[0].len() + 1);
        widths.sum::<usize>().saturating_sub(1)
    }

    fn glyph(&self, c: char) -> Option<&'static [&'static str]> {
        self.glyphs.iter().find(|glyph| glyph.0 == c).map(|glyph| glyph.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that numbers are written with, and what is put in place of a veiled one.
    const NEEDED: &str = "0123456789.-+e∞Na?";

    #[test]
    fn every_character_has_a_bitmap_of_the_height_of_its_font_and_straight_edges() {
        for font in FONTS {
            let all: String = font.glyphs.iter().map(|glyph| glyph.0).collect();
            assert_eq!(all, NEEDED);
            for (c, rows) in font.glyphs {
                assert_eq!(rows.len(), font.height, "{c}");
                assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{c}");
                assert!(rows.iter().all(|row| row.bytes().all(|b| b"# ".contains(&b))), "{c}");
            }
        }
    }

    #[test]
    fn all_digits_are_equally_wide_so_that_points_stand_below_each_other() {
        for font in FONTS {
            let widths: Vec<usize> = ('0'..='9').map(|c| font.width(&c.to_string())).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
        }
    }

    #[test]
    fn no_two_characters_look_alike_wherever_they_are_put() {
        /// The dots without the blank columns around them, and how many there are.
        fn ink(rows: &[&str]) -> Vec<String> {
            let columns = 0..rows[0].len();
            let inked = |x: &usize| rows.iter().any(|row| row.as_bytes()[*x] == b'#');
            let (from, to) = (columns.clone().find(inked), columns.clone().rfind(inked));
            let (from, to) = (from.unwrap_or(0), to.unwrap_or(0));
            rows.iter().map(|row| row[from..=to].to_owned()).collect()
        }
        for font in FONTS {
            for (i, (c, rows)) in font.glyphs.iter().enumerate() {
                assert!(rows.concat().contains('#'), "{c}");
                for (other, others) in &font.glyphs[..i] {
                    assert_ne!(ink(rows), ink(others), "{c} {other}");
                }
            }
        }
    }

    #[test]
    fn a_text_is_its_characters_with_a_column_between_them() {
        // 3 + 1 + 1 + 1 + 3 dots.
        assert_eq!((SMALL.width("1.7"), SMALL.rows("1.7")[4].len()), (9, 9));
        let last: String =
            SMALL.rows("1.7")[4].iter().map(|dot| if *dot { '#' } else { ' ' }).collect();
        assert_eq!(last, "### #   #");
        assert_eq!((SMALL.width(""), SMALL.width("§")), (0, 0));
    }
}
