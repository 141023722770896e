//! Named screens, kept as text: what each shows at three sizes, and the meaning of its colours.
//! A screen that looks otherwise fails; `UPDATE_SCREENS=1 cargo test --test screens named` keeps
//! them anew, and is the only way to write them.

use crate::SIZES;
use crate::desk::Desk;
use crate::roles;
use chainrule::app::{PANES, Pane};
use chainrule::lesson::parse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A screen: its name, its lesson, and what leads to it: keys, or a line after `:` or `/`.
type Named = (&'static str, &'static str, &'static [&'static str]);

/// The table. `digits` is a lesson of the tests.
static NAMED: &[Named] = &[
    ("start", "paper", &[]),
    ("forward", "paper", &["n n n"]),
    ("hidden-delta", "paper", &["space n n n n n n n"]),
    ("update", "three-layers", &["space n"]),
    ("why", "paper", &["space", "/delta1[3,3]", "2 z"]),
    ("followed", "paper", &["space", "/dW1[2,1]", "enter enter"]),
    ("softmax-why", "hinge", &["space", "/delta2[1,1]", "2"]),
    ("network", "three-layers", &["space n n n", "3 z"]),
    ("loss", "xor", &[":100", "4"]),
    ("log-scale", "xor", &[":400", "4 z L"]),
    ("recent", "xor", &[":400", "4 z R"]),
    ("ghosts", "xor", &[":100", ":lr 5", "r", ":100", ":lr 0.1", "r", ":60", "4 z"]),
    ("surface", "xor", &[":400", "/W1[1,1]", "S z"]),
    ("surface-beside", "paper", &["space space", ":surface W1[1,1] W2[2,1]"]),
    ("surface-mono", "xor", &[":theme mono", ":400", "S"]),
    ("plane", "xor", &[":2000", "5 z"]),
    ("network-maps", "xor", &[":2000", "3 z"]),
    ("drawing", "xor", &[":300", "i right right up + left left left -"]),
    ("drawn", "xor", &[":300", ":point 0.5 0.5 1, 0.4 0.5 1", "5"]),
    ("plane-unit", "xor", &[":300", ":unit 1.2"]),
    ("derivation", "three-layers", &["space n n n n n n n n n n", "6 z"]),
    ("check", "hinge", &["space", "7 z"]),
    ("hyperparameters", "paper", &["space", ":momentum 0.9", "8 z"]),
    ("lesson", "weight-change", &["space", "9 z"]),
    ("help", "paper", &["?"]),
    ("palette", "paper", &["space", ": l"]),
    ("typed", "paper", &["space", "/W1[2,1]", "e 0 . 5"]),
    ("refused", "paper", &["space", ":lr fast"]),
    ("compared", "xor", &[":50", ":lr 2", "r", ":50", "B"]),
    ("heat", "three-layers", &["space", ":heat all"]),
    ("overflow", "paper", &[":lr 1e300", "space space space"]),
    ("large", "digits", &["space", "/W1[30,9]"]),
    ("large-network", "digits", &["space n n n", "3 z"]),
    ("large-why", "digits", &["space", "/S1[2,3]", "2 z"]),
    ("ascii", "xor", &[":glyphs ascii", ":200", "4"]),
    ("projector", "paper", &["P n n n n n n n n n n n n n", "enter"]),
    ("projector-revealed", "paper", &["P n n n n n n n n n n n n n n"]),
    ("projector-loss", "paper", &["P space space space"]),
    ("light", "paper", &[":theme light", "space n n n n n n n"]),
    ("rounded", "paper", &[":round 2 decimals", "space space space", "/W1[2,2]"]),
    ("broken", "xor", &[":bug f-not-fprime", ":200", "/delta1[2,1]"]),
    ("mono", "paper", &[":theme mono", "space n n n n n n n"]),
];

/// How many lines of a stale screen are shown.
const SHOWN: usize = 3;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/snapshots")
}

