//! The name of a value from what stands before it: all of a short label, the last word of a
//! sentence, the mathematics next to it.

use super::pen;
use super::token::{Kind, Token};

/// The most words of a label.
const MOST_WORDS: usize = 4;

/// Words in front of a label that are no part of it.
const LEAD: &[&str] = &[
    "where", "with", "and", "so", "then", "thus", "let", "hence", "the", "a", "an", "now", "we",
    "get", "gives", "is", "are", "have", "also", "finally", "next", "using", "take", "for",
    "print", "that", "which", "as", "set", "our", "dus", "de", "het", "met",
];

/// The name that some tokens are.
pub(super) fn name(tokens: &[Token]) -> String {
    let tokens = trimmed(named(tokens));
    pen::write(tokens).trim().trim_matches(['|', ',']).to_owned()
}

/// Without an aside at the end that says a shape: `(S1, 4×3)`.
pub(super) fn without_shape<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let end = tokens.iter().rposition(|token| token.kind != Kind::Newline);
    let Some(close) = end.filter(|at| tokens[*at].is(Kind::Close, ")")) else { return tokens };
    let open = tokens[..close].iter().rposition(|token| token.text == "(");
    let Some(open) = open.filter(|at| *at > 0 && tokens[*at].spaced) else { return tokens };
    let shape = tokens[open..close].windows(3).any(|three| {
        let [rows, times, columns] = three else { return false };
        let number = |token: &Token| token.kind == Kind::Number;
        times.text == "×" && number(rows) && number(columns)
    });
    if shape { &tokens[..open] } else { tokens }
}

/// Whether all of the tokens are a label, not a sentence.
pub(super) fn is_short(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.spaced && token.kind == Kind::Word).count();
    words <= MOST_WORDS + 1
}

/// The line on which the name stands.
pub(super) fn line(tokens: &[Token]) -> Option<usize> {
    trimmed(named(tokens)).first().map(Token::line)
}

/// The tokens of the name: what a label says, without sentences around it.
fn named<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let tokens = without_shape(trimmed(tokens));
    let opens = tokens.iter().rposition(|token| token.kind == Kind::MathIn);
    let closes = tokens.iter().rposition(|token| token.kind == Kind::MathOut);
    match (opens, closes) {
        // The relation stands in the mathematics that was opened last.
        (Some(open), None) => return &tokens[open + 1..],
        (Some(open), Some(close)) if open > close => return &tokens[open + 1..],
        _ => {}
    }
    let label = without_lead(tokens);
    let words = label.iter().filter(|token| token.spaced || token.kind == Kind::MathIn).count();
    let in_math = label.first().is_some_and(|token| token.math);
    if in_math || words <= MOST_WORDS {
        return label;
    }
    match (opens, closes) {
        (Some(open), Some(close)) if close + 1 == tokens.len() => &tokens[open + 1..close],
        _ => last_word(label),
    }
}

/// Without the edges that are no part of any name.
fn trimmed<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let edge = |token: &Token| {
        matches!(token.kind, Kind::And | Kind::Newline | Kind::Comma | Kind::Colon | Kind::Dots)
            || token.kind == Kind::Symbol
                && matches!(token.text, "•" | "|" | "→" | "►" | ">" | "–" | "#")
    };
    let from = tokens.iter().position(|token| !edge(token)).unwrap_or(tokens.len());
    let to = tokens.iter().rposition(|token| !edge(token)).map_or(from, |last| last + 1);
    let tokens = &tokens[from..to];
    match tokens {
        [open, inner @ .., close] if open.kind == Kind::MathIn && close.kind == Kind::MathOut => {
            inner
        }
        [open, rest @ ..] if open.kind == Kind::MathIn => rest,
        _ => tokens,
    }
}

/// Without the words in front that are no part of a label.
fn without_lead<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let lead = |token: &Token| {
        let word = token.kind == Kind::Word && !token.math;
        word && LEAD.iter().any(|lead| token.text.eq_ignore_ascii_case(lead))
    };
    let from = tokens.iter().position(|token| !lead(token)).unwrap_or(0);
    let alone = tokens.get(from).is_none_or(|next| !next.spaced && next.kind != Kind::MathIn);
    if alone { tokens } else { &tokens[from..] }
}

/// What stands behind the last space that parts two words.
fn last_word<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let operates = |token: &Token| token.kind == Kind::Symbol || token.kind == Kind::Command;
    let parts = |at: usize| {
        let (before, here) = (&tokens[at - 1], &tokens[at]);
        here.spaced && !operates(before) && !operates(here) || here.kind == Kind::MathIn
    };
    let from = (1..tokens.len()).rev().find(|at| parts(*at)).unwrap_or(0);
    &tokens[from..]
}
