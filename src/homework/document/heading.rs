//! Headings, and the iteration they name: "3.2 Second iteration", "Epoch 2", "## Schritt 3".

use super::Heading;

/// Words for an iteration, without accents.
const ITERATIONS: &[&str] = &[
    "iteration",
    "iterations",
    "iter",
    "epoch",
    "step",
    "update",
    "pass",
    "round",
    "iteratie",
    "epoche",
    "stap",
    "ronde",
    "schritt",
    "durchlauf",
    "durchgang",
    "etape",
    "pas",
    "passe",
    "epoque",
    "paso",
    "iteracion",
    "epoca",
    "ronda",
    "passo",
    "iterazione",
    "iteracao",
    "steg",
    "trin",
    "krok",
    "runde",
];

/// Ordinals, without accents: English, Dutch, German, French, Spanish.
const ORDINALS: &[&[&str]] = &[
    &[
        "first", "one", "eerste", "erste", "erster", "ersten", "premier", "premiere", "primer",
        "primera", "primero", "prima",
    ],
    &[
        "second", "two", "tweede", "zweite", "zweiter", "zweiten", "deuxieme", "seconde",
        "segundo", "segunda", "seconda",
    ],
    &[
        "third",
        "three",
        "derde",
        "dritte",
        "dritter",
        "dritten",
        "troisieme",
        "tercer",
        "tercera",
        "tercero",
        "terza",
    ],
    &[
        "fourth",
        "four",
        "vierde",
        "vierte",
        "vierter",
        "vierten",
        "quatrieme",
        "cuarto",
        "cuarta",
        "quarta",
    ],
    &["fifth", "five", "vijfde", "funfte", "funfter", "cinquieme", "quinto", "quinta"],
    &["sixth", "six", "zesde", "sechste", "sechster", "sixieme", "sexto", "sexta"],
    &["seventh", "seven", "zevende", "siebte", "siebter", "septieme", "septimo", "septima"],
    &["eighth", "eight", "achtste", "achte", "achter", "huitieme", "octavo", "octava"],
    &["ninth", "nine", "negende", "neunte", "neunter", "neuvieme", "noveno", "novena"],
    &["tenth", "ten", "tiende", "zehnte", "zehnter", "dixieme", "decimo", "decima"],
];

/// The longest bare line that may be a heading, in characters.
const LONGEST: usize = 80;

/// The iteration that some words name.
pub(super) fn iteration(text: &str) -> Option<u64> {
    let text = text.get(..400.min(text.len())).unwrap_or_default();
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(plain)
        .filter(|w| !w.is_empty())
        .collect();
    let at = words.iter().position(|word| ITERATIONS.contains(&split(word).0))?;
    let (_, glued) = split(&words[at]);
    let after = words.get(at + 1).filter(|word| !matches!(word.as_str(), "of"));
    let glued = Some(glued.to_owned()).filter(|digits| !digits.is_empty());
    // "Three iterations" are several, "third iteration" is one.
    let several = words[at] == "iterations";
    let before = at.checked_sub(1).filter(|_| !several).map(|before| &words[before]);
    let number =
        |word: &&String| word.trim_end_matches('.').parse().ok().filter(|n| *n < 1_000_000_000);
    glued
        .and_then(|digits| digits.parse().ok())
        .or_else(|| after.as_ref().and_then(number))
        .or_else(|| before.and_then(|word| ordinal(word)))
        .or_else(|| after.and_then(|word| ordinal(word)))
}

/// The letters in front of a word and the digits behind them: `step2`.
fn split(word: &str) -> (&str, &str) {
    let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    word.split_at(at)
}

fn ordinal(word: &str) -> Option<u64> {
    let named = ORDINALS.iter().position(|words| words.contains(&word)).map(|at| at as u64 + 1);
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &word[digits.len()..];
    let counts = matches!(
        ending,
        "st" | "nd" | "rd" | "th" | "e" | "ste" | "de" | "er" | "eme" | "re" | "a" | "o"
    );
    named.or_else(|| digits.parse().ok().filter(|_| counts))
}

/// In small letters, without accents and the points around it.
fn plain(word: &str) -> String {
    let letters = word.trim_matches('.').chars().flat_map(char::to_lowercase);
    letters.filter(|c| !('\u{300}'..'\u{370}').contains(c)).map(without_accent).collect()
}

fn without_accent(c: char) -> char {
    match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'º' => 'o',
        'ü' | 'ú' | 'û' => 'u',
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'ª' => 'a',
        'í' | 'ï' => 'i',
        'ç' => 'c',
        _ => c,
    }
}

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

/// Whether a line without markup is a heading: "3.1 First iteration", "Iteration 2:", "== Epoch 1 ==".
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
        word.contains('.')
            && super::number::parse(word, false).is_some_and(|number| number.decimals > 0)
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
