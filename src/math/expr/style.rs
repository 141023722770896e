//! The ways to write a formula down, and what each does with the words and figures inside one.

use super::{latex, mathml};

/// Which characters and marks a formula may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `½ (a − t)²`, `X · W`, `δ ⊙ Wᵀ`
    Unicode,
    /// ASCII only: `0.5 (a - t)^2`, `X . W`, `delta * W^T`
    Plain,
    /// `\tfrac{1}{2} (a - t)^{2}`, without the dollars around it
    Latex,
    /// `<msup><mi>a</mi><mn>2</mn></msup>`, without the `<math>` around it
    MathMl,
}

impl Style {
    /// Prose inside a formula.
    pub fn words(self, text: &str) -> String {
        match self {
            Self::Unicode | Self::Plain => text.into(),
            Self::Latex => format!("\\text{{{}}}", latex::prose(text)),
            Self::MathMl => format!("<mtext>{}</mtext>", mathml::escaped(text)),
        }
    }

    /// A number that is written already: `-0.25`, `1.5e-07`, `nan`.
    pub fn figure(self, text: &str) -> String {
        match self {
            Self::Unicode | Self::Plain => text.into(),
            Self::Latex => latex::figure(text),
            Self::MathMl => mathml::figure(text),
        }
    }

    /// A piece of a formula in parentheses.
    pub fn parenthesis(self, text: &str) -> String {
        match self {
            Self::MathMl => format!(
                "<mrow><mo stretchy=\"false\">(</mo>{text}<mo stretchy=\"false\">)</mo></mrow>"
            ),
            _ => format!("({text})"),
        }
    }

    /// Whether a piece of a formula begins with a minus sign.
    pub fn is_negative(self, text: &str) -> bool {
        let text = if self == Self::MathMl { mathml::beginning(text) } else { text };
        text.starts_with(['-', '−'])
    }
}
