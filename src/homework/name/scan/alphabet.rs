//! The letters and commands of mathematics, whatever alphabet they are in, and the sign that each
//! is.

use super::Sign;

/// Commands and letters that are written as words.
const WORDS: &[(&str, &str)] = &[
    ("delta", "δ"),
    ("sigma", "σ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("Theta", "Θ"),
    ("phi", "φ"),
    ("varphi", "ϕ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("epsilon", "ε"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("ell", "ℓ"),
];

/// Commands and letters that are one mark.
const MARKS: &[(&str, &str, char)] = &[
    ("Delta", "Δ", 'Δ'),
    ("nabla", "∇", '∇'),
    ("partial", "∂", '∂'),
    ("sum", "∑Σ", 'Σ'),
    ("cdot", "·⋅•", '·'),
    ("times", "×", '⊙'),
    ("odot", "⊙∘⊗", '⊙'),
    ("circ", "", '⊙'),
    ("otimes", "", '⊙'),
    ("ast", "∗", '⊙'),
    ("", "½", '½'),
    ("leq", "≤", '<'),
    ("geq", "≥", '>'),
    ("le", "", '<'),
    ("ge", "", '>'),
    ("gt", "", '>'),
    ("lt", "", '<'),
];

/// Small digits in order.
const BELOW: &str = "₀₁₂₃₄₅₆₇₈₉";

/// Raised digits in order.
const ABOVE: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// The sign that a single letter is, where it is one that has a command.
pub(super) fn letter(c: char) -> Option<Sign> {
    let word = WORDS.iter().find(|(_, letters)| letters.contains(c));
    let mark = || MARKS.iter().find(|(_, letters, _)| letters.contains(c));
    word.map(|(word, _)| Sign::Word((*word).into()))
        .or_else(|| mark().map(|(.., mark)| Sign::Mark(*mark)))
}

/// The sign that a command is by itself.
pub(super) fn command(name: &str) -> Option<Sign> {
    if WORDS.iter().any(|(word, _)| *word == name) {
        return Some(Sign::Word(name.into()));
    }
    if let Some((.., mark)) = MARKS.iter().find(|(word, ..)| *word == name) {
        return Some(Sign::Mark(*mark));
    }
    match name {
        "prime" => Some(Sign::Prime),
        "top" | "intercal" => Some(Sign::Word("T".into())),
        _ => (!is_looks(name)).then(|| Sign::Word(name.into())),
    }
}

/// The digit that a small one is.
pub(super) fn below(c: char) -> Option<usize> {
    BELOW.chars().position(|low| low == c)
}

/// The digit that a raised one is.
pub(super) fn above(c: char) -> Option<usize> {
    ABOVE.chars().position(|high| high == c)
}

/// Whether a command only changes how something looks.
fn is_looks(name: &str) -> bool {
    name.starts_with("math")
        || name.starts_with("text")
        || name.to_ascii_lowercase().starts_with("big")
        || matches!(name, "left" | "right" | "boldsymbol" | "bm" | "operatorname" | "vec")
        || matches!(name, "displaystyle" | "quad" | "qquad" | "limits" | "rm" | "bf" | "tag")
}
