//! The functions that a script for numpy defines because numpy has none: activations, losses and
//! what they are made of, each only where it is used.

use super::text::{count, indented, mentions, replaced};
use crate::math::activation::ACTIVATIONS;
use crate::math::loss::{LOSSES, Python};

/// What rows of the tables use: name, parameters, body. Each uses only those above it.
const BASE: &[(&str, &str, &str)] = &[
    ("sigmoid", "s", "e = np.exp(-np.abs(s))\nreturn np.where(s >= 0, 1.0, e) / (1.0 + e)"),
    ("gelu_gate", "s", "sigmoid(2.0 * np.sqrt(2.0 / np.pi) * (s + 0.044715 * s**3))"),
    (
        "huber",
        "e, delta",
        "np.where(np.abs(e) <= delta, 0.5 * e**2, delta * (np.abs(e) - 0.5 * delta))",
    ),
    (
        "violation",
        "a, y, margin",
        "right = (a * y).sum(axis=1, keepdims=True)\n\
         return np.where(y == 1, -np.inf, a - right + margin)  # of the wrong classes",
    ),
    (
        "strongest",
        "v",
        "first = np.arange(v.shape[1]) == v.argmax(axis=1)[:, None]\n\
         return np.where(first & (v > 0), 1.0, 0.0)",
    ),
    (
        "balanced",
        "g, y",
        "g - y * g.sum(axis=1, keepdims=True)  # minus their sum at the right class",
    ),
    (
        "surprise",
        "s",
        "z = s - s.max(axis=1, keepdims=True)\n\
         others = np.sort(np.exp(z), axis=1)[:, :-1].sum(axis=1, keepdims=True)\n\
         return np.log1p(others) - z  # minus the logarithm of the softmax",
    ),
];

/// The complementary error function, which is no expression.
const ERFC: &str = "erfc = np.vectorize(math.erfc, otypes=[float])\n\n\n";

/// An expression of `s` (and `alpha`) for an argument: written out where `s` stands in it once,
/// else a call of a function of this name.
pub(super) fn inlined(text: &str, name: &str, s: &str, alpha: Option<&str>) -> String {
    if count(text, "s") == 1 {
        return replaced(text, &|word| match word {
            "s" => Some(s.into()),
            "alpha" => alpha.map(str::to_owned),
            _ => None,
        });
    }
    alpha.map_or_else(|| format!("{name}({s})"), |alpha| format!("{name}({s}, {alpha})"))
}

/// The definitions of everything that a script calls, and of what these call.
pub(super) fn functions(script: &str) -> String {
    let mut all: Vec<(String, String, &str)> = Vec::new();
    for (name, parameters, body) in BASE {
        all.push(((*name).into(), (*parameters).into(), body));
    }
    for row in ACTIVATIONS {
        let parameters = if row.alpha.is_some() { "s, alpha" } else { "s" };
        let named = [
            (row.name.into(), Some(row.python.numpy)),
            (format!("{}_prime", row.name), row.python.prime),
        ];
        for (name, body) in named {
            let body = body.filter(|body| count(body, "s") > 1);
            all.extend(body.map(|body| (name, parameters.into(), body)));
        }
    }
    for row in LOSSES {
        let parameter = row.parameter.map_or(String::new(), |(name, _)| format!(", {name}"));
        let mut add = |ending: &str, first: &str, body: Option<&'static str>| {
            let parameters = format!("{first}, y{parameter}");
            all.extend(body.map(|body| (format!("{}{ending}", row.name), parameters, body)));
        };
        add("", "a", row.python.numpy);
        add("_slope", "a", row.python.slope);
        if let Some(Python { numpy, slope, .. }) = row.fused.as_ref().map(|fused| &fused.python) {
            add("_of_logits", "s", *numpy);
            add("_delta", "a", *slope);
        }
    }
    let mut out = String::new();
    for (name, parameters, body) in all.into_iter().rev() {
        if mentions(script, &name) || mentions(&out, &name) {
            let lines = body.lines().count();
            let body = if lines > 1 { body.into() } else { format!("return {body}") };
            out = format!("\ndef {name}({parameters}):\n{}\n{out}", indented(&body, "    "));
        }
    }
    if mentions(&out, "erfc") { format!("\n{ERFC}{out}") } else { out }
}
