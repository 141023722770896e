//! Session files: what is said about broken ones, and where they can be used.
#![expect(clippy::unwrap_used, reason = "a session that cannot be made is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use chainrule::app::App;
use chainrule::lesson::session::{is_session, lesson_section};
use chainrule::lesson::{LESSONS, embedded, parse};
use std::time::{Duration, Instant};

/// A session with an edit of every kind.
fn session() -> String {
    let mut app = App::new(embedded("hinge").unwrap().lesson().unwrap());
    for line in [
        "3",
        "W1[1,1] 0.25",
        "X[1,1] -0",
        "lr 0.1",
        "rerun",
        "margin 0.2",
        "bug own-term-only",
        "round 3 significant",
        "bug off",
        "5",
        "undo",
    ] {
        app.command(line).unwrap();
    }
    app.session() + &lesson_section(app.lessons())
}

fn complaint(text: &str) -> String {
    App::read_session(text, "s.toml").map(|_| ()).expect_err(text).to_string()
}

#[test]
fn a_session_cut_off_anywhere_is_refused_with_its_line() {
    let text = session();
    for (at, _) in text.trim_end().char_indices() {
        let said = complaint(&text[..at]);
        assert!(said.starts_with("s.toml:") && !said.contains('\n'), "cut at {at}: {said}");
    }
    App::read_session(text.trim_end(), "s.toml").unwrap();
}

#[test]
fn a_session_with_a_line_lost_or_doubled_never_breaks_anything() {
    let text = session();
    let lines: Vec<_> = text.lines().collect();
    for at in 0..lines.len() {
        for copies in [0, 2] {
            let mut lines: Vec<_> = lines.clone();
            let line = lines.remove(at);
            (0..copies).for_each(|_| lines.insert(at, line));
            if let Err(said) = App::read_session(&lines.join("\n"), "s.toml").map(|_| ()) {
                let said = said.to_string();
                assert!(said.starts_with("s.toml:") && !said.contains('\n'), "{line}: {said}");
            }
        }
    }
}

#[test]
fn what_does_not_fit_the_lesson_is_refused_with_what_was_expected() {
    let text = session();
    for (part, other, said) in [
        ("set = \"W1[1,1]\"", "set = \"W1[9,1]\"", "expected a cell of W1, which is"),
        ("set = \"W1[1,1]\"", "set = \"W7[1,1]\"", "expected a hyperparameter of the network"),
        ("value = 0.25", "value = nan", "expected a finite number"),
        ("value = 0.25", "value = \"a\"", "expected a number"),
        ("value = \"own-term-only\"", "value = \"own-term\"", "did you mean \"own-term-only\"?"),
        ("value = \"3 significant\"", "value = \"3 digits\"", "expected 0 to 15 decimals"),
        ("pane = \"worksheet\"", "pane = \"window\"", "unknown pane \"window\""),
        ("session = 1", "session = 2", "another version of chainrule"),
        ("session = 1", "session = 1\nmore = 2", "unknown key `more`"),
        ("iteration = 5", "iteration = 0", "expected an iteration from 1"),
        ("current = ", "current = 7", "expected the number of a run"),
        ("fingerprint = \"", "fingerprint = \"0", "is not what it was"),
        ("name = \"hinge\"", "name = \"hinges\"", "there is no lesson"),
        ("learning_rate = ", "learning_rate = -", "learning_rate must be"),
    ] {
        assert!(text.contains(part), "{part} in {text}");
        let found = complaint(&text.replacen(part, other, 1));
        let line = found.strip_prefix("s.toml:").and_then(|rest| rest.split_once(':'));
        assert!(line.is_some_and(|(line, _)| line.parse::<usize>().is_ok()), "{found}");
        assert!(found.contains(said) && !found.contains('\n'), "{other}: {found}");
    }
}

