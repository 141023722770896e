//! What a terminal would obey, and what turns or hides text, in every place where somebody else's
//! words are shown: nothing of it reaches the terminal, by any command.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// Sequences, each between marks by which they are found.
const SEQUENCES: &[(&str, &str)] = &[
    ("OSC 52", "\u{1b}]52;c;eA==\u{7}"),
    ("CSI", "\u{1b}[2J"),
    ("C1 CSI", "\u{9b}2J"),
    ("C1 OSC", "\u{9d}0;x\u{9c}"),
    ("DEL", "\u{7f}"),
    ("NEL", "\u{85}"),
    ("right to left", "\u{202e}"),
    ("isolate", "\u{2067}"),
    ("zero width", "\u{200b}\u{200d}"),
    ("mark of byte order", "\u{feff}"),
    ("line separator", "\u{2028}"),
    ("tag", "\u{e0041}"),
];

/// What stands on both sides of a sequence.
const MARK: &str = "MARK";

const GOOD: &str = include_str!("../mistakes/good.toml");
const CLASSES: &str = include_str!("../mistakes/classes.toml");

/// A place in a lesson.
struct Place {
    name: &'static str,
    /// The lesson with a word there, given as TOML has it.
    lesson: fn(&str) -> String,
    /// Whether one of the commands shows it.
    tells: bool,
}

fn titled(key: &str, word: &str) -> String {
    let others = GOOD.lines().filter(|line| !line.starts_with(&format!("{key} =")));
    let others: Vec<_> = others.collect();
    format!("{key} = {word}\n{}\n", others.join("\n"))
}

const PLACES: &[Place] = &[
    Place { tells: true, name: "title", lesson: |word| titled("title", word) },
    Place { tells: true, name: "summary", lesson: |word| titled("summary", word) },
    Place {
        tells: true,
        name: "words",
        lesson: |word| format!("{GOOD}\n[[cue]]\nat = \"start\"\nsay = {word}\n"),
    },
    Place {
        tells: true,
        name: "a proposal",
        lesson: |word| format!("{GOOD}\n[[cue]]\nat = \"start\"\nsay = \"x\"\ntry = {word}\n"),
    },
    Place {
        tells: true,
        name: "a claim",
        lesson: |word| format!("{GOOD}\n[[expect]]\nat = 1\nof = {word}\nis = 1\n"),
    },
    Place { tells: true, name: "a key", lesson: |word| format!("{word} = 1\n{GOOD}") },
    Place {
        tells: false,
        name: "a name of a cell",
        lesson: |word| GOOD.replacen("w5 = ", &format!("{word} = "), 1),
    },
    Place { tells: true, name: "an activation", lesson: |word| GOOD.replacen("\"tanh\"", word, 1) },
    Place {
        tells: true,
        name: "a data set",
        lesson: |word| {
            GOOD.replacen("x = ", &format!("dataset = {word}\n#"), 1).replacen("y = ", "#", 1)
        },
    },
    Place {
        tells: true,
        name: "a file of data",
        lesson: |word| GOOD.replacen("x = ", &format!("csv = {word}\ntarget = {word}\n#"), 1),
    },
    Place {
        tells: true,
        name: "a class",
        lesson: |word| {
            let classes = CLASSES.replace("units = 3", "units = 2");
            let at = classes.find("labels = ").unwrap();
            let end = classes[at..].find('\n').map_or(classes.len(), |end| at + end);
            let labels = classes[at..end].replacen(['0', '1', '2'], "WORD", 1);
            let strings: String = labels
                .chars()
                .map(|c| if c.is_ascii_digit() { format!("\"{c}\"") } else { c.to_string() })
                .collect();
            format!("{}{}{}", &classes[..at], strings.replace("WORD", word), &classes[end..])
        },
    },
];

/// Commands on a lesson's file `{}`.
const LESSON_LINES: &[&[&str]] = &[
    &["trace", "{}", "-n", "1"],
    &["trace", "{}", "-n", "1", "--format", "markdown"],
    &["trace", "{}", "-n", "1", "--format", "latex"],
    &["trace", "{}", "-n", "1", "--format", "html"],
    &["trace", "{}", "-n", "1", "--format", "json"],
    &["trace", "{}", "-n", "1", "--format", "csv"],
    &["trace", "{}", "-n", "1", "--format", "numpy"],
    &["trace", "{}", "-n", "1", "--format", "pytorch"],
    &["train", "{}", "-n", "1"],
    &["gradcheck", "{}", "-n", "1"],
    &["render", "{}", "--format", "text", "--keys", "n 9 t"],
    &["render", "{}", "--format", "svg", "--keys", "P"],
    &["render", "{}", "--format", "ansi", "--keys", "5"],
    &["play", "--plain", "{}"],
    &["check", "--lesson", "{}", "tests/homework/documents/hw0_perfect.tex"],
];

