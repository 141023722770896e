//! Breaking text into lines of a width, at spaces, with a hanging indent.

use unicode_width::UnicodeWidthStr;

/// `text` in lines of at most `width` columns; lines after the first start with `indent` spaces,
/// the first one with the spaces the text starts with.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let words = text.trim_start_matches(' ');
    let mut lines = Vec::new();
    let mut line = " ".repeat(text.len() - words.len());
    for word in words.split(' ') {
        let space = usize::from(!line.trim().is_empty());
        if space > 0 && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            line.push_str(word);
        } else {
            line.push_str(&" ".repeat(space));
            line.push_str(word);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_hang() {
        assert_eq!(wrap("one two three", 7, 2), ["one two", "  three"]);
        assert_eq!(wrap("  = 1 + 2", 7, 4), ["  = 1 +", "    2"]);
        assert_eq!(wrap("", 7, 2), [""]);
        assert_eq!(wrap("immeasurable", 4, 0), ["immeasurable"]);
    }
}
