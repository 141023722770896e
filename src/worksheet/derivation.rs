//! The chain rule of one gradient, from the formulas of the operations: every δ is replaced by
//! what it is computed from, once, and remembered as a brace.

use super::Worksheet;
use super::op::{Leaf, Now};
use super::quantity::{Id, Phase};
use super::symbols::Symbols;
use crate::math::expr::Expr;

/// A gradient as one formula, or one of its quantities as a formula of others.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// What is derived.
    pub of: Id,
    formula: Expr<Node>,
}

/// A derivation in characters.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The formula, a character a column.
    pub text: Vec<char>,
    /// What stands where, from left to right, outer ones before inner ones.
    pub spans: Vec<Span>,
}

/// Something that stands in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first column.
    pub start: usize,
    /// The column behind it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// What stands in a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A quantity by its symbol.
    Symbol(Id),
    /// A quantity as what it is computed from; so many braces are inside it.
    Brace(Id, usize),
    /// An operand of a product of matrices, of this shape.
    Operand(usize, usize),
}

/// What a derivation is made of.
#[derive(Clone, Debug)]
enum Node {
    Leaf(Leaf),
    Brace(Id, Box<Expr<Node>>),
}

impl Worksheet {
    /// The whole chain of a gradient.
    pub fn derivation(&self, gradient: Id, now: &Now) -> Derivation {
        let mut expanded = Vec::new();
        let formula = self.expanded(gradient, now, &mut expanded);
        Derivation { of: gradient, formula }
    }

    /// The same in steps: the gradient from its δ, that from the next one, and so on.
    pub fn derivation_in_steps(&self, gradient: Id, now: &Now) -> Vec<Derivation> {
        let mut steps = vec![self.step(gradient, now)];
        for id in self.derivation(gradient, now).braces() {
            steps.push(self.step(id, now));
        }
        steps
    }

    fn step(&self, of: Id, now: &Now) -> Derivation {
        let formula = self.formula(of, now).unwrap_or(Expr::Leaf(Leaf::Quantity(of)));
        let formula = formula.substitute(&mut |leaf| Expr::Leaf(Node::Leaf(leaf.clone())));
        Derivation { of, formula }
    }

    /// A formula with what belongs to the way back replaced by what it is computed from, where it
    /// stands for the first time.
    fn expanded(&self, of: Id, now: &Now, done: &mut Vec<Id>) -> Expr<Node> {
        let formula = self.formula(of, now).unwrap_or(Expr::Leaf(Leaf::Quantity(of)));
        formula.substitute(&mut |leaf| match leaf {
            Leaf::Quantity(id)
                if self.quantity(*id).role.phase() == Phase::Backward && !done.contains(id) =>
            {
                done.push(*id);
                Expr::Leaf(Node::Brace(*id, Box::new(self.expanded(*id, now, done))))
            }
            _ => Expr::Leaf(Node::Leaf(leaf.clone())),
        })
    }

    /// The shape of a formula of whole quantities; `None` for what is in words or a number.
    fn shape(&self, e: &Expr<Node>) -> Option<(usize, usize)> {
        let either = |a, b| self.shape(a).or_else(|| self.shape(b));
        match e {
            Expr::Leaf(Node::Leaf(Leaf::Quantity(id)) | Node::Brace(id, _)) => {
                let q = self.quantity(*id);
                Some((q.rows, q.columns))
            }
            Expr::Leaf(_) | Expr::Number(_) | Expr::Dot(_) => None,
            Expr::Neg(e) | Expr::Square(e) => self.shape(e),
            Expr::Transpose(e) => self.shape(e).map(|(rows, columns)| (columns, rows)),
            Expr::ColumnSum(e) => self.shape(e).map(|(_, columns)| (1, columns)),
            Expr::RowSum(e) => self.shape(e).map(|(rows, _)| (rows, 1)),
            Expr::Sub(a, b) | Expr::Div(a, b) | Expr::Hadamard(a, b) => either(a, b),
            Expr::Product(a, b) => Some((self.shape(a)?.0, self.shape(b)?.1)),
            Expr::Add(es) | Expr::Mul(es) | Expr::Max(es) | Expr::Call(_, es) => {
                es.iter().find_map(|e| self.shape(e))
            }
        }
    }
}

impl Derivation {
    /// The quantities that are written out, outer ones first.
    pub fn braces(&self) -> Vec<Id> {
        let mut found = Vec::new();
        braces(&self.formula, &mut found);
        found
    }

