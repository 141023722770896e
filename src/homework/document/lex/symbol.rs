//! Characters that are no letter, digit or space to tokens: relations, scripts, quotation marks,
//! emphasis, the tags of HTML.

use super::Lexer;
use crate::homework::document::script;
use crate::homework::document::token::Kind;

impl Lexer<'_> {
    /// Takes a character that is no letter, digit or space.
    pub(super) fn symbol(&mut self, c: char) {
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
            '*' if self.math == 0 => self.emphasis(),
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

    /// Takes `_` or `^`: what stands behind it without braces is read by itself.
    pub(super) fn script(&mut self, kind: Kind, length: usize) {
        self.push(kind, length);
        self.atoms = 1;
    }

    /// Takes scripts of Unicode in a row.
    fn scripts(&mut self, kind: Kind, is: fn(char) -> Option<char>) {
        let rest = self.rest();
        let end = rest.find(|c| is(c).is_none()).unwrap_or(rest.len());
        self.push(kind, end);
    }

    /// A low line at an edge of a word of a text is emphasis.
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
    fn emphasis(&mut self) {
        let rest = self.rest();
        let after = rest[1..].chars().next();
        let wide = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let tight =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ")]}([{'_".contains(c));
        let both = wide(self.before()) && wide(after) || tight(self.before()) && tight(after);
        if rest.starts_with("**") {
            self.skip(2);
        } else if both {
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

    /// Takes `<sub>`, `<sup>` and their ends, and a line break; false where there is none of these.
    fn tag(&mut self) -> bool {
        let rest = self.rest();
        if let Some(length) = line_break(rest) {
            self.push_text(Kind::Newline, "\n", length);
            return true;
        }
        let (kind, text, length) = match rest {
            _ if rest.starts_with("<sub>") => (Kind::Sub, "{", 5),
            _ if rest.starts_with("<sup>") => (Kind::Sup, "{", 5),
            _ if rest.starts_with("</sub>") || rest.starts_with("</sup>") => (Kind::Close, "}", 6),
            _ => return false,
        };
        self.push_text(kind, text, length);
        if matches!(kind, Kind::Sub | Kind::Sup) {
            self.push_text(Kind::Open, text, 0);
        }
        true
    }
}

/// How long the line break is that a text begins with: `<br>`, `<br/>`, `<br />`.
fn line_break(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("<br").or_else(|| text.strip_prefix("<BR"))?.trim_start();
    let rest = inside.strip_prefix('/').unwrap_or(inside).strip_prefix('>')?;
    Some(text.len() - rest.len())
}
