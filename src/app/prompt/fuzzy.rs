//! How well what was typed fits a name: its letters must occur in order; letters that start words
//! or follow each other count for more, gaps and what is left over for less.

/// A letter that fits.
const LETTER: i32 = 16;

/// The same right after the letter before.
const TOGETHER: i32 = 12;

/// The same at the start of a word.
const WORD: i32 = 10;

/// The most that a gap costs.
const WIDEST_GAP: usize = 6;

/// What fits all of it.
const WHOLE: i32 = 100;

/// How well a text fits, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The greater the better.
    pub score: i32,
    /// The places of the fitting characters.
    pub places: Vec<usize>,
}

/// How well `typed` fits `text`, if its letters occur there in order; case, blanks and hyphens of
/// what was typed do not matter.
pub fn fuzzy(typed: &str, text: &str) -> Option<Match> {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let text: Vec<char> = text.chars().map(small).collect();
    let typed: Vec<char> = typed.chars().filter(|c| !is_gap(*c)).map(small).collect();
    // For each typed letter the best way to match it at each place, and where the one before was.
    let mut ways: Vec<Vec<Option<(i32, usize)>>> = Vec::new();
    for (i, letter) in typed.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| ways[i].as_slice());
        let fits = |at: usize| (text[at] == *letter).then(|| best_way(&text, at, before)).flatten();
        ways.push((0..text.len()).map(fits).collect());
    }
    let last = ways.last()?.iter().enumerate();
    let (score, mut at) =
        last.filter_map(|(at, way)| way.map(|(score, _)| (score, at))).max_by_key(|way| way.0)?;
    let mut places = Vec::new();
    for row in ways.iter().rev() {
        places.push(at);
        at = row[at]?.1;
    }
    places.reverse();
    let whole = if text.iter().filter(|c| !is_gap(**c)).eq(&typed) { WHOLE } else { 0 };
    Some(Match { score: score + whole - text.len() as i32, places })
}

/// The best score with a letter matched at `at`, and the place of the letter before it.
fn best_way(
    text: &[char],
    at: usize,
    before: Option<&[Option<(i32, usize)>]>,
) -> Option<(i32, usize)> {
    let word = if at == 0 || is_gap(text[at - 1]) { WORD } else { 0 };
    let here = LETTER + word;
    let Some(before) = before else { return Some((here - at.min(WIDEST_GAP) as i32, 0)) };
    let ways = before[..at].iter().enumerate().filter_map(|(from, way)| {
        let gap = at - from - 1;
        let near = if gap == 0 { TOGETHER } else { -(gap.min(WIDEST_GAP) as i32) };
        way.map(|(score, _)| (score + here + near, from))
    });
    ways.max_by_key(|way| way.0)
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn better(typed: &str, good: &str, worse: &str) {
        let score = |text| fuzzy(typed, text).map(|found| found.score);
        assert!(score(good) > score(worse), "{typed}: {good} {:?} {worse}", score(good));
    }

    #[test]
    fn letters_must_occur_in_order() {
        assert_eq!(fuzzy("nst", "next-step").unwrap().places, [0, 5, 6]);
        assert!(fuzzy("rerum", "rerun").is_none());
        assert!(fuzzy("ts", "st").is_none());
        assert!(fuzzy("", "anything").is_none());
    }

    #[test]
    fn starts_of_words_and_runs_of_letters_fit_best() {
        better("ni", "next-iteration", "undoing");
        better("und", "undo", "up-and-down");
        better("hin", "open hinge", "search within");
        better("step", "next-step", "set-the-pace");
        better("end", "end", "end-of-it");
    }

    #[test]
    fn case_blanks_and_hyphens_do_not_matter() {
        let plain = fuzzy("nextstep", "next-step");
        for typed in ["next step", "NEXT-STEP", "next_step"] {
            assert_eq!(fuzzy(typed, "next-step"), plain, "{typed}");
        }
    }

    #[test]
    fn a_run_is_preferred_to_an_earlier_letter() {
        assert_eq!(fuzzy("rate", "learning_rate").unwrap().places, [9, 10, 11, 12]);
    }
}
