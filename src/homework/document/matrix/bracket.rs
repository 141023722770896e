//! Matrices in brackets, as Python, numpy, torch and MATLAB print them.

use anyhow::Result;

use super::{Finder, add};
use crate::homework::document::cell::{Cell, cell};
use crate::homework::document::token::{Kind, Token};
use crate::homework::document::{Grid, Mark, limits};

/// Words in front of brackets that make them an array.
const ARRAYS: &[&str] = &["array", "tensor", "matrix", "Matrix", "asarray", "Tensor", "list"];

impl Finder<'_, '_> {
    /// Whether a bracket is an index or a superscript: `W[1]`, `W^[1]`.
    pub(super) fn is_index(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else {
            return false;
        };
        let script = matches!(before.kind, Kind::Sub | Kind::Sup);
        let word = matches!(
            before.kind,
            Kind::Word | Kind::Atom | Kind::Prime | Kind::Below | Kind::Above
        ) || before.is(Kind::Close, "}");
        script || word && !self.tokens[at].spaced
    }

    /// Takes `array([[1, 2]], dtype=float32)`, and says where to go on: what stands behind the
    /// numbers does not matter.
    pub(super) fn array(&mut self, at: usize) -> Result<Option<usize>> {
        if self.tokens[at].kind != Kind::Word || !ARRAYS.contains(&self.tokens[at].text) {
            return Ok(None);
        }
        if !self.tokens.get(at + 1).is_some_and(|token| token.is(Kind::Open, "(")) {
            return Ok(None);
        }
        let close = self.mates[at + 1] as usize;
        let inner = (at + 2..close).find(|at| self.tokens[*at].kind != Kind::Newline);
        let Some(inner) = inner.filter(|at| self.tokens[*at].is(Kind::Open, "[")) else {
            return Ok(None);
        };
        let mate = self.mates[inner] as usize;
        if mate <= inner || mate > close {
            return Ok(None);
        }
        let Some(grid) = self.bracket(inner, mate)? else { return Ok(None) };
        if let [.., name, dot] = self.out.as_slice()
            && dot.is(Kind::Symbol, ".")
            && name.kind == Kind::Word
        {
            self.out.truncate(self.out.len() - 2);
        }
        self.put(at, Some(grid));
        Ok(Some(close + 1))
    }

    /// Brackets that hold numbers, or brackets that hold numbers.
    pub(super) fn bracket(&self, at: usize, mate: usize) -> Result<Option<Grid>> {
        let line = self.tokens[at].line();
        let first = (at + 1..mate).find(|at| self.tokens[*at].kind != Kind::Newline);
        let Some(first) = first else { return Ok(None) };
        if !self.tokens[first].is(Kind::Open, "[") {
            let Some(rows) = self.numbers(at + 1, mate)? else { return Ok(None) };
            return Grid::of_rows(rows, line);
        }
        if self.mates[first] as usize == mate - 1 {
            let second = self.tokens.get(first + 1);
            if second.is_some_and(|token| token.is(Kind::Open, "[")) {
                let deeper =
                    self.tokens.get(first + 2).is_some_and(|token| token.is(Kind::Open, "["));
                return if deeper { Ok(None) } else { self.bracket(first, mate - 1) };
            }
        }
        let (mut rows, mut here) = (Vec::new(), first);
        let mut count = 0;
        while here < mate {
            match self.tokens[here] {
                Token { kind: Kind::Newline | Kind::Comma | Kind::Semicolon, .. } => here += 1,
                token if token.is(Kind::Open, "[") && (self.mates[here] as usize) > here => {
                    let close = self.mates[here] as usize;
                    let Some(row) = self.numbers(here + 1, close)? else { return Ok(None) };
                    count += row.iter().map(Vec::len).sum::<usize>();
                    limits::cells(count, line)?;
                    rows.extend(row);
                    here = close + 1;
                }
                _ => return Ok(None),
            }
        }
        Grid::of_rows(rows, line)
    }

    /// Numbers with commas or spaces between them; a semicolon begins a row.
    fn numbers(&self, from: usize, to: usize) -> Result<Option<Vec<Vec<Mark>>>> {
        let mut rows = vec![Vec::new()];
        let (mut here, mut count) = (from, 0);
        while here < to {
            let end = self.number_end(here, to);
            match self.tokens[here].kind {
                Kind::Newline | Kind::Comma => here += 1,
                Kind::Semicolon => {
                    rows.push(Vec::new());
                    here += 1;
                }
                _ => {
                    let Cell::Mark(mark) = cell(&self.tokens[here..end], self.comma) else {
                        return Ok(None);
                    };
                    count += 1;
                    limits::cells(count, self.tokens[from].line())?;
                    add(&mut rows, mark);
                    here = end;
                }
            }
        }
        rows.retain(|row| !row.is_empty());
        Ok((!rows.is_empty()).then_some(rows))
    }

    /// Where the number that begins here ends: a sign, the number, and what it is divided by.
    fn number_end(&self, at: usize, to: usize) -> usize {
        let token = |at: usize| (at < to).then(|| &self.tokens[at]);
        let is_sign = token(at).is_some_and(|token| token.sign().is_some());
        let at =
            if is_sign && token(at + 1).is_some_and(|next| !next.spaced) { at + 1 } else { at };
        let divided = token(at + 1).is_some_and(|token| token.is(Kind::Symbol, "/"));
        if token(at).is_some_and(|token| token.is(Kind::Command, "frac")) {
            let close = |at: usize| {
                let mate = self.mates.get(at).map_or(at, |mate| *mate as usize);
                if mate > at { mate + 1 } else { at + 1 }
            };
            return close(close(at + 1)).min(to);
        }
        (if divided { at + 3 } else { at + 1 }).min(to)
    }
}