/// A document with a word in it.
struct Document {
    ending: &'static str,
    begin: &'static str,
    /// What follows, `WORD` for the word.
    end: &'static str,
    /// Whether the word is in what is said of it.
    tells: bool,
}

const TEX: &str = include_str!("../homework/documents/hw0_perfect.tex");
const MD: &str = include_str!("../homework/documents/hw2_updated_weights_in_backward.md");
const TABLE: &str = include_str!("../homework/documents/bonus_lr_missing.csv");

const DOCUMENTS: &[Document] = &[
    Document {
        ending: "tex",
        begin: TEX,
        end: "\nlearning rate WORD\n\\[ W_{WORD} = \\begin{bmatrix} 1 & 2 \\end{bmatrix} \\]\nWORD = 3\n",
        tells: true,
    },
    Document {
        ending: "md",
        begin: MD,
        end: "\n# WORD\n\nWORD\n\n$W_{WORD} = [1]$\n\nWORD = 3\n",
        tells: true,
    },
    Document { ending: "csv", begin: TABLE, end: "1,W1,1,1,WORD\n", tells: true },
    Document { ending: "csv", begin: "", end: "WORD,b\n1,WORD\n", tells: false },
    Document {
        ending: "json",
        begin: "",
        end: "{\"iteration\": 1, \"WORD\": [[1]], \"W1\": [[1, \"WORD\"]], \"W2\": WORD}",
        tells: true,
    },
    Document { ending: "txt", begin: TEX, end: "\nW1 = [[1]] WORD\nWORD = [[2]]\n", tells: true },
];

/// What `check` is asked for.
const CHECKS: &[&[&str]] =
    &[&["--all"], &["--json"], &["--all", "--color", "always"], &["--lesson", "paper", "--all"]];

/// Lines of `play --plain`.
const TYPED: &[&str] = &[
    "WORD",
    "show WORD",
    "why WORD",
    "lr WORD",
    "open WORD",
    "write WORD/x",
    "set WORD 1",
    "lesson",
    "next",
    "help WORD",
];

/// Arguments with a word in them.
const ARGUMENTS: &[&[&str]] = &[
    &["WORD"],
    &["trace", "WORD"],
    &["trace", "WORD.toml"],
    &["trace", "#activation=WORD"],
    &["trace", "https://playground.tensorflow.org/#dataset=WORD"],
    &["trace", "#seed=WORD", "-n", "1"],
    &["trace", "http://WORD/#"],
    &["trace", "--only", "WORD"],
    &["trace", "--bug", "WORD"],
    &["train", "paper", "-n", "WORD"],
    &["train", "paper", "-n", "1", "--set", "WORD=1"],
    &["train", "paper", "-n", "1", "--set", "lr=WORD"],
    &["render", "--keys", "WORD"],
    &["render", "--theme", "WORD"],
    &["check", "WORD.tex"],
    &["check", "--lesson", "WORD", "x"],
    &["assign", "WORD", "--seed", "1", "--output", "{dir}/o"],
    &["play", "--session", "{dir}/WORD/x"],
    &["--WORD"],
];

/// Whether a terminal would obey a character, or it turns or hides others; the list is this test's
/// own.
fn is_bad(c: char) -> bool {
    let hidden = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}'];
    let ranges = [
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{e0000}'..='\u{e007f}',
    ];
    c < ' '
        || ('\u{7f}'..='\u{9f}').contains(&c)
        || hidden.contains(&c)
        || ranges.iter().any(|range| range.contains(&c))
}

/// Output without the colours that the program itself sets.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out += before;
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        match after[end..].strip_prefix('m') {
            Some(behind) => rest = behind,
            None => return out + "\u{1b}" + after,
        }
    }
    out + rest
}

/// Runs a line; what it prints is clean. Whether the marks are in it.
fn assert_clean(line: &[String], typed: &str, what: &str) -> bool {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
    command
        .env("XDG_STATE_HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .env("LC_ALL", "C.UTF-8");
    let output = command.args(line).write_stdin(typed).output().unwrap();
    let coloured = line.iter().any(|word| ["ansi", "always"].contains(&word.as_str()));
    let mut marked = false;
    for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let text = if coloured { without_colours(&text) } else { text };
        let bad = text.char_indices().find(|(_, c)| is_bad(*c) && *c != '\n');
        let near = bad.map(|(at, c)| (c, text[..at].chars().rev().take(60).collect::<Vec<_>>()));
        let near = near.map(|(c, before)| (c, before.into_iter().rev().collect::<String>()));
        assert_eq!(near, None, "{what}: {line:?}, {stream}");
        marked |= text.contains(MARK);
    }
    assert!(
        output.status.code().is_some_and(|code| code < 3),
        "{what}: {line:?}: {:?}",
        output.status
    );
    if output.status.code() == Some(2) {
        let said = String::from_utf8(output.stderr).unwrap();
        let lines = said.lines().count();
        let several = line.iter().any(|word| word == "check");
        assert!(lines == 1 || (several && lines > 0), "{what}: {line:?}: {said}");
    }
    marked
}

