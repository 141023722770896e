//! LaTeX: a whole document for any engine, with nothing but amsmath and geometry. Matrices too
//! large for a page are cut into blocks.

use std::fmt::Write;

use anyhow::Result;

use super::block::blocks;
use super::page::Page;
use super::{Format, Iterations, Report, Sink};
use crate::math::expr::{Style, latex::prose};
use crate::worksheet::quantity::Id;

pub(super) static LATEX: Format = Format {
    name: "latex",
    ending: "tex",
    doc: "a document for LaTeX, with amsmath",
    rounds: true,
    is_text: true,
    write,
};

/// How many digits a line takes.
const ROOM: usize = 84;

/// Matrices get right-aligned columns; a character beyond the fonts of an old engine is named.
pub(crate) const PREAMBLE: &str = r##"\documentclass[fleqn]{article}
\usepackage[a4paper,margin=2cm]{geometry}
\usepackage{amsmath}
\makeatletter
\renewcommand*\env@matrix[1][r]{\hskip-\arraycolsep
  \let\@ifnextchar\new@ifnextchar\array{*\c@MaxMatrixCols{#1}}}
\makeatother
\setcounter{MaxMatrixCols}{40}
\newcommand\symbolof[1]{\ifdefined\Umathchar\char"#1\relax\else[U+#1]\fi}
\allowdisplaybreaks
\setlength\mathindent{0pt}
\setlength\jot{5pt}
\setlength\parindent{0pt}
\setlength\parskip{4pt plus 2pt}
\raggedright
\raggedbottom
\begin{document}
"##;

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let mut text = PREAMBLE.to_owned();
    let [title, subtitle] = [&report.lesson.title, &report.subtitle()].map(|text| prose(text));
    writeln!(text, "{{\\Large\\bfseries {title}\\par}}\n{subtitle}")?;
    while let Some(trainer) = iterations.next() {
        let page = Page::new(report, trainer, Style::Latex);
        writeln!(text, "\n\\section*{{{}}}", heading(&page))?;
        for (phase, ids) in page.phases() {
            writeln!(text, "\n\\subsection*{{{}}}", phase.name())?;
            for id in ids {
                text += &quantity(report, &page, id);
            }
        }
        out(text.as_bytes())?;
        text.clear();
    }
    writeln!(text, "\n\\end{{document}}")?;
    out(text.as_bytes())
}

fn heading(page: &Page) -> String {
    let (loss, sum) = page.loss();
    let sum = sum.map_or(String::new(), |[data, penalty]| {
        format!(" $= {data} + {penalty}$ (with the penalty)")
    });
    let mut parts = vec![format!("Iteration {}", page.iteration()), format!("loss ${loss}${sum}")];
    parts.extend(page.manner().iter().map(|words| prose(words)));
    parts.join(" $\\cdot$ ")
}

fn quantity(report: &Report, page: &Page, id: Id) -> String {
    let matrix = |cells: &[f64], columns: usize| bmatrix(page, cells.chunks(columns));
    let (cells, columns) = page.cells(id);
    let blocks = blocks(cells, columns, report.digits, ROOM);
    let tag = format!(
        "\\tag*{{{}, ${}$}}",
        prose(&page.name(id)),
        page.shape(id).replace('×', "\\times")
    );
    let mut lines = Vec::new();
    lines.extend(page.formula(id).map(|formula| format!("&= {formula}")));
    lines.extend(page.substituted(id, ROOM, &matrix).map(|with| format!("&= {with}")));
    match blocks.as_slice() {
        [only] => lines.push(format!("&= {}", bmatrix(page, only.of(cells, columns)))),
        many => lines.extend(many.iter().map(|block| {
            let words = block.words();
            format!(
                "&\\quad \\text{{{words}}} \\\\ &\\quad {}",
                bmatrix(page, block.of(cells, columns))
            )
        })),
    }
    lines[0].push(' ');
    lines[0] += &tag;
    let mut text = format!(
        "\\begin{{align*}}\n{} {}\n\\end{{align*}}\n",
        page.symbol(id),
        lines.join(" \\\\\n")
    );
    if let Some(mistake) = page.mistake(id) {
        let _ = writeln!(text, "\\emph{{{}}}\\par", prose(&mistake));
    }
    if let Some(worked) = page.worked(id) {
        let _ = writeln!(text, "${}$\\par", worked.join(" = "));
    }
    text
}

/// A matrix with right-aligned columns.
pub(crate) fn bmatrix<'a>(page: &Page, rows: impl Iterator<Item = &'a [f64]>) -> String {
    let row = |row: &[f64]| row.iter().map(|x| page.number(*x)).collect::<Vec<_>>().join(" & ");
    let rows: Vec<_> = rows.map(row).collect();
    format!("\\begin{{bmatrix}} {} \\end{{bmatrix}}", rows.join(" \\\\ "))
}