    /// Whether the chain holds a quantity, by symbol or written out.
    pub fn holds(&self, id: Id) -> bool {
        self.of == id || names(&self.formula, id)
    }

    /// It in characters: `ΔW = Xᵀ · [ReLU′(s) ⊙ …]`.
    pub fn written(&self, worksheet: &Worksheet, symbols: &Symbols) -> Written {
        let head = marked(&Mark::Symbol(self.of), &symbols.role(worksheet.quantity(self.of).role));
        let formula = print(&self.formula, worksheet, symbols);
        taken_apart(&format!("{head} = {formula}"))
    }
}

fn braces(e: &Expr<Node>, found: &mut Vec<Id>) {
    e.leaves(&mut |node| {
        if let Node::Brace(id, inner) = node {
            found.push(*id);
            braces(inner, found);
        }
    });
}

fn names(e: &Expr<Node>, wanted: Id) -> bool {
    let mut found = false;
    e.leaves(&mut |node| {
        found |= match node {
            Node::Leaf(Leaf::Quantity(id)) => *id == wanted,
            Node::Leaf(_) => false,
            Node::Brace(id, inner) => *id == wanted || names(inner, wanted),
        };
    });
    found
}

/// What is pointed out while a formula is printed, by characters of the private use area.
enum Mark {
    Symbol(Id),
    Brace(Id),
    Operand(usize, usize),
}

const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

/// `text` between marks that [`taken_apart`] takes out again.
fn marked(mark: &Mark, text: &str) -> String {
    let what = match mark {
        Mark::Symbol(id) => format!("s{}", id.0),
        Mark::Brace(id) => format!("b{}", id.0),
        Mark::Operand(rows, columns) => format!("o{rows},{columns}"),
    };
    format!("{OPEN}{what}{OPEN}{text}{CLOSE}")
}

fn print(e: &Expr<Node>, worksheet: &Worksheet, symbols: &Symbols) -> String {
    let leaf = |node: &Node| match node {
        Node::Leaf(leaf @ Leaf::Quantity(id)) => {
            marked(&Mark::Symbol(*id), &symbols.leaf(worksheet, leaf))
        }
        Node::Leaf(leaf) => symbols.leaf(worksheet, leaf),
        Node::Brace(id, inner) => {
            let inner = print(inner, worksheet, symbols);
            marked(&Mark::Brace(*id), &format!("[{inner}]"))
        }
    };
    let operand = |e: &Expr<Node>, text: String| match worksheet.shape(e) {
        Some((rows, columns)) => marked(&Mark::Operand(rows, columns), &text),
        None => text,
    };
    e.print_operands(symbols.style(), &leaf, &operand)
}

/// Text and marks, apart.
fn taken_apart(text: &str) -> Written {
    let mut written = Written::default();
    let mut open: Vec<usize> = Vec::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            OPEN => {
                let what: String = characters.by_ref().take_while(|c| *c != OPEN).collect();
                open.push(written.spans.len());
                let at = written.text.len();
                written.spans.push(Span { start: at, end: at, kind: kind(&what) });
            }
            CLOSE => {
                let end = written.text.len();
                if let Some(span) = open.pop().and_then(|at| written.spans.get_mut(at)) {
                    span.end = end;
                }
            }
            c => written.text.push(c),
        }
    }
    count_inner(&mut written.spans);
    written
}

fn kind(what: &str) -> Kind {
    let number = |text: &str| text.parse().unwrap_or(0);
    let rest = what.get(1..).unwrap_or_default();
    match what.as_bytes().first() {
        Some(b'b') => Kind::Brace(Id(number(rest)), 0),
        Some(b'o') => {
            let (rows, columns) = rest.split_once(',').unwrap_or((rest, ""));
            Kind::Operand(number(rows), number(columns))
        }
        _ => Kind::Symbol(Id(number(rest))),
    }
}

/// How many braces are inside each other below a brace.
fn count_inner(spans: &mut [Span]) {
    for i in (0..spans.len()).rev() {
        let end = spans[i].end;
        let inner = spans[i + 1..].iter().take_while(|span| span.start < end);
        let deepest = inner.filter_map(|span| match span.kind {
            Kind::Brace(_, inner) => Some(inner + 1),
            _ => None,
        });
        let deepest = deepest.max().unwrap_or(0);
        if let Kind::Brace(_, inner) = &mut spans[i].kind {
            *inner = deepest;
        }
    }
}
