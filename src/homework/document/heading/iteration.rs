//! The iteration that the words of a heading name: "Second iteration", "Epoch 2", "Schritt 3".

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

/// No iteration has such a number.
const FURTHEST: u64 = 1_000_000_000;

/// How many characters of a heading are looked at.
const READ: usize = 400;

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

/// The iteration that some words name.
pub(super) fn iteration(text: &str) -> Option<u64> {
    let text = text.char_indices().nth(READ).map_or(text, |(end, _)| &text[..end]);
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(plain)
        .filter(|w| !w.is_empty())
        .collect();
    let at = words.iter().position(|word| ITERATIONS.contains(&split(word).0))?;
    let (_, glued) = split(&words[at]);
    let after = words.get(at + 1).filter(|word| !matches!(word.as_str(), "of"));
    // "Three iterations" are several, "third iteration" is one.
    let several = words[at] == "iterations";
    let before = at.checked_sub(1).filter(|_| !several).map(|before| &words[before]);
    let number = |word: &str| word.trim_end_matches('.').parse().ok().filter(|n| *n < FURTHEST);
    number(glued)
        .or_else(|| after.and_then(|word| number(word)))
        .or_else(|| before.and_then(|word| ordinal(word)))
        .or_else(|| after.and_then(|word| ordinal(word)))
}

/// The letters in front of a word and the digits behind them: `step2`.
fn split(word: &str) -> (&str, &str) {
    let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    word.split_at(at)
}

/// The number that an ordinal stands for: `second`, `2nd`, `2ème`.
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
