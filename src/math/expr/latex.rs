//! LaTeX: a formula for amsmath, and prose that no character of which is a command.

use std::fmt::Write;

use super::set::Set;
use crate::math::unseen::is_unseen;

/// What begins a matrix; what holds one stands between parentheses that grow, and between which
/// no line can end.
const MATRIX: &str = "\\begin{";

/// Functions that LaTeX has upright names for.
const NAMED: [&str; 6] = ["tanh", "max", "exp", "ln", "sin", "cos"];

/// Characters of formulas and lessons, as they are written in a formula.
const SIGNS: &[(char, &str)] = &[
    ('−', "-"),
    ('×', "\\times"),
    ('·', "\\cdot"),
    ('⊙', "\\odot"),
    ('⊤', "\\top"),
    ('…', "\\dots"),
    ('|', "|"),
    ('½', "\\tfrac{1}{2}"),
    ('Σ', "\\sum"),
    ('√', "\\surd"),
    ('∂', "\\partial"),
    ('∇', "\\nabla"),
    ('∞', "\\infty"),
    ('≠', "\\neq"),
    ('≤', "\\leq"),
    ('≥', "\\geq"),
    ('≈', "\\approx"),
    ('→', "\\to"),
    ('←', "\\leftarrow"),
    ('±', "\\pm"),
    ('∈', "\\in"),
    ('′', "'"),
    ('α', "\\alpha"),
    ('β', "\\beta"),
    ('γ', "\\gamma"),
    ('δ', "\\delta"),
    ('Δ', "\\Delta"),
    ('ε', "\\varepsilon"),
    ('η', "\\eta"),
    ('θ', "\\theta"),
    ('λ', "\\lambda"),
    ('μ', "\\mu"),
    ('π', "\\pi"),
    ('σ', "\\sigma"),
    ('τ', "\\tau"),
    ('ℓ', "\\ell"),
    ('ₙ', "_{n}"),
    ('ₖ', "_{k}"),
    ('ⱼ', "_{j}"),
    ('ᵢ', "_{i}"),
    ('ᵀ', "^{\\top}"),
];

/// Characters of prose that are commands, or come out as others.
const PROSE: &[(char, &str)] = &[
    ('\\', "\\textbackslash{}"),
    ('{', "\\{"),
    ('}', "\\}"),
    ('$', "\\$"),
    ('&', "\\&"),
    ('#', "\\#"),
    ('%', "\\%"),
    ('_', "\\_"),
    ('^', "\\textasciicircum{}"),
    ('~', "\\textasciitilde{}"),
    ('<', "$<$"),
    ('>', "$>$"),
    ('|', "$|$"),
    ('–', "--"),
    ('—', "---"),
    ('’', "'"),
    ('‘', "`"),
    ('“', "``"),
    ('”', "''"),
];

/// Letters beyond ASCII that every LaTeX puts together from a letter and an accent.
const ACCENTED: &str = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœŒ";

/// A formula.
pub(super) fn latex(set: &Set) -> String {
    match set {
        Set::Written(text) => text.clone(),
        Set::Number(x) => literal(*x),
        Set::Name(text) => name(text),
        Set::Sign(c) => sign(*c).into(),
        Set::Row(pieces) => {
            pieces.iter().map(latex).reduce(|a, b| beside(&a, &b)).unwrap_or_default()
        }
        Set::Fenced(open, inner, close) => {
            let inner = latex(inner);
            let [left, right] =
                if inner.contains(MATRIX) { ["\\left", "\\right"] } else { ["", ""] };
            format!("{left}{open}{inner}{right}{close}")
        }
        Set::Over(a, b) => format!("\\frac{{{}}}{{{}}}", latex(a), latex(b)),
        Set::Raised(base, above) => format!("{}^{{{}}}", latex(base), latex(above)),
        Set::Root(inner) => format!("\\sqrt{{{}}}", latex(inner)),
        Set::SumOver(index) => format!("\\sum_{{{index}}}"),
    }
}

