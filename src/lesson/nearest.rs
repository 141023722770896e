//! The nearest word of a list: what somebody who made a typing mistake probably meant.

/// The choice nearest to `word`, if one is near enough to be meant: at most a third of its letters
/// missing, added, wrong or swapped with their neighbour, in any case; failing that, the first
/// choice that `word` begins. The first of equals.
pub fn nearest<'a>(word: &str, choices: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    let choices: Vec<_> = choices.map(|choice| (letters(choice), choice)).collect();
    let near = choices.iter().filter_map(|(spelled, choice)| {
        let distance = distance(&word, spelled);
        let most = (word.len().max(spelled.len()) / 3).max(1);
        (distance <= most && distance < spelled.len()).then_some((distance, *choice))
    });
    let begun = || choices.iter().find(|(spelled, _)| word.len() > 1 && spelled.starts_with(&word));
    near.min_by_key(|(distance, _)| *distance)
        .or_else(|| begun().map(|(_, c)| (0, *c)))
        .map(|n| n.1)
}

fn letters(word: &str) -> Vec<char> {
    // No key or name is longer; the work grows with the product of the lengths.
    word.chars().take(64).flat_map(char::to_lowercase).collect()
}

/// Levenshtein's distance, a swap of two neighbours counting once.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(x != y);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHOICES: [&str; 6] = ["relu", "leaky_relu", "tanh", "sigmoid", "softmax", "sin"];

    #[test]
    fn a_slip_of_the_finger_finds_the_word() {
        let slips = [
            ("rellu", Some("relu")),
            ("ReLU", Some("relu")),
            ("tahn", Some("tanh")),
            ("sigmiod", Some("sigmoid")),
            ("softmaks", Some("softmax")),
            ("leaky", Some("leaky_relu")),
            ("leakyrelu", Some("leaky_relu")),
        ];
        for (word, expected) in slips {
            assert_eq!(nearest(word, CHOICES.into_iter()), expected, "{word}");
        }
    }

    #[test]
    fn a_word_from_elsewhere_finds_nothing() {
        for word in ["", "x", "s", "maxout", "convolution", "日本語"] {
            assert_eq!(nearest(word, CHOICES.into_iter()), None, "{word}");
        }
    }

    #[test]
    fn the_distance_counts_edits() {
        let of = |a: &str, b: &str| distance(&letters(a), &letters(b));
        let table = [("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1)];
        for (a, b, expected) in table {
            assert_eq!(of(a, b), expected, "{a} {b}");
        }
    }
}
