//! The files of a set of problems, by their paths in the folder that is handed out.

use std::fmt::Write;

use anyhow::Result;

use super::Problem;
use crate::math::number::{self, Digits};
use crate::report::markdown_prose;

/// A file to be written.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path in the folder, with `/`: `01/problem.md`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Every file of the problems; the index comes last, so that it stands for a whole folder.
/// Solutions are in a folder of their own, which need not be handed out.
///
/// # Errors
/// Those of writing a solution.
pub fn folder(problems: &[Problem], solutions: bool) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut file = |path: String, bytes: Vec<u8>| files.push(File { path, bytes });
    let width = width(problems);
    for problem in problems {
        let number = format!("{:0width$}", problem.number);
        file(format!("{number}/problem.md"), problem.markdown().into_bytes());
        file(format!("{number}/problem.tex"), problem.latex().into_bytes());
        file(format!("{number}/lesson.toml"), problem.lesson.text.as_bytes().to_vec());
        if solutions {
            file(format!("solutions/{number}.md"), problem.solution("markdown")?);
            file(format!("solutions/{number}.tex"), problem.solution("latex")?);
        }
    }
    file("index.md".into(), index(problems, solutions).into_bytes());
    Ok(files)
}

/// Figures of a number: two at least.
fn width(problems: &[Problem]) -> usize {
    problems.last().map_or(2, |last| last.number.to_string().len().max(2))
}

fn index(problems: &[Problem], solutions: bool) -> String {
    let width = width(problems);
    let mut out = "# Problems\n\n".to_owned();
    if let Some(first) = problems.first() {
        let (template, seed) = (markdown_prose(&first.template), first.seed);
        let _ = writeln!(
            out,
            "After the lesson {template}, drawn with seed {seed}. `chainrule check FILE --lesson \
             NUMBER/lesson.toml` marks what a student hands in.\n"
        );
    }
    out += "| problem | seed | sheet | lesson |";
    out += if solutions { " solution | first loss | last loss |\n" } else { "\n" };
    out += if solutions { "|--:|--:|---|---|---|--:|--:|\n" } else { "|--:|--:|---|---|\n" };
    for problem in problems {
        let number = format!("{:0width$}", problem.number);
        let _ = write!(
            out,
            "| {number} | {} | [Markdown]({number}/problem.md), [LaTeX]({number}/problem.tex) | [lesson.toml]({number}/lesson.toml) |",
            problem.seed
        );
        if solutions {
            let [first, last] =
                problem.losses.map(|x| number::format(x, Digits::Decimals(super::DECIMALS)));
            let _ = write!(
                out,
                " [Markdown](solutions/{number}.md), [LaTeX](solutions/{number}.tex) | {first} | {last} |"
            );
        }
        out.push('\n');
    }
    out
}
