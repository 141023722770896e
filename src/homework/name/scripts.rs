//! What stands below, above and behind a letter.

use super::scan::Sign;
use super::{Name, Stand, Tag, parse, words};

impl Name {
    /// Takes in what stands at `at`, and says where the next sign is; `None` where that is no part
    /// of the name.
    pub(super) fn take(&mut self, signs: &[Sign], at: usize) -> Option<usize> {
        match signs.get(at)? {
            Sign::Number(text) => {
                let first = self.tags.is_empty() && !text.contains('.');
                self.tags.push(Tag::Number(text.parse().ok().filter(|_| first)?, Stand::Behind));
            }
            Sign::Below(below) => self.take_below(below),
            Sign::Above(above) => self.take_above(above),
            Sign::Prime => self.next = true,
            Sign::Mark('[') => return self.take_cell(signs, at),
            Sign::Mark('(') => return self.take_moment(signs, at),
            _ => return None,
        }
        Some(at + 1)
    }

    fn take_below(&mut self, below: &[Sign]) {
        if let [Sign::Number(a), Sign::Mark(','), Sign::Number(b)] = below
            && let (Ok(a), Ok(b)) = (a.parse(), b.parse())
        {
            return self.tags.push(Tag::Pair(a, b));
        }
        if self.take_step(below) {
            return;
        }
        self.take_words(below, Stand::Below);
    }

    fn take_above(&mut self, above: &[Sign]) {
        if self.take_step(above) {
            return;
        }
        match above {
            [Sign::Word(word)] if word == "T" => self.transposed = true,
            [Sign::Mark('+')] => self.next = true,
            [Sign::Mark('-')] => self.old = true,
            [Sign::Mark('('), Sign::Number(n), Sign::Mark(')')] => {
                self.tags.extend(n.parse().map(|n| Tag::Number(n, Stand::InBrackets)));
            }
            _ => self.take_words(above, Stand::Above),
        }
    }

    /// `t+1`, `(k+1)`: the value after the update. `(t)`: the one before it.
    fn take_step(&mut self, signs: &[Sign]) -> bool {
        let inner: Vec<&Sign> =
            signs.iter().filter(|sign| !matches!(sign, Sign::Mark('(' | ')'))).collect();
        let counts = |word: &str| matches!(word, "t" | "k" | "n" | "i" | "τ" | "tau" | "s" | "it");
        match inner.as_slice() {
            [Sign::Word(word), Sign::Mark('+'), Sign::Number(one)]
                if one == "1" && counts(word) =>
            {
                self.next = true;
            }
            [Sign::Word(word)] if signs.len() == 3 && matches!(word.as_str(), "t" | "τ" | "k") => {
                self.old = true;
            }
            _ => return false,
        }
        true
    }

    /// Words and numbers, however deep they stand in one another.
    fn take_words(&mut self, signs: &[Sign], stand: Stand) {
        let mut at = 0;
        while let Some(sign) = signs.get(at) {
            at += 1;
            match sign {
                Sign::Word(word) => {
                    let number = match signs.get(at) {
                        Some(Sign::Number(n)) => n.parse().ok(),
                        _ => None,
                    };
                    at += usize::from(number.is_some());
                    self.take_word(word, number);
                }
                Sign::Number(n) => {
                    self.tags.extend(n.parse().map(|n| Tag::Number(n, stand)));
                }
                Sign::Below(inner) | Sign::Above(inner) => self.take_words(inner, stand),
                Sign::Prime | Sign::Mark('+') => self.next = true,
                _ => {}
            }
        }
    }

    /// A word beside a name, and the number behind it.
    pub(super) fn take_word(&mut self, word: &str, number: Option<usize>) {
        let small = if word == "L" { "last".into() } else { word.to_lowercase() };
        if words::is_next(&small) {
            self.next = true;
        } else if words::is_old(&small) && number.is_none() {
            self.old = true;
            self.tags.push(Tag::Word(small, None));
        } else if words::is_gradient(&small) {
            self.gradient = true;
            self.tags.push(Tag::Word(small, number));
        } else if word == "T" {
            self.transposed = true;
        } else if self.is_named_again(&small) {
            self.tags.extend(number.map(|n| Tag::Number(n, Stand::Below)));
        } else {
            self.tags.push(Tag::Word(small, number));
        }
    }

    /// Whether a word below says again what is meant: the z of `\delta_{z2}`.
    fn is_named_again(&self, word: &str) -> bool {
        self.base == "delta" && matches!(word, "z" | "s" | "net" | "a" | "l")
    }

    /// `[2,3]`: a cell.
    fn take_cell(&mut self, signs: &[Sign], at: usize) -> Option<usize> {
        let index = |n: &String| n.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        match signs.get(at + 1..)? {
            [Sign::Number(i), Sign::Mark(','), Sign::Number(j), Sign::Mark(']'), ..] => {
                self.cell = Some((index(i)?, index(j)?));
                Some(at + 5)
            }
            [Sign::Number(n), Sign::Mark(']'), ..] if self.tags.is_empty() => {
                self.tags.push(Tag::Number(n.parse().ok()?, Stand::Behind));
                Some(at + 3)
            }
            _ => None,
        }
    }

    /// `(t+1)`, `(3)`, `(W)`: a moment, a number, or what it is a function of.
    fn take_moment(&mut self, signs: &[Sign], at: usize) -> Option<usize> {
        let end = signs[at..].iter().position(|sign| *sign == Sign::Mark(')'))? + at;
        let inside = &signs[at + 1..end];
        if self.take_step(&signs[at..=end]) {
            return Some(end + 1);
        }
        if let [Sign::Number(n)] = inside {
            self.tags.push(Tag::Number(n.parse().ok()?, Stand::InBrackets));
            return Some(end + 1);
        }
        if words::state(&self.base).is_some() {
            self.of = Some(Box::new(parse::item(inside, 0)?.0));
            return Some(end + 1);
        }
        None
    }
}
