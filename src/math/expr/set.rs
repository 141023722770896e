//! A formula as it is set in two dimensions: fractions, powers and roots, and every parenthesis
//! where it has to be. LaTeX and `MathML` are two ways to write this tree.

mod piece;

pub(super) use piece::Set;

use super::{Expr, Function, Notation, Style};
use piece::Binding::{self, Atom, Factor, Product, Sum};
use piece::{Piece, begins_with_fence, call, fenced, joined, raised, zero};

/// Sets a formula whose leaves `leaf` writes in a style.
pub(super) fn set<L>(e: &Expr<L>, style: Style, leaf: &dyn Fn(&L) -> String) -> Set {
    Setter { style, leaf }.piece(e).0
}

struct Setter<'a, L> {
    style: Style,
    leaf: &'a dyn Fn(&L) -> String,
}

impl<L> Setter<'_, L> {
    fn piece(&self, e: &Expr<L>) -> Piece {
        match e {
            Expr::Number(x) => {
                Piece(Set::Number(*x), if x.is_sign_negative() { Sum } else { Atom })
            }
            Expr::Leaf(l) => self.written((self.leaf)(l)),
            Expr::Neg(e) => Piece(Set::Row(vec![Set::Sign('−'), self.inside(e, Product)]), Sum),
            Expr::Add(es) => self.sum(es),
            Expr::Sub(a, b) => self.binary(a, Sum, '−', b, Product, Sum),
            Expr::Mul(es) => self.multiplied(es),
            Expr::Div(a, b) => {
                let (a, b) = (self.inside(a, Sum), self.inside(b, Sum));
                Piece(Set::Over(Box::new(a), Box::new(b)), Factor)
            }
            Expr::Square(e) => self.power(e, Set::Number(2.0)),
            Expr::Dot(pairs) => self.dotted(pairs),
            Expr::Max(es) => Piece(call("max", self.list(es)), Atom),
            Expr::Call(f, args) => self.applied(*f, args),
            Expr::Product(a, b) => self.binary(a, Factor, '·', b, Factor, Product),
            Expr::Hadamard(a, b) => self.binary(a, Factor, '⊙', b, Factor, Product),
            Expr::Transpose(e) => self.power(e, Set::Sign('⊤')),
            Expr::RowSum(e) => {
                Piece(Set::Row(vec![Set::SumOver('k'), self.inside(e, Product)]), Product)
            }
            Expr::ColumnSum(e) => {
                Piece(Set::Row(vec![Set::SumOver('n'), self.inside(e, Factor)]), Product)
            }
        }
    }

    /// A leaf: what has something above it already, or is a quotient, is not raised bare.
    fn written(&self, text: String) -> Piece {
        let marks: &[&str] = match self.style {
            Style::MathMl => &["<mo>/</mo>", "<msup>", "<msubsup>"],
            _ => &["^", "/", "'"],
        };
        let matrix = text.contains("\\begin{") || text.contains("<mtable");
        let raised = !matrix && marks.iter().any(|mark| text.contains(mark));
        let binding = match self.style.is_negative(&text) {
            true if !matrix => Sum,
            _ if raised => Factor,
            _ => Atom,
        };
        Piece(Set::Written(text), binding)
    }

    fn inside(&self, e: &Expr<L>, least: Binding) -> Set {
        self.piece(e).wrapped(least)
    }

    fn power(&self, base: &Expr<L>, above: Set) -> Piece {
        Piece(raised(self.inside(base, Atom), above), Factor)
    }

    fn binary(
        &self,
        a: &Expr<L>,
        least_a: Binding,
        sign: char,
        b: &Expr<L>,
        least_b: Binding,
        binding: Binding,
    ) -> Piece {
        let row = vec![self.inside(a, least_a), Set::Sign(sign), self.inside(b, least_b)];
        Piece(Set::Row(row), binding)
    }

    /// Arguments; of a long row the first and the last say enough.
    fn list(&self, es: &[Expr<L>]) -> Set {
        let comma = Set::Sign(',');
        if let [first, _, _, _, .., last] = es {
            let dots = Set::Sign('…');
            let ends = [self.inside(first, Sum), self.inside(last, Sum)];
            let [first, last] = ends;
            return Set::Row(vec![first, comma.clone(), dots, comma, last]);
        }
        joined(es.iter().map(|e| self.inside(e, Sum)), &comma)
    }

    fn sum(&self, es: &[Expr<L>]) -> Piece {
        match es {
            [] => Piece(Set::Number(0.0), Atom),
            [only] => self.piece(only),
            [first, rest @ ..] => {
                let rest = rest.iter().map(|e| self.inside(e, Product));
                let terms = std::iter::once(self.inside(first, Sum)).chain(rest);
                Piece(joined(terms, &Set::Sign('+')), Sum)
            }
        }
    }

    /// A leading half stands before its parenthesis, everything else is joined by ×.
    fn multiplied(&self, es: &[Expr<L>]) -> Piece {
        let [first, rest @ ..] = es else { return Piece(Set::Number(1.0), Atom) };
        if rest.is_empty() {
            return self.piece(first);
        }
        let mut half = matches!(first, Expr::Number(x) if *x == 0.5);
        let (lead, negative) = self.leading(first);
        let mut row = vec![lead];
        for e in rest {
            let factor = self.inside(e, Factor);
            if !(half && begins_with_fence(&factor)) {
                row.push(Set::Sign('×'));
            }
            row.push(factor);
            half = false;
        }
        Piece(Set::Row(row), if negative { Sum } else { Product })
    }

    /// The first factor of a product, where a leaf with a minus sign may stand bare; and whether
    /// it does.
    fn leading(&self, e: &Expr<L>) -> (Set, bool) {
        let piece = self.piece(e);
        let bare = matches!(e, Expr::Leaf(_) | Expr::Number(_)) && piece.1 == Sum;
        (if bare { piece.0 } else { piece.wrapped(Factor) }, bare)
    }

    /// `a × b + c × d`; only the first factor of all may be negative without parentheses.
    fn dotted(&self, pairs: &[(Expr<L>, Expr<L>)]) -> Piece {
        let mut negative = false;
        let term = |(i, (a, b)): (usize, &(Expr<L>, Expr<L>))| {
            let a = if i == 0 {
                let (a, bare) = self.leading(a);
                negative = bare;
                a
            } else {
                self.inside(a, Factor)
            };
            Set::Row(vec![a, Set::Sign('×'), self.inside(b, Factor)])
        };
        let terms: Vec<_> = pairs.iter().enumerate().map(term).collect();
        match terms.len() {
            0 => Piece(Set::Number(0.0), Atom),
            1 => Piece(Set::Row(terms), if negative { Sum } else { Product }),
            _ => Piece(joined(terms.into_iter(), &Set::Sign('+')), Sum),
        }
    }

    fn applied(&self, f: Function, args: &[Expr<L>]) -> Piece {
        let at = |i: usize, least| {
            args.get(i).map_or(Set::Row(Vec::new()), |e: &Expr<L>| self.inside(e, least))
        };
        let compared =
            |sign| fenced('[', Set::Row(vec![self.list(&args[..1]), Set::Sign(sign), zero()]), ']');
        match f.notation {
            Notation::Prefix => Piece(call(f.name, self.list(args)), Atom),
            Notation::Root => Piece(Set::Root(Box::new(at(0, Sum))), Atom),
            Notation::Bars => Piece(fenced('|', self.list(args), '|'), Atom),
            Notation::Indicator => Piece(compared('>'), Atom),
            Notation::Unless => {
                Piece(Set::Row(vec![compared('='), Set::Sign('×'), at(1, Factor)]), Product)
            }
            Notation::Exponential => Piece(raised(Set::Name("e"), at(0, Sum)), Factor),
            Notation::Power => Piece(raised(at(0, Atom), at(1, Sum)), Factor),
        }
    }
}
