//! Text to tokens: LaTeX, the mathematics in Markdown and plain lines, in one go. What only
//! changes looks is left out here.

mod command;
mod latex;
mod symbol;

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

/// Where in a text its tokens are taken, and what is still open there.
#[derive(Default)]
struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    manner: Manner,
    out: Vec<Token<'a>>,
    /// Whether a space stands before the next token.
    spaced: bool,
    /// How many openings of mathematics are not closed.
    math: usize,
    /// Whether a single dollar opened it.
    dollar: bool,
    /// Whether there is no dollar left to close it.
    lone_dollar: bool,
    braces: usize,
    /// The depths of the braces that hold words inside mathematics.
    words: Vec<usize>,
    /// How many characters are still to be read one by one: behind `_`, `^` and `\frac`.
    atoms: usize,
    /// Where a quotation mark that opened a word is closed.
    quote: Option<usize>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Takes the next `length` bytes as a token.
    fn push(&mut self, kind: Kind, length: usize) {
        let text = &self.text[self.at..self.at + length];
        self.push_text(kind, text, length);
    }

    /// Takes the next `length` bytes as a token with another text.
    fn push_text(&mut self, kind: Kind, text: &'a str, length: usize) {
        let math = self.math > 0 && self.words.is_empty();
        let (line, spaced) = (self.line as u32, self.spaced);
        self.out.push(Token { kind, text, line, spaced, math });
        self.skip(length);
        self.spaced = false;
    }

    /// Goes past the next `length` bytes.
    fn skip(&mut self, length: usize) {
        self.line += self.text[self.at..self.at + length].matches('\n').count();
        self.at += length;
    }

    /// Goes past what counts as a space.
    fn blank(&mut self, length: usize) {
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
            _ if c.is_alphabetic() && !script::is_script(c) => self.word(),
            _ => self.symbol(c),
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
            let combines = ('\u{300}'..'\u{370}').contains(&c);
            (c.is_alphanumeric() && !script::is_script(c)) || combines
        };
        let end = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        self.push(Kind::Word, end);
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
    fn words_follow(&mut self) {
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

    fn math_in(&mut self, length: usize) {
        self.push(Kind::MathIn, length);
        self.math += 1;
    }

    fn math_out(&mut self, length: usize) {
        self.math = self.math.saturating_sub(1);
        if self.math == 0 {
            (self.braces, self.atoms) = (0, 0);
            self.words.clear();
        }
        self.push(Kind::MathOut, length);
    }
}
