//! Printing a formula: precedence decides the parentheses, a style decides the signs.

use super::{Expr, Function, Notation};

/// Which characters a formula may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `½ (a − t)²`, `X · W`, `δ ⊙ Wᵀ`
    Unicode,
    /// ASCII only: `0.5 (a - t)^2`, `X . W`, `delta * W^T`
    Plain,
}

/// How tightly a piece of a formula binds; looser pieces get parentheses inside tighter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Factor,
    Atom,
}

type Printed = (String, Binding);

impl Style {
    fn pick(self, unicode: &'static str, plain: &'static str) -> &'static str {
        if self == Self::Unicode { unicode } else { plain }
    }

    /// A literal number as formulas write it: `½`, `2`, `0.01`.
    fn number(self, x: f64) -> String {
        if x == 0.5 && self == Self::Unicode {
            return "½".into();
        }
        format!("{x}").replace('-', self.pick("−", "-"))
    }
}

impl<L> Expr<L> {
    /// The formula as one line of text; `leaf` names the leaves (a negative number may be one).
    pub fn print(&self, style: Style, leaf: &dyn Fn(&L) -> String) -> String {
        self.printed(style, leaf).0
    }

    fn printed(&self, style: Style, leaf: &dyn Fn(&L) -> String) -> Printed {
        let inside = |e: &Self, least: Binding| wrap(e.printed(style, leaf), least);
        match self {
            Self::Number(x) => signed(style.number(*x)),
            Self::Leaf(l) => signed(leaf(l)),
            Self::Neg(e) => {
                (format!("{}{}", style.pick("−", "-"), inside(e, Binding::Factor)), Binding::Sum)
            }
            Self::Add(es) => joined(es, " + ", Binding::Sum, style, leaf),
            Self::Sub(a, b) => (
                format!(
                    "{}{}{}",
                    inside(a, Binding::Sum),
                    style.pick(" − ", " - "),
                    inside(b, Binding::Product)
                ),
                Binding::Sum,
            ),
            Self::Mul(es) => (multiplied(es, style, leaf), Binding::Product),
            Self::Div(a, b) => (
                format!("{} / {}", inside(a, Binding::Product), inside(b, Binding::Atom)),
                Binding::Product,
            ),
            Self::Square(e) => {
                (format!("{}{}", inside(e, Binding::Atom), style.pick("²", "^2")), Binding::Factor)
            }
            Self::Dot(pairs) => (dotted(pairs, style, leaf), Binding::Sum),
            Self::Max(es) => (format!("max({})", list(es, style, leaf)), Binding::Atom),
            Self::Call(f, args) => applied(*f, args, style, leaf),
            Self::Product(a, b) => (
                format!(
                    "{}{}{}",
                    inside(a, Binding::Factor),
                    style.pick(" · ", " . "),
                    inside(b, Binding::Factor)
                ),
                Binding::Product,
            ),
            Self::Hadamard(a, b) => (
                format!(
                    "{}{}{}",
                    inside(a, Binding::Factor),
                    style.pick(" ⊙ ", " * "),
                    inside(b, Binding::Factor)
                ),
                Binding::Product,
            ),
            Self::Transpose(e) => {
                (format!("{}{}", inside(e, Binding::Atom), style.pick("ᵀ", "^T")), Binding::Factor)
            }
            Self::RowSum(e) => (
                format!("{}{}", style.pick("Σₖ ", "sum "), inside(e, Binding::Product)),
                Binding::Product,
            ),
            Self::ColumnSum(e) => (
                format!("{}{}", style.pick("Σₙ ", "sum "), inside(e, Binding::Factor)),
                Binding::Product,
            ),
        }
    }
}

/// A number or a name; a negative number binds like a sum, so that it is wrapped inside products.
fn signed(text: String) -> Printed {
    let negative = text.starts_with(['-', '−']);
    (text, if negative { Binding::Sum } else { Binding::Atom })
}

fn wrap((text, binding): Printed, least: Binding) -> String {
    if binding < least { format!("({text})") } else { text }
}

fn joined<L>(
    es: &[Expr<L>],
    sign: &str,
    binding: Binding,
    style: Style,
    leaf: &dyn Fn(&L) -> String,
) -> Printed {
    let [only] = es else {
        let parts: Vec<_> = es
            .iter()
            .enumerate()
            .map(|(i, e)| {
                let least = if i == 0 { Binding::Sum } else { Binding::Product };
                wrap(e.printed(style, leaf), least)
            })
            .collect();
        return (parts.join(sign), binding);
    };
    only.printed(style, leaf)
}

/// `½ (a − t)²`: a leading literal stands before its factor, everything else is joined by ×.
fn multiplied<L>(es: &[Expr<L>], style: Style, leaf: &dyn Fn(&L) -> String) -> String {
    let times = style.pick(" × ", " * ");
    let mut text = String::new();
    for (i, e) in es.iter().enumerate() {
        let half = matches!(&es[i.saturating_sub(1)], Expr::Number(x) if *x == 0.5);
        if i > 0 {
            text += if half && i == 1 { " " } else { times };
        }
        text += &wrap(e.printed(style, leaf), Binding::Factor);
    }
    text
}

fn dotted<L>(pairs: &[(Expr<L>, Expr<L>)], style: Style, leaf: &dyn Fn(&L) -> String) -> String {
    let times = style.pick(" × ", " * ");
    let terms: Vec<_> = pairs
        .iter()
        .enumerate()
        .map(|(i, (a, b))| {
            let least = if i == 0 { Binding::Sum } else { Binding::Factor };
            let first = match a.printed(style, leaf) {
                (text, Binding::Sum) if i == 0 && text.starts_with(['-', '−']) => text,
                printed => wrap(printed, least.max(Binding::Factor)),
            };
            format!("{first}{times}{}", wrap(b.printed(style, leaf), Binding::Factor))
        })
        .collect();
    terms.join(" + ")
}

fn list<L>(es: &[Expr<L>], style: Style, leaf: &dyn Fn(&L) -> String) -> String {
    es.iter().map(|e| e.print(style, leaf)).collect::<Vec<_>>().join(", ")
}

fn applied<L>(f: Function, args: &[Expr<L>], style: Style, leaf: &dyn Fn(&L) -> String) -> Printed {
    let all = list(args, style, leaf);
    let atom = |i: usize| {
        args.get(i).map_or(String::new(), |e| wrap(e.printed(style, leaf), Binding::Atom))
    };
    match f.notation {
        Notation::Prefix => {
            let name =
                if style == Style::Plain { f.name.replace('′', "'") } else { f.name.into() };
            (format!("{name}({all})"), Binding::Atom)
        }
        Notation::Root => (format!("{}{}", style.pick("√", "sqrt "), atom(0)), Binding::Factor),
        Notation::Bars => (format!("|{all}|"), Binding::Atom),
        Notation::Indicator => (format!("[{all} > 0]"), Binding::Atom),
        Notation::Exponential => (format!("e^{}", atom(0)), Binding::Factor),
        Notation::Power => (format!("{}^{}", atom(0), atom(1)), Binding::Factor),
    }
}
