//! Matrices among the tokens: the environments of LaTeX, and brackets as Python, numpy, torch and
//! MATLAB print them.

use anyhow::{Result, ensure};

use super::cell::{Cell, cell};
use super::limits;
use super::token::{Kind, Token, mates};
use super::{Grid, Mark};

/// A paragraph whose matrices were found; a symbolic one is none.
pub(super) struct Found<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) mates: Vec<u32>,
    pub(super) grids: Vec<Option<Grid>>,
}

/// Finds the matrices, each of which becomes one token.
pub(super) fn find<'a>(tokens: &[Token<'a>], comma: bool) -> Result<Found<'a>> {
    let mut finder =
        Finder { mates: mates(tokens)?, tokens, comma, out: Vec::new(), grids: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = finder.step(at)?;
    }
    let Finder { out, grids, .. } = finder;
    Ok(Found { mates: mates(&out)?, tokens: out, grids })
}

struct Finder<'t, 'a> {
    tokens: &'t [Token<'a>],
    mates: Vec<u32>,
    comma: bool,
    out: Vec<Token<'a>>,
    grids: Vec<Option<Grid>>,
}

/// Words in front of brackets that make them an array.
const ARRAYS: &[&str] = &["array", "tensor", "matrix", "Matrix", "asarray", "Tensor", "list"];

impl Finder<'_, '_> {
    /// Looks at a token; where to go on.
    fn step(&mut self, at: usize) -> Result<usize> {
        let (token, mate) = (self.tokens[at], self.mates[at] as usize);
        if mate > at && token.kind == Kind::Begin {
            return self.environment(at, mate);
        }
        if token.kind == Kind::Word
            && ARRAYS.contains(&token.text)
            && let Some(end) = self.array(at)?
        {
            return Ok(end);
        }
        if mate > at
            && token.is(Kind::Open, "[")
            && !self.is_index(at)
            && let Some(grid) = self.bracket(at, mate)?
        {
            self.put(at, Some(grid));
            return Ok(mate + 1);
        }
        // The brackets around an array are its own.
        if self.surrounds(at, mate) && self.environment(at + 1, mate - 1)? == mate {
            return Ok(mate + 1);
        }
        self.out.push(token);
        // There is no matrix in a script.
        let script = matches!(token.kind, Kind::Sub | Kind::Sup);
        let next = self.mates.get(at + 1).map_or(0, |mate| *mate as usize);
        if script && next > at + 1 {
            self.out.extend_from_slice(&self.tokens[at + 1..=next]);
            return Ok(next + 1);
        }
        Ok(at + 1)
    }

    /// Whether brackets hold an environment and nothing else.
    fn surrounds(&self, at: usize, mate: usize) -> bool {
        let inner = self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Begin);
        let bracket = matches!(self.tokens[at].text, "[" | "(");
        inner && bracket && mate > at + 2 && self.mates[at + 1] as usize + 1 == mate
    }

    fn put(&mut self, at: usize, grid: Option<Grid>) {
        let kind = Kind::Matrix(self.grids.len() as u32);
        self.grids.push(grid);
        self.out.push(Token { kind, text: "[]", ..self.tokens[at] });
    }

    /// Whether a bracket is an index or a superscript: `W[1]`, `W^[1]`.
    fn is_index(&self, at: usize) -> bool {
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

    /// An environment; one that holds relations is a list of formulas, whose rows are its own.
    fn environment(&mut self, at: usize, mate: usize) -> Result<usize> {
        let inside = &self.tokens[at + 1..mate];
        let lists = matches!(self.tokens[at].text, "array" | "tabular");
        if lists && inside.iter().any(|token| token.kind == Kind::Relation) {
            return Ok(at + 1);
        }
        let grid = match self.tokens[at].text {
            "cases" | "tabular" => None,
            _ => self.rows(at, mate)?,
        };
        self.put(at, grid);
        Ok(mate + 1)
    }

    fn rows(&self, at: usize, mate: usize) -> Result<Option<Grid>> {
        let mut rows: Vec<Vec<Mark>> = vec![Vec::new()];
        let mut from = at + 1;
        let (mut count, mut here) = (0, at + 1);
        while here <= mate {
            let kind = self.tokens[here].kind;
            if kind == Kind::Begin && here < mate {
                return Ok(None);
            }
            let ends = here == mate || matches!(kind, Kind::And | Kind::Break);
            if ends {
                count += 1;
                limits::cells(count, self.tokens[at].line())?;
                let row = rows.last_mut().map_or(0, |row| row.len());
                match cell(on_one_line(&self.tokens[from..here]), self.comma) {
                    Cell::Mark(mark) => add(&mut rows, mark),
                    Cell::Empty if kind != Kind::And && row == 0 => {}
                    Cell::Empty | Cell::Symbolic => return Ok(None),
                }
                from = here + 1;
            }
            if kind == Kind::Break {
                rows.push(Vec::new());
            }
            here += 1;
        }
        rows.retain(|row| !row.is_empty());
        grid(rows, self.tokens[at].line())
    }

    /// `array([[1, 2]], dtype=float32)`: what stands behind the numbers does not matter.
    fn array(&mut self, at: usize) -> Result<Option<usize>> {
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
    fn bracket(&self, at: usize, mate: usize) -> Result<Option<Grid>> {
        let line = self.tokens[at].line();
        let first = (at + 1..mate).find(|at| self.tokens[*at].kind != Kind::Newline);
        let Some(first) = first else { return Ok(None) };
        if !self.tokens[first].is(Kind::Open, "[") {
            let Some(rows) = self.numbers(at + 1, mate)? else { return Ok(None) };
            return grid(rows, line);
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
        grid(rows, line)
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

/// Without the ends of lines around it.
fn on_one_line<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let says = |token: &Token| token.kind != Kind::Newline;
    let from = tokens.iter().position(says).unwrap_or(tokens.len());
    let to = tokens.iter().rposition(says).map_or(from, |last| last + 1);
    &tokens[from..to]
}

/// Adds a number to the last row.
fn add(rows: &mut [Vec<Mark>], mark: Mark) {
    if let Some(row) = rows.last_mut() {
        row.push(mark);
    }
}

/// The matrix of some rows.
fn grid(rows: Vec<Vec<Mark>>, line: usize) -> Result<Option<Grid>> {
    let Some(columns) = rows.first().map(Vec::len) else { return Ok(None) };
    let count = rows.len();
    if let Some(other) = rows.iter().find(|row| row.len() != columns) {
        let at = other.first().map_or(line, |mark| mark.line);
        ensure!(
            false,
            "line {at}: a row of {} in a matrix whose first row has {columns}",
            other.len()
        );
    }
    let cells: Vec<Mark> = rows.into_iter().flatten().collect();
    limits::cells(cells.len(), line)?;
    Ok(Some(Grid { rows: count, columns, cells, is_number: false }))
}