fn word(sequence: &str) -> String {
    format!("{MARK}{sequence}{MARK}")
}

/// A text as TOML has it.
fn toml(text: &str) -> String {
    let escaped = text
        .chars()
        .map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() });
    format!("\"{}\"", escaped.collect::<String>())
}

fn filled(line: &[&str], path: &Path, word: &str) -> Vec<String> {
    let (file, dir) = (path.to_str().unwrap(), path.parent().unwrap().to_str().unwrap());
    line.iter()
        .map(|part| part.replace("{dir}", dir).replace("{}", file).replace("WORD", word))
        .collect()
}

#[test]
fn nothing_in_a_lesson_reaches_the_terminal_by_any_command() {
    for (name, sequence) in SEQUENCES {
        for place in PLACES {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("l.toml");
            fs::write(&path, (place.lesson)(&toml(&word(sequence)))).unwrap();
            let typed = "lesson\nnext\nshow W1\nwhy W1[1,1]\nshow Y\ntry\nhelp\n";
            let what = format!("{name} in {}", place.name);
            let run = |line: &&[&str]| assert_clean(&filled(line, &path, ""), typed, &what);
            let marked = LESSON_LINES.iter().map(run).filter(|marked| *marked).count();
            assert!(marked > 0 || !place.tells, "{what}: it is shown nowhere");
        }
    }
}

#[test]
fn no_name_of_a_file_reaches_the_terminal() {
    for (name, sequence) in SEQUENCES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("{}.toml", word(sequence)));
        let untitled: Vec<_> = GOOD.lines().filter(|line| !line.starts_with("title")).collect();
        fs::write(&path, untitled.join("\n")).unwrap();
        for line in LESSON_LINES {
            assert_clean(&filled(line, &path, ""), "lesson\nnext\nlr 0.1\nsave\nwrite x\n", name);
        }
        let document = path.with_extension("tex");
        fs::write(&document, TEX).unwrap();
        for more in [&["check"][..], &["check", "--json"], &["check", "--all", "--color", "always"]]
        {
            let line =
                [more, &[folder.path().to_str().unwrap(), document.to_str().unwrap()]].concat();
            assert_clean(&filled(&line, &path, ""), "", name);
        }
    }
}

#[test]
fn nothing_in_a_document_reaches_the_terminal() {
    for Document { ending, begin, end, tells } in DOCUMENTS {
        let mut marked = 0;
        for (name, sequence) in SEQUENCES {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(format!("d.{ending}"));
            fs::write(&path, format!("{begin}{}", end.replace("WORD", &word(sequence)))).unwrap();
            let what = format!("{name} in {end:?}");
            let run = |more: &&&[&str]| {
                assert_clean(&filled(&[&["check", "{}"], **more].concat(), &path, ""), "", &what)
            };
            marked += CHECKS.iter().filter(run).count();
        }
        assert!(marked > 0 || !tells, "{end:?}: it is said nowhere");
    }
}

#[test]
fn nothing_that_is_typed_or_given_as_an_argument_reaches_the_terminal() {
    for (name, sequence) in SEQUENCES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.toml");
        let mut marked = 0;
        for line in ARGUMENTS {
            let line = filled(line, &path, &word(sequence));
            marked += usize::from(assert_clean(&line, "", name));
        }
        assert!(marked > ARGUMENTS.len() / 2, "{name}: shown {marked} times only");
        let typed = TYPED.join("\n").replace("WORD", &word(sequence));
        assert!(assert_clean(&["play".into(), "--plain".into()], &typed, name));
    }
}

#[test]
fn names_of_columns_and_classes_of_a_table_do_not_reach_the_terminal() {
    let head = "[network]\ninputs = 2\nlayers = [ { units = 2, activation = \"softmax\" } ]\n[init]\nscheme = \"zeros\"\n\
                [loss]\nname = \"cross_entropy\"\n[optimizer]\nlearning_rate = 0.1\n[data]\ncsv = \"f.csv\"\ntarget = \"kind\"\n";
    for (name, sequence) in SEQUENCES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.toml");
        fs::write(&path, head).unwrap();
        let word = word(sequence);
        for table in
            ["a,b,kind\n1,2,WORD\n3,4,z\n", "WORD,b,kind\n1,2,y\nx,3,z\n", "WORD,b,WORD\n1,2,y\n"]
        {
            fs::write(folder.path().join("f.csv"), table.replace("WORD", &word)).unwrap();
            let run = |line: &&[&str]| {
                assert_clean(&filled(line, &path, ""), "show Y\nnext\nlesson\n", name)
            };
            let marked = LESSON_LINES.iter().map(run).filter(|marked| *marked).count();
            assert!(marked > 0, "{name}: {table:?}");
        }
    }
}
