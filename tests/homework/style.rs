//! The ways in which people write homework down.

use std::fmt::Write;

use chainrule::math::expr::Style as Script;
use chainrule::worksheet::network::Network;
use chainrule::worksheet::quantity::{Phase, Role};
use chainrule::worksheet::symbols::{Notation, Symbols};

use crate::generate::{Solution, Value};

/// A way of writing: a row of [`STYLES`].
pub(crate) struct Style {
    pub(crate) name: &'static str,
    /// What its files are called.
    pub(crate) file: &'static str,
    /// Whether this homework can be written so.
    pub(crate) can: fn(&Network) -> bool,
    /// Writes it to so many decimals.
    pub(crate) write: fn(&Solution, usize) -> String,
}

pub(crate) static STYLES: &[Style] = &[
    Style { name: "latex align, textbook", file: "hw.tex", can: has_no_state, write: align },
    Style {
        name: "latex, the paper's letters",
        file: "hw.tex",
        can: is_like_the_paper,
        write: paper,
    },
    Style { name: "markdown tables", file: "hw.md", can: any, write: tables },
    Style { name: "markdown math", file: "hw.md", can: has_no_state, write: math },
    Style { name: "numpy prints", file: "hw.txt", can: has_no_state, write: numpy },
    Style { name: "python lists", file: "hw.txt", can: any, write: lists },
    Style { name: "csv", file: "hw.csv", can: any, write: csv },
    Style { name: "json", file: "hw.json", can: any, write: json },
    Style { name: "examples as columns", file: "hw.tex", can: can_be_turned, write: columns },
    Style { name: "negative delta", file: "hw.tex", can: is_plain, write: negative },
    Style { name: "step for gradient", file: "hw.md", can: is_plain, write: steps },
];

fn any(_: &Network) -> bool {
    true
}

/// Whether the optimizer keeps nothing but the parameters.
fn has_no_state(network: &Network) -> bool {
    network.optimizer.name == "sgd"
}

fn is_like_the_paper(network: &Network) -> bool {
    has_no_state(network) && network.depth() == 2
}

/// Whether no matrix of it is square: turned, a square one can be taken for another.
fn can_be_turned(network: &Network) -> bool {
    has_no_state(network) && network.depth() == 2 && network.inputs == 2 && network.width(1) == 3
}

fn is_plain(network: &Network) -> bool {
    has_no_state(network) && network.depth() <= 2
}

/// A value in a LaTeX environment for matrices.
fn matrix(value: &Value, environment: &str, decimals: usize) -> String {
    let rows: Vec<_> = value.texts(decimals).iter().map(|row| row.join(" & ")).collect();
    format!("\\begin{{{environment}}} {} \\end{{{environment}}}", rows.join(" \\\\ "))
}

/// The values by iteration.
fn iterations(solution: &Solution) -> impl Iterator<Item = (u64, Vec<&Value>)> {
    let last = solution.values.last().map_or(0, |value| value.iteration);
    (1..=last).map(|n| (n, solution.values.iter().filter(|v| v.iteration == n).collect()))
}

/// A LaTeX name with the layer above: `z^{(1)}`.
fn above(role: Role) -> String {
    match role {
        Role::PreActivation(l) => format!("z^{{({l})}}"),
        Role::Activation(l) => format!("a^{{({l})}}"),
        Role::Loss => "L".into(),
        Role::LossGradient(l) => format!("\\frac{{\\partial L}}{{\\partial a^{{({l})}}}}"),
        Role::Delta(l) => format!("\\delta^{{({l})}}"),
        Role::Gradient(p) => {
            let letter = if p.bias { "b" } else { "W" };
            format!("\\frac{{\\partial L}}{{\\partial {letter}^{{({})}}}}", p.layer)
        }
        Role::After(p) => {
            let letter = if p.bias { "b" } else { "W" };
            format!("{letter}^{{({})}}_{{new}}", p.layer)
        }
        other => other.name(),
    }
}

/// A name of a program: `dW1`, `W1_new`.
fn typed(role: Role) -> String {
    match role {
        Role::PreActivation(l) => format!("Z{l}"),
        Role::Loss => "loss".into(),
        Role::Delta(l) => format!("dZ{l}"),
        Role::After(p) => format!("{p}_new"),
        other => other.name(),
    }
}

fn align(solution: &Solution, decimals: usize) -> String {
    let mut out = "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n".to_owned();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "\\section*{{Iteration {n}}}\n\\begin{{align*}}");
        let lines: Vec<_> = values
            .iter()
            .map(|v| format!("  {} &= {}", above(v.role), matrix(v, "pmatrix", decimals)))
            .collect();
        let _ = writeln!(out, "{}\n\\end{{align*}}", lines.join(" \\\\[4pt]\n"));
    }
    out + "\\end{document}\n"
}

const ORDINALS: [&str; 5] = ["First", "Second", "Third", "Fourth", "Fifth"];

fn paper(solution: &Solution, decimals: usize) -> String {
    let network = &solution.setup.network;
    let symbols = Symbols::new(network, Notation::Paper, Script::Latex);
    let eta = solution.setup.hyper.learning_rate;
    let mut out = String::new();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "\n3.{n} {} iteration\n", ORDINALS[n as usize - 1]);
        for v in values {
            let text = matrix(v, "bmatrix", decimals);
            let symbol = symbols.role(v.role);
            let _ = match v.role {
                Role::After(p) if has_no_state(network) => {
                    let old = symbols.role(Role::Parameter(p));
                    let gradient = symbols.role(Role::Gradient(p));
                    writeln!(out, "$${old} = {old} - {eta}{gradient} = {text}$$\n")
                }
                _ => writeln!(out, "$${symbol} = {text}$$\n"),
            };
        }
    }
    out
}

