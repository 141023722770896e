//! The sheet in LaTeX: a document with a page to fill in for every iteration.

use std::fmt::Write;

use super::{Sheet, Wanted};
use crate::math::expr::latex::prose;
use crate::report::PREAMBLE;

/// A place for a number.
const BLANK: &str = r"\newcommand\blank{\underline{\rule[-3pt]{0pt}{13pt}\hspace{17mm}}}
";

impl Sheet {
    /// The sheet.
    pub(in crate::homework::assign) fn latex(&self) -> String {
        let begin = "\\begin{document}";
        let mut out = PREAMBLE.replace(begin, &format!("{BLANK}{begin}"));
        let _ = writeln!(out, "{{\\Large\\bfseries {}\\par}}\n{}", prose(&self.title), self.origin);
        out += "\n\\section*{The network}\n";
        let _ = writeln!(out, "{}", prose(&self.network.join(" ")));
        let formulas = self.formulas.iter().map(|f| format!("{} &= {}", f.symbol, f.equals));
        display(formulas, &mut out);
        out += "\n\\section*{Given}\n";
        display(self.given.iter().map(|given| given.replacen(" = ", " &= ", 1)), &mut out);
        self.settings(&mut out);
        self.list(&mut out);
        out += "\n\\section*{How to hand it in}\n";
        for words in self.hand_in() {
            let _ = writeln!(out, "{}\\par", typed(&words));
        }
        for iteration in 1..=self.iterations {
            let _ = writeln!(out, "\n\\clearpage\n\\section*{{Iteration {iteration}}}");
            self.quantities.iter().for_each(|q| out += &grid(q));
        }
        out += "\n\\end{document}\n";
        out
    }

    fn settings(&self, out: &mut String) {
        let settings = self.settings.iter();
        let mut lines: Vec<_> = settings
            .map(|[symbol, name, value]| format!("{} ${symbol} = {value}$", prose(name)))
            .collect();
        lines.extend(self.remarks.iter().map(|remark| prose(remark)));
        for line in lines {
            let _ = writeln!(out, "{line}\\par");
        }
    }

    /// The quantities to be computed, as a table.
    fn list(&self, out: &mut String) {
        let [task, decimals] = self.task();
        let _ =
            writeln!(out, "\n\\section*{{What to compute}}\n{task}\n\n\\begin{{tabular}}{{rllll}}");
        out.push_str("& symbol & name in files & what it is & shape \\\\ \\hline\n");
        for (at, q) in self.quantities.iter().enumerate() {
            let (symbol, name, what) = (&q.symbol, prose(&q.name), q.what);
            let (rows, columns) = (q.rows, q.columns);
            let _ = writeln!(
                out,
                "{} & ${symbol}$ & {name} & {what} & ${rows} \\times {columns}$ \\\\",
                at + 1
            );
        }
        let _ = writeln!(out, "\\end{{tabular}}\n\n{decimals}");
    }
}

/// Formulas on lines of their own.
fn display(lines: impl Iterator<Item = String>, out: &mut String) {
    let lines: Vec<_> = lines.collect();
    let _ = writeln!(out, "\\begin{{align*}}\n{}\n\\end{{align*}}", lines.join(" \\\\\n"));
}

/// A matrix of places for numbers.
fn grid(q: &Wanted) -> String {
    let row = vec!["\\blank"; q.columns].join(" & ");
    let rows = vec![row; q.rows].join(" \\\\ ");
    format!("\\[{} = \\begin{{bmatrix}} {rows} \\end{{bmatrix}}\\]\n", q.symbol)
}

/// Prose in which what stands between backquotes is typed.
fn typed(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let written = |(at, piece): (usize, &str)| match at % 2 {
        0 => prose(piece),
        _ => format!("\\texttt{{{}}}", prose(piece)),
    };
    pieces.map(written).collect()
}
