//! What is kept on disk and on the clipboard, by the real binary in a terminal.

use crate::OPENED;
use crate::count;
use crate::session::Session;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

fn start(home: &Path, arguments: &[&str]) -> Session {
    let session =
        Session::with(arguments, 100, 30, &[("XDG_STATE_HOME", home.to_str().expect("a name"))]);
    session.wait_for("iteration");
    session
}

fn kept(home: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(home.join("chainrule"));
    let mut files: Vec<_> =
        folder.into_iter().flatten().map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

fn end(session: &mut Session) {
    session.press("q");
    assert_eq!(session.end(), 0, "{}", session.screen().contents());
}

#[test]
fn a_sitting_is_kept_after_an_edit_at_a_signal_and_at_the_end_and_restored_on_demand() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start(home.path(), &[]);
    session.press(":W1[2,1] 0.5\r");
    session.wait_for("from iteration 1 on");
    session.wait_until("the file", |_| kept(home.path()).len() == 1);
    let file = kept(home.path()).remove(0);
    assert!(file.ends_with("chainrule/paper-1.toml"), "{file:?}");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("set = \"W1[2,1]\", value = 0.5"), "{text}");
    session.press(":400\r");
    session.wait_for("iteration 400");
    session.signal("TERM");
    assert_eq!(session.end(), 128 + 15);
    assert!(fs::read_to_string(&file).unwrap().contains("iteration = 400"));

    let mut session = start(home.path(), &[]);
    session.wait_for("the last session of paper was kept");
    session.press("  ");
    session.press(":restore\r");
    session.wait_for("iteration 400");
    session.press("u");
    session.wait_for("back in run: start");
    end(&mut session);
    // What was done before the old session came back has a file of its own.
    assert_eq!(kept(home.path()).len(), 2);

    let mut session = start(home.path(), &[file.to_str().unwrap()]);
    session.wait_for("iteration 400");
    end(&mut session);
}

#[test]
fn looking_around_keeps_nothing_and_many_sittings_keep_a_few_files() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start(home.path(), &[]);
    session.press("nnn4");
    end(&mut session);
    assert!(kept(home.path()).is_empty());
    for _ in 0..10 {
        let mut session = start(home.path(), &[]);
        session.press(":lr 0.1\r");
        session.wait_for("learning_rate = 0.1 from");
        end(&mut session);
    }
    assert_eq!(kept(home.path()).len(), 8, "{:?}", kept(home.path()));
}

#[test]
fn a_named_session_is_begun_gone_on_with_and_never_written_over_when_it_cannot_be_read() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("monday.toml");
    let name = file.to_str().unwrap();
    let mut session = start(home.path(), &["play", "hinge", "--session", name]);
    session.press(":margin 0.25\r");
    session.wait_for("margin = 0.25 from");
    end(&mut session);
    let mut session = start(home.path(), &["play", "--session", name]);
    session.press("u");
    session.wait_for("back in run: start");
    end(&mut session);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("margin 0.25 from 1") && text.contains("redo = [2]"), "{text}");
    assert!(kept(home.path()).is_empty());
    let half = &text[..text.len() / 2];
    for broken in [half, "", "title = \"a lesson\"\n", "session = 9\n"] {
        fs::write(&file, broken).unwrap();
        let mut session = Session::with(&["play", "--session", name], 100, 30, &[]);
        assert_eq!(session.end(), 2);
        let said = session.screen().contents().replace('\n', "");
        assert!(said.contains("chainrule: ") && said.contains("monday.toml:"), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), broken);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_said_once_and_the_program_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let mut session = start(&file, &[]);
    session.press("+");
    session.wait_for("the session goes on unsaved");
    session.press("+");
    session.wait_for("= 0.8 from iteration 1");
    session.press(":save /dev/full\r");
    session.wait_for("exists already");
    session.press(":save! /dev/full\r");
    session.wait_for("/dev/full: cannot be written: No space left");
    let saved = home.path().join("s.toml");
    session.press(&format!(":save {}\r", saved.display()));
    session.wait_for("from now on");
    session.press("+");
    session.wait_for("= 0.9 from iteration 1");
    end(&mut session);
    assert!(fs::read_to_string(&saved).unwrap().contains("value = 0.9"));
}

#[test]
fn copying_writes_the_clipboard_sequence_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start(home.path(), &[]);
    session.press("y");
    session.wait_for("copied W[1,1] = 0.6");
    session.settle(Duration::from_millis(50));
    // "0.6" in base64.
    assert_eq!(count(&session.raw(), "\x1b]52;c;MC42\x1b\\"), 1);
    session.press("y");
    session.wait_for("copied W, 2×3");
    session.settle(Duration::from_millis(50));
    // "0.6\t0.7\t0.0\n0.01\t0.43\t0.88\n" in base64.
    let matrix = "\x1b]52;c;MC42CTAuNwkwLjAKMC4wMQkwLjQzCTAuODgK\x1b\\";
    assert_eq!(count(&session.raw(), matrix), 1);
    assert_eq!(count(&session.raw(), "\x1b]52"), 2);
    end(&mut session);
}

#[test]
fn a_report_is_written_once_and_replaced_only_on_demand() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("one.json");
    let mut session = start(home.path(), &[]);
    session.wait_for(OPENED);
    session.press(&format!(" w{}\r", file.display()));
    session.wait_for("bytes");
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.contains("\"iteration\":1") && first.ends_with("]}\n"));
    session.press(&format!(" :write {}\r", file.display()));
    session.wait_for("exists already; write! replaces it");
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
    session.press(&format!(":write! {}\r", file.display()));
    session.wait_for("bytes");
    assert!(fs::read_to_string(&file).unwrap().contains("\"iteration\":2"));
    end(&mut session);
}

#[test]
fn a_lesson_of_ones_own_is_opened_from_the_screen() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("mine.toml");
    let text = include_str!("../../assets/lessons/xor.toml");
    fs::write(&file, text.replace("Exclusive or", "My own lesson")).unwrap();
    let mut session = start(home.path(), &[]);
    session.press(&format!(":open {}\r", file.display()));
    session.wait_for("My own lesson");
    session.press(":open /nowhere/at-all.toml\r");
    session.wait_for("cannot be opened");
    end(&mut session);
}
