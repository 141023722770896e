//! Every way in which a sitting ends or is disturbed while it plays as fast as it goes.

use std::thread;
use std::time::Duration;

use crate::session::{Session, hang_up_amid};
use crate::{OPENED, edits, kept};

/// The edits that are made before.
const EDITS: [&str; 2] = ["learning_rate 0.25", "W1[2,1] 0.125"];

/// The keys of those edits, with what is shown before each; then it plays.
const DIALOGUE: [(&str, &str); 4] = [
    (OPENED, ":lr 0.25\r"),
    ("learning_rate = 0.25 from", ":W1[2,1] 0.125\r"),
    ("[2,1] = 0.125", ">>>>>>>>>>p"),
    ("playing, as fast as it goes", ""),
];

/// What happens, and the number it ends with.
struct Fault {
    name: &'static str,
    happens: fn(&mut Session),
    ends: u32,
}

const FAULTS: &[Fault] = &[
    Fault { name: "q", happens: |session| session.press("q"), ends: 0 },
    Fault { name: "Ctrl-C", happens: |session| session.press("\x03"), ends: 0 },
    Fault { name: "SIGHUP", happens: |session| session.signal("HUP"), ends: 128 + 1 },
    Fault { name: "SIGINT", happens: |session| session.signal("INT"), ends: 128 + 2 },
    Fault { name: "SIGQUIT", happens: |session| session.signal("QUIT"), ends: 128 + 3 },
    Fault { name: "SIGTERM", happens: |session| session.signal("TERM"), ends: 128 + 15 },
    Fault { name: "sizes, then SIGTERM", happens: storm_then_end, ends: 128 + 15 },
    Fault { name: "stopped by another, then SIGTERM", happens: stop_then_end, ends: 128 + 15 },
];

/// Changes the size faster than anything can be drawn, with keys in between.
fn storm(session: &mut Session) {
    for turn in 0..20 {
        for (columns, rows) in [(1, 1), (500, 200), (2, 70), (220, 1), (39, 9 + turn), (100, 30)] {
            session.resize(columns, rows);
            session.press("1");
        }
    }
    // It plays, so it is never still.
    thread::sleep(Duration::from_millis(200));
}

fn storm_then_end(session: &mut Session) {
    storm(session);
    session.signal("TERM");
}

fn stop_then_end(session: &mut Session) {
    session.signal("STOP");
    session.signal("TERM");
    session.signal("CONT");
}

/// It plays, after the edits.
fn playing(variables: &[(&str, &str)]) -> Session {
    let mut session = Session::start(100, 30, variables);
    for (text, keys) in DIALOGUE {
        session.wait_for(text);
        session.press(keys);
    }
    let before = session.screen();
    session.wait_for_change(&before);
    session
}

#[test]
fn however_a_sitting_ends_the_terminal_is_given_back_and_the_last_edit_is_kept() {
    for Fault { name, happens, ends } in FAULTS {
        let home = tempfile::tempdir().unwrap();
        let mut session = playing(&[("XDG_STATE_HOME", home.path().to_str().unwrap())]);
        happens(&mut session);
        assert_eq!(session.end(), *ends, "{name}");
        session.assert_restored();
        assert_eq!(session.screen().contents().trim(), "", "{name} is no news");
        let files = kept(home.path());
        assert_eq!(files.len(), 1, "{name}: {files:?}");
        let (app, found) = edits(&files[0]);
        assert_eq!(found, EDITS, "{name}");
        assert!(
            app.iteration() > 1 || app.pursued().is_some(),
            "{name}: where it stood is not kept"
        );
    }
}

#[test]
fn a_terminal_that_vanishes_while_it_plays_leaves_the_last_edit_in_the_session() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().to_str().unwrap();
    let mut child = hang_up_amid(&[("XDG_STATE_HOME", state)], &DIALOGUE);
    assert_eq!(child.wait().unwrap().exit_code(), 128 + 1);
    let files = kept(home.path());
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(edits(&files[0]).1, EDITS);
}

#[test]
fn the_last_of_many_sizes_is_the_one_that_is_painted() {
    let home = tempfile::tempdir().unwrap();
    let mut session = playing(&[("XDG_STATE_HOME", home.path().to_str().unwrap())]);
    // A size that is missed because a key comes with it is missed now and then only.
    for _ in 0..8 {
        storm(&mut session);
        session.wait_until("a line from edge to edge", |screen| {
            screen.rows(0, 100).any(|row| row.chars().count() == 100 && row.ends_with('─'))
        });
    }
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn ctrl_z_while_it_plays_is_no_time_that_is_caught_up_with() {
    let line = r#""$CHAINRULE"; echo STOPPED; read -r _; fg; echo "ENDED $?""#;
    let mut session = Session::shell(line, 100, 30);
    session.wait_for(OPENED);
    // Ten iterations a second.
    session.press(">p");
    session.wait_for("playing, 10 iterations/s");
    session.press("\x1a");
    session.wait_for("STOPPED");
    session.assert_restored();
    thread::sleep(Duration::from_secs(3));
    session.press("\n");
    session.wait_until("the screen again", vt100::Screen::alternate_screen);
    session.press("p");
    session.wait_for("paused");
    session.assert_taken();
    let header = session.screen().rows(0, 100).next().unwrap();
    let iteration: u64 = header
        .split("iteration ")
        .nth(1)
        .and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok())
        .unwrap();
    // Three seconds would be 30; a jump of the clock counts for a second at most.
    assert!(iteration < 25, "{header}");
    session.press("q");
    session.wait_for("ENDED 0");
    session.end();
    session.assert_restored();
}

#[test]
fn where_only_ascii_is_sure_nothing_else_is_written() {
    for variables in [[("TERM", "dumb")], [("LC_ALL", "C")], [("LC_ALL", "de_DE.ISO-8859-1")]] {
        let home = tempfile::tempdir().unwrap();
        let state = [("XDG_STATE_HOME", home.path().to_str().unwrap())];
        let mut session = playing(&[&variables[..], &state].concat());
        session.press("p");
        session.wait_for("paused");
        session.press("q");
        assert_eq!(session.end(), 0, "{variables:?}");
        session.assert_restored();
        let raw = session.raw();
        let other = raw.iter().position(|byte| !byte.is_ascii());
        let near = other.map(|at| String::from_utf8_lossy(&raw[at.saturating_sub(40)..at + 8]));
        assert_eq!(near, None, "{variables:?}");
        assert_eq!(edits(&kept(home.path())[0]).1, EDITS);
    }
}
