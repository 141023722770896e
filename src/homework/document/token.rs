//! What a formula or a paragraph is made of.

/// A piece of text that means something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// The line in the file, from 1.
    pub(super) line: u32,
    /// Whether a space stands before it.
    pub(super) spaced: bool,
    /// Whether it is mathematics, not words.
    pub(super) math: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, and the digits behind them.
    Word,
    /// A number without its sign.
    Number,
    /// Any other character.
    Symbol,
    /// A command of LaTeX, without its backslash.
    Command,
    /// `_`
    Sub,
    /// `^`
    Sup,
    /// What stands behind those two without braces.
    Atom,
    /// Characters of Unicode below the line.
    Below,
    /// Characters of Unicode above the line.
    Above,
    Prime,
    Open,
    Close,
    /// The beginning of an environment that holds cells.
    Begin,
    End,
    /// `=` and its like.
    Relation,
    Colon,
    /// `&`
    And,
    /// `\\`
    Break,
    Comma,
    Semicolon,
    /// A wide space, or an arrow between two formulas.
    Gap,
    /// The end of a sentence.
    Stop,
    /// Dots that stand for numbers.
    Dots,
    MathIn,
    MathOut,
    Newline,
    /// A matrix that was found: its place among those of the paragraph.
    Matrix(u32),
}

impl Token<'_> {
    pub(super) fn is(&self, kind: Kind, text: &str) -> bool {
        self.kind == kind && self.text == text
    }

    pub(super) fn line(&self) -> usize {
        self.line as usize
    }

    /// Whether it is a sign in front of a number, and whether that is a minus.
    pub(super) fn sign(&self) -> Option<bool> {
        let symbol = self.kind == Kind::Symbol;
        let minus = self.text.starts_with(super::number::MINUS);
        (symbol && (minus || self.text == "+")).then_some(minus)
    }
}

/// For every token that opens something where it is closed, and the other way round; its own place
/// for one that nothing closes.
pub(super) fn mates(tokens: &[Token]) -> anyhow::Result<Vec<u32>> {
    let mut mates: Vec<u32> = (0..tokens.len() as u32).collect();
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open | Kind::Begin => {
                open.push(at);
                super::limits::depth(open.len(), token.line())?;
            }
            Kind::Close | Kind::End => {
                let Some(depth) = open.iter().rposition(|&from| closes(&tokens[from], token))
                else {
                    continue;
                };
                mates[open[depth]] = at as u32;
                mates[at] = open[depth] as u32;
                open.truncate(depth);
            }
            _ => {}
        }
    }
    Ok(mates)
}

fn closes(open: &Token, close: &Token) -> bool {
    match (open.kind, close.kind) {
        (Kind::Begin, Kind::End) => open.text == close.text,
        (Kind::Open, Kind::Close) => {
            matches!((open.text, close.text), ("(", ")") | ("[", "]") | ("{", "}"))
        }
        _ => false,
    }
}