fn opened(lesson: &str, size: (u16, u16)) -> Desk {
    if lesson == "digits" {
        return Desk::of(parse(include_str!("lessons/digits.toml"), "digits").unwrap(), size);
    }
    Desk::new(lesson, size)
}

/// The screen of a row of the table.
fn reached((_, lesson, steps): &Named, size: (u16, u16)) -> Desk {
    let mut desk = opened(lesson, size);
    for step in *steps {
        match step.split_at(1) {
            (":", line) if !line.is_empty() && !line.starts_with(' ') => desk.command(line),
            ("/", cell) if !cell.is_empty() => desk.go(cell),
            _ => drop(desk.press(step)),
        }
        desk.app.settle();
        desk.draw();
    }
    desk
}

/// A screen as it is kept: how it is reached, what it shows, and what its colours mean.
fn kept(row: &Named, size: (u16, u16)) -> String {
    let desk = reached(row, size);
    let lines = |rows: &[String]| -> String {
        rows.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
    };
    let ways = row.2.join("  ");
    let head = format!("{} {}x{}: {}  {ways}", row.0, size.0, size.1, row.1);
    let roles = roles::letters(&desk.theme(), desk.screen());
    let legend = roles::legend();
    format!("{}\n{}\n{legend}\n{}", head.trim_end(), lines(&desk.lines()), lines(&roles))
}

/// Where two texts differ: how many lines, and the first few as they were and are.
fn difference(before: &str, now: &str) -> String {
    let (before, now): (Vec<_>, Vec<_>) = (before.lines().collect(), now.lines().collect());
    let line = |lines: &[&str], at: usize| (*lines.get(at).unwrap_or(&"(no line)")).to_owned();
    let most = before.len().max(now.len());
    let differs = |at: &usize| line(&before, *at) != line(&now, *at);
    let places: Vec<usize> = (0..most).filter(differs).collect();
    let told = places.iter().take(SHOWN).map(|&at| {
        let (was, is) = (line(&before, at), line(&now, at));
        format!("  line {}\n    kept  {was}\n    now   {is}", at + 1)
    });
    let count = format!("{} of {most} lines differ", places.len());
    [count].into_iter().chain(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_named_screen_looks_as_it_is_kept() {
    let updating = std::env::var_os("UPDATE_SCREENS").is_some();
    let (mut files, mut stale) = (BTreeSet::new(), Vec::new());
    for row in NAMED {
        for size in SIZES {
            let file = format!("{}-{}x{}.txt", row.0, size.0, size.1);
            let (path, now) = (folder().join(&file), kept(row, size));
            let before = std::fs::read_to_string(&path).unwrap_or_default();
            if updating && before != now {
                std::fs::write(path, &now).unwrap();
            } else if before != now {
                stale.push(format!("{file}: {}", difference(&before, &now)));
            }
            assert!(files.insert(file), "two screens are called {}", row.0);
        }
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let known = files.contains(path.file_name().unwrap().to_str().unwrap());
        if updating && !known {
            std::fs::remove_file(path).unwrap();
        } else if !known {
            stale.push(format!("{}: no screen of the table", path.display()));
        }
    }
    let count = stale.len();
    stale.truncate(4);
    let how = "look at them, then: UPDATE_SCREENS=1 cargo test --test screens named";
    assert!(stale.is_empty(), "{count} screens are not as kept; {how}\n{}", stale.join("\n"));
}

#[test]
fn a_stale_screen_is_told_by_its_first_lines() {
    let text = difference("a\nb\nc\nd\ne\n", "a\nB\nc\nD\nE\nF\n");
    let told = "4 of 6 lines differ\n  line 2\n    kept  b\n    now   B\n  line 4\n    kept  d\n    \
                now   D\n  line 5\n    kept  e\n    now   E";
    assert_eq!(text, told);
}

#[test]
fn the_named_screens_show_every_pane() {
    let focused: Vec<Pane> = NAMED.iter().map(|row| reached(row, SIZES[0]).app.focus()).collect();
    for row in PANES {
        assert!(focused.contains(&row.pane), "{}", row.name);
    }
}
