//! README.md and its pictures are projections of the program's own tables. These tests fail when
//! one is stale; `UPDATE_README=1 cargo test --test readme` writes them anew.
#![expect(clippy::unwrap_used, reason = "what cannot be read or run is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use chainrule::app::{COMMANDS, GLYPHS, Group, PANES, PaneRow};
use chainrule::cli::config::{SETTINGS, Setting};
use chainrule::cli::exit::{EXITS, Exit};
use chainrule::lesson::setting::SETTINGS as RESTARTS;
use chainrule::lesson::{LESSONS, REAL, parse};
use chainrule::math::activation::ACTIVATIONS;
use chainrule::math::dataset::DATASETS;
use chainrule::math::init::SCHEMES;
use chainrule::math::loss::LOSSES;
use chainrule::math::optimizer::OPTIMIZERS;
use chainrule::ui::theme::THEMES;
use chainrule::worksheet::mistake::{MISTAKES, Mistake};
use std::path::{Path, PathBuf};

const STALE: &str = "is stale; write it anew with: UPDATE_README=1 cargo test --test readme";

/// The pictures: file, theme, lesson and the keys that lead there. The paper's second iteration up
/// to the hidden layer's δ; and exclusive or after 200 iterations, run again with a greater step.
const PICTURES: [(&str, &str, &str, &str); 2] = [
    ("assets/screen.svg", "dark", "paper", "space n n n n n n n"),
    (
        "assets/screen-light.svg",
        "light",
        "xor",
        ": 2 0 0 enter : l r space 2 enter r / A 2 enter 5",
    ),
];

/// The example of the section about JSON.
const TRACE: &str = "trace paper --iterations 1 --only S2,A2 --format json";

