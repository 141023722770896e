//! A letter with what stands below and above it, in each style.

use crate::math::expr::Style;
use crate::math::expr::{latex, mathml};

/// What stands below a letter.
#[derive(Clone, Debug)]
pub(super) enum Below {
    Nothing,
    Word(String),
    Number(usize),
}

/// A letter: `W`, `δ_out`, `z¹`, `W¹′`.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// In Unicode, and in ASCII.
    pub(super) sign: [&'static str; 2],
    pub(super) below: Below,
    pub(super) above: Option<usize>,
    pub(super) prime: bool,
}

impl Letter {
    pub(super) fn written(&self, style: Style) -> String {
        match style {
            Style::Unicode => self.linear(0, "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹", "′"),
            Style::Plain => self.linear(1, "0123456789", "0123456789", "'"),
            Style::Latex => self.latex(),
            Style::MathMl => self.mathml(),
        }
    }

    fn linear(&self, sign: usize, low: &str, high: &str, prime: &str) -> String {
        let below = match &self.below {
            Below::Nothing => String::new(),
            Below::Word(word) => format!("_{word}"),
            Below::Number(n) => number(*n, low),
        };
        let above = self.above.map_or(String::new(), |n| number(n, high));
        format!("{}{below}{above}{}", self.sign[sign], if self.prime { prime } else { "" })
    }

    /// `W_{out}'`, `\delta_s`, `W^{1\prime}`: a prime behind something raised would be raised twice.
    fn latex(&self) -> String {
        let below = match &self.below {
            Below::Nothing => String::new(),
            Below::Word(word) if word.chars().count() == 1 => format!("_{}", latex::symbol(word)),
            Below::Word(word) => format!("_{{{word}}}"),
            Below::Number(n) => format!("_{{{n}}}"),
        };
        let above = match (self.above, self.prime) {
            (Some(n), true) => format!("^{{{n}\\prime}}"),
            (Some(n), false) => format!("^{{{n}}}"),
            (None, true) => "'".into(),
            (None, false) => String::new(),
        };
        format!("{}{below}{above}", latex::symbol(self.sign[0]))
    }

    fn mathml(&self) -> String {
        let letter = mathml::symbol(self.sign[0]);
        let below = match &self.below {
            Below::Nothing => None,
            Below::Word(word) => Some(format!("<mi>{}</mi>", mathml::escaped(word))),
            Below::Number(n) => Some(format!("<mn>{n}</mn>")),
        };
        let above = match (self.above, self.prime) {
            (Some(n), true) => Some(format!("<mrow><mn>{n}</mn><mo>′</mo></mrow>")),
            (Some(n), false) => Some(format!("<mn>{n}</mn>")),
            (None, true) => Some("<mo>′</mo>".into()),
            (None, false) => None,
        };
        match (below, above) {
            (None, None) => letter,
            (Some(below), None) => format!("<msub>{letter}{below}</msub>"),
            (None, Some(above)) => format!("<msup>{letter}{above}</msup>"),
            (Some(below), Some(above)) => format!("<msubsup>{letter}{below}{above}</msubsup>"),
        }
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
