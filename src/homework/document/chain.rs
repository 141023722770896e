//! Chains of equations from the tokens of a paragraph: what is named, what stands between, and the
//! value at the end.

use anyhow::Result;

use super::cell::{Cell, cell};
use super::matrix::Found;
use super::token::{Kind, Token};
use super::{Event, Grid, Written, label, limits, pen};

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
        let (tokens, end) = &pieces[at];
        let chain = Chain { found, comma, tokens, end: *end };
        let listed = chain.listed(&pieces[at..]);
        if let Some(listed) = listed {
            at += 2 * listed.len() - 1;
            for (name, value) in listed {
                push(chain.written(&name, &value)?, events);
            }
            continue;
        }
        if chain.ends_the_formula_above(events) {
            at += 1;
            continue;
        }
        if let Some(written) = chain.read(pending)? {
            push(Some(written), events);
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
    let is = |event: &Event| matches!(event, Event::Written(one) if one.value.is_none() && (one.line..=one.line + 3).contains(&line));
    match events.pop_if(|event| is(event)) {
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

/// The tokens of a piece, and what ends it.
type Piece<'a> = (Vec<Token<'a>>, Option<Kind>);

/// Cuts a paragraph where a formula ends.
fn pieces<'a>(found: &Found<'a>) -> Vec<Piece<'a>> {
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
            pieces.push((std::mem::take(&mut piece), Some(token.kind)));
        }
    }
    if !piece.is_empty() {
        pieces.push((piece, None));
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
        Kind::Word => token_parts(token, before, next),
        _ => false,
    }
}

/// Whether a word between formulas parts them.
fn token_parts(token: &Token, before: &[Token], next: Option<&Token>) -> bool {
    const PARTS: &[&str] = &["and", "with", "where", "while", "en", "et", "und", "y", "met", "for"];
    let after_value = before
        .last()
        .is_some_and(|last| matches!(last.kind, Kind::Number | Kind::Matrix(_) | Kind::MathOut));
    let relates = |token: &Token| matches!(token.kind, Kind::Relation | Kind::Colon);
    let related = before.iter().rev().take(100).any(relates);
    !token.math && related && after_value && PARTS.contains(&token.text) && next.is_some()
}

fn operates(token: &Token) -> bool {
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
        let symbolic = matches!(events.last(), Some(Event::Written(one)) if one.value.is_none() && Some(one.line) == line);
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
        let related = |piece: &Piece| piece.0.iter().any(|token| token.kind == Kind::Relation);
        let before = pieces
            .iter()
            .take(20)
            .take_while(|piece| piece.1 == Some(Kind::Comma) && !related(piece))
            .count();
        let middle = pieces.get(before).filter(|piece| before > 0 && related(piece))?;
        let parts: Vec<_> = middle.0.split(|token| token.kind == Kind::Relation).collect();
        let [name, value] = parts.as_slice() else { return None };
        let after = &pieces.get(before + 1..before + 1 + before)?;
        if after.iter().any(related) || middle.1 != Some(Kind::Comma) {
            return None;
        }
        let names = pieces[..before].iter().map(|piece| piece.0.clone()).chain([name.to_vec()]);
        let values = [value.to_vec()].into_iter().chain(after.iter().map(|piece| piece.0.clone()));
        let listed: Vec<_> = names.zip(values).collect();
        let all = listed.iter().all(|(_, value)| self.value(bare(value)).is_some());
        // The pieces of the names and of the values but one are as many as these twice.
        all.then_some(listed)
    }

    fn written(&self, name: &[Token<'a>], value: &[Token<'a>]) -> Result<Option<Written>> {
        let line = label::line(name).unwrap_or(1);
        self.build(empty(label::name(name), line), &[value])
    }

    fn grid(&self, token: &Token) -> Option<&Grid> {
        let Kind::Matrix(at) = token.kind else { return None };
        self.found.grids.get(at as usize)?.as_ref()
    }

    /// The matrix or the number that a part is, and nothing else.
    fn value(&self, part: &[Token<'a>]) -> Option<Grid> {
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
            Cell::Mark(mark) if number && !mark.elided => {
                Some(Grid { rows: 1, columns: 1, cells: vec![mark], is_number: true })
            }
            _ => None,
        }
    }

    /// The number or matrix in front of words: `0.5 per example`, `[1, 2] (rounded)`.
    fn leading_value(&self, part: &[Token<'a>]) -> Option<Grid> {
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

/// The tokens of a name and of its value.
type Pair<'a> = (Vec<Token<'a>>, Vec<Token<'a>>);

fn empty(name: String, line: usize) -> Written {
    Written { line, name, formulas: Vec::new(), operands: Vec::new(), value: None }
}

/// A part without what stands around it for looks: dollars, braces, an underbrace.
fn bare<'t, 'a>(part: &'t [Token<'a>]) -> &'t [Token<'a>] {
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
