//! The value at the end of a chain: a matrix or a number, alone or in front of words.

use super::Chain;
use super::piece::operates;
use crate::homework::document::cell::{Cell, cell};
use crate::homework::document::token::{Kind, Token};
use crate::homework::document::{Grid, pen};

impl<'a> Chain<'_, 'a> {
    /// The numeric matrix that a token stands for.
    pub(super) fn grid(&self, token: &Token) -> Option<&Grid> {
        let Kind::Matrix(at) = token.kind else { return None };
        self.found.grids.get(at as usize)?.as_ref()
    }

    /// The matrix or the number that a part is, and nothing else.
    pub(super) fn value(&self, part: &[Token<'a>]) -> Option<Grid> {
        match part {
            [matrix] if matches!(matrix.kind, Kind::Matrix(_)) => {
                return self.grid(matrix).cloned();
            }
            [matrix, rest @ ..] if matches!(matrix.kind, Kind::Matrix(_)) => {
                let turned = matches!(pen::write(rest).as_str(), "^T" | ".T");
                return self.grid(matrix).filter(|_| turned).map(Grid::transposed);
            }
            _ => {}
        }
        let number = part.iter().any(|token| !matches!(token.kind, Kind::Word));
        match cell(part, self.comma) {
            Cell::Mark(mark) if number && !mark.elided => Some(Grid::number(mark)),
            _ => None,
        }
    }

    /// The number or matrix in front of words: `0.5 per example`, `[1, 2] (rounded)`.
    pub(super) fn leading_value(&self, part: &[Token<'a>]) -> Option<Grid> {
        let words =
            |token: &Token| token.kind == Kind::Word && !token.math || token.is(Kind::Open, "(");
        let at = part.iter().position(words).filter(|at| *at > 0 && part[*at].spaced)?;
        // `1/2 sum_n (s - t)^2` is a formula, not a number and words.
        let computes = |token: &Token| {
            let script = matches!(token.kind, Kind::Sub | Kind::Sup | Kind::Above | Kind::Below);
            script || token.kind == Kind::Command || operates(token)
        };
        if part[at..].iter().any(computes) {
            return None;
        }
        let in_words = part[at].kind == Kind::Word || part.get(at + 1).is_some_and(words);
        in_words.then(|| self.value(bare(&part[..at])))?
    }
}

/// A part without what stands around it for looks: dollars, braces, an underbrace.
pub(super) fn bare<'t, 'a>(part: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut part = without_ends(part);
    loop {
        part = match part {
            [first, rest @ ..] if is_edge(first) => rest,
            [rest @ .., last] if is_edge(last) => rest,
            [open, inner @ .., close]
                if open.is(Kind::Open, "{")
                    && close.is(Kind::Close, "}")
                    && !inner.iter().any(|token| matches!(token.text, "{" | "}")) =>
            {
                inner
            }
            [brace, open, inner @ ..] if brace.text.ends_with("erbrace") && open.text == "{" => {
                let end = inner.iter().position(|token| token.is(Kind::Close, "}"));
                &inner[..end.unwrap_or(inner.len())]
            }
            _ => return part,
        }
    }
}

/// Without the braces at the end that nothing opens: those of a dictionary.
fn without_ends<'t, 'a>(part: &'t [Token<'a>]) -> &'t [Token<'a>] {
    if part.iter().any(|token| token.is(Kind::Open, "{")) {
        return part;
    }
    let ends = |token: &Token| token.is(Kind::Close, "}") || is_edge(token);
    let to = part.iter().rposition(|token| !ends(token)).map_or(0, |last| last + 1);
    &part[..to]
}

fn is_edge(token: &Token) -> bool {
    matches!(token.kind, Kind::MathIn | Kind::MathOut | Kind::Newline | Kind::And | Kind::Stop)
        || token.is(Kind::Symbol, "|") && !token.math
}
