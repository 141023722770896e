//! Cuts a paragraph into pieces of one formula or label each: where one ends and another begins.

use crate::homework::document::matrix::Found;
use crate::homework::document::token::{Kind, Token};

/// What stands between two places where a formula ends.
pub(super) struct Piece<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// What ends it; nothing for the last one.
    pub(super) end: Option<Kind>,
}

/// Cuts a paragraph where a formula ends.
pub(super) fn pieces<'a>(found: &Found<'a>) -> Vec<Piece<'a>> {
    let tokens = &found.tokens;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut piece: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let mate = found.mates[at] as usize;
        // A brace may hold whole formulas, a bracket is a part of one.
        if mate > at && token.kind == Kind::Open && token.text != "{" {
            piece.extend(tokens[at..=mate].iter().filter(|token| token.kind != Kind::Newline));
            at = mate + 1;
            continue;
        }
        at += 1;
        if !cuts(&token, &piece, &tokens[at..]) {
            let stray = matches!(token.kind, Kind::Begin | Kind::End | Kind::And);
            let broken = matches!(token.kind, Kind::Newline | Kind::Break | Kind::Gap);
            if !stray && !broken {
                piece.push(token);
            }
            continue;
        }
        if !piece.is_empty() {
            let tokens = std::mem::take(&mut piece);
            pieces.push(Piece { tokens, end: Some(token.kind) });
        }
    }
    if !piece.is_empty() {
        pieces.push(Piece { tokens: piece, end: None });
    }
    pieces
}

/// Whether a formula ends at `token`, with what stands before and behind it.
fn cuts(token: &Token, before: &[Token], behind: &[Token]) -> bool {
    let skipped = |t: &&Token| {
        !matches!(t.kind, Kind::And | Kind::MathIn | Kind::MathOut | Kind::Newline | Kind::Break)
    };
    let next = behind.iter().take(8).find(skipped);
    let last = before.iter().rev().take(8).find(skipped);
    let relates = |token: Option<&Token>| token.is_some_and(|token| token.kind == Kind::Relation);
    let goes_on = relates(next) || relates(last);
    match token.kind {
        Kind::Semicolon | Kind::Stop | Kind::Comma => true,
        Kind::Newline => !(goes_on || is_label(before) && is_matrix(next)),
        Kind::Gap => !goes_on,
        Kind::Break => !goes_on && !next.is_some_and(operates) && !last.is_some_and(operates),
        Kind::Colon => !is_value(next),
        Kind::Word => parts_formulas(token, before, next),
        _ => false,
    }
}

/// Whether a word between formulas parts them.
fn parts_formulas(token: &Token, before: &[Token], next: Option<&Token>) -> bool {
    const PARTS: &[&str] = &["and", "with", "where", "while", "en", "et", "und", "y", "met", "for"];
    let after_value = before
        .last()
        .is_some_and(|last| matches!(last.kind, Kind::Number | Kind::Matrix(_) | Kind::MathOut));
    let relates = |token: &Token| matches!(token.kind, Kind::Relation | Kind::Colon);
    let related = before.iter().rev().take(100).any(relates);
    !token.math && related && after_value && PARTS.contains(&token.text) && next.is_some()
}

/// Whether it is a sign of an operation between two factors or terms.
pub(super) fn operates(token: &Token) -> bool {
    let symbol =
        token.kind == Kind::Symbol && matches!(token.text, "+" | "-" | "−" | "·" | "×" | "⊙" | "/");
    symbol
        || token.kind == Kind::Command && matches!(token.text, "cdot" | "times" | "odot" | "circ")
}

/// Whether a value may begin with this token.
fn is_value(token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        matches!(token.kind, Kind::Number | Kind::Matrix(_)) || token.sign().is_some()
    })
}

/// Whether a line of text is a label that waits for a value on the next line: `S1:`.
fn is_label(before: &[Token]) -> bool {
    before.last().is_some_and(|last| last.kind == Kind::Colon)
}

fn is_matrix(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.kind, Kind::Matrix(_)))
}
