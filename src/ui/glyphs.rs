//! The characters that curves, edges and fields are drawn with.

pub use crate::app::{GLYPHS, Glyphs};

/// Quarter blocks by the bits of their dots, row by row.
const QUARTERS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

impl Glyphs {
    /// Dots of a cell: across and down.
    pub(super) fn dots(self) -> (i32, i32) {
        match self {
            Self::Braille => (2, 4),
            Self::Block => (2, 2),
            Self::Ascii => (1, 2),
        }
    }

    /// The character with these dots; bit 0 is the upper left one, and so on row by row.
    pub(super) fn pattern(self, dots: u8) -> char {
        match self {
            Self::Braille => braille(dots),
            Self::Block => QUARTERS[usize::from(dots & 0xf)],
            Self::Ascii => [' ', '\'', '.', ':'][usize::from(dots & 3)],
        }
    }
}

/// Unicode numbers braille dots column by column, the lowest row after all others.
fn braille(dots: u8) -> char {
    const BITS: [u32; 8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
    let bits: u32 = (0..8).filter(|i| dots >> i & 1 == 1).map(|i| BITS[i]).sum();
    char::from_u32(0x2800 + bits).unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_has_a_character_of_its_own_for_every_pattern() {
        for (glyphs, name, _) in GLYPHS {
            let (across, down) = glyphs.dots();
            let patterns: Vec<char> =
                (1..1u16 << (across * down)).map(|dots| glyphs.pattern(dots as u8)).collect();
            for (i, pattern) in patterns.iter().enumerate() {
                assert!(*pattern != ' ' && !patterns[..i].contains(pattern), "{name} {i}");
            }
            assert_eq!(*name == "ascii", patterns.iter().all(char::is_ascii), "{name}");
        }
    }

    #[test]
    fn the_upper_left_dot_is_the_first_bit_and_the_lower_right_one_the_last() {
        assert_eq!((Glyphs::Braille.pattern(1), Glyphs::Braille.pattern(0x80)), ('⠁', '⢀'));
        assert_eq!((Glyphs::Block.pattern(1), Glyphs::Block.pattern(8)), ('▘', '▗'));
        assert_eq!((Glyphs::Ascii.pattern(1), Glyphs::Ascii.pattern(2)), ('\'', '.'));
    }
}
