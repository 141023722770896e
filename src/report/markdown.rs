//! Markdown: headings, formulas in LaTeX between dollars, which GitHub and most readers draw, and
//! matrices as tables whose head counts the columns.

use std::fmt::Write;

use anyhow::Result;

use super::page::Page;
use super::{Format, Iterations, Report, Sink};
use crate::math::expr::Style;
use crate::math::number;
use crate::math::unseen::is_unseen;
use crate::worksheet::quantity::Id;

pub(super) static MARKDOWN: Format = Format {
    name: "markdown",
    ending: "md",
    doc: "headings, LaTeX formulas between $, matrices as tables",
    rounds: true,
    is_text: true,
    write,
};

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let mut text = String::new();
    let lesson = report.lesson;
    writeln!(text, "# {}\n\n{}", prose(&lesson.title), prose(&report.subtitle()))?;
    while let Some(trainer) = iterations.next() {
        let page = Page::new(report, trainer, Style::Latex);
        writeln!(text, "\n## {}", heading(&page))?;
        for (phase, ids) in page.phases() {
            writeln!(text, "\n### {}", phase.name())?;
            for id in ids {
                text += &quantity(report, &page, id);
            }
        }
        out(text.as_bytes())?;
        text.clear();
    }
    Ok(())
}

fn heading(page: &Page) -> String {
    let (loss, sum) = page.loss();
    let sum = sum.map_or(String::new(), |[data, penalty]| format!(" = {data} + {penalty}"));
    let penalty = if sum.is_empty() { "" } else { " with the penalty" };
    let mut parts = vec![format!("Iteration {}", page.iteration())];
    parts.push(format!("loss{penalty} ${loss}{sum}$"));
    parts.extend(page.manner().iter().map(|words| prose(words)));
    parts.join(" · ")
}

fn quantity(report: &Report, page: &Page, id: Id) -> String {
    let mut text = String::new();
    let formula = page.formula(id).map_or(String::new(), |formula| format!(" = {formula}"));
    let (name, shape) = (prose(&page.name(id)), page.shape(id));
    let _ = writeln!(text, "\n${}{formula}$ ({name}, {shape})", page.symbol(id));
    if let Some(mistake) = page.mistake(id) {
        let _ = writeln!(text, "\n*{}*", prose(&mistake));
    }
    let _ = write!(text, "\n{}", table(report, page, id));
    if let Some(worked) = page.worked(id) {
        let _ = writeln!(text, "\n${}$", worked.join(" = "));
    }
    text
}

fn table(report: &Report, page: &Page, id: Id) -> String {
    let (cells, columns) = page.cells(id);
    let head: Vec<_> = (1..=columns).map(|j| j.to_string()).collect();
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "--:|".repeat(columns));
    for row in cells.chunks(columns) {
        text.push('|');
        for x in row {
            let _ = write!(text, " {} |", number::format(*x, report.digits));
        }
        text.push('\n');
    }
    text
}

/// Prose in which no character is a mark, on one line.
pub(crate) fn prose(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '$' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c if is_unseen(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