#[test]
fn lessons_of_files_go_along_in_full_whatever_is_in_them() {
    for trouble in ["", "# '''\n", "# \"\"\" \\u0041 \\\n", "# \u{1f600} é\r\n", "# tab\there\n"] {
        let text = trouble.to_owned() + include_str!("mistakes/good.toml");
        let app = App::new(parse(&text, "my lesson.toml").unwrap());
        let saved = app.session() + &lesson_section(app.lessons());
        let back = App::read_session(&saved, "s.toml").unwrap();
        assert_eq!(*back.lesson().text, *text, "{saved}");
        assert_eq!(back.lesson().name, "my lesson");
    }
    let text = include_str!("mistakes/good.toml").to_owned() + "# the end";
    let app = App::new(parse(&text, "good.toml").unwrap());
    let saved = app.session() + &lesson_section(app.lessons());
    let said = complaint(&saved.replacen("inputs = 2", "inputs = 3", 1));
    assert!(said.contains("the lesson in it: good.toml:"), "{said}");
}

#[test]
fn lessons_are_no_sessions_and_sessions_are_seen_by_their_first_key() {
    assert!(LESSONS.iter().all(|row| !is_session(row.text)));
    assert!(is_session(&session()) && is_session("# x\n\nsession=1") && !is_session(""));
}

#[test]
fn render_draws_a_session_and_what_has_begun_takes_no_settings() {
    let directory = tempfile::tempdir().unwrap();
    let file = binary::file(&directory, &session());
    let path = file.to_str().unwrap();
    let arguments = ["render", path, "--size", "100x30", "--format", "text"];
    let drawn = binary::printed(&arguments);
    assert!(drawn.contains("iteration 5"), "{drawn}");
    let output = binary::chainrule(&["play", path, "--set", "lr=0.1"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("has begun already"), "{said}");
}

#[test]
fn the_run_of_a_session_is_printed_and_trained_with_what_was_changed_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let text = session();
    let app = App::read_session(&text, "s.toml").unwrap();
    let file = binary::file(&directory, &text);
    let path = file.to_str().unwrap();
    let of = |iteration: u64| app.timeline().run().losses.at(iteration).unwrap().last;
    let trace = binary::trace(&text, &[]);
    let iterations = trace["iterations"].as_array().unwrap();
    // The session stands at iteration 5, which is where the printing ends.
    let printed: Vec<_> = iterations.iter().map(|one| one["loss"].as_f64().unwrap()).collect();
    assert_eq!(printed, (1..=5).map(of).collect::<Vec<_>>());
    let plain = binary::printed(&["train", "hinge", "-n", "4"]);
    let trained = binary::printed(&["train", path, "-n", "4"]);
    let last = |text: &str| -> f64 {
        text.lines().last().unwrap().split(',').nth(2).unwrap().parse().unwrap()
    };
    assert!((last(&trained) - of(5)).abs() < 1e-12, "{trained}");
    assert!((last(&trained) - last(&plain)).abs() > 1e-3, "the edits change nothing");
    let output = binary::chainrule(&["gradcheck", path, "-n", "2"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("iteration 2"));
}

#[test]
fn a_dash_is_standard_output() {
    let directory = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("chainrule").unwrap();
        let arguments = ["render", "paper", "--size", "80x24", "--format", "text"];
        command.current_dir(&directory).args(arguments).args(more).output().unwrap().stdout
    };
    assert_eq!(run(&["--output", "-"]), run(&[]));
    assert_eq!(run(&["-o", "-", "--force"]), run(&[]));
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_no_unfinished_file_behind() {
    use std::os::unix::process::ExitStatusExt;
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let directory = tempfile::tempdir().unwrap();
        let files = || std::fs::read_dir(&directory).unwrap().count();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_chainrule"))
            .args(["train", "paper", "-n", "1000000000", "-o", "curve.csv"])
            .current_dir(&directory)
            .spawn()
            .unwrap();
        let start = Instant::now();
        while files() == 0 && start.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(files(), 1);
        // The thread that waits for signals is started right after the file.
        std::thread::sleep(Duration::from_millis(100));
        let id = child.id().to_string();
        assert!(
            std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success()
        );
        assert_eq!(child.wait().unwrap().signal(), Some(number), "SIG{name}");
        assert_eq!(files(), 0, "SIG{name}");
    }
}