/// What stands between `<!-- name -->` and `<!-- /name -->`.
fn projections() -> Vec<(&'static str, String)> {
    vec![
        ("panes", panes()),
        ("lessons", lessons()),
        ("mistakes", mistakes()),
        ("keys", keys()),
        ("commands", commands()),
        ("exit codes", exit_codes()),
        ("settings", settings()),
        ("themes", table(["theme", "what it is"], &named(THEMES, |r| (r.name, r.doc)))),
        ("glyphs", table(["glyphs", "what they are"], &named(GLYPHS, |r| (r.1, r.2)))),
        ("activations", activations()),
        ("losses", losses()),
        ("optimizers", table(["name", "what it does"], &named(OPTIMIZERS, |r| (r.name, r.doc)))),
        ("initialisers", table(["name", "weights"], &named(SCHEMES, |r| (r.name, r.doc)))),
        ("data sets", table(["name", "points"], &named(DATASETS, |r| (r.name, r.doc)))),
        ("measurements", table(["name", "what they are"], &named(REAL, |r| (r.name, r.doc)))),
        ("restarts", table(["line", "what it starts"], &named(RESTARTS, |r| (r.name, r.doc)))),
        ("trace", format!("```text\n$ chainrule {TRACE}\n{}```\n", printed(TRACE))),
    ]
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

fn printed(line: &str) -> String {
    binary::printed(&line.split_whitespace().collect::<Vec<_>>())
}

fn updating() -> bool {
    std::env::var_os("UPDATE_README").is_some()
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn named<T>(rows: &[T], row: impl Fn(&T) -> (&str, &str)) -> Vec<Vec<String>> {
    let row = |r| {
        let (name, doc) = row(r);
        vec![code(name), doc.to_owned()]
    };
    rows.iter().map(row).collect()
}

fn table<const N: usize>(head: [&str; N], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = head.map(str::to_owned);
    let rule = format!("|{}\n", "---|".repeat(N));
    line(&head) + &rule + &rows.iter().map(|row| line(row)).collect::<String>()
}

fn panes() -> String {
    let row = |row: &PaneRow| vec![code(row.digit), row.name.into(), row.doc.into()];
    table(["key", "pane", "what it shows"], &PANES.iter().map(row).collect::<Vec<_>>())
}

/// The settings of the file, but for the keys.
fn settings() -> String {
    let row = |row: &Setting| {
        let default = (row.default)();
        vec![code(row.name), row.doc.to_owned(), (row.choices)(), code(&default)]
    };
    let head = ["setting", "what it is", "choices", "by itself"];
    table(head, &SETTINGS.iter().map(row).collect::<Vec<_>>())
}

fn lessons() -> String {
    let rows = LESSONS.iter().map(|row| {
        let lesson = row.lesson().unwrap();
        let minutes = lesson.minutes.map_or(String::new(), |minutes| minutes.to_string());
        vec![code(row.name), minutes, lesson.summary]
    });
    table(["name", "minutes", "what it shows"], &rows.collect::<Vec<_>>())
}

fn mistakes() -> String {
    let row = |row: &Mistake| vec![code(row.code), row.said(), row.why.to_owned()];
    table(
        ["mistake", "what is done", "why it is wrong"],
        &MISTAKES.iter().map(row).collect::<Vec<_>>(),
    )
}

fn keys() -> String {
    let mut rows = Vec::new();
    for group in Group::ALL {
        for command in COMMANDS.iter().filter(|command| command.group == *group) {
            let keys: Vec<_> = command.keys.iter().map(|key| code(key)).collect();
            let name = code(&format!(":{}", command.name));
            rows.push(vec![keys.join(" "), name, command.doc.to_owned()]);
        }
    }
    table(["keys", "command", "what it does"], &rows)
}

/// The subcommands as `--help` lists them.
fn commands() -> String {
    let help = printed("--help");
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    let rows = list.map(|line| {
        let (name, doc) = line.trim().split_once("  ").unwrap();
        vec![code(&format!("chainrule {name}")), doc.trim().to_owned()]
    });
    table(["command", "what it does"], &rows.collect::<Vec<_>>())
}

fn exit_codes() -> String {
    let row = |row: &Exit| vec![code(&row.written()), row.doc.to_owned()];
    table(["exit code", "what it says"], &EXITS.iter().map(row).collect::<Vec<_>>())
}

fn activations() -> String {
    let rows = ACTIVATIONS.iter().map(|row| {
        let alpha = row.alpha.map_or(String::new(), |alpha| format!(", α = {alpha}"));
        vec![code(row.name) + &alpha, code(row.formula), code(row.derivative)]
    });
    table(["name", "f", "f′"], &rows.collect::<Vec<_>>())
}

fn losses() -> String {
    let rows = LOSSES.iter().map(|row| {
        let needs = row.needs.map_or(String::new(), |needs| format!(" (needs {needs})"));
        vec![code(row.name), row.doc.to_owned() + &needs, code(row.formula)]
    });
    table(["name", "what it is", "of one example"], &rows.collect::<Vec<_>>())
}

/// The text with what stands between two markers replaced.
fn with(text: &str, name: &str, projection: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("README has no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("README has no {close}"));
    format!("{before}{open}{projection}{close}{after}")
}

#[test]
fn every_list_of_the_readme_is_what_the_program_has() {
    let text = readme();
    let projections = projections();
    let fresh = projections.iter().fold(text.clone(), |text, (name, list)| with(&text, name, list));
    if updating() {
        std::fs::write(root().join("README.md"), fresh).unwrap();
        return;
    }
    for (name, list) in &projections {
        assert!(with(&text, name, list) == text, "README.md, {name}, {STALE}");
    }
    assert_eq!(text.matches("<!-- ").count(), 2 * projections.len());
}

#[test]
fn the_pictures_are_drawn_by_the_program_as_it_is() {
    for (file, theme, lesson, keys) in PICTURES {
        let arguments = ["render", lesson, "--size", "120x36", "--keys", keys];
        let more = ["--format", "svg", "--theme", theme];
        let drawn = binary::printed(&[&arguments[..], &more].concat());
        let path = root().join(file);
        if updating() {
            std::fs::write(path, drawn).unwrap();
        } else {
            let kept = std::fs::read_to_string(path).unwrap_or_default();
            assert!(kept == drawn, "{file} {STALE}");
        }
    }
}

#[test]
fn every_picture_and_file_the_readme_points_to_is_there() {
    let text = readme();
    let links: Vec<_> =
        text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() >= 6, "{links:?}");
    for link in links.into_iter().filter(|link| !link.contains("://")) {
        assert!(root().join(link).exists(), "{link}");
    }
    assert!(text.contains(&format!("Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"))));
}

/// The blocks of a language, fences left out.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let inside = text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    inside.map(str::to_owned).collect()
}

