//! Text to tokens: LaTeX, the mathematics in Markdown and plain lines, in one go. What only
//! changes looks is left out here.

use anyhow::Result;

use super::limits::{self, Tally};
use super::number;
use super::script;
use super::token::{Kind, Token};

/// How a document is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Whether `%` begins a comment.
    pub(super) comments: bool,
    /// Whether a comma is the decimal point.
    pub(super) comma: bool,
}

/// The tokens of a piece of a document that begins on `line`.
pub(super) fn lex<'a>(
    text: &'a str,
    line: usize,
    manner: Manner,
    tally: &mut Tally,
) -> Result<Vec<Token<'a>>> {
    let mut lexer = Lexer { text, line, manner, spaced: true, ..Lexer::default() };
    while lexer.at < text.len() {
        lexer.step();
        limits::tokens(lexer.out.len(), line)?;
    }
    tally.count(lexer.out.iter().filter(|token| token.kind == Kind::Number).count())?;
    Ok(lexer.out)
}

#[derive(Default)]
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    line: usize,
    manner: Manner,
    pub(super) out: Vec<Token<'a>>,
    spaced: bool,
    /// How many openings of mathematics are not closed.
    pub(super) math: usize,
    /// Whether a single dollar opened it.
    dollar: bool,
    /// Whether there is no dollar left to close it.
    lone_dollar: bool,
    braces: usize,
    /// The depths of the braces that hold words inside mathematics.
    words: Vec<usize>,
    /// How many characters are still to be read one by one: behind `_`, `^` and `\frac`.
    pub(super) atoms: usize,
    /// Where a quotation mark that opened a word is closed.
    quote: Option<usize>,
}

