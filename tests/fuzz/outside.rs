//! Nothing in a lesson, a link, a document or a session writes a file, runs a program or speaks to
//! another machine: the program has no words for the latter two, and where it reads the most hostile
//! of them in an empty folder, the folder stays empty.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use chainrule::app::key::Key;
use chainrule::app::{App, COMMANDS, Effect, Group};
use chainrule::lesson::parse;

/// A lesson that proposes a line.
fn proposing(line: &str) -> String {
    let text = include_str!("../mistakes/good.toml");
    format!("{text}\n[[cue]]\nat = \"start\"\nsay = \"press t\"\ntry = {line:?}\n")
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        }
        all.push(path);
    }
    all.sort();
    all
}

#[test]
fn a_lesson_may_propose_nothing_that_asks_for_a_file_or_ends_the_program() {
    let program = COMMANDS.iter().filter(|command| command.group == Group::Program);
    let names: Vec<&str> = program.map(|command| command.name).collect();
    assert!(["write", "save", "open", "quit"].iter().all(|name| names.contains(name)), "{names:?}");
    let lines = names.iter().flat_map(|name| {
        [
            format!("{name} x.json"),
            format!(":{name} x.json"),
            format!("  : {name}! x.json"),
            format!("{name}!"),
        ]
    });
    let more = ["w! x.json", "wq", "q", "e x.toml", "o x.toml", "try", "lr 0.1; write x.json"]
        .map(str::to_owned);
    let mut tried = 0;
    for line in lines.chain(more) {
        let Ok(lesson) = parse(&proposing(&line), "l.toml") else { continue };
        let mut app = App::new(lesson);
        let effects = app.press(Key::char('t'));
        tried += usize::from(app.message().is_some_and(|message| message.refused));
        assert_eq!(effects, [] as [Effect; 0], "{line}");
        assert_eq!(app.press(Key::parse("left").unwrap()), [], "{line}");
    }
    assert!(tried > 20, "only {tried} lines were refused");
}

/// What reads them: L is the lesson, T the one with the title, C the one with data, D the document
/// and P the page.
const READ: &[&[&str]] = &[
    &["trace", "L"],
    &["trace", "T", "--format", "html"],
    &["trace", "T", "--format", "latex"],
    &["trace", "C"],
    &["train", "L", "-n", "2"],
    &["gradcheck", "L"],
    &["render", "L", "--keys", "t t t"],
    &["render", "--keys", ": w r i t e space m a d e enter : s a v e space m a d e enter"],
    &["play", "--plain", "L"],
    &["play", "--plain", "#seed=$(touch made)&tutorial=../made"],
    &["check", "D"],
    &["check", "--json", "P"],
    &["lessons"],
    &["config"],
];

#[test]
fn what_is_read_writes_no_file() {
    let input = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &str| {
        let path = input.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let names = "; rm -rf x; $(touch made) `touch made` ../../made | tee made > made";
    let good = include_str!("../mistakes/good.toml");
    let lesson = at("l.toml", &proposing("write made; save made"));
    let titled = at("t.toml", &good.replacen("title = ", &format!("title = {names:?} #"), 1));
    let document = at(
        "d.tex",
        &format!("\\input{{/etc/passwd}} \\write18{{touch made}} {names}\n\\[ W_1 = 1 \\]\n"),
    );
    let page = at(
        "d.md",
        &format!("# {names}\n<script src=\"http://127.0.0.1:1/x\"></script>\n$W_1 = 1$\n"),
    );
    let data = at("c.toml", &good.replacen("x = ", "csv = \"| touch made\"\n#", 1));
    let (empty, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let before = files(input.path());
    let named = [("L", lesson), ("T", titled), ("D", document), ("P", page), ("C", data)];
    for line in READ {
        let word = |word: &&str| {
            let path = named.iter().find(|(name, _)| name == word);
            path.map_or((*word).to_owned(), |(_, path)| path.clone())
        };
        let line: Vec<String> = line.iter().map(word).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
        // No program would be found either.
        command
            .env_clear()
            .env("PATH", empty.path())
            .env("HOME", empty.path())
            .env("TMPDIR", empty.path());
        command.env("XDG_STATE_HOME", state.path()).current_dir(empty.path());
        command.args(&line).write_stdin("t\nshow W1\ntry\n").output().unwrap();
        assert_eq!(files(empty.path()), [] as [PathBuf; 0], "{line:?}");
        assert_eq!(files(state.path()), [] as [PathBuf; 0], "{line:?}");
        assert_eq!(files(input.path()), before, "{line:?}");
    }
}

#[test]
fn no_source_speaks_to_another_machine_or_starts_a_program() {
    let sources = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let sources: Vec<_> =
        sources.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    assert!(sources.len() > 100);
    for path in sources {
        let text = fs::read_to_string(path).unwrap();
        for word in [
            "std::net",
            "TcpStream",
            "UdpSocket",
            "UnixStream",
            "process::Command",
            "std::os::unix::net",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}