#[test]
fn the_example_lesson_is_one_and_every_example_command_runs() {
    let text = readme();
    let lessons = blocks(&text, "toml");
    assert_eq!(lessons.len(), 1);
    let lesson = parse(&lessons[0], "and.toml").unwrap();
    assert_eq!(lesson.setup.data.rows, 4);
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("and.toml");
    std::fs::write(&file, &lessons[0]).unwrap();
    let file = file.to_str().unwrap();
    let lines = blocks(&text, "sh").concat();
    let lines: Vec<_> = lines.lines().collect();
    let ours: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix("chainrule ")).collect();
    assert_eq!(ours.len(), 13, "{lines:?}");
    let possible = |line: &&str| cfg!(feature = "npz") || !line.contains("npz");
    for line in ours.into_iter().filter(possible) {
        let mut command = assert_cmd::Command::cargo_bin("chainrule").unwrap();
        let arguments = words(&line.replace("and.toml", file));
        let output = command.current_dir(&directory).args(arguments).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{line}");
        assert!(!output.stdout.is_empty() || line.contains("--output"), "{line}");
    }
    assert!(lines.contains(&"cargo run --release") && lines.contains(&"cargo test"));
}

/// The example of numpy does what it says, and a lesson reads what it leaves.
#[cfg(feature = "npz")]
#[test]
fn the_example_for_numpy_runs_and_its_arrays_are_a_lesson_s() {
    let python = |arguments: &[&str], folder: &std::path::Path| {
        std::process::Command::new("python3").args(arguments).current_dir(folder).output()
    };
    let folder = tempfile::tempdir().unwrap();
    if !python(&["-c", "import numpy"], folder.path()).is_ok_and(|done| done.status.success()) {
        return eprintln!("SKIPPED: python3 has no numpy, so that the README's example is NOT RUN");
    }
    let (lesson, script) = (&blocks(&readme(), "toml")[0], &blocks(&readme(), "python")[0]);
    let path = folder.path().join("and.toml");
    std::fs::write(&path, lesson).unwrap();
    let ours = |line: &str| {
        let mut command = assert_cmd::Command::cargo_bin("chainrule").unwrap();
        let done = command.current_dir(&folder).args(words(line)).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    };
    ours("trace and.toml --iterations 1 --format npz --output and.npz");
    let done = python(&["-c", script], folder.path()).unwrap();
    let printed = String::from_utf8(done.stdout).unwrap();
    let off: f64 = printed.trim().strip_prefix("off by ").unwrap().parse().unwrap();
    assert!(off < 1e-15, "{printed}");
    let before = ours("trace and.toml --format csv");
    let (head, rest) = lesson.split_once("[init]").unwrap();
    let (_, rest) = rest.split_once("\n\n").unwrap();
    let (rest, _) = rest.split_once("[data]").unwrap();
    std::fs::write(&path, format!("{head}{rest}[data]\nnpz = \"homework.npz\"\n")).unwrap();
    assert_eq!(ours("trace and.toml --format csv"), before);
}

/// What a shell makes of a line with double quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn the_example_learns_what_it_says() {
    let lesson = parse(&blocks(&readme(), "toml")[0], "and.toml").unwrap();
    let mut trainer = chainrule::train::Trainer::new(&lesson.setup);
    for _ in 0..200 {
        trainer.advance(&[]);
    }
    let sheet = trainer.worksheet();
    let out = trainer.trace().slice(sheet, sheet.named("A2").unwrap());
    let said: Vec<bool> = out.iter().map(|p| *p > 0.5).collect();
    assert_eq!(said, [false, false, false, true], "{out:?}");
}

#[test]
fn help_lists_every_lesson_and_exit_code_and_the_readme_every_command() {
    // How wide help is depends on the terminal, so only the words count.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let help = words(&printed("--help"));
    for row in LESSONS {
        let lesson = row.lesson().unwrap();
        let minutes = lesson.minutes.unwrap();
        let line = words(&format!("{} {minutes} min {}", row.name, lesson.summary));
        assert!(help.contains(&line), "{line}");
    }
    for row in EXITS {
        let line = words(&format!("{} {}", row.written(), row.doc));
        assert!(help.contains(&line), "{line}");
    }
    for command in ["play", "lessons", "trace", "train", "gradcheck", "render", "config"] {
        assert!(readme().contains(&format!("`chainrule {command}`")), "{command}");
    }
}
