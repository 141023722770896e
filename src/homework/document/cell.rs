//! A cell of a matrix, or a number that stands alone, from its tokens.

use super::Mark;
use super::number;
use super::token::{Kind, Token};

/// What a cell holds.
pub(super) enum Cell {
    Mark(Mark),
    Empty,
    Symbolic,
}

/// The cell that `tokens` are; `comma` says whether a comma is the decimal point.
pub(super) fn cell(tokens: &[Token], comma: bool) -> Cell {
    let Some(first) = tokens.first() else { return Cell::Empty };
    let (line, rest) = (first.line(), unbraced(tokens));
    if let [Token { kind: Kind::Dots, text, .. }] = rest {
        let command = if text.starts_with(|c: char| c.is_ascii_alphabetic()) { "\\" } else { "" };
        return Cell::Mark(number::dots(&format!("{command}{text}"), line));
    }
    match marked(rest, comma, line) {
        Some(mark) => Cell::Mark(mark),
        None if rest.is_empty() => Cell::Empty,
        None => Cell::Symbolic,
    }
}

/// Without the braces around all of it.
fn unbraced<'t, 'a>(mut tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    while let [
        Token { kind: Kind::Open, text: "{", .. },
        inner @ ..,
        Token { kind: Kind::Close, .. },
    ] = tokens
    {
        tokens = inner;
    }
    tokens
}

/// The number that tokens are.
fn marked(tokens: &[Token], comma: bool, line: usize) -> Option<Mark> {
    let (sign, body) = signed(tokens);
    let body = unbraced(body);
    if let Some(mark) = fraction(sign, body, line) {
        return Some(mark);
    }
    let raw = match body {
        [Token { kind: Kind::Number | Kind::Word, text, .. }] => (*text).to_owned(),
        [Token { kind: Kind::Number, text, .. }, groups @ ..] if are_groups(text, groups) => {
            groups.iter().fold((*text).to_owned(), |all, group| all + " " + group.text)
        }
        [Token { kind: Kind::Command, text: "infty", .. }] => "\\infty".to_owned(),
        [Token { kind: Kind::Symbol, text: "∞", .. }] => "∞".to_owned(),
        _ => return None,
    };
    number::mark(&(sign.unwrap_or_default().to_owned() + &raw), line, comma)
}

/// The sign in front, as it was written, and what stands behind it.
fn signed<'t, 'a>(tokens: &'t [Token<'a>]) -> (Option<&'a str>, &'t [Token<'a>]) {
    match tokens.split_first() {
        Some((first, rest)) if first.sign().is_some() => (Some(first.text), rest),
        _ => (None, tokens),
    }
}

/// Whether numbers are the groups of three digits of one: `1 234 567.5`.
fn are_groups(first: &str, groups: &[Token]) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = |text: &str| digits(text) == text.len();
    let last = groups.len() - 1;
    whole(first)
        && first.len() <= 3
        && first != "0"
        && groups.iter().enumerate().all(|(at, group)| {
            group.kind == Kind::Number
                && digits(group.text) == 3
                && (at == last || whole(group.text))
        })
}

/// `1/3` or `\frac{1}{3}`.
fn fraction(sign: Option<&str>, body: &[Token], line: usize) -> Option<Mark> {
    let minus = sign.is_some_and(|sign| sign != "+");
    let sign = sign.unwrap_or_default();
    let (over, under, raw) = match body {
        [over, Token { kind: Kind::Symbol, text: "/" | "⁄", .. }, under] => {
            (whole(over)?, whole(under)?, format!("{sign}{}/{}", over.text, under.text))
        }
        [Token { kind: Kind::Command, text: "frac", .. }, rest @ ..] => {
            let (over, rest) = argument(rest)?;
            let (under, rest) = argument(rest)?;
            if !rest.is_empty() {
                return None;
            }
            let raw = format!("{sign}\\frac{{{over}}}{{{under}}}");
            (over.parse().ok()?, under.parse().ok()?, raw)
        }
        [Token { kind: Kind::Symbol, text, .. }] => {
            let (over, under) = VULGAR.iter().find(|row| row.0 == *text).map(|row| row.1)?;
            (over, under, format!("{sign}{text}"))
        }
        _ => return None,
    };
    let value: f64 = if minus { -over / under } else { over / under };
    value.is_finite().then_some(Mark { line, raw, value, decimals: None, elided: false })
}

/// Fractions that are one character.
const VULGAR: &[(&str, (f64, f64))] = &[
    ("½", (1.0, 2.0)),
    ("⅓", (1.0, 3.0)),
    ("⅔", (2.0, 3.0)),
    ("¼", (1.0, 4.0)),
    ("¾", (3.0, 4.0)),
];

/// The number that digits alone are.
fn whole(token: &Token) -> Option<f64> {
    let digits = token.text.bytes().all(|byte| byte.is_ascii_digit());
    (token.kind == Kind::Number && digits).then(|| token.text.parse().ok()).flatten()
}

/// A whole number in braces or a single digit, and what stands behind it.
fn argument<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(String, &'t [Token<'a>])> {
    let digits = |token: &Token| token.text.bytes().all(|byte| byte.is_ascii_digit());
    match tokens {
        [Token { kind: Kind::Atom, text, .. }, rest @ ..] if digits(&tokens[0]) => {
            Some(((*text).to_owned(), rest))
        }
        [open, sign, number, close, rest @ ..]
            if open.text == "{"
                && close.text == "}"
                && sign.sign() == Some(true)
                && digits(number) =>
        {
            Some((format!("-{}", number.text), rest))
        }
        [open, number, close, rest @ ..]
            if open.text == "{" && close.text == "}" && digits(number) =>
        {
            Some((number.text.to_owned(), rest))
        }
        _ => None,
    }
}
