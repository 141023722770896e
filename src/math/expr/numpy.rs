//! A formula of whole matrices as an expression of Python, for numpy. Precedence is Python's;
//! products of different kinds are kept apart by parentheses, as people write them.

use super::{Expr, Function};

/// How tightly a piece binds in Python; looser pieces get parentheses inside tighter ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    /// A sum, a difference, and whatever begins with a minus sign.
    Sum,
    Product,
    Power,
    Atom,
}

use Binding::{Atom, Power, Product, Sum};

struct Piece(String, Binding);

impl Piece {
    fn atom(text: String) -> Self {
        let negative = text.starts_with('-');
        Self(text, if negative { Sum } else { Atom })
    }

    fn wrapped(self, least: Binding) -> String {
        if self.1 < least { format!("({})", self.0) } else { self.0 }
    }
}

/// A number as Python reads it back, to the bit.
pub fn literal(x: f64, module: &str) -> String {
    match x {
        x if x.is_nan() => format!("{module}.nan"),
        f64::INFINITY => format!("{module}.inf"),
        f64::NEG_INFINITY => format!("-{module}.inf"),
        x => format!("{x:?}"),
    }
}

impl<L> Expr<L> {
    /// The formula in Python; `leaf` names the leaves, and `call` writes functions of which this
    /// module knows nothing, given their arguments.
    pub fn numpy(
        &self,
        leaf: &dyn Fn(&L) -> String,
        call: &dyn Fn(&Function, &[String]) -> String,
    ) -> String {
        Printer { leaf, call }.piece(self).0
    }
}

struct Printer<'a, L> {
    leaf: &'a dyn Fn(&L) -> String,
    call: &'a dyn Fn(&Function, &[String]) -> String,
}

