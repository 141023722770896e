//! Printing a formula on one line: precedence decides the parentheses, a style decides the signs.

use super::{Expr, Function, Notation, Style, latex, mathml, set};

/// Invisible characters that may stand around a leaf's name to point it out: they take no room,
/// and decide nothing about parentheses.
pub const MARKS: [char; 2] = ['\u{2063}', '\u{2064}'];

/// How tightly a piece of a formula binds; looser pieces get parentheses inside tighter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    /// A sum, a difference, and whatever begins with a minus sign.
    Sum,
    Product,
    /// Something raised, or under a root: may stand in a product, not under another power.
    Factor,
    Atom,
}

use Binding::{Atom, Factor, Product, Sum};

/// A piece of a formula and how tightly it binds.
struct Piece(String, Binding);

impl Piece {
    /// Text that binds as said, unless it begins with a minus sign: that binds like a sum, so that
    /// it is wrapped inside products.
    fn signed(text: String, binding: Binding) -> Self {
        let negative = text.trim_start_matches(MARKS).starts_with(['-', '−']);
        Self(text, if negative { Sum } else { binding })
    }

    /// The text, in parentheses if it binds less tightly than `least`.
    fn wrapped(self, least: Binding) -> String {
        if self.1 < least { format!("({})", self.0) } else { self.0 }
    }

    /// The text as the first factor of a product: a leading minus sign may stand there bare.
    fn leading(self) -> String {
        let Self(text, binding) = self;
        let plain = text.trim_start_matches(MARKS);
        let bare = plain.strip_prefix(['-', '−']).is_some_and(|rest| !rest.contains(' '));
        if bare { text } else { Self(text, binding).wrapped(Factor) }
    }
}

impl Style {
    fn pick(self, unicode: &'static str, plain: &'static str) -> &'static str {
        if self == Self::Unicode { unicode } else { plain }
    }

    /// A literal number as formulas write it: `½`, `2`, `0.01`, `−100`, `1e-12`.
    fn number(self, x: f64) -> String {
        if x == 0.5 && self == Self::Unicode {
            return "½".into();
        }
        let long = x.is_finite() && x != 0.0 && !(1e-4..1e15).contains(&x.abs());
        let text = if long { format!("{x:e}") } else { format!("{x}") };
        match text.strip_prefix('-') {
            Some(size) => format!("{}{size}", self.pick("−", "-")),
            None => text,
        }
    }

    /// The name of a function: `ReLU′`, `σ`; in ASCII `ReLU'`, `sigmoid`.
    fn name(self, name: &str) -> String {
        match self {
            Self::Unicode | Self::Latex | Self::MathMl => name.into(),
            Self::Plain => name.replace('′', "'").replace('σ', "sigmoid").replace('Σ', "sum"),
        }
    }
}

impl<L> Expr<L> {
    /// The formula as one line of text; `leaf` names the leaves (a negative number may be one).
    pub fn print(&self, style: Style, leaf: &dyn Fn(&L) -> String) -> String {
        self.print_operands(style, leaf, &|_, text| text)
    }

    /// The same, where `operand` may add something to the text of each operand of a product of
    /// matrices, parentheses included; formulas that are set in two dimensions have none of it.
    pub fn print_operands(
        &self,
        style: Style,
        leaf: &dyn Fn(&L) -> String,
        operand: &dyn Fn(&Self, String) -> String,
    ) -> String {
        match style {
            Style::Unicode | Style::Plain => Printer { style, leaf, operand }.piece(self).0,
            Style::Latex => latex::latex(&set::set(self, style, leaf)),
            Style::MathMl => mathml::mathml(&set::set(self, style, leaf)),
        }
    }
}

struct Printer<'a, L> {
    style: Style,
    leaf: &'a dyn Fn(&L) -> String,
    operand: &'a dyn Fn(&Expr<L>, String) -> String,
}

