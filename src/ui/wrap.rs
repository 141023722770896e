//! Breaking text into lines of a width, at spaces, with a hanging indent; long sums are elided.

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

/// A sum that is longer than `most` columns with the terms that do not fit counted instead.
pub(super) fn elide(sum: &str, most: usize) -> String {
    if sum.width() <= most {
        return sum.into();
    }
    let terms: Vec<&str> = sum.split(" + ").collect();
    let mut kept = String::new();
    for (n, term) in terms.iter().enumerate() {
        let rest = format!(" + … ({} more terms)", terms.len() - n);
        let separator = if n == 0 { "" } else { " + " };
        if n > 0 && kept.width() + separator.width() + term.width() + rest.width() > most {
            // The brackets opened by what is kept are closed again.
            let open = kept.matches('(').count().saturating_sub(kept.matches(')').count());
            return format!("{kept}{rest}{}", ")".repeat(open));
        }
        kept.push_str(separator);
        kept.push_str(term);
    }
    kept
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

    #[test]
    fn long_sums_say_how_many_terms_are_left_out() {
        let sum = (1..=100).map(|i| format!("{i} × 2")).collect::<Vec<_>>().join(" + ");
        let short = elide(&sum, 60);
        assert!(short.starts_with("1 × 2 + 2 × 2") && short.width() <= 60, "{short}");
        let shown = short.matches('×').count();
        assert!(short.ends_with(&format!("({} more terms)", 100 - shown)), "{short}");
    }
}
