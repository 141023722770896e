//! Characters that are not seen but do something: commands to a terminal, and what turns, joins or
//! hides other characters. Nothing that somebody else wrote is shown with them in it.

/// Whether a character is a control character, one that changes the direction of a text, ends a
/// line, or has no width of its own and hides others.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