impl<L> Printer<'_, L> {
    fn piece(&self, e: &Expr<L>) -> Piece {
        match e {
            Expr::Number(x) => Piece::atom(literal(*x, "np")),
            Expr::Leaf(l) => Piece::atom((self.leaf)(l)),
            Expr::Neg(e) => Piece(format!("-{}", self.inside(e, Power)), Sum),
            Expr::Add(es) => self.joined(es, " + ", Product, Sum),
            Expr::Mul(es) => self.joined(es, " * ", Power, Product),
            Expr::Sub(a, b) => {
                Piece(format!("{} - {}", self.inside(a, Sum), self.inside(b, Product)), Sum)
            }
            Expr::Div(a, b) => {
                Piece(format!("{} / {}", self.inside(a, Power), self.inside(b, Atom)), Product)
            }
            Expr::Square(e) => Piece(format!("{}**2", self.inside(e, Atom)), Power),
            Expr::Product(a, b) => self.matrices(a, "@", b),
            Expr::Hadamard(a, b) => self.matrices(a, "*", b),
            Expr::Transpose(e) => Piece::atom(format!("{}.T", self.inside(e, Atom))),
            Expr::ColumnSum(e) => self.summed(e, 0),
            Expr::RowSum(e) => self.summed(e, 1),
            Expr::Max(es) => {
                let all = es.iter().map(|e| self.inside(e, Sum));
                let nested = all.reduce(|a, b| format!("np.maximum({a}, {b})"));
                Piece::atom(nested.unwrap_or_default())
            }
            Expr::Dot(pairs) => {
                let term = |(a, b): &(Expr<L>, Expr<L>)| {
                    format!("{} * {}", self.inside(a, Power), self.inside(b, Power))
                };
                Piece(pairs.iter().map(term).collect::<Vec<_>>().join(" + "), Sum)
            }
            Expr::Call(f, es) => self.called(f, es),
        }
    }

    fn inside(&self, e: &Expr<L>, least: Binding) -> String {
        self.piece(e).wrapped(least)
    }

    fn joined(&self, es: &[Expr<L>], sign: &str, least: Binding, binding: Binding) -> Piece {
        if let [only] = es {
            return self.piece(only);
        }
        let all: Vec<_> = es.iter().map(|e| self.inside(e, least)).collect();
        Piece(all.join(sign), binding)
    }

    fn matrices(&self, a: &Expr<L>, sign: &str, b: &Expr<L>) -> Piece {
        Piece(format!("{} {sign} {}", self.inside(a, Power), self.inside(b, Power)), Product)
    }

    /// The sum along an axis, which stays, of length 1.
    fn summed(&self, e: &Expr<L>, axis: usize) -> Piece {
        Piece::atom(format!("{}.sum(axis={axis}, keepdims=True)", self.inside(e, Atom)))
    }

    fn called(&self, f: &Function, es: &[Expr<L>]) -> Piece {
        let name = match f.name {
            "pow" => {
                let [base, above] = [0, 1].map(|i| self.inside(&es[i], Atom));
                return Piece(format!("{base}**{above}"), Power);
            }
            "indicator" => {
                let inner = self.inside(&es[0], Sum);
                return Piece::atom(format!("np.where({inner} > 0, 1.0, 0.0)"));
            }
            "unless" => {
                let [at, then] = [0, 1].map(|i| self.inside(&es[i], Sum));
                return Piece::atom(format!("np.where({at} == 0, {then}, 0.0)"));
            }
            "sqrt" | "abs" | "sign" | "exp" | "log1p" | "cos" => f.name,
            "ln" => "log",
            "clamp" => "clip",
            _ => {
                let arguments: Vec<_> = es.iter().map(|e| self.inside(e, Sum)).collect();
                return Piece::atom((self.call)(f, &arguments));
            }
        };
        let arguments: Vec<_> = es.iter().map(|e| self.inside(e, Sum)).collect();
        Piece::atom(format!("np.{name}({})", arguments.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Expr, call, exp, indicator, pow, sqrt};
    use super::literal;

    type Text = Expr<&'static str>;

    fn leaf(text: &'static str) -> Text {
        Expr::Leaf(text)
    }

    fn numpy(e: &Text) -> String {
        let other = |f: &super::Function, x: &[String]| format!("{}({})", f.name, x.join(", "));
        e.numpy(&|l| (*l).into(), &other)
    }

    #[test]
    fn formulas_have_the_parentheses_that_python_needs() {
        let error = || Expr::minus(leaf("A"), leaf("Y"));
        let half = Expr::Mul(vec![Expr::Number(0.5), Expr::squared(error())]);
        assert_eq!(numpy(&half), "0.5 * (A - Y)**2");
        assert_eq!(
            numpy(&Expr::RowSum(Box::new(half))),
            "(0.5 * (A - Y)**2).sum(axis=1, keepdims=True)"
        );
        let up = Expr::product(leaf("d"), Expr::transposed(leaf("W")));
        assert_eq!(numpy(&Expr::hadamard(error(), up)), "(A - Y) * (d @ W.T)");
        // −x² is −(x²) in Python too, and a − (b − c) needs its parentheses.
        assert_eq!(numpy(&Expr::negate(Expr::squared(leaf("x")))), "-x**2");
        assert_eq!(numpy(&Expr::squared(Expr::negate(leaf("x")))), "(-x)**2");
        assert_eq!(numpy(&Expr::minus(leaf("x"), error())), "x - (A - Y)");
        assert_eq!(numpy(&Expr::over(half_of("x"), half_of("y"))), "(0.5 * x) / (0.5 * y)");
        assert_eq!(numpy(&exp(Expr::negate(leaf("x")))), "np.exp(-x)");
    }

    fn half_of(x: &'static str) -> Text {
        Expr::Mul(vec![Expr::Number(0.5), leaf(x)])
    }

    #[test]
    fn functions_are_numpys_or_left_to_the_caller() {
        let most = Expr::Max(vec![leaf("v"), Expr::Number(1e-12)]);
        assert_eq!(numpy(&sqrt(most)), "np.sqrt(np.maximum(v, 1e-12))");
        assert_eq!(numpy(&pow(leaf("beta1"), leaf("t"))), "beta1**t");
        assert_eq!(numpy(&indicator(leaf("v"))), "np.where(v > 0, 1.0, 0.0)");
        assert_eq!(numpy(&call("softmax", |_| 0.0, vec![leaf("S")])), "softmax(S)");
        let numbers = [0.1, -0.0, 1e-300, f64::NAN, f64::NEG_INFINITY];
        let written: Vec<_> = numbers.iter().map(|x| literal(*x, "np")).collect();
        assert_eq!(written, ["0.1", "-0.0", "1e-300", "np.nan", "-np.inf"]);
    }
}
