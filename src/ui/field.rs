//! Heat fields: two values a cell, one above the other, by colour; where colours cannot say it,
//! one character by sign and size.

use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::theme::Theme;

/// From this share of the greatest value on, a value counts as large where only characters speak.
const LARGE: f64 = 0.5;

/// Below this one it counts as nearly nothing.
const SMALL: f64 = 0.05;

/// The character and style of a cell that shows `above` and `below`, each from −1 to 1; `below`
/// may be missing at the lower edge.
pub(super) fn cell(above: f64, below: Option<f64>, theme: &Theme, glyphs: Glyphs) -> (char, Style) {
    let (upper, lower) = (theme.heat(above), below.map(|t| theme.heat(t)));
    let numbers = !above.is_nan() && !below.is_some_and(f64::is_nan);
    if let (Some(color), true, true) = (upper.bg, numbers, glyphs != Glyphs::Ascii) {
        let style = Style::new().fg(color);
        return match lower.and_then(|style| style.bg) {
            Some(lower) => ('▀', style.bg(lower)),
            None => ('▀', style),
        };
    }
    let mean = below.map_or(above, |below| f64::midpoint(above, below));
    (character(mean), theme.heat(mean))
}

/// `#` and `+` above zero, `=` and `-` below it, `.` near it, `!` for what is no number.
fn character(t: f64) -> char {
    match t {
        t if t.is_nan() => '!',
        t if t.abs() < SMALL => '.',
        t if t >= LARGE => '#',
        t if t > 0.0 => '+',
        t if t <= -LARGE => '=',
        _ => '-',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::ColorLevel;
    use crate::ui::theme::THEMES;

    #[test]
    fn the_sign_of_a_field_is_told_by_characters_where_there_are_no_colours() {
        for theme in THEMES {
            let mono = theme.at(ColorLevel::Mono);
            for (t, said) in [(0.9, '#'), (0.2, '+'), (0.0, '.'), (-0.2, '-'), (-0.9, '=')] {
                assert_eq!(cell(t, Some(t), &mono, Glyphs::Braille).0, said, "{}", theme.name);
                assert_eq!(cell(t, Some(t), theme, Glyphs::Ascii).0, said, "{}", theme.name);
            }
            assert_eq!(cell(f64::NAN, Some(0.0), theme, Glyphs::Braille).0, '!');
        }
    }

    #[test]
    fn a_cell_shows_two_values_one_above_the_other_where_there_are_colours() {
        let theme = &THEMES[0];
        let (c, style) = cell(1.0, Some(-1.0), theme, Glyphs::Braille);
        assert_eq!((c, style.fg, style.bg), ('▀', theme.heat(1.0).bg, theme.heat(-1.0).bg));
    }
}
