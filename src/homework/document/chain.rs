//! Chains of equations from the tokens of a paragraph: what is named, what stands between, and the
//! value at the end.

mod piece;
mod value;

use anyhow::Result;

use super::matrix::Found;
use super::token::{Kind, Token};
use super::{Event, Written, label, limits, pen};
use piece::{Piece, pieces};
use value::bare;

/// The chains of a paragraph. `pending` is the label that the paragraphs before ended with, if it
/// is still to be given to something; that of this one afterwards.
pub(super) fn chains(
    found: &Found,
    comma: bool,
    pending: &mut Option<Label>,
    events: &mut Vec<Event>,
) -> Result<()> {
    let pieces = pieces(found);
    let mut at = 0;
    while at < pieces.len() {
        let Piece { tokens, end } = &pieces[at];
        let chain = Chain { found, comma, tokens, end: *end };
        if let Some(listed) = chain.listed(&pieces[at..]) {
            // The pieces of the names and of the values but one are as many as these twice.
            at += 2 * listed.len() - 1;
            for (name, value) in listed {
                push(chain.written(&name, &value)?, events);
            }
            continue;
        }
        if !chain.ends_the_formula_above(events) {
            push(chain.read(pending)?, events);
        }
        at += 1;
    }
    Ok(())
}

/// What was written, with the formula above it where it has no name of its own.
fn push(written: Option<Written>, events: &mut Vec<Event>) {
    let Some(mut written) = written else { return };
    if written.name.is_empty()
        && let Some(above) = above(events, written.line)
    {
        written = Written { value: written.value, ..above };
    }
    events.push(Event::Written(written));
}

/// The formula without a value that stands right above a line, taken away.
pub(super) fn above(events: &mut Vec<Event>, line: usize) -> Option<Written> {
    let is_right_above = |event: &mut Event| {
        let Event::Written(one) = event else { return false };
        one.value.is_none() && (one.line..=one.line + 3).contains(&line)
    };
    match events.pop_if(is_right_above) {
        Some(Event::Written(written)) => Some(written),
        _ => None,
    }
}

/// A label that waits for its value.
pub(super) struct Label {
    pub(super) written: Written,
    /// Whether a relation ends it: then a bare number may be what it waits for, too.
    pub(super) sure: bool,
}

impl Label {
    /// A label that may name the next matrix.
    pub(super) fn maybe(name: String, line: usize) -> Self {
        Self { written: empty(name, line), sure: false }
    }
}

/// A piece that is read.
struct Chain<'t, 'a> {
    found: &'t Found<'a>,
    comma: bool,
    tokens: &'t [Token<'a>],
    end: Option<Kind>,
}

