//! Panics in the program itself: it runs inside this test's own binary, in a terminal, with
//! something that panics beside it or in its loop.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use chainrule::cli;
use chainrule::cli::terminal::Screen;

use crate::session::Session;
use crate::{OPENED, edits, kept};

/// Names the file with which the test and what it started speak.
const FILE: &str = "FAULTS_FILE";

fn spoken() -> Option<PathBuf> {
    env::var_os(FILE).map(PathBuf::from)
}

#[test]
#[ignore = "another test starts it in a terminal of its own"]
fn a_program_with_a_thread_that_panics() {
    let Some(file) = spoken() else { return };
    thread::spawn(move || {
        while !file.exists() {
            thread::sleep(Duration::from_millis(5));
        }
        panic!("a thread has panicked");
    });
    let arguments = ["chainrule", "play"].map(OsString::from);
    cli::run(arguments.into_iter());
}

#[test]
#[ignore = "another test starts it in a terminal of its own"]
fn a_loop_that_panics_while_it_draws() {
    let Some(file) = spoken() else { return };
    let save = move || fs::write(&file, "saved").unwrap();
    let mut screen = Screen::enter(true, save).unwrap();
    screen.draw(|_, buffer| buffer[(0, 0)].set_symbol("x").symbol().len()).unwrap();
    screen.draw(|_, _| panic!("the loop has panicked")).unwrap();
}

#[test]
fn a_panic_of_a_thread_gives_the_terminal_back_and_keeps_the_last_edit() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("now");
    let state = ("XDG_STATE_HOME", home.path().to_str().unwrap());
    let speak = (FILE, file.to_str().unwrap());
    let function = "panics::a_program_with_a_thread_that_panics";
    let mut session = Session::inside(function, 100, 30, &[state, speak]);
    session.wait_for(OPENED);
    session.press(":lr 0.25\r");
    session.wait_for("learning_rate = 0.25 from");
    session.press(":40\r");
    session.wait_for("iteration 40 ");
    session.assert_taken();
    fs::write(&file, "").unwrap();
    assert_eq!(session.end(), 101);
    session.assert_restored();
    let shown = session.screen().contents();
    assert!(shown.contains("a thread has panicked"), "{shown}");
    let (app, found) = edits(&kept(home.path())[0]);
    assert_eq!(found, ["learning_rate 0.25"]);
    // No edit was made there: it was saved by the panic.
    assert_eq!(app.iteration(), 40);
}

#[test]
fn a_panic_in_the_loop_gives_the_terminal_back_prints_and_saves() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("saved");
    let function = "panics::a_loop_that_panics_while_it_draws";
    let mut session = Session::inside(function, 80, 24, &[(FILE, file.to_str().unwrap())]);
    assert_eq!(session.end(), 101);
    session.assert_restored();
    let shown = session.screen().contents();
    assert!(shown.contains("the loop has panicked"), "{shown}");
    assert_eq!(fs::read_to_string(file).unwrap(), "saved");
}
