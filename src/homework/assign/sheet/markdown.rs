//! The sheet in Markdown: matrices between `$$`, and an empty table for every answer.

use std::fmt::Write;

use super::{Sheet, Wanted};
use crate::report::markdown_prose;

impl Sheet {
    /// The sheet.
    pub(in crate::homework::assign) fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n{}\n", markdown_prose(&self.title), self.origin);
        let network: Vec<_> = self.network.iter().map(|words| markdown_prose(words)).collect();
        let _ = writeln!(out, "\n## The network\n\n{}", network.join(" "));
        for formula in &self.formulas {
            let symbol = &formula.symbol;
            let _ = match formula.in_words {
                Some(words) => writeln!(out, "\n${symbol}$ = {}", markdown_prose(words)),
                None => writeln!(out, "\n$${symbol} = {}$$", formula.equals),
            };
        }
        out += "\n## Given\n";
        for given in &self.given {
            let _ = writeln!(out, "\n$${given}$$");
        }
        out.push('\n');
        for [symbol, name, value] in &self.settings {
            let _ = writeln!(out, "- {} ${symbol} = {value}$", markdown_prose(name));
        }
        for remark in &self.remarks {
            let _ = writeln!(out, "- {}", markdown_prose(remark));
        }
        let [task, decimals] = self.task();
        let _ = writeln!(out, "\n## What to compute\n\n{task}\n");
        out += "| | symbol | name in files | what it is | shape |\n|--:|---|---|---|---|\n";
        for (at, q) in self.quantities.iter().enumerate() {
            let (symbol, name, shape) = (&q.symbol, markdown_prose(&q.name), q.shape());
            let _ = writeln!(out, "| {} | ${symbol}$ | {name} | {} | {shape} |", at + 1, q.what);
        }
        let _ = writeln!(
            out,
            "\n{decimals}\n\n## How to hand it in\n\n{}",
            self.hand_in().join("\n\n")
        );
        for iteration in 1..=self.iterations {
            let _ = writeln!(out, "\n## Iteration {iteration}");
            self.quantities.iter().for_each(|q| out += &grid(q));
        }
        out
    }
}

/// An empty table.
fn grid(q: &Wanted) -> String {
    let head: Vec<_> = (1..=q.columns).map(|j| j.to_string()).collect();
    let mut text =
        format!("\n{} =\n\n| {} |\n|{}\n", q.name, head.join(" | "), "--:|".repeat(q.columns));
    for _ in 0..q.rows {
        let _ = writeln!(text, "|{}", "  |".repeat(q.columns));
    }
    text
}

impl Wanted {
    /// `4×3`
    fn shape(&self) -> String {
        format!("{}×{}", self.rows, self.columns)
    }
}
