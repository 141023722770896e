//! The pieces of a formula that is set, and how they are put together.

/// A piece of a formula that is set.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::math::expr) enum Set {
    /// A leaf, written already.
    Written(String),
    /// A literal number.
    Number(f64),
    /// The name of a function.
    Name(&'static str),
    /// A sign of an operation or a relation, in Unicode.
    Sign(char),
    /// Pieces side by side.
    Row(Vec<Set>),
    /// Something between two signs.
    Fenced(char, Box<Set>, char),
    /// A fraction.
    Over(Box<Set>, Box<Set>),
    /// A base and what stands above it.
    Raised(Box<Set>, Box<Set>),
    /// √
    Root(Box<Set>),
    /// Σ with what it runs over.
    SumOver(char),
}

/// How tightly a piece binds; looser pieces get parentheses inside tighter ones.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Binding {
    Sum,
    Product,
    Factor,
    Atom,
}

/// A piece and how tightly it binds.
pub(super) struct Piece(pub(super) Set, pub(super) Binding);

impl Piece {
    pub(super) fn wrapped(self, least: Binding) -> Set {
        if self.1 < least { fenced('(', self.0, ')') } else { self.0 }
    }
}

pub(super) fn fenced(open: char, inner: Set, close: char) -> Set {
    Set::Fenced(open, Box::new(inner), close)
}

pub(super) fn raised(base: Set, above: Set) -> Set {
    Set::Raised(Box::new(base), Box::new(above))
}

pub(super) fn zero() -> Set {
    Set::Number(0.0)
}

pub(super) fn call(name: &'static str, arguments: Set) -> Set {
    Set::Row(vec![Set::Name(name), fenced('(', arguments, ')')])
}

pub(super) fn joined(pieces: impl Iterator<Item = Set>, sign: &Set) -> Set {
    let mut row = Vec::new();
    for piece in pieces {
        if !row.is_empty() {
            row.push(sign.clone());
        }
        row.push(piece);
    }
    Set::Row(row)
}

pub(super) fn begins_with_fence(set: &Set) -> bool {
    match set {
        Set::Fenced(..) => true,
        Set::Raised(base, _) => begins_with_fence(base),
        _ => false,
    }
}
