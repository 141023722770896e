//! Reads the sources and holds them to the floors: arrows only point down, files, clocks and
//! terminals stay on the top floor, and no file outgrows a reader.
//! It reads text, not Rust: what it cannot see through (groups, aliases) it refuses.

use std::fs;
use std::path::Path;

/// The floors from the ground up, each with its number.
const FLOORS: &[(&str, usize)] = &[
    ("math", 1),
    ("worksheet", 2),
    ("train", 3),
    ("lesson", 4),
    ("report", 5),
    ("homework", 6),
    ("app", 7),
    ("ui", 8),
    ("cli", 9),
];

/// Text that is only allowed from a floor upwards.
const FROM_FLOOR: &[(&str, usize)] = &[
    ("crossterm::", 7),
    ("ratatui::", 8),
    ("std::fs", 9),
    ("std::io", 9),
    ("std::net", 9),
    ("std::env", 9),
    ("std::process", 9),
    ("std::time", 9),
    ("std::thread", 9),
    ("std::{", 9),
    ("print!", 9),
    ("println!", 9),
    ("eprint!", 9),
    ("eprintln!", 9),
    ("dbg!", 9),
];

/// What people write where work is left; put together, so that this is none of it itself.
const UNFINISHED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// The longest a source file may be.
const MOST_LINES: usize = 400;

#[test]
fn every_source_file_keeps_to_its_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    assert!(files.len() > 5, "the sources were not found: {files:?}");
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            complaints(&name, &fs::read_to_string(path).unwrap())
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_rule_bites() {
    let long = "\n".repeat(MOST_LINES + 1);
    let [later, broken] = UNFINISHED.map(|word| format!("// {word}: later"));
    let bites: &[(&str, &str, &str)] = &[
        ("src/math/real.rs", "use crate::worksheet::Trace;", "points up"),
        ("src/ui/mod.rs", "fn f() { crate::cli::run() }", "points up"),
        ("src/app/mod.rs", "let x = crate::ui::theme::THEMES;", "points up"),
        ("src/lesson/mod.rs", "use crate::{math, app};", "group"),
        ("src/lesson/mod.rs", "use crate as all;", "alias"),
        ("src/lesson/mod.rs", "use crate::nowhere::X;", "no floor"),
        ("src/lesson/mod.rs", "use chainrule::app::App;", "own name"),
        ("src/math/real.rs", "use super::super::cli::X;", "leaves its floor"),
        ("src/math/mod.rs", "use super::cli::X;", "leaves its floor"),
        ("src/math/real.rs", "mod tests {\n    use super::super::super::cli::X;\n}", "leaves"),
        ("src/train/mod.rs", "use std::fs::File;", "std::fs"),
        ("src/train/mod.rs", "use std::{io, fs};", "std::{"),
        ("src/math/real.rs", "let now = std::time::Instant::now();", "std::time"),
        ("src/ui/mod.rs", "println!(\"x\");", "println!"),
        ("src/report/mod.rs", "use ratatui::buffer::Buffer;", "ratatui"),
        ("src/app/mod.rs", "use ratatui::buffer::Buffer;", "ratatui"),
        ("src/homework/mod.rs", "use crossterm::event::KeyCode;", "crossterm"),
        ("src/math/real.rs", long.as_str(), "lines"),
        ("src/cli/mod.rs", later.as_str(), "unfinished"),
        ("src/cli/mod.rs", broken.as_str(), "unfinished"),
    ];
    for (path, text, expected) in bites {
        let found = complaints(path, text);
        assert_eq!(found.len(), 1, "{path}: {text:.60}: {found:?}");
        assert!(found[0].contains(expected), "{found:?} does not say {expected:?}");
    }
}

