//! `MathML`: a formula for browsers, in the part of it that all of them draw.

use super::latex::power;
use super::set::Set;
use crate::math::unseen::is_unseen;

/// A formula.
pub(super) fn mathml(set: &Set) -> String {
    match set {
        Set::Written(text) => text.clone(),
        Set::Number(x) => literal(*x),
        Set::Name(text) => name(text),
        Set::Sign(c) => sign(*c),
        Set::Row(pieces) => format!("<mrow>{}</mrow>", pieces.iter().map(part).collect::<String>()),
        Set::Fenced(open, inner, close) => {
            let inner = mathml(inner);
            let tall = ["<mtable", "<mfrac"].iter().any(|mark| inner.contains(mark));
            let grows = if tall { "" } else { " stretchy=\"false\"" };
            let fence = |c: &char| format!("<mo{grows}>{c}</mo>");
            format!("<mrow>{}{inner}{}</mrow>", fence(open), fence(close))
        }
        Set::Over(a, b) => format!("<mfrac>{}{}</mfrac>", mathml(a), mathml(b)),
        Set::Raised(base, above) => format!("<msup>{}{}</msup>", mathml(base), mathml(above)),
        Set::Root(inner) => format!("<msqrt>{}</msqrt>", mathml(inner)),
        Set::SumOver(index) => format!("<msub><mo>∑</mo><mi>{index}</mi></msub>"),
    }
}

/// A piece of a row; a function is applied to what follows it.
fn part(set: &Set) -> String {
    let apply = if matches!(set, Set::Name(_)) { "<mo>&#x2061;</mo>" } else { "" };
    mathml(set) + apply
}

fn literal(x: f64) -> String {
    if x == 0.5 {
        return "<mfrac><mn>1</mn><mn>2</mn></mfrac>".into();
    }
    let long = x.is_finite() && x != 0.0 && !(1e-4..1e15).contains(&x.abs());
    figure(&if long { format!("{x:e}") } else { format!("{x}") })
}

/// A number that is written already.
pub(super) fn figure(text: &str) -> String {
    let (minus, size) = text.strip_prefix('-').map_or(("", text), |size| ("<mo>−</mo>", size));
    let number = match size {
        "nan" | "NaN" => "<mi>NaN</mi>".into(),
        "inf" => "<mi>∞</mi>".into(),
        _ => match size.split_once('e') {
            Some((mantissa, exponent)) => format!(
                "<mrow><mn>{mantissa}</mn><mo>×</mo><msup><mn>10</mn><mn>{}</mn></msup></mrow>",
                power(exponent).replace('-', "−")
            ),
            None => format!("<mn>{size}</mn>"),
        },
    };
    if minus.is_empty() { number } else { format!("<mrow>{minus}{number}</mrow>") }
}

fn sign(c: char) -> String {
    match c {
        '⊤' => "<mo>⊤</mo>".into(),
        '…' => "<mo>…</mo>".into(),
        c => format!("<mo>{}</mo>", escaped(&c.to_string())),
    }
}

/// The name of a function; a single letter would lean without
/// `<mtext>`.
fn name(name: &str) -> String {
    let upright = if name.chars().count() == 1 && name != "σ" { "mtext" } else { "mi" };
    format!("<{upright}>{}</{upright}>", escaped(name))
}

/// A symbol of a table that is written in Unicode: `β₁`.
pub fn symbol(text: &str) -> String {
    let base = text.trim_end_matches(|c| "₀₁₂₃₄₅₆₇₈₉".contains(c));
    let digit = |c| "₀₁₂₃₄₅₆₇₈₉".chars().position(|other| other == c);
    let below: String = text.chars().filter_map(digit).map(|n| n.to_string()).collect();
    let base = format!("<mi>{}</mi>", escaped(base));
    if below.is_empty() { base } else { format!("<msub>{base}<mn>{below}</mn></msub>") }
}

/// What a piece begins with, behind its tags.
pub(super) fn beginning(mut piece: &str) -> &str {
    while let Some((_, rest)) = piece.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        piece = rest;
    }
    piece
}

/// Text for HTML and XML, on one line and without the characters that they cannot hold.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c if is_unseen(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
