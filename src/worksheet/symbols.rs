//! How quantities are written: the paper's letters or the textbook's, in Unicode or in ASCII.

use super::network::{Network, Parameter};
use super::quantity::{Cell, Role};
use super::{Worksheet, op::Leaf};
use crate::math::expr::{Expr, Style};

/// Which letters a document uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Notation {
    /// `W s s_ReLU W_out s_out y_out δ_s ΔW`
    #[default]
    Paper,
    /// `W¹ z¹ a¹ δ¹ ∂L/∂W¹`
    Textbook,
}

/// The notations by name, for lesson files and messages.
pub const NOTATIONS: &[(&str, Notation)] =
    &[("paper", Notation::Paper), ("textbook", Notation::Textbook)];

/// Writes the quantities of one network.
#[derive(Clone, Debug)]
pub struct Symbols {
    notation: Notation,
    style: Style,
    activations: Vec<&'static str>,
}

impl Symbols {
    /// The symbols of `network` in a notation and a style.
    pub fn new(network: &Network, notation: Notation, style: Style) -> Self {
        let name = |activation: &'static crate::math::activation::Activation| match style {
            Style::Unicode => activation.symbol,
            Style::Plain => activation.plain,
        };
        let activations = network.layers.iter().map(|layer| name(layer.activation)).collect();
        Self { notation, style, activations }
    }

    /// The characters in use.
    pub fn style(&self) -> Style {
        self.style
    }

    /// The symbol of a quantity: `δ_s`, `∂L/∂W¹`.
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::Input => "X".into(),
            Role::Target => "Y".into(),
            Role::Loss => self.pick("L", "L").into(),
            Role::Parameter(p) => self.parameter(p),
            Role::After(p) => format!("{}{}", self.parameter(p), self.pick("′", "'")),
            Role::StateBefore(p, state) => format!("{state}({})", self.parameter(p)),
            Role::State(p, state) => {
                format!("{state}({}){}", self.parameter(p), self.pick("′", "'"))
            }
            Role::Gradient(p) => self.gradient(p),
            Role::LossGradient(l) => {
                format!("{}/{}", self.pick("∂L", "dL"), self.partial(&self.activation(l)))
            }
            Role::PreActivation(l) => self.lettered("s", "z", l),
            Role::Activation(l) => self.activation(l),
            Role::Delta(l) => self.delta(l),
        }
    }

    /// A cell: `δ_s[1,1]`, rows and columns from 1.
    pub fn cell(&self, worksheet: &Worksheet, cell: Cell) -> String {
        let name = self.role(worksheet.quantity(cell.quantity).role);
        format!("{name}[{},{}]", cell.row + 1, cell.column + 1)
    }

    /// A formula with its quantities, cells and hyperparameters written as symbols.
    pub fn formula(&self, worksheet: &Worksheet, e: &Expr<Leaf>) -> String {
        match e {
            Expr::Leaf(Leaf::Text(text)) => (*text).into(),
            _ => e.print(self.style, &|leaf| self.leaf(worksheet, leaf)),
        }
    }

    /// A leaf of a formula: what is in words stands in parentheses.
    pub fn leaf(&self, worksheet: &Worksheet, leaf: &Leaf) -> String {
        match leaf {
            Leaf::Quantity(id) => self.role(worksheet.quantity(*id).role),
            Leaf::Cell(cell) => self.cell(worksheet, *cell),
            Leaf::Hyper(row, _) => self.pick(row.symbol, row.plain).into(),
            Leaf::Text(text) => format!("({text})"),
        }
    }

    fn pick(&self, unicode: &'static str, plain: &'static str) -> &'static str {
        if self.style == Style::Unicode { unicode } else { plain }
    }

    fn depth(&self) -> usize {
        self.activations.len()
    }

    /// `W`, `W₁`, `W_out` in the paper's way: numbers only where there are several hidden layers.
    fn subscript(&self, l: usize) -> String {
        if l == self.depth() {
            "_out".into()
        } else if self.depth() == 2 {
            String::new()
        } else {
            number(l, self.pick("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
        }
    }

    fn superscript(&self, l: usize) -> String {
        number(l, self.pick("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    }

    fn lettered(&self, paper: &str, textbook: &str, l: usize) -> String {
        match self.notation {
            Notation::Paper => format!("{paper}{}", self.subscript(l)),
            Notation::Textbook => format!("{textbook}{}", self.superscript(l)),
        }
    }

    fn parameter(&self, p: Parameter) -> String {
        let letter = if p.bias { "b" } else { "W" };
        self.lettered(letter, letter, p.layer)
    }

    fn activation(&self, l: usize) -> String {
        match self.notation {
            Notation::Textbook => self.lettered("a", "a", l),
            Notation::Paper if l == self.depth() => "y_out".into(),
            Notation::Paper if self.depth() == 2 => format!("s_{}", self.activations[l - 1]),
            Notation::Paper => format!("z{}", self.subscript(l)),
        }
    }

    fn delta(&self, l: usize) -> String {
        let delta = self.pick("δ", "delta");
        match self.notation {
            Notation::Paper if l != self.depth() && self.depth() == 2 => format!("{delta}_s"),
            _ => self.lettered(delta, delta, l),
        }
    }

    fn gradient(&self, p: Parameter) -> String {
        let parameter = self.parameter(p);
        match self.notation {
            Notation::Paper => format!("{}{parameter}", self.pick("Δ", "d")),
            Notation::Textbook => format!("{}/{}", self.pick("∂L", "dL"), self.partial(&parameter)),
        }
    }

    fn partial(&self, of: &str) -> String {
        format!("{}{of}", self.pick("∂", "d"))
    }
}

/// A whole number in other digits.
fn number(n: usize, digits: &str) -> String {
    let digit = |c: char| {
        let value = c.to_digit(10).unwrap_or(0) as usize;
        digits.chars().nth(value).unwrap_or(c)
    };
    n.to_string().chars().map(digit).collect()
}
