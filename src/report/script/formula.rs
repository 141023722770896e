//! The formulas of the worksheet with the names of Python: activations and their derivatives taken
//! apart, and what is said in words as a call of a function.

use super::functions::inlined;
use crate::math::activation::{Activation, Arg};
use crate::math::expr::numpy::literal;
use crate::math::expr::{Expr, Function};
use crate::math::loss;
use crate::train::Trainer;
use crate::worksheet::Worksheet;
use crate::worksheet::network::Reduction;
use crate::worksheet::op::Leaf;
use crate::worksheet::quantity::{Id, Role};

/// The formula of a quantity as numpy has it.
pub(super) fn formula(trainer: &Trainer, id: Id) -> String {
    let (sheet, now) = (trainer.worksheet(), trainer.now());
    let writer = Writer { sheet };
    let Some(formula) = sheet.formula(id, &now) else { return String::new() };
    let (network, role) = (sheet.network(), sheet.quantity(id).role);
    let depth = network.depth();
    let formula = match (role, network.fused()) {
        (Role::Loss, Some(fused)) => writer.fused(fused),
        (Role::Loss, None) if network.loss.python.numpy.is_some() => Expr::Leaf(writer.loss("")),
        (Role::Delta(l), Some(fused))
            if l == depth && fused.python.slope.is_some() && !sums(trainer) =>
        {
            let slope = Expr::Leaf(format!("{}_delta(A{depth}, Y)", network.loss.name));
            writer.reduced(slope, network.divisor(sheet.rows()).is_some())
        }
        (Role::LossGradient(l) | Role::Delta(l), None)
            if l == depth && network.loss.python.slope.is_some() && writer.is_first(role) =>
        {
            writer.with_slope(&formula)
        }
        _ => writer.python(&formula),
    };
    let call = |f: &Function, arguments: &[String]| {
        let name = if f.name == "σ" { "sigmoid" } else { f.name };
        format!("{name}({})", arguments.join(", "))
    };
    formula.numpy(&Clone::clone, &call)
}

/// Whether the targets of every example sum to 1, so that a fused slope need not say so.
fn sums(trainer: &Trainer) -> bool {
    let sheet = trainer.worksheet();
    let targets = sheet.find(Role::Target).map(|id| trainer.trace().view(sheet, id));
    targets.is_none_or(|y| y.rows().into_iter().all(|row| (row.sum() - 1.0).abs() < 1e-12))
}

/// Formulas of a worksheet with the names of Python.
struct Writer<'a> {
    sheet: &'a Worksheet,
}

