//! Commands and environments of LaTeX to tokens.

use super::{Lexer, latex};
use crate::homework::document::token::Kind;

impl Lexer<'_> {
    /// What begins with a backslash.
    pub(super) fn command(&mut self) {
        let rest = &self.rest()[1..];
        let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if name == 0 {
            return self.sign(rest.chars().next());
        }
        let name = &rest[..name];
        match name {
            "begin" | "end" => self.environment(name == "begin"),
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                self.push_text(Kind::Command, "frac", name.len() + 1);
                self.atoms = 2;
            }
            "prime" => self.push(Kind::Prime, name.len() + 1),
            "item" => self.push(Kind::Newline, name.len() + 1),
            "caption" | "title" => self.blank(name.len() + 1),
            _ => self.named(name),
        }
    }

    fn named(&mut self, name: &str) {
        let length = name.len() + 1;
        let kind = match name {
            _ if latex::RELATIONS.contains(&name) => Kind::Relation,
            _ if latex::DOTS.contains(&name) => Kind::Dots,
            _ if latex::GAPS.contains(&name) => Kind::Gap,
            _ if latex::LEFT_OUT.contains(&name) => {
                self.blank(length);
                return self.argument();
            }
            _ if latex::LOOKS.contains(&name) => {
                self.blank_keeping_atoms(length);
                if latex::TEXTS.contains(&name) {
                    self.words_follow();
                }
                if matches!(name, "left" | "right") && self.rest().starts_with('.') {
                    self.skip(1);
                }
                return;
            }
            _ => Kind::Command,
        };
        let text = &self.rest()[1..length];
        self.push_text(kind, text, length);
    }

    /// A font between a script and what stands there changes nothing about it.
    fn blank_keeping_atoms(&mut self, length: usize) {
        let behind = self.out.last().is_some_and(|t| matches!(t.kind, Kind::Sub | Kind::Sup));
        self.atoms = usize::from(behind);
        self.skip(length);
    }

    /// Goes past braces and what is in them.
    fn argument(&mut self) {
        let star = usize::from(self.rest().starts_with('*'));
        let rest = &self.rest()[star..];
        let bracket = rest.bytes().take(200).position(|byte| byte == b']');
        let optional = bracket.filter(|_| rest.starts_with('[')).map_or(0, |end| end + 1);
        let rest = &rest[optional..];
        let mut depth = 0usize;
        for (at, byte) in rest.bytes().enumerate().take(300) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'\n' => return,
                _ => {}
            }
            if depth == 0 {
                let length = if byte == b'}' { at + 1 } else { 0 };
                return self.blank(star + optional + length);
            }
        }
    }

    /// A backslash before a character that is no letter.
    fn sign(&mut self, c: Option<char>) {
        match c {
            Some('\\') => self.line_break(),
            Some('[' | '(') => self.math_in(2),
            Some(']' | ')') if self.math > 0 => self.math_out(2),
            Some('_') => self.script(Kind::Sub, 2),
            Some('|') => self.push_text(Kind::Symbol, "\\|", 2),
            Some(' ' | ',' | ';' | ':' | '!' | '>' | '/' | '\n') => self.blank(2),
            Some('*') => self.push_text(Kind::Symbol, "*", 2),
            Some(c) => self.skip(1 + c.len_utf8()),
            None => self.skip(1),
        }
    }

    /// `\\`, `\\*` and `\\[2pt]`.
    fn line_break(&mut self) {
        let rest = &self.rest()[2..];
        let star = usize::from(rest.starts_with('*'));
        let unit = |text: &str| {
            ["pt", "em", "ex", "mm", "cm", "in", "jot", "skip"].iter().any(|u| text.ends_with(u))
        };
        let bracket = rest[star..].strip_prefix('[').and_then(|text| {
            let end = text.bytes().take(20).position(|byte| byte == b']')?;
            text.get(..end).is_some_and(unit).then_some(end + 2)
        });
        let text = &self.rest()[..2];
        self.push_text(Kind::Break, text, 2 + star + bracket.unwrap_or(0));
    }

    fn environment(&mut self, begins: bool) {
        let from = if begins { 6 } else { 4 };
        let rest = self.rest();
        let name = rest[from..].strip_prefix('{').and_then(|text| {
            let end = text.bytes().take(40).position(|byte| byte == b'}')?;
            text.get(..end)
        });
        let Some(name) = name else { return self.skip(from) };
        let length = from + name.len() + 2;
        let plain = name.trim_end_matches('*');
        let is_display = latex::DISPLAYS.contains(&plain);
        match begins {
            true if is_display => self.math_in(length),
            false if is_display => self.math_out(length),
            _ if latex::CELLS.contains(&plain) => {
                let kind = if begins { Kind::Begin } else { Kind::End };
                self.push_text(kind, plain, length);
                if begins {
                    self.arguments(plain);
                }
            }
            _ => self.blank(length),
        }
    }

    /// The alignment of columns: `{rcl}` or `[r]`.
    fn arguments(&mut self, environment: &str) {
        let rest = self.rest();
        let close = match rest.chars().next() {
            Some('[') => ']',
            Some('{') if matches!(environment, "array" | "tabular") => '}',
            _ => return,
        };
        let end = rest.bytes().take(80).position(|byte| byte == close as u8);
        let aligns = |text: &str| text.chars().all(|c| "[{lcr|@p.0123456789cm >!*".contains(c));
        if let Some(end) = end.filter(|end| rest.get(..*end).is_some_and(aligns)) {
            let is_array = matches!(environment, "array" | "tabular");
            if is_array || rest[1..end].chars().all(|c| "lcr".contains(c)) {
                self.blank(end + 1);
            }
        }
    }
}