/// Two pieces; an argument stands close to its function.
fn beside(a: &str, b: &str) -> String {
    let close = b.starts_with(['(', ',', '\'']) || b.starts_with("\\left(");
    let sign = |sign: &&str| a.ends_with(sign);
    let joins = ["\\times", "\\cdot", "\\odot", "\\tfrac{1}{2}"].iter().any(sign);
    let called = !joins && a.ends_with(|c: char| c.is_alphabetic() || "}'".contains(c));
    let negative = a == "-";
    if negative || (close && called) || b == "," { format!("{a}{b}") } else { format!("{a} {b}") }
}

fn literal(x: f64) -> String {
    if x == 0.5 {
        return "\\tfrac{1}{2}".into();
    }
    let long = x.is_finite() && x != 0.0 && !(1e-4..1e15).contains(&x.abs());
    figure(&if long { format!("{x:e}") } else { format!("{x}") })
}

/// A number that is written already.
pub(super) fn figure(text: &str) -> String {
    let (minus, size) = text.strip_prefix('-').map_or(("", text), |size| ("-", size));
    match size {
        "nan" | "NaN" => "\\mathrm{NaN}".into(),
        "inf" => format!("{minus}\\infty"),
        _ => match size.split_once('e') {
            Some((mantissa, exponent)) => {
                format!("{minus}{mantissa} \\times 10^{{{}}}", power(exponent))
            }
            None => text.into(),
        },
    }
}

/// An exponent without a plus and without zeros in front: `-7`.
pub(super) fn power(exponent: &str) -> String {
    exponent.parse::<i32>().map_or(exponent.into(), |n| n.to_string())
}

/// The name of a function: `\tanh'`, `\mathrm{ReLU}`.
fn name(name: &str) -> String {
    let base = name.trim_end_matches('′');
    let primes = "'".repeat(name.chars().count() - base.chars().count());
    let word = |word: &str| match word {
        word if NAMED.contains(&word) => format!("\\{word}"),
        word if word.chars().count() == 1 => symbol(word),
        word => format!("\\mathrm{{{}}}", prose(word)),
    };
    base.split(' ').map(word).collect::<Vec<_>>().join(" ") + &primes
}

/// A symbol of a table that is written in Unicode: `β₁` is `\beta_{1}`.
pub fn symbol(text: &str) -> String {
    if text.chars().filter(char::is_ascii_alphabetic).count() > 1 {
        return format!("\\mathrm{{{}}}", prose(text));
    }
    text.chars().map(|c| digit(c).unwrap_or_else(|| sign(c).into())).collect()
}

/// A small digit below or above the line.
fn digit(c: char) -> Option<String> {
    let at = |digits: &str| digits.chars().position(|other| other == c);
    let below = at("₀₁₂₃₄₅₆₇₈₉").map(|n| format!("_{{{n}}}"));
    below.or_else(|| at("⁰¹²³⁴⁵⁶⁷⁸⁹").map(|n| format!("^{{{n}}}")))
}

fn sign(c: char) -> std::borrow::Cow<'static, str> {
    let found = SIGNS.iter().find(|(sign, _)| *sign == c);
    found.map_or_else(|| c.to_string().into(), |(_, latex)| (*latex).into())
}

/// Prose outside of formulas, on one line. A character that LaTeX may not have is left to
/// `\symbolof`, which documents that use it define.
pub fn prose(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let said = PROSE.iter().find(|(other, _)| *other == c).map(|(_, latex)| *latex);
        let small = digit(c);
        let known = SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, latex)| *latex);
        match (said, small.as_deref().or(known)) {
            (Some(said), _) => out += said,
            (None, Some(math)) => {
                let base = if math.starts_with(['_', '^', '\'']) { "{}" } else { "" };
                let _ = write!(out, "${base}{math}$");
            }
            _ if c.is_ascii_graphic() || c == ' ' || ACCENTED.contains(c) => out.push(c),
            _ if is_unseen(c) || c.is_whitespace() => out.push(' '),
            _ => {
                let _ = write!(out, "\\symbolof{{{:X}}}", u32::from(c));
            }
        }
    }
    out
}