impl<'a> Lexer<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Takes the next `length` bytes as a token.
    pub(super) fn push(&mut self, kind: Kind, length: usize) {
        let text = &self.text[self.at..self.at + length];
        self.push_text(kind, text, length);
    }

    pub(super) fn push_text(&mut self, kind: Kind, text: &'a str, length: usize) {
        let math = self.math > 0 && self.words.is_empty();
        let (line, spaced) = (self.line as u32, self.spaced);
        self.out.push(Token { kind, text, line, spaced, math });
        self.skip(length);
        self.spaced = false;
    }

    /// Goes past the next `length` bytes.
    pub(super) fn skip(&mut self, length: usize) {
        self.line += self.text[self.at..self.at + length].matches('\n').count();
        self.at += length;
    }

    pub(super) fn blank(&mut self, length: usize) {
        self.skip(length);
        self.spaced = true;
    }

    fn step(&mut self) {
        let Some(c) = self.rest().chars().next() else { return };
        let is_space = c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
        if self.atoms > 0 && !is_space && self.atom(c) {
            return;
        }
        match c {
            '\n' if self.math == 0 => {
                self.push(Kind::Newline, 1);
                self.spaced = true;
            }
            _ if is_space => self.blank(c.len_utf8()),
            '%' if self.manner.comments => {
                let end = self.rest().find('\n').unwrap_or(self.rest().len());
                self.blank(end);
            }
            '\\' => self.command(),
            '$' => self.dollar(),
            '0'..='9' | '.' => self.number_or_stop(),
            _ if c.is_alphabetic() && script::below(c).or(script::above(c)).is_none() => {
                self.word();
            }
            _ => self.mark(c),
        }
    }

    /// A character behind `_`, `^` or `\frac` that has no braces: false where it is none.
    fn atom(&mut self, c: char) -> bool {
        self.atoms -= 1;
        let behind_script =
            self.out.last().is_some_and(|t| matches!(t.kind, Kind::Sub | Kind::Sup));
        if matches!(c, '{' | '\\' | '(' | '[' | '$') {
            // The next atom of a fraction stands behind the braces.
            self.atoms = 0;
            return false;
        }
        let length = if behind_script { self.run(c) } else { c.len_utf8() };
        self.push(Kind::Atom, length);
        true
    }

    /// How far a script without braces goes: `W_out`, `W_12`, but not `a_1W` or `x_iW`.
    fn run(&self, first: char) -> usize {
        let rest = self.rest().as_bytes();
        let count = |is: fn(&u8) -> bool| rest.iter().take_while(|byte| is(byte)).count();
        let in_math = self.math > 0;
        match first {
            '0'..='9' => count(u8::is_ascii_digit),
            'a'..='z' if in_math => {
                let letters = count(u8::is_ascii_lowercase);
                letters + rest[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count()
            }
            'a'..='z' | 'A'..='Z' => count(u8::is_ascii_alphanumeric),
            _ => first.len_utf8(),
        }
    }

    fn number_or_stop(&mut self) {
        let rest = self.rest();
        let length = number::length(rest, self.manner.comma);
        if length > 0 {
            self.push(Kind::Number, length);
        } else if rest.starts_with("...") {
            self.push(Kind::Dots, 3);
        } else if rest[1..].chars().next().is_none_or(|c| c.is_whitespace() || c == '$') {
            self.push(Kind::Stop, 1);
        } else {
            self.push(Kind::Symbol, 1);
        }
    }

    fn word(&mut self) {
        let is_part = |c: char| {
            (c.is_alphanumeric() && script::below(c).or(script::above(c)).is_none())
                || ('\u{300}'..'\u{370}').contains(&c)
        };
        let end = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        self.push(Kind::Word, end);
    }

    /// A character that is no letter, digit or space.
    fn mark(&mut self, c: char) {
        let length = c.len_utf8();
        let rest = self.rest();
        match c {
            '=' | '←' | '≈' | '≃' | '≅' | '≔' | '≡' => {
                self.push(Kind::Relation, if rest.starts_with("==") { 2 } else { length });
            }
            ':' if rest.starts_with(":=") => self.push(Kind::Relation, 2),
            '<' if rest.starts_with("<-") && self.math == 0 => self.push(Kind::Relation, 2),
            '<' if self.math == 0 && self.tag() => {}
            ':' | '：' => self.push(Kind::Colon, length),
            '&' => self.push(Kind::And, length),
            ',' => self.push(Kind::Comma, length),
            ';' => self.push(Kind::Semicolon, length),
            '⇒' | '⟹' | '∴' => self.push(Kind::Gap, length),
            '…' | '⋯' | '⋮' | '⋱' => self.push(Kind::Dots, length),
            '′' | '’' => self.push(Kind::Prime, length),
            '″' => {
                self.push(Kind::Prime, 0);
                self.push(Kind::Prime, length);
            }
            '\'' => self.quote_or_prime(),
            '"' | '`' | '“' | '”' => self.skip(length),
            '*' if self.math == 0 => self.emphasis('*'),
            '_' => self.script_or_emphasis(),
            '^' => self.script(Kind::Sup, length),
            '(' | '[' | '{' => self.open(c),
            ')' | ']' | '}' => self.close(c),
            _ if script::below(c).is_some() => self.scripts(Kind::Below, script::below),
            _ if script::above(c).is_some() => self.scripts(Kind::Above, script::above),
            _ if c.is_control() => self.blank(length),
            _ => self.push(Kind::Symbol, length),
        }
    }

    pub(super) fn script(&mut self, kind: Kind, length: usize) {
        self.push(kind, length);
        self.atoms = 1;
    }

    fn scripts(&mut self, kind: Kind, is: fn(char) -> Option<char>) {
        let rest = self.rest();
        let end = rest.find(|c| is(c).is_none()).unwrap_or(rest.len());
        self.push(kind, end);
    }

    fn script_or_emphasis(&mut self) {
        let before = self.before().is_none_or(|c| c.is_whitespace() || "(*".contains(c));
        let after = self.rest()[1..].chars().next();
        let ends = after.is_none_or(|c| c.is_whitespace() || ".,:;)!?=*".contains(c));
        if self.math == 0 && (before || ends) || after.is_none() {
            self.skip(1);
        } else {
            self.script(Kind::Sub, 1);
        }
    }

    /// A star in a text is a sign only between two spaces or two letters.
    fn emphasis(&mut self, star: char) {
        let rest = self.rest();
        let after = rest[1..].chars().next();
        let wide = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let tight =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ")]}([{'_".contains(c));
        let both = wide(self.before()) && wide(after) || tight(self.before()) && tight(after);
        if rest.starts_with("**") {
            self.skip(2);
        } else if both && star == '*' {
            self.push(Kind::Symbol, 1);
        } else {
            self.skip(1);
        }
    }

    /// A mark before a word is a quotation mark, and so is the next one then; else it is a prime.
    fn quote_or_prime(&mut self) {
        let opens = self.before().is_none_or(|c| !c.is_alphanumeric() && !")]}'_′".contains(c));
        if self.quote == Some(self.at) {
            self.skip(1);
        } else if opens {
            let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '+');
            let end = self.rest()[1..].find(|c| !word(c)).unwrap_or(0) + 1;
            self.quote = self.rest()[end..].starts_with('\'').then_some(self.at + end);
            self.skip(1);
        } else {
            self.push(Kind::Prime, 1);
        }
    }

    /// `<sub>`, `<sup>` and their ends; any other is skipped.
    fn tag(&mut self) -> bool {
        let rest = self.rest();
        let (kind, text, length) = match rest {
            _ if rest.starts_with("<sub>") => (Kind::Sub, "{", 5),
            _ if rest.starts_with("<sup>") => (Kind::Sup, "{", 5),
            _ if rest.starts_with("</sub>") || rest.starts_with("</sup>") => (Kind::Close, "}", 6),
            _ if rest.starts_with("<br>") => (Kind::Newline, "\n", 4),
            _ => return false,
        };
        self.push_text(kind, text, length);
        if matches!(kind, Kind::Sub | Kind::Sup) {
            self.push_text(Kind::Open, text, 0);
        }
        true
    }

    fn open(&mut self, c: char) {
        self.push(Kind::Open, c.len_utf8());
        self.braces += usize::from(c == '{');
    }

    fn close(&mut self, c: char) {
        if c == '}' {
            self.words.pop_if(|depth| *depth == self.braces);
            self.braces = self.braces.saturating_sub(1);
        }
        self.push(Kind::Close, c.len_utf8());
    }

    /// The braces that come next hold words.
    pub(super) fn words_follow(&mut self) {
        if self.math > 0 && self.rest().trim_start().starts_with('{') {
            self.words.push(self.braces + 1);
        }
    }

    fn dollar(&mut self) {
        let length = if self.rest().starts_with("$$") { 2 } else { 1 };
        if self.dollar {
            self.math_out(length);
            self.dollar = false;
        } else if self.lone_dollar || !self.rest()[length..].contains('$') {
            self.lone_dollar = true;
            self.skip(length);
        } else {
            self.math_in(length);
            self.dollar = true;
        }
    }

    pub(super) fn math_in(&mut self, length: usize) {
        self.push(Kind::MathIn, length);
        self.math += 1;
    }

    pub(super) fn math_out(&mut self, length: usize) {
        self.math = self.math.saturating_sub(1);
        if self.math == 0 {
            (self.braces, self.atoms) = (0, 0);
            self.words.clear();
        }
        self.push(Kind::MathOut, length);
    }
}
