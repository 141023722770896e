//! Faults: whatever goes wrong around the program, the terminal is given back, what was edited is
//! kept, and there is one line that says what happened.
//!
//! | fault | what is done | where it is tested (here, where no file is named) |
//! |---|---|---|
//! | SIGHUP, SIGINT, SIGQUIT, SIGTERM while it plays | restores, saves, ends with 128 + its number | `ends.rs` |
//! | the terminal vanishes while it plays | the same, though nobody reads any more | `ends.rs` |
//! | Ctrl-Z while it plays, and a long pause | restores, stops, takes the terminal again, goes on | `ends.rs`; without playing `pty/main.rs` |
//! | somebody sends SIGTSTP | restores, stops, takes the terminal again; does not stop where nobody would let it go on | `pty/main.rs` |
//! | a panic on any thread, or in the loop | restores, prints, saves, ends with 101 | `panics.rs` |
//! | a storm of sizes, 1×1 to 500×200 | each is drawn or passed over, the last one stays | `ends.rs` |
//! | `TERM=dumb`, a locale that is not UTF-8 | it draws with ASCII | `ends.rs` |
//! | no terminal | names what works without one | `pty/main.rs` |
//! | standard output is closed | it ends in silence | `streams.rs` |
//! | standard output is full | one line | `streams.rs` |
//! | the disk is full | the file that was there stays, the session goes on, and is kept once there is room | `disk.rs` |
//! | the folder of sessions cannot be written | it is said once, the session goes on | `disk.rs`, `pty/keep.rs` |
//! | two programs keep one session | nobody writes over the other | `disk.rs` |
//! | a session is cut off or broken | refused by its line, left as it is | `session.rs`, `fuzz` |
//! | a lesson changes on disk | the session has the text that it was begun with | `disk.rs` |
//! | the clock jumps | what is owed is bounded; files from the future count as any other | `clock.rs` |
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a run that fails ends the test")]

mod clock;
mod disk;
mod ends;
mod panics;
#[path = "../pty/session.rs"]
mod session;
mod streams;

use std::fs;
use std::path::{Path, PathBuf};

use chainrule::app::App;

/// The title of the lesson that opens by itself.
const OPENED: &str = "Three iterations by hand";

/// The files of sessions that were kept under a home.
fn kept(home: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(home.join("chainrule"));
    let mut files: Vec<_> =
        folder.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Goes on with a session, and the values of its edits in order.
fn edits(file: &Path) -> (App, Vec<String>) {
    let text = fs::read_to_string(file).unwrap();
    let app = App::read_session(&text, "s.toml").unwrap();
    let labels = app.timeline().run().edits.iter().map(|edit| edit.change.label()).collect();
    (app, labels)
}
