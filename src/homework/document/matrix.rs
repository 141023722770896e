//! Matrices among the tokens: the environments of LaTeX, and brackets as Python, numpy, torch and
//! MATLAB print them.

mod bracket;

use anyhow::Result;

use super::cell::{Cell, cell};
use super::limits;
use super::token::{Kind, Token, mates};
use super::{Grid, Mark};

/// A paragraph whose matrices were found.
pub(super) struct Found<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) mates: Vec<u32>,
    /// The matrices in order; none for one that is symbolic.
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

/// What is looked through for matrices, and what was found.
struct Finder<'t, 'a> {
    tokens: &'t [Token<'a>],
    mates: Vec<u32>,
    comma: bool,
    out: Vec<Token<'a>>,
    grids: Vec<Option<Grid>>,
}

impl Finder<'_, '_> {
    /// Looks at a token; where to go on.
    fn step(&mut self, at: usize) -> Result<usize> {
        let (token, mate) = (self.tokens[at], self.mates[at] as usize);
        if mate > at && token.kind == Kind::Begin {
            return self.environment(at, mate);
        }
        if let Some(end) = self.array(at)? {
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

    /// Puts a matrix in the place of what it was found in.
    fn put(&mut self, at: usize, grid: Option<Grid>) {
        let kind = Kind::Matrix(self.grids.len() as u32);
        self.grids.push(grid);
        self.out.push(Token { kind, text: "[]", ..self.tokens[at] });
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

    /// The matrix that an environment is, if it holds numbers alone.
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
        Grid::of_rows(rows, self.tokens[at].line())
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