impl Writer<'_> {
    fn name(&self, id: Id) -> String {
        self.sheet.quantity(id).role.name()
    }

    fn leaf(&self, leaf: &Leaf) -> String {
        match leaf {
            Leaf::Quantity(id) => self.name(*id),
            Leaf::Cell(cell) => {
                format!("{}[{}, {}]", self.name(cell.quantity), cell.row, cell.column)
            }
            Leaf::Hyper(row, _) => row.name.into(),
            Leaf::Time(_) => "t".into(),
            Leaf::Text(_) => self.loss("_slope"),
        }
    }

    /// A call of the loss, or of its slope.
    fn loss(&self, what: &str) -> String {
        let network = self.sheet.network();
        let (loss, depth) = (network.loss, network.depth());
        let parameter = loss.parameter.map_or(String::new(), |(name, _)| format!(", {name}"));
        format!("{}{what}(A{depth}, Y{parameter})", loss.name)
    }

    /// Whether a quantity is the first of the backward pass: where the loss is differentiated.
    fn is_first(&self, role: Role) -> bool {
        let depth = self.sheet.network().depth();
        let gradient = self.sheet.find(Role::LossGradient(depth)).is_some();
        gradient == matches!(role, Role::LossGradient(_))
    }

    /// The loss of a fused pair, from the pre-activations.
    fn fused(&self, fused: &loss::Fused) -> Expr<String> {
        let network = self.sheet.network();
        let s = format!("S{}", network.depth());
        if fused.python.numpy.is_some() {
            return Expr::Leaf(format!("{}_of_logits({s}, Y)", network.loss.name));
        }
        let one = (fused.value_expr)(&[1.0]).substitute(&mut |arg| match arg {
            loss::Arg::S(_) | loss::Arg::A(_) => Expr::Leaf(s.clone()),
            loss::Arg::T(_) => Expr::Leaf("Y".to_owned()),
            loss::Arg::Parameter => Expr::Number(f64::NAN),
        });
        if network.outputs() == 1 { one } else { Expr::RowSum(Box::new(one)) }
    }

    /// The number of examples, or of all their targets, that a reduction divides by.
    fn examples(&self) -> Expr<String> {
        let all = self.sheet.network().reduction == Reduction::MeanAll;
        Expr::Leaf(if all { "Y.size".into() } else { "len(Y)".into() })
    }

    fn reduced(&self, e: Expr<String>, divided: bool) -> Expr<String> {
        if divided { Expr::over(e, self.examples()) } else { e }
    }

    /// A formula whose part ∂ℓ/∂a is a call of the loss's slope.
    fn with_slope(&self, e: &Expr<Leaf>) -> Expr<String> {
        let slope = || Expr::Leaf(self.loss("_slope"));
        match e {
            Expr::Div(e, _) => Expr::over(self.with_slope(e), self.examples()),
            Expr::Hadamard(prime, _) => times(self.python(prime), slope()),
            _ => slope(),
        }
    }

    /// A formula with activations and their derivatives taken apart.
    fn python(&self, e: &Expr<Leaf>) -> Expr<String> {
        e.rebuild(&mut |e| match e {
            Expr::Leaf(leaf) => Some(Expr::Leaf(self.leaf(leaf))),
            // Nothing else is divided by a number that has no name.
            Expr::Div(e, by) if matches!(**by, Expr::Number(_)) => {
                Some(Expr::over(self.python(e), self.examples()))
            }
            Expr::Hadamard(a, b) => Some(times(self.python(a), self.python(b))),
            Expr::Call(f, of) => match of.as_slice() {
                [Expr::Leaf(Leaf::Quantity(id))] => self.activation(f.name, *id),
                _ => None,
            },
            _ => None,
        })
    }

    /// f or f′ of a layer by its name in formulas.
    fn activation(&self, name: &str, of: Id) -> Option<Expr<String>> {
        let Role::PreActivation(l) = self.sheet.quantity(of).role else { return None };
        let layer = self.sheet.network().layer(l);
        let row: &Activation = layer.activation;
        let alpha = row.alpha.map(|_| literal(layer.alpha, "np"));
        let [s, a] = ["S", "A"].map(|letter| format!("{letter}{l}"));
        if name == row.symbol {
            return Some(Expr::Leaf(inlined(row.python.numpy, row.name, &s, alpha.as_deref())));
        }
        let prime = row.elementwise().filter(|_| name == row.prime)?;
        let own = || {
            let name = format!("{}_prime", row.name);
            row.python.prime.map(|text| Expr::Leaf(inlined(text, &name, &s, alpha.as_deref())))
        };
        Some((prime.prime_expr)().rebuild(&mut |e| match e {
            Expr::Leaf(Arg::S) => Some(Expr::Leaf(s.clone())),
            Expr::Leaf(Arg::A) => Some(Expr::Leaf(a.clone())),
            Expr::Leaf(Arg::Alpha) => Some(Expr::Number(layer.alpha)),
            Expr::Call(f, _) if f.name == row.prime => own(),
            _ => None,
        }))
    }
}

/// a ⊙ b, where 1 is left out.
fn times(a: Expr<String>, b: Expr<String>) -> Expr<String> {
    if matches!(a, Expr::Number(1.0)) { b } else { Expr::hadamard(a, b) }
}
