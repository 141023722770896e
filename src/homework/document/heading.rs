//! Headings, by their markup or without any: "## Schritt 3", "\section{…}", "3.2 Second iteration".

mod iteration;

use super::{Heading, number};
use iteration::iteration;

/// The longest bare line that may be a heading, in characters.
const LONGEST: usize = 80;

/// The heading that a line is, if it is one; and whether it is so by its markup.
pub(super) fn read(line: &str, number: usize) -> Option<(Heading, bool)> {
    let line = line.trim();
    let marked = marked(line);
    let text = match marked {
        Some(text) => words(text),
        None if is_bare(line) => words(line.trim_matches(['=', '-', '*', '~', ' '])),
        None => return None,
    };
    let text = text.trim().trim_end_matches(':').to_owned();
    (!text.is_empty()).then(|| {
        let iteration = iteration(&text);
        (Heading { line: number, text, iteration }, marked.is_some())
    })
}

/// The words of a line that markup makes a heading.
fn marked(line: &str) -> Option<&str> {
    let hashes = line.trim_start_matches('#');
    let levels = line.len() - hashes.len();
    if (1..=6).contains(&levels) && hashes.starts_with([' ', '\t']) {
        return Some(hashes.trim_end_matches(['#', ' ']));
    }
    for command in [
        "\\section",
        "\\subsection",
        "\\subsubsection",
        "\\paragraph",
        "\\subparagraph",
        "\\chapter",
        "\\textbf",
        "\\title",
    ] {
        let rest = line.strip_prefix(command).map(|rest| rest.trim_start_matches('*'));
        if let Some(inside) = rest.and_then(|rest| rest.strip_prefix('{')) {
            let end = inside.rfind('}')?;
            let behind = inside[end + 1..].trim().trim_end_matches(['.', ':', '\\']);
            return (command != "\\textbf" || behind.is_empty()).then_some(&inside[..end]);
        }
    }
    let bold = line.strip_prefix("**")?.trim_end_matches([':', '.', ' ']).strip_suffix("**")?;
    (!bold.contains("**") && !bold.contains('=')).then_some(bold)
}

/// Whether a line without markup is a heading: "3.1 First iteration", "Iteration 2:",
/// "== Epoch 1 ==".
fn is_bare(line: &str) -> bool {
    let short = line.len() <= 4 * LONGEST && line.chars().count() <= LONGEST;
    let plain = line.trim_matches(['=', '-', '*', '~', ' ']);
    let symbols = plain.contains(['=', '$', '[', '&', '|', '\\', '←', '≈']);
    if !short || symbols || plain.is_empty() {
        return false;
    }
    let count = plain.split_whitespace().count();
    let (first, rest) = plain.split_once(' ').unwrap_or((plain, ""));
    let numbers = first.trim_end_matches('.');
    let section = numbers.contains('.')
        && numbers.split('.').all(|part| {
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let titled = rest.trim_start().starts_with(char::is_alphabetic);
    let sentence = plain.ends_with(['.', ',', ';']);
    let decimals = plain.split_whitespace().skip(1).any(|word| {
        word.contains('.') && number::parse(word, false).is_some_and(|number| number.decimals > 0)
    });
    let named = iteration(plain).is_some() && count <= 7 && !decimals;
    section && titled && !sentence || named && (count <= 4 || !sentence)
}

/// A text without its markup.
pub(super) fn words(text: &str) -> String {
    let mut out = text.replace("**", "");
    for (from, to) in [
        ("\\emph{", ""),
        ("\\textbf{", ""),
        ("\\textit{", ""),
        ("\\text{", ""),
        ("\\item", ""),
        ("\\(", ""),
        ("\\)", ""),
        ("\\noindent", ""),
        ("\\%", "%"),
        ("\\,", " "),
        ("\\_", "_"),
        ("~", " "),
        ("\\quad", " "),
        ("\\\\", " "),
    ] {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    let kept = out.replace(['$', '`', '}', '*'], "").replace('{', "");
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