#[test]
fn what_is_allowed_is_left_alone() {
    let allowed: &[(&str, &str)] = &[
        ("src/worksheet/mod.rs", "use crate::math::real;"),
        ("src/ui/theme.rs", "use ratatui::style::Style; use crate::app::App;"),
        ("src/app/key.rs", "use crossterm::event::KeyCode;"),
        ("src/cli/mod.rs", "use std::fs; use crate::ui::theme;"),
        ("src/math/real.rs", "/// Unlike `std::io` or crate::cli::X\n// crate::{a}"),
        ("src/math/real.rs", "let s = \"crate::cli::x // std::fs\";"),
        ("src/math/real.rs", "let s = r#\"say \"crate::cli::x\"\"#;"),
        ("src/math/real.rs", "/* crate::cli::x */ fn f<'a>(x: &'a str) -> char { '\"' }"),
        ("src/math/real.rs", "mod tests {\n    use super::super::loss;\n}"),
        ("src/math/loss/hinge.rs", "use super::super::real;"),
        ("src/main.rs", "use chainrule::cli::run;"),
        ("src/math/real.rs", "let pretty_print = std::iter::once(1);"),
    ];
    for (path, text) in allowed {
        assert_eq!(complaints(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

/// Everything that is wrong with one source file, one line each.
fn complaints(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if lines > MOST_LINES {
        found.push(format!("{path}: {lines} lines; at most {MOST_LINES}"));
    }
    let modules = modules(path);
    let floor = modules.first().and_then(|name| floor_of(name));
    let code = without_comments_and_strings(text);
    let mut nested = 0;
    for (number, line) in text.lines().enumerate() {
        if UNFINISHED.iter().any(|word| line.contains(word)) {
            found.push(format!("{path}:{}: unfinished work is an issue", number + 1));
        }
    }
    for (number, line) in code.lines().enumerate() {
        let mut complain = |what: &str| found.push(format!("{path}:{}: {what}", number + 1));
        nested = match line {
            _ if line.starts_with("mod ") && line.ends_with('{') => 1,
            "}" => 0,
            _ => nested,
        };
        let Some(floor) = floor else { continue };
        arrows(line, floor, &mut complain);
        climbs(line, modules.len() + nested, &mut complain);
        for (word, lowest) in FROM_FLOOR {
            if floor < *lowest && starts_a_word(line, word) {
                complain(&format!("`{word}` belongs to floor {lowest} and up, this is {floor}"));
            }
        }
    }
    found
}

/// Paths from the root of the crate: where they lead, and whether they can be read at all.
fn arrows(line: &str, floor: usize, complain: &mut impl FnMut(&str)) {
    if starts_a_word(line, "chainrule::") {
        complain("the library does not call itself by its own name: write `crate::`");
    }
    if line.contains("use crate as ") {
        complain("an alias of the crate hides its arrows");
    }
    for after in line.split("crate::").skip(1) {
        if after.starts_with('{') {
            complain("a `crate::{…}` group hides arrows: one `use` each");
            continue;
        }
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        match floor_of(&name) {
            None => complain(&format!("`crate::{name}` is on no floor")),
            Some(other) if other > floor => {
                complain(&format!("`crate::{name}` points up, from floor {floor} to {other}"));
            }
            Some(_) => {}
        }
    }
}

/// Chains of `super::`: one for each module above at most, the floor's own module being the last.
fn climbs(line: &str, depth: usize, complain: &mut impl FnMut(&str)) {
    let mut rest = line;
    while let Some(at) = rest.find("super::") {
        rest = &rest[at..];
        let mut steps = 0;
        while let Some(after) = rest.strip_prefix("super::") {
            steps += 1;
            rest = after;
        }
        if steps >= depth {
            complain(&format!("{steps} × `super::` leaves its floor: write `crate::…`"));
        }
    }
}

/// Whether `word` occurs in `line` other than as the tail of a longer word.
fn starts_a_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn floor_of(name: &str) -> Option<usize> {
    FLOORS.iter().find(|(floor, _)| *floor == name).map(|(_, number)| *number)
}

/// `src/math/loss/mod.rs` → `math`, `loss`; nothing for the roots of the crates.
fn modules(path: &str) -> Vec<&str> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| !["mod", "lib", "main"].contains(part)).collect()
}

/// The same text with comments and what is between quotes blanked, line for line.
fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest, code.chars().next_back());
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
            rest = &rest[skipped..];
        }
    }
    code
}

/// The length of the comment or literal that `rest` starts with, 0 if it starts with code.
fn skipped(rest: &str, before: Option<char>) -> usize {
    let until = |end: &str, from: usize| {
        rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until("*/", 2);
    }
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with('r') && !in_word {
        let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
        if rest[1 + hashes..].starts_with('"') {
            return until(&format!("\"{}", "#".repeat(hashes)), hashes + 2);
        }
    }
    match rest.chars().next() {
        Some('"') => quoted(rest),
        Some('\'') if rest.starts_with("'\\") => until("'", 3),
        Some('\'') if rest.chars().nth(2) == Some('\'') => until("'", 1),
        _ => 0,
    }
}

/// The length of the `"…"` literal that `rest` starts with.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn collect(directory: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(directory).expect("a readable directory") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
