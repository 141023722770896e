//! Mathematics as signs: letters whatever alphabet they are in, scripts, primes, fractions. Looks
//! and spaces are gone; nothing is understood yet.

mod alphabet;

/// The longest text that is taken apart, in characters.
pub(super) const LONGEST: usize = 4000;

/// How deep scripts and fractions may stand in one another.
const DEEPEST: usize = 12;

/// A sign of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sign {
    /// Letters in a row: `W`, `delta`, `tanh`.
    Word(String),
    /// A number as it was written.
    Number(String),
    /// What stands below.
    Below(Vec<Sign>),
    /// What stands above.
    Above(Vec<Sign>),
    /// A prime.
    Prime,
    /// A fraction.
    Over(Vec<Sign>, Vec<Sign>),
    /// A matrix of which only the place is left.
    Matrix,
    /// Anything else that is one sign.
    Mark(char),
}

/// The signs of a text, none of one that is too long.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    if text.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    Scanner { chars: &chars, at: 0, depth: 0 }.all()
}

struct Scanner<'a> {
    chars: &'a [char],
    at: usize,
    depth: usize,
}

impl Scanner<'_> {
    fn all(&mut self) -> Vec<Sign> {
        let mut signs = Vec::new();
        while self.at < self.chars.len() {
            self.one(&mut signs);
        }
        signs
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn one(&mut self, signs: &mut Vec<Sign>) {
        let Some(c) = self.peek() else { return };
        self.at += 1;
        match c {
            '\\' => self.command(signs),
            '_' => signs.push(Sign::Below(self.group())),
            '^' => {
                let above = self.group();
                let primes = above.iter().all(|sign| *sign == Sign::Prime);
                signs.push(if primes { Sign::Prime } else { Sign::Above(above) });
            }
            '\'' | '′' | '’' => signs.push(Sign::Prime),
            '{' => signs.extend(self.braced()),
            '[' if self.peek() == Some(']') => {
                self.at += 1;
                signs.push(Sign::Matrix);
            }
            '−' | '–' => signs.push(Sign::Mark('-')),
            '*' | '@' => signs.push(Sign::Mark(if c == '*' { '⊙' } else { '·' })),
            'ᵀ' | '⊤' => signs.push(Sign::Above(vec![Sign::Word("T".into())])),
            'ŷ' | 'Ŷ' => signs.push(Sign::Word("yhat".into())),
            c if c.is_whitespace() || matches!(c, '}' | '&' | '$') => {}
            c => self.letter_or_mark(c, signs),
        }
    }

    fn letter_or_mark(&mut self, c: char, signs: &mut Vec<Sign>) {
        if let Some(digit) = alphabet::below(c) {
            return signs.push(Sign::Below(vec![self.digits(digit, alphabet::below)]));
        }
        if let Some(digit) = alphabet::above(c) {
            return signs.push(Sign::Above(vec![self.digits(digit, alphabet::above)]));
        }
        if c.is_ascii_digit() {
            return signs.push(self.number(c));
        }
        if let Some(sign) = alphabet::letter(c) {
            return signs.push(sign);
        }
        if !c.is_alphabetic() {
            return signs.push(Sign::Mark(c));
        }
        let goes_on =
            |c: &char| c.is_alphabetic() && alphabet::letter(*c).is_none() && !"ᵀŷ".contains(*c);
        let mut word = String::from(c);
        while let Some(c) = self.peek().filter(goes_on) {
            word.push(c);
            self.at += 1;
        }
        signs.push(Sign::Word(word));
    }

    /// The rest of a small or raised number.
    fn digits(&mut self, first: usize, digit: fn(char) -> Option<usize>) -> Sign {
        let mut text = first.to_string();
        while let Some(next) = self.peek().and_then(digit) {
            text += &next.to_string();
            self.at += 1;
        }
        Sign::Number(text)
    }

    /// The rest of a number; a point belongs to it only with a digit behind.
    fn number(&mut self, first: char) -> Sign {
        let mut text = String::from(first);
        while let Some(c) = self.peek() {
            let next = self.chars.get(self.at + 1).is_some_and(char::is_ascii_digit);
            let point = c == '.' && next && !text.contains('.');
            if !c.is_ascii_digit() && !point {
                break;
            }
            text.push(c);
            self.at += 1;
        }
        Sign::Number(text)
    }

    fn command(&mut self, signs: &mut Vec<Sign>) {
        let mut name = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_alphabetic) {
            name.push(c);
            self.at += 1;
        }
        let name = name.as_str();
        if name.is_empty() && self.peek() == Some('|') {
            self.at += 1;
            signs.push(Sign::Mark('|'));
        } else if name.is_empty() {
            self.at += usize::from(self.peek().is_some_and(|c| !"_^{}[]".contains(c)));
        } else if name.ends_with("frac") {
            let (over, under) = (self.group(), self.group());
            signs.push(Sign::Over(over, under));
        } else if matches!(name, "hat" | "widehat") {
            let under = self.group();
            signs.extend(hatted(under));
        } else {
            signs.extend(alphabet::command(name));
        }
    }

    /// What stands in braces, or one sign without.
    fn group(&mut self) -> Vec<Sign> {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
        match self.peek() {
            Some('{') => {
                self.at += 1;
                self.braced()
            }
            Some('\\') => {
                let mut signs = Vec::new();
                self.one(&mut signs);
                signs
            }
            Some(c) if c.is_ascii_alphanumeric() => {
                self.at += 1;
                let one = String::from(c);
                vec![if c.is_ascii_digit() { Sign::Number(one) } else { Sign::Word(one) }]
            }
            Some(_) => {
                let mut signs = Vec::new();
                self.one(&mut signs);
                signs
            }
            None => Vec::new(),
        }
    }

    /// What stands before the brace that closes; nothing where braces stand too deep.
    fn braced(&mut self) -> Vec<Sign> {
        let start = self.at;
        let mut open = 1;
        while let Some(c) = self.peek() {
            open = match c {
                '{' => open + 1,
                '}' => open - 1,
                _ => open,
            };
            self.at += 1;
            if open == 0 {
                break;
            }
        }
        let end = if open == 0 { self.at - 1 } else { self.at };
        if self.depth == DEEPEST {
            return Vec::new();
        }
        Scanner { chars: &self.chars[start..end], at: 0, depth: self.depth + 1 }.all()
    }
}

/// The first letter with `hat` behind it.
fn hatted(mut under: Vec<Sign>) -> Vec<Sign> {
    if let Some(Sign::Word(word)) = under.first_mut() {
        *word = format!("{}hat", word.to_lowercase());
    }
    under
}

#[cfg(test)]
mod tests;