impl<'a> Chain<'_, 'a> {
    /// What a piece says.
    fn read(&self, pending: &mut Option<Label>) -> Result<Option<Written>> {
        let mut parts = self.parts();
        if let Some(last) = parts.last_mut() {
            *last = label::without_shape(last);
        }
        let grids = self.tokens.iter().any(|token| matches!(token.kind, Kind::Matrix(_)));
        if parts.len() < 2 {
            return if grids { self.unrelated(pending) } else { Ok(self.waits(pending)) };
        }
        let name = label::name(parts[0]);
        let line = label::line(parts[0]).or_else(|| self.tokens.first().map(Token::line));
        let written = match (name.is_empty(), pending.take()) {
            (true, Some(label)) => label.written,
            _ => empty(name, line.unwrap_or(1)),
        };
        let ends = parts.len() - 1;
        let waits = !grids && bare(parts[ends]).is_empty() && !written.name.is_empty();
        if waits {
            let formulas = parts[1..ends].iter().map(|part| pen::write(part)).collect();
            *pending = Some(Label { written: Written { formulas, ..written }, sure: true });
            return Ok(None);
        }
        self.build(written, &parts[1..])
    }

    /// Whether it is the rest of a formula in words: `= … for j ≠ y, minus their sum (dA1, 3×3)`.
    fn ends_the_formula_above(&self, events: &[Event]) -> bool {
        let shape = label::without_shape(self.tokens).len() < self.tokens.len();
        let line = self.tokens.first().map(Token::line);
        let Some(Event::Written(last)) = events.last() else { return false };
        let symbolic = last.value.is_none() && Some(last.line) == line;
        shape && symbolic && self.parts().len() < 2
    }

    /// The parts between the relations that stand in no bracket.
    fn parts(&self) -> Vec<&[Token<'a>]> {
        let mut depth = 0usize;
        let splits = |token: &Token| {
            match (token.kind, token.text) {
                (Kind::Open, "(" | "[") => depth += 1,
                (Kind::Close, ")" | "]") => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && (token.kind == Kind::Relation || token.kind == Kind::Colon)
        };
        self.tokens.split(splits).collect()
    }

    /// A piece without a relation and without a matrix: a number on a line of its own belongs to
    /// the label before it, and any other may be a label itself.
    fn waits(&self, pending: &mut Option<Label>) -> Option<Written> {
        let value = self.value(bare(self.tokens));
        if value.is_some()
            && let Some(label) = pending.take_if(|label| label.sure)
        {
            return Some(Written { value, ..label.written });
        }
        let name = label::name(self.tokens);
        let named =
            !name.is_empty() && self.end != Some(Kind::Stop) && label::is_short(self.tokens);
        let line = label::line(self.tokens).filter(|_| named);
        *pending = line.map(|line| Label::maybe(name, line));
        None
    }

    /// A matrix without a relation: `S1 [[1 2]]`, or one below its label.
    fn unrelated(&self, pending: &mut Option<Label>) -> Result<Option<Written>> {
        let matrix = |token: &Token| matches!(token.kind, Kind::Matrix(_));
        let at = self.tokens.iter().position(matrix).unwrap_or(0);
        let name = label::name(&self.tokens[..at]);
        let line = self.tokens.first().map_or(1, Token::line);
        let Some(value) = self.value(bare(&self.tokens[at..])) else { return Ok(None) };
        let cited = value.cells.len() == 1 && !self.tokens[at].math;
        let written = match (name.is_empty(), pending.take()) {
            (true, Some(label)) => label.written,
            _ if cited => return Ok(None),
            _ => empty(name, line),
        };
        limits::name(&written.name, line)?;
        Ok(Some(Written { value: Some(value), ..written }))
    }

    fn build(&self, mut written: Written, parts: &[&[Token<'a>]]) -> Result<Option<Written>> {
        let line = written.line;
        for (at, part) in parts.iter().enumerate() {
            let part = bare(part);
            let last = at + 1 == parts.len();
            if last && let Some(value) = self.value(part).or_else(|| self.leading_value(part)) {
                written.value = Some(value);
                break;
            }
            written.operands.extend(part.iter().filter_map(|token| self.grid(token)).cloned());
            if part.iter().any(|token| token.kind != Kind::Newline) {
                written.formulas.push(pen::write(part));
            }
        }
        if written.value.is_some() || !written.operands.is_empty() {
            limits::name(&written.name, line)?;
        }
        let short = limits::name(&written.name, line).is_ok();
        let says =
            written.value.is_some() || !written.name.is_empty() && !written.formulas.is_empty();
        Ok((says && short).then_some(written))
    }

    /// The names before and the values behind a relation, where both are lists: `a, b = 1, 2`.
    fn listed(&self, pieces: &[Piece<'a>]) -> Option<Vec<Pair<'a>>> {
        let related = |piece: &Piece| piece.tokens.iter().any(|token| token.kind == Kind::Relation);
        let before = pieces
            .iter()
            .take(20)
            .take_while(|piece| piece.end == Some(Kind::Comma) && !related(piece))
            .count();
        let middle = pieces.get(before).filter(|piece| before > 0 && related(piece))?;
        let parts: Vec<_> = middle.tokens.split(|token| token.kind == Kind::Relation).collect();
        let [name, value] = parts.as_slice() else { return None };
        let after = &pieces.get(before + 1..before + 1 + before)?;
        if after.iter().any(related) || middle.end != Some(Kind::Comma) {
            return None;
        }
        let names =
            pieces[..before].iter().map(|piece| piece.tokens.clone()).chain([name.to_vec()]);
        let values =
            [value.to_vec()].into_iter().chain(after.iter().map(|piece| piece.tokens.clone()));
        let listed: Vec<_> = names.zip(values).collect();
        let all = listed.iter().all(|(_, value)| self.value(bare(value)).is_some());
        all.then_some(listed)
    }

    fn written(&self, name: &[Token<'a>], value: &[Token<'a>]) -> Result<Option<Written>> {
        let line = label::line(name).unwrap_or(1);
        self.build(empty(label::name(name), line), &[value])
    }
}

/// The tokens of a name and of its value.
type Pair<'a> = (Vec<Token<'a>>, Vec<Token<'a>>);

fn empty(name: String, line: usize) -> Written {
    Written { line, name, formulas: Vec::new(), operands: Vec::new(), value: None }
}
