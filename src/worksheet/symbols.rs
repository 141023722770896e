//! How quantities are written: the paper's letters or the textbook's, in Unicode or in ASCII.

mod letter;

use super::network::{Network, Parameter};
use super::quantity::{Cell, Role};
use super::{Worksheet, op::Leaf};
use crate::math::expr::{Expr, Style, latex, mathml};
use letter::{Below, Letter};

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
            Style::Plain => activation.plain,
            Style::Unicode | Style::Latex | Style::MathMl => activation.symbol,
        };
        let activations = network.layers.iter().map(|layer| name(layer.activation)).collect();
        Self { notation, style, activations }
    }

    /// The characters in use.
    pub fn style(&self) -> Style {
        self.style
    }

    /// The symbol of a quantity: `δ_s`, `∂L/∂W¹`; in LaTeX `\delta_s`, `\partial L/\partial W^{1}`.
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::Input => self.bare("X"),
            Role::Target => self.bare("Y"),
            Role::Loss => self.bare("L"),
            Role::Parameter(p) => self.write(&self.parameter(p)),
            Role::After(p) => self.write(&Letter { prime: true, ..self.parameter(p) }),
            Role::StateBefore(p, state) => self.state(p, state, false),
            Role::State(p, state) => self.state(p, state, true),
            Role::Gradient(p) => self.gradient(p),
            Role::LossGradient(l) => self.partial(&self.activation(l)),
            Role::PreActivation(l) => self.write(&self.lettered(["s"; 2], ["z"; 2], l)),
            Role::Activation(l) => self.write(&self.activation(l)),
            Role::Delta(l) => self.write(&self.delta(l)),
        }
    }

    /// A cell: `δ_s[1,1]`, rows and columns from 1.
    pub fn cell(&self, worksheet: &Worksheet, cell: Cell) -> String {
        let name = self.role(worksheet.quantity(cell.quantity).role);
        let at = format!("{},{}", cell.row + 1, cell.column + 1);
        match self.style {
            Style::MathMl => {
                let fence = |c| format!("<mo stretchy=\"false\">{c}</mo>");
                format!("<mrow>{name}{}<mn>{at}</mn>{}</mrow>", fence('['), fence(']'))
            }
            _ => format!("{name}[{at}]"),
        }
    }

    /// A formula with its quantities, cells and hyperparameters written as symbols.
    pub fn formula(&self, worksheet: &Worksheet, e: &Expr<Leaf>) -> String {
        match e {
            Expr::Leaf(Leaf::Text(text)) => self.style.words(text),
            _ => e.print(self.style, &|leaf| self.leaf(worksheet, leaf)),
        }
    }

    /// A leaf of a formula: what is in words stands in parentheses.
    pub fn leaf(&self, worksheet: &Worksheet, leaf: &Leaf) -> String {
        match leaf {
            Leaf::Quantity(id) => self.role(worksheet.quantity(*id).role),
            Leaf::Cell(cell) => self.cell(worksheet, *cell),
            Leaf::Hyper(row, _) => match self.style {
                Style::Unicode => row.symbol.into(),
                Style::Plain => row.plain.into(),
                Style::Latex => latex::symbol(row.symbol),
                Style::MathMl => mathml::symbol(row.symbol),
            },
            Leaf::Time(t) => self.style.figure(&t.to_string()),
            Leaf::Text(text) => self.style.words(&format!("({text})")),
        }
    }

    fn bare(&self, letter: &'static str) -> String {
        self.write(&Letter { sign: [letter; 2], below: Below::Nothing, above: None, prime: false })
    }

    fn write(&self, letter: &Letter) -> String {
        letter.written(self.style)
    }

    fn depth(&self) -> usize {
        self.activations.len()
    }

    /// `W`, `W₁`, `W_out` in the paper's way: numbers only where there are several hidden layers.
    fn subscript(&self, l: usize) -> Below {
        if l == self.depth() {
            Below::Word("out".into())
        } else if self.depth() == 2 {
            Below::Nothing
        } else {
            Below::Number(l)
        }
    }

    /// A letter of a layer, in Unicode and in ASCII each.
    fn lettered(&self, paper: [&'static str; 2], textbook: [&'static str; 2], l: usize) -> Letter {
        match self.notation {
            Notation::Paper => {
                Letter { sign: paper, below: self.subscript(l), above: None, prime: false }
            }
            Notation::Textbook => {
                Letter { sign: textbook, below: Below::Nothing, above: Some(l), prime: false }
            }
        }
    }

    fn parameter(&self, p: Parameter) -> Letter {
        let letter = if p.bias { "b" } else { "W" };
        self.lettered([letter; 2], [letter; 2], p.layer)
    }

    fn activation(&self, l: usize) -> Letter {
        let letter = self.lettered(["z"; 2], ["a"; 2], l);
        match self.notation {
            Notation::Paper if l == self.depth() => Letter { sign: ["y"; 2], ..letter },
            Notation::Paper if self.depth() == 2 => {
                let below = Below::Word(self.activations[l - 1].into());
                Letter { sign: ["s"; 2], below, ..letter }
            }
            _ => letter,
        }
    }

    fn delta(&self, l: usize) -> Letter {
        let letter = self.lettered(["δ", "delta"], ["δ", "delta"], l);
        match self.notation {
            Notation::Paper if l != self.depth() && self.depth() == 2 => {
                Letter { below: Below::Word("s".into()), ..letter }
            }
            _ => letter,
        }
    }

    fn gradient(&self, p: Parameter) -> String {
        let parameter = self.parameter(p);
        let written = self.write(&parameter);
        match (self.notation, self.style) {
            (Notation::Textbook, _) => self.partial(&parameter),
            (_, Style::Unicode) => format!("Δ{written}"),
            (_, Style::Plain) => format!("d{written}"),
            (_, Style::Latex) => format!("\\Delta {written}"),
            (_, Style::MathMl) => {
                format!("<mrow><mi mathvariant=\"normal\">Δ</mi>{written}</mrow>")
            }
        }
    }

    /// ∂L/∂ of something.
    fn partial(&self, of: &Letter) -> String {
        let of = self.write(of);
        match self.style {
            Style::Unicode => format!("∂L/∂{of}"),
            Style::Plain => format!("dL/d{of}"),
            Style::Latex => format!("\\partial L/\\partial {of}"),
            Style::MathMl => {
                let d = "<mi>∂</mi>";
                format!("<mrow>{d}<mi>L</mi><mo>/</mo>{d}{of}</mrow>")
            }
        }
    }

    /// A state of the optimizer: `m(W)`, and `m(W)′` after the update.
    fn state(&self, p: Parameter, state: &str, after: bool) -> String {
        let of = self.write(&self.parameter(p));
        match (self.style, after) {
            (Style::Unicode, true) => format!("{state}({of})′"),
            (Style::Plain, true) => format!("{state}({of})'"),
            (Style::Unicode | Style::Plain, false) => format!("{state}({of})"),
            (Style::Latex, after) => {
                let prime = if after { "'" } else { "" };
                format!("{}({of}){prime}", latex::symbol(state))
            }
            (Style::MathMl, after) => {
                let call = format!("<mrow><mo>(</mo>{of}<mo>)</mo></mrow>");
                let call = if after { format!("<msup>{call}<mo>′</mo></msup>") } else { call };
                format!("<mrow>{}{call}</mrow>", mathml::symbol(state))
            }
        }
    }
}
