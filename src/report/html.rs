//! HTML: one page that needs nothing else, with formulas in `MathML` and the loss curve as SVG. It
//! is XML too, follows the reader's light or dark, and prints.

use std::fmt::Write;

use anyhow::Result;

use super::block::blocks;
use super::curve;
use super::page::Page;
use super::{Format, Iterations, Report, Sink};
use crate::math::expr::{Style, mathml::escaped};
use crate::worksheet::quantity::Id;

pub(super) static HTML: Format = Format {
    name: "html",
    ending: "html",
    doc: "a page with MathML and the loss curve, to read and to print",
    rounds: true,
    is_text: true,
    write,
};

/// How many digits a line takes.
const ROOM: usize = 84;

const STYLE: &str = include_str!("html.css");

fn write(report: &Report, iterations: &mut dyn Iterations, out: Sink) -> Result<()> {
    let mut text = String::new();
    let [title, subtitle] = [&report.lesson.title, &report.subtitle()].map(|text| escaped(text));
    writeln!(text, "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">")?;
    writeln!(text, "<head>\n<meta charset=\"utf-8\"/>\n<title>{title}</title>")?;
    writeln!(text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
    writeln!(text, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>")?;
    writeln!(text, "<h1>{title}</h1>\n<p class=\"about\">{subtitle}</p>")?;
    while let Some(trainer) = iterations.next() {
        let page = Page::new(report, trainer, Style::MathMl);
        writeln!(
            text,
            "<section id=\"iteration-{}\">\n<h2>{}</h2>",
            page.iteration(),
            heading(&page)
        )?;
        for (phase, ids) in page.phases() {
            writeln!(text, "<h3>{}</h3>", phase.name())?;
            for id in ids {
                text += &quantity(report, &page, id);
            }
        }
        writeln!(text, "</section>")?;
        out(text.as_bytes())?;
        text.clear();
    }
    if let Some(svg) = curve::svg(iterations.losses()) {
        let words = "The loss of every iteration from the first on";
        writeln!(text, "<figure id=\"loss\">\n{svg}\n<figcaption>{words}</figcaption>\n</figure>")?;
    }
    writeln!(text, "</main>\n</body>\n</html>")?;
    out(text.as_bytes())
}

fn math(formula: &str) -> String {
    format!("<math>{formula}</math>")
}

fn heading(page: &Page) -> String {
    let (loss, sum) = page.loss();
    let sum = sum.map_or(String::new(), |[data, penalty]| {
        let sum = math(&format!("<mo>=</mo>{data}<mo>+</mo>{penalty}"));
        format!(" {sum} (with the penalty)")
    });
    let mut parts =
        vec![format!("Iteration {}", page.iteration()), format!("loss {}{sum}", math(&loss))];
    let manner = page.manner();
    parts.extend(manner.iter().map(|words| format!("<em>{}</em>", escaped(words))));
    parts.join(" · ")
}

fn quantity(report: &Report, page: &Page, id: Id) -> String {
    let whole = |cells: &[f64], columns: usize| matrix(page, cells.chunks(columns));
    let (cells, columns) = page.cells(id);
    let blocks = blocks(cells, columns, report.digits, ROOM);
    let equals = |right: &str| math(&format!("<mo>=</mo>{right}"));
    let mut parts = vec![match page.formula(id) {
        Some(formula) => math(&format!("{}<mo>=</mo>{formula}", page.symbol(id))),
        None => math(&page.symbol(id)),
    }];
    parts.extend(page.substituted(id, ROOM, &whole).map(|with| equals(&with)));
    match blocks.as_slice() {
        [only] => parts.push(equals(&matrix(page, only.of(cells, columns)))),
        many => parts.extend(many.iter().map(|block| {
            let matrix = math(&matrix(page, block.of(cells, columns)));
            format!("<span class=\"block\">{}<br/>{matrix}</span>", block.words())
        })),
    }
    let (name, shape) = (escaped(&page.name(id)), page.shape(id));
    let mut text =
        format!("<div class=\"quantity\">\n<p class=\"name\">{name} <small>{shape}</small></p>\n");
    let _ = writeln!(text, "<p class=\"whole\">{}</p>", parts.join("\n"));
    if let Some(mistake) = page.mistake(id) {
        let _ = writeln!(text, "<p class=\"mistake\">{}</p>", escaped(&mistake));
    }
    if let Some(worked) = page.worked(id) {
        let first = math(&format!("{}<mo>=</mo>{}", worked[0], worked[1]));
        let rest: Vec<_> = worked[2..].iter().map(|part| equals(part)).collect();
        let _ = writeln!(text, "<p class=\"cell\">{first}\n{}</p>", rest.join("\n"));
    }
    text + "</div>\n"
}

fn matrix<'a>(page: &Page, rows: impl Iterator<Item = &'a [f64]>) -> String {
    let cell = |x: &f64| format!("<mtd>{}</mtd>", page.number(*x));
    let row = |row: &[f64]| format!("<mtr>{}</mtr>", row.iter().map(cell).collect::<String>());
    let rows: String = rows.map(row).collect();
    format!("<mrow><mo>[</mo><mtable>{rows}</mtable><mo>]</mo></mrow>")
}
