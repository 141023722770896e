//! Mathematics as signs: letters whatever alphabet they are in, scripts, primes, fractions. Looks
//! and spaces are gone; nothing is understood yet.

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

/// Commands and letters that are written as words.
const WORDS: &[(&str, &str)] = &[
    ("delta", "δ"),
    ("sigma", "σ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("Theta", "Θ"),
    ("phi", "φ"),
    ("varphi", "ϕ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("epsilon", "ε"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("ell", "ℓ"),
];

/// Commands and letters that are one mark.
const MARKS: &[(&str, &str, char)] = &[
    ("Delta", "Δ", 'Δ'),
    ("nabla", "∇", '∇'),
    ("partial", "∂", '∂'),
    ("sum", "∑Σ", 'Σ'),
    ("cdot", "·⋅•", '·'),
    ("times", "×", '⊙'),
    ("odot", "⊙∘⊗", '⊙'),
    ("circ", "", '⊙'),
    ("otimes", "", '⊙'),
    ("ast", "∗", '⊙'),
    ("frac12", "½", '½'),
    ("leq", "≤", '<'),
    ("geq", "≥", '>'),
    ("le", "", '<'),
    ("ge", "", '>'),
    ("gt", "", '>'),
    ("lt", "", '<'),
];

/// Commands that put a hat on a letter.
const HATS: &[&str] = &["hat", "widehat"];

/// Small and raised digits and signs.
const BELOW: &str = "₀₁₂₃₄₅₆₇₈₉";
const ABOVE: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

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
        if let Some(digit) = BELOW.chars().position(|low| low == c) {
            return signs.push(Sign::Below(vec![self.digits(digit, BELOW)]));
        }
        if let Some(digit) = ABOVE.chars().position(|high| high == c) {
            return signs.push(Sign::Above(vec![self.digits(digit, ABOVE)]));
        }
        if c.is_ascii_digit() {
            return signs.push(self.number(c));
        }
        if let Some((word, _)) = WORDS.iter().find(|(_, letters)| letters.contains(c)) {
            return signs.push(Sign::Word((*word).into()));
        }
        if let Some((.., mark)) = MARKS.iter().find(|(_, letters, _)| letters.contains(c)) {
            return signs.push(Sign::Mark(*mark));
        }
        if !c.is_alphabetic() {
            return signs.push(Sign::Mark(c));
        }
        let mut word = String::from(c);
        let greek = |c: char| WORDS.iter().any(|(_, letters)| letters.contains(c));
        while let Some(c) = self.peek().filter(|c| c.is_alphabetic() && !greek(*c)) {
            if MARKS.iter().any(|(_, letters, _)| letters.contains(c)) || "ᵀŷ".contains(c) {
                break;
            }
            word.push(c);
            self.at += 1;
        }
        signs.push(Sign::Word(word));
    }

    /// The rest of a small or raised number.
    fn digits(&mut self, first: usize, alphabet: &str) -> Sign {
        let mut text = first.to_string();
        while let Some(next) = self.peek().and_then(|c| alphabet.chars().position(|x| x == c)) {
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
        } else if HATS.contains(&name) {
            let under = self.group();
            signs.extend(hatted(under));
        } else if WORDS.iter().any(|(word, _)| *word == name) {
            signs.push(Sign::Word(name.into()));
        } else if let Some((.., mark)) = MARKS.iter().find(|(word, ..)| *word == name) {
            signs.push(Sign::Mark(*mark));
        } else if name == "prime" {
            signs.push(Sign::Prime);
        } else if matches!(name, "top" | "intercal") {
            signs.push(Sign::Word("T".into()));
        } else if !looks(name) {
            signs.push(Sign::Word(name.into()));
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

/// Whether a command only changes how something looks.
fn looks(name: &str) -> bool {
    name.starts_with("math")
        || name.starts_with("text")
        || name.to_ascii_lowercase().starts_with("big")
        || matches!(name, "left" | "right" | "boldsymbol" | "bm" | "operatorname" | "vec")
        || matches!(name, "displaystyle" | "quad" | "qquad" | "limits" | "rm" | "bf" | "tag")
}

/// The first letter with `hat` behind it.
fn hatted(mut under: Vec<Sign>) -> Vec<Sign> {
    if let Some(Sign::Word(word)) = under.first_mut() {
        *word = format!("{}hat", word.to_lowercase());
    }
    under
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_written_in_many_ways_is_the_same_signs() {
        let table: &[&[&str]] = &[
            &["δ₁", "\\delta_1", "\\delta_{1}", "δ_1", " \\delta _ {1}"],
            &["W¹", "W^1", "W^{1}", "\\mathbf{W}^1"],
            &["W′", "W'", "W^\\prime", "W^{\\prime}"],
            &["Xᵀ", "X^T", "X^\\top", "X^{\\intercal}"],
            &["ŷ", "\\hat{y}", "\\hat y", "\\hat{\\mathbf{y}}"],
            &["a ⊙ b", "a\\odot b", "a*b", "a \\times b"],
            &["s_{ReLU}", "s_{\\text{ReLU}}", "s_{\\mathrm{ReLU}}"],
            &["x - y", "x − y", "x – y"],
        ];
        for same in table {
            for other in &same[1..] {
                assert_eq!(signs(same[0]), signs(other), "{} and {other}", same[0]);
            }
        }
    }

    #[test]
    fn absurd_texts_end() {
        for piece in ["{", "}", "_", "^", "\\", "\\frac", "_{", "^{\\frac{", "'", "[]", "\\hat"] {
            for count in [1, 2, 50, 1000, 100_000] {
                let _ = signs(&piece.repeat(count));
            }
        }
    }
}
