//! Writes tokens in the normal form of names and formulas (see [`super::Written::name`]).

use super::limits::DEEPEST;
use super::script;
use super::token::{Kind, Token, mates};

/// The normal form of some tokens.
pub(super) fn write(tokens: &[Token]) -> String {
    let Ok(mates) = mates(tokens) else { return String::new() };
    let mut pen = Pen { tokens, mates, out: String::new(), depth: 0 };
    pen.range(0, tokens.len());
    pen.out
}

struct Pen<'t, 'a> {
    tokens: &'t [Token<'a>],
    mates: Vec<u32>,
    out: String,
    /// How many groups and commands this stands in: what has no braces may nest without an end.
    depth: usize,
}

/// Commands whose one argument has braces.
const ACCENTS: &[&str] =
    &["hat", "bar", "tilde", "widehat", "widetilde", "overline", "dot", "ddot", "sqrt"];

impl Pen<'_, '_> {
    fn range(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            at = self.one(at, to).max(at + 1);
        }
    }

    /// Writes what begins here; where the next begins.
    fn one(&mut self, at: usize, to: usize) -> usize {
        let token = self.tokens[at];
        match token.kind {
            Kind::Sub => return self.script('_', at + 1, to),
            Kind::Sup => return self.script('^', at + 1, to),
            Kind::Below => self.scripted('_', &mapped(token.text, script::below)),
            Kind::Above => self.scripted('^', &mapped(token.text, script::above)),
            Kind::Prime => self.out.push('\''),
            Kind::Command => return self.command(at, to),
            Kind::Open | Kind::Close if matches!(token.text, "{" | "}") => {}
            Kind::MathIn
            | Kind::MathOut
            | Kind::And
            | Kind::Begin
            | Kind::End
            | Kind::Newline
            | Kind::Break
            | Kind::Gap => {}
            Kind::Word | Kind::Number | Kind::Atom => {
                self.space(at);
                self.out.extend(token.text.chars().map(script::plain));
            }
            Kind::Symbol if token.sign() == Some(true) => self.out.push('-'),
            _ => self.out.push_str(token.text),
        }
        at + 1
    }

    /// The space between two words of a text, or a command and a letter.
    fn space(&mut self, at: usize) {
        let token = self.tokens[at];
        let ends = self.out.chars().next_back();
        let starts_with_letter = token.text.starts_with(|c: char| c.is_ascii_alphabetic());
        let after_command = self.ends_with_command() && starts_with_letter;
        let before = at.checked_sub(1).map(|before| self.tokens[before]);
        let words = token.spaced
            && !(token.math && before.is_some_and(|before| before.math))
            && ends.is_some_and(|c| c.is_alphanumeric() || "}'+".contains(c));
        if after_command || words {
            self.out.push(' ');
        }
    }

    fn ends_with_command(&self) -> bool {
        let name = self.out.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        name.len() < self.out.len() && name.ends_with('\\')
    }

    fn command(&mut self, at: usize, to: usize) -> usize {
        let name = self.tokens[at].text;
        let before = at.checked_sub(1).map(|before| self.tokens[before]);
        let words = before.is_some_and(|before| before.kind == Kind::Word && !before.math);
        if self.tokens[at].spaced && words && !self.out.is_empty() {
            self.out.push(' ');
        }
        if matches!(name, "underbrace" | "overbrace") {
            return at + 1;
        }
        self.out.push('\\');
        self.out.push_str(name);
        let arguments = match name {
            "frac" => 2,
            _ => usize::from(ACCENTS.contains(&name)),
        };
        let mut next = at + 1;
        for _ in 0..arguments {
            self.out.push('{');
            next = self.group(next, to);
            self.out.push('}');
        }
        next
    }

    /// Writes the group or the one token that begins here, without braces around it.
    fn group(&mut self, at: usize, to: usize) -> usize {
        if at >= to || self.depth > DEEPEST {
            return at;
        }
        self.depth += 1;
        let next = self.within(at, to);
        self.depth -= 1;
        next
    }

    fn within(&mut self, at: usize, to: usize) -> usize {
        let mate = self.mates[at] as usize;
        if mate > at && self.tokens[at].text == "{" {
            self.range(at + 1, mate.min(to));
            return mate + 1;
        }
        if mate > at {
            self.range(at, (mate + 1).min(to));
            return mate + 1;
        }
        self.one(at, to)
    }

    fn script(&mut self, mark: char, at: usize, to: usize) -> usize {
        let mut inner = Pen {
            tokens: self.tokens,
            mates: std::mem::take(&mut self.mates),
            out: String::new(),
            depth: self.depth,
        };
        let next = inner.group(at, to);
        self.mates = inner.mates;
        self.scripted(mark, &inner.out);
        next
    }

    fn scripted(&mut self, mark: char, text: &str) {
        match text {
            "" => {}
            "\\top" | "\\intercal" | "⊤" | "\\mathsf T" if mark == '^' => self.out.push_str("^T"),
            _ if mark == '^' && text.chars().all(|c| c == '\'') => self.out.push_str(text),
            _ if text.chars().nth(1).is_none() => {
                self.out.push(mark);
                self.out.push_str(text);
            }
            _ => {
                self.out.extend([mark, '{']);
                self.out.push_str(text);
                self.out.push('}');
            }
        }
    }
}

fn mapped(text: &str, stands_for: fn(char) -> Option<char>) -> String {
    text.chars().filter_map(stands_for).collect()
}