impl<L> Printer<'_, L> {
    fn piece(&self, e: &Expr<L>) -> Piece {
        let sign = |unicode, plain| self.style.pick(unicode, plain);
        match e {
            Expr::Number(x) => Piece::signed(self.style.number(*x), Atom),
            Expr::Leaf(l) => Piece::signed((self.leaf)(l), Atom),
            Expr::Neg(e) => Piece(format!("{}{}", sign("−", "-"), self.inside(e, Product)), Sum),
            Expr::Add(es) => self.sum(es),
            Expr::Sub(a, b) => {
                let (a, b) = (self.inside(a, Sum), self.inside(b, Product));
                Piece(format!("{a}{}{b}", sign(" − ", " - ")), Sum)
            }
            Expr::Mul(es) => self.multiplied(es),
            Expr::Div(a, b) => Piece::signed(
                format!("{} / {}", self.inside(a, Product), self.inside(b, Atom)),
                Product,
            ),
            Expr::Square(e) => {
                let base = self.inside(e, Atom);
                // `W¹²` would be W to the 12, `∂L/∂W²` the square of W.
                let plain = base.trim_end_matches(MARKS);
                let ends_in_digit = plain.ends_with(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c));
                let alone = !base.starts_with('(') && (ends_in_digit || base.contains('/'));
                let base = if alone { format!("({base})") } else { base };
                Piece(format!("{base}{}", sign("²", "^2")), Factor)
            }
            Expr::Dot(pairs) => self.dotted(pairs),
            Expr::Max(es) => Piece(format!("max({})", self.list(es)), Atom),
            Expr::Call(f, args) => self.applied(*f, args),
            Expr::Product(a, b) => self.matrices(a, sign(" · ", " . "), b),
            Expr::Hadamard(a, b) => self.matrices(a, sign(" ⊙ ", " * "), b),
            Expr::Transpose(e) => {
                Piece(format!("{}{}", self.inside(e, Atom), sign("ᵀ", "^T")), Factor)
            }
            Expr::RowSum(e) => {
                Piece(format!("{}{}", sign("Σₖ ", "sum "), self.inside(e, Product)), Product)
            }
            Expr::ColumnSum(e) => {
                Piece(format!("{}{}", sign("Σₙ ", "sum "), self.inside(e, Factor)), Product)
            }
        }
    }

    fn inside(&self, e: &Expr<L>, least: Binding) -> String {
        self.piece(e).wrapped(least)
    }

    /// Arguments; of a long row the first and the last say enough.
    fn list(&self, es: &[Expr<L>]) -> String {
        if let [first, _, _, _, .., last] = es {
            let dots = self.style.pick("…", "...");
            return format!("{}, {dots}, {}", self.inside(first, Sum), self.inside(last, Sum));
        }
        es.iter().map(|e| self.inside(e, Sum)).collect::<Vec<_>>().join(", ")
    }

    fn sum(&self, es: &[Expr<L>]) -> Piece {
        match es {
            [] => Piece("0".into(), Atom),
            [only] => self.piece(only),
            [first, rest @ ..] => {
                let rest = rest.iter().map(|e| format!(" + {}", self.inside(e, Product)));
                Piece(self.inside(first, Sum) + &rest.collect::<String>(), Sum)
            }
        }
    }

    /// `½ (a − t)²`: a leading half stands before its parenthesis, everything else is joined by ×.
    fn multiplied(&self, es: &[Expr<L>]) -> Piece {
        match es {
            [] => Piece("1".into(), Atom),
            [only] => self.piece(only),
            [first, rest @ ..] => {
                let mut text = self.piece(first).leading();
                let mut half = matches!(first, Expr::Number(x) if *x == 0.5);
                for e in rest {
                    let factor = self.inside(e, Factor);
                    let bare = half && factor.starts_with('(');
                    text += if bare { " " } else { self.style.pick(" × ", " * ") };
                    text += &factor;
                    half = false;
                }
                Piece::signed(text, Product)
            }
        }
    }

    /// `a × b + c × d`; only the first factor of all may be negative without parentheses.
    fn dotted(&self, pairs: &[(Expr<L>, Expr<L>)]) -> Piece {
        let times = self.style.pick(" × ", " * ");
        let term = |(i, (a, b)): (usize, &(Expr<L>, Expr<L>))| {
            let a = self.piece(a);
            let a = if i == 0 { a.leading() } else { a.wrapped(Factor) };
            format!("{a}{times}{}", self.inside(b, Factor))
        };
        let terms: Vec<_> = pairs.iter().enumerate().map(term).collect();
        match terms.len() {
            0 => Piece("0".into(), Atom),
            1 => Piece::signed(terms.concat(), Product),
            _ => Piece(terms.join(" + "), Sum),
        }
    }

    fn matrices(&self, a: &Expr<L>, sign: &str, b: &Expr<L>) -> Piece {
        let operand = |e| (self.operand)(e, self.inside(e, Factor));
        Piece(format!("{}{sign}{}", operand(a), operand(b)), Product)
    }

    fn applied(&self, f: Function, args: &[Expr<L>]) -> Piece {
        let atom = |i: usize| args.get(i).map_or(String::new(), |e| self.inside(e, Atom));
        match (f.notation, self.style) {
            (Notation::Prefix, _) | (Notation::Root, Style::Plain) => {
                Piece(format!("{}({})", self.style.name(f.name), self.list(args)), Atom)
            }
            (Notation::Root, _) => Piece(format!("√{}", atom(0)), Factor),
            (Notation::Bars, _) => Piece(format!("|{}|", self.list(args)), Atom),
            (Notation::Indicator, _) => Piece(format!("[{} > 0]", self.list(args)), Atom),
            (Notation::Unless, style) => {
                let first = args.first().map_or(String::new(), |e| self.inside(e, Sum));
                let rest = args.get(1).map_or(String::new(), |e| self.inside(e, Factor));
                Piece(format!("[{first} = 0]{}{rest}", style.pick(" × ", " * ")), Product)
            }
            (Notation::Exponential, _) => Piece(format!("e^{}", atom(0)), Factor),
            (Notation::Power, _) => Piece(format!("{}^{}", atom(0), atom(1)), Factor),
        }
    }
}