fn tables(solution: &Solution, decimals: usize) -> String {
    let mut out = "# My homework\n".to_owned();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "\n## Epoch {n}");
        for v in values {
            let head: Vec<_> = (1..=v.columns).map(|j| format!("c{j}")).collect();
            let _ = writeln!(out, "\n{} =\n\n|   | {} |", v.role.name(), head.join(" | "));
            let _ = writeln!(out, "|---|{}", "---|".repeat(v.columns));
            for (i, row) in v.texts(decimals).iter().enumerate() {
                let _ = writeln!(out, "| r{} | {} |", i + 1, row.join(" | "));
            }
        }
    }
    out
}

fn math(solution: &Solution, decimals: usize) -> String {
    let mut out = String::new();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "\n### Step {n}\n");
        for v in values {
            let rows: Vec<_> = v.texts(decimals).iter().map(|row| row.join(" & ")).collect();
            let _ = writeln!(
                out,
                "$$\n{} = \\begin{{bmatrix}}\n{}\n\\end{{bmatrix}}\n$$\n",
                above(v.role),
                rows.join(" \\\\\n")
            );
        }
    }
    out
}

fn numpy(solution: &Solution, decimals: usize) -> String {
    let mut out = String::new();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "=== iteration {n} ===");
        for v in values {
            let texts = v.texts(decimals);
            let width = texts.iter().flatten().map(String::len).max().unwrap_or(0);
            let row = |row: &Vec<String>| {
                let cells: Vec<_> = row.iter().map(|cell| format!("{cell:>width$}")).collect();
                format!("[{}]", cells.join(" "))
            };
            let rows: Vec<_> = texts.iter().map(row).collect();
            let _ = writeln!(out, "{} =\n[{}]", typed(v.role), rows.join("\n "));
        }
    }
    out
}

fn lists(solution: &Solution, decimals: usize) -> String {
    let mut out = String::new();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "\nIteration {n}");
        for v in values {
            let rows: Vec<_> = v.texts(decimals).iter().map(|row| row.join(", ")).collect();
            let _ = writeln!(out, "{} = [[{}]]", v.role.name(), rows.join("], ["));
        }
    }
    out
}

fn csv(solution: &Solution, decimals: usize) -> String {
    let mut out = "iteration,quantity,row,col,value\n".to_owned();
    for v in &solution.values {
        for (i, row) in v.texts(decimals).iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                let name = v.role.name();
                let _ = writeln!(out, "{},{name},{},{},{cell}", v.iteration, i + 1, j + 1);
            }
        }
    }
    out
}

fn json(solution: &Solution, decimals: usize) -> String {
    let value = |v: &&Value| {
        let rows: Vec<_> = v.texts(decimals).iter().map(|row| row.join(", ")).collect();
        format!("\"{}\": [[{}]]", v.role.name(), rows.join("], ["))
    };
    let one = |(n, values): (u64, Vec<&Value>)| {
        let values: Vec<_> = values.iter().map(value).collect();
        format!("{{\"iteration\": {n}, {}}}", values.join(",\n  "))
    };
    format!(
        "{{\"iterations\": [\n{}\n]}}\n",
        iterations(solution).map(one).collect::<Vec<_>>().join(",\n")
    )
}

/// One column an example: S = W X, every matrix on its side.
fn columns(solution: &Solution, decimals: usize) -> String {
    let values = solution.values.iter().map(Value::turned).collect();
    align(&Solution { values, ..solution.clone() }, decimals)
}

/// δ = −∂L/∂s, and a step along what follows from it.
fn negative(solution: &Solution, decimals: usize) -> String {
    let turned = |v: &Value| match v.role.phase() {
        Phase::Backward | Phase::Gradient => v.times(-1.0),
        _ => v.clone(),
    };
    let values: Vec<_> = solution.values.iter().map(turned).collect();
    stepping(&Solution { values, ..solution.clone() }, decimals, |eta| format!("{eta} \\cdot "))
}

/// ΔW = −η ∇, which is added.
fn steps(solution: &Solution, decimals: usize) -> String {
    let eta = solution.setup.hyper.learning_rate;
    let scaled = |v: &Value| match v.role {
        Role::Gradient(_) => v.times(-eta),
        _ => v.clone(),
    };
    let values: Vec<_> = solution.values.iter().map(scaled).collect();
    stepping(&Solution { values, ..solution.clone() }, decimals, |_| String::new())
}

/// Homework that adds ΔW, times whatever stands before it.
fn stepping(solution: &Solution, decimals: usize, factor: fn(f64) -> String) -> String {
    let factor = factor(solution.setup.hyper.learning_rate);
    let mut out = String::new();
    for (n, values) in iterations(solution) {
        let _ = writeln!(out, "\n## Iteration {n}\n");
        for v in values {
            let text = matrix(v, "bmatrix", decimals);
            let script = |bias: bool| if bias { "b" } else { "W" };
            let name = match v.role {
                Role::Gradient(p) => format!("\\Delta {}_{}", script(p.bias), p.layer),
                Role::After(p) => {
                    let name = format!("{}_{}", script(p.bias), p.layer);
                    format!("{name}^{{new}} = {name} + {factor}\\Delta {name}")
                }
                role => above(role),
            };
            let _ = writeln!(out, "$${name} = {text}$$\n");
        }
    }
    out
}
