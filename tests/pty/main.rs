//! The real binary in a terminal: however it ends, the terminal is given back; it writes whole
//! frames or nothing; it asks the terminal no questions.
//!
//! What is known to go wrong on terminals, and the test that would show it (here, where no file is
//! named):
//!
//! | trap | test |
//! |---|---|
//! | clearing asks for the cursor and waits | `assert_asked_nothing`, in every session that ends |
//! | `NO_COLOR` becomes a sequence that wipes bold and reverse | `no_color_leaves_bold_and_reverse_and_no_colours` |
//! | waiting for events never returns after a hang-up | `a_terminal_that_hangs_up_ends_the_program_at_once` |
//! | a panic tears the screen down under a running loop | `faults/panics.rs` |
//! | modes left on by one of the ways to end | `assert_taken` and `assert_restored`: quit, signal, panic, suspend |
//! | a frame in many writes | `a_frame_is_one_write`; `cli/terminal/modes.rs`: `what_is_put_is_one_write_whatever_its_size` |
//! | bytes though nothing changed | `nothing_is_written_while_nothing_happens`; `frames.rs`: `a_frame_that_changes_nothing_is_no_bytes_in_every_lesson_and_pane` |
//! | every movement of the mouse is reported | `assert_asked_nothing`; `cli/terminal/modes.rs`: `the_mouse_is_not_reported_where_it_only_moves…` |
//! | an escape sequence is split over two reads | `a_split_escape_sequence_only_cancels` |
//! | a table clips digits | `screens/numbers.rs`: `no_number_is_ever_clipped` |
//! | of two lines in a cell the last one gives the colour | `screens`: the tests of the network pane |
//! | a cell outside the area is touched | `a_terminal_of_any_size_is_painted_and_grows_back`; `frames.rs`: `every_size_is_drawn_in_some_lesson_and_pane_alone_and_beside_others` |
//! | there is no terminal | `without_a_terminal_it_names_what_works_without_one`; `plain.rs` |
//! | raw mode turns Ctrl-Z into a key | `ctrl_z_gives_the_terminal_back_and_fg_takes_it_again` |
//! | asking for a size without a terminal starts `tput` | `without_a_terminal_nothing_else_is_started` |
//! | a key counts twice, or differs by Shift | `cli/terminal/event.rs`: `a_key_counts_once_and_a_release_never`, `a_key_is_the_same_whatever_a_terminal_says_about_shift` |
//! | colours that the terminal lacks | `frames.rs`: `no_frame_has_colours_that_the_terminal_lacks` |
//! | a question about the background leaks into the shell | `assert_asked_nothing` |
#![cfg(unix)]

mod keep;
mod mouse;
mod session;

use assert_cmd::Command;
use session::Session;
use std::time::Duration;
use std::time::Instant;

/// The title of the lesson that opens by itself.
const OPENED: &str = "Three iterations by hand";

fn count(raw: &[u8], sequence: &str) -> usize {
    raw.windows(sequence.len()).filter(|window| *window == sequence.as_bytes()).count()
}

#[test]
fn the_paper_opens_and_quitting_gives_the_terminal_back() {
    for key in ["q", "\x03"] {
        let mut session = Session::start(80, 24, &[]);
        session.wait_for(OPENED);
        session.assert_taken();
        session.press(key);
        assert_eq!(session.end(), 0, "{key:?}");
        session.assert_restored();
    }
}

#[test]
fn a_signal_gives_the_terminal_back_and_ends_with_its_number() {
    for (name, number) in [("HUP", 1), ("INT", 2), ("QUIT", 3), ("TERM", 15)] {
        let mut session = Session::start(80, 24, &[]);
        session.wait_for(OPENED);
        session.signal(name);
        assert_eq!(session.end(), 128 + number, "SIG{name}");
        session.assert_restored();
    }
}

#[test]
fn a_terminal_that_hangs_up_ends_the_program_at_once() {
    let mut child = session::hang_up_after(OPENED);
    let start = Instant::now();
    assert_eq!(child.wait().unwrap().exit_code(), 128 + 1);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[test]
fn a_terminal_that_takes_nothing_does_not_keep_it_from_ending() {
    let (mut child, master) = session::unread();
    std::thread::sleep(Duration::from_millis(300));
    let id = child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").arg(id).status().unwrap().success());
    let start = Instant::now();
    assert_eq!(child.wait().unwrap().exit_code(), 128 + 15);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    let line = format!("{:?}", master.get_termios().unwrap());
    assert!(line.contains("ICANON") && line.contains("ECHO"), "{line}");
}

/// Starts it, says when it has stopped, lets it go on.
const STOPPABLE: &str = r#""$CHAINRULE"; echo STOPPED; read -r _; fg; echo "ENDED $?""#;

/// Has it stopped under a shell, and lets it go on.
fn stops_and_goes_on(line: &str, stop: impl FnOnce(&mut Session)) {
    let mut session = Session::shell(line, 80, 24);
    session.wait_for(OPENED);
    session.assert_taken();
    stop(&mut session);
    session.wait_for("STOPPED");
    session.assert_restored();
    session.press("\n");
    session.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains(OPENED)
    });
    session.assert_taken();
    goes_on(&mut session);
    session.wait_for("ENDED 0");
    session.end();
    session.assert_restored();
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    stops_and_goes_on(STOPPABLE, |session| session.press("\x1a"));
}

#[test]
#[cfg(target_os = "linux")]
fn asked_by_somebody_else_to_stop_it_gives_the_terminal_back() {
    stops_and_goes_on(STOPPABLE, |session| session.signal_child("TSTP"));
}

/// Whether a process can be the first of a container here.
#[cfg(target_os = "linux")]
fn there_are_containers() -> bool {
    let made = Command::new("unshare").args(["-rpf", "true"]).output();
    let there = made.is_ok_and(|made| made.status.success());
    if !there {
        eprintln!("SKIPPED: no container can be made here (unshare -rpf)");
    }
    there
}

#[test]
#[cfg(target_os = "linux")]
fn in_a_container_whose_terminal_is_from_outside_it_stops_and_goes_on_too() {
    if there_are_containers() {
        let line = format!("unshare -rpf bash --norc --noprofile -m -c '{STOPPABLE}'");
        stops_and_goes_on(&line, |session| session.press("\x1a"));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn where_the_one_who_started_it_has_a_session_from_outside_it_does_not_stop() {
    if there_are_containers() {
        // The shell belongs to a session of the outside, what it starts to one of its own.
        let line = r#"unshare -rpf bash -c 'setsid --wait "$CHAINRULE"; echo "ENDED $?"'"#;
        let mut session = Session::shell(line, 80, 24);
        session.wait_for(OPENED);
        session.press("\x1a");
        goes_on(&mut session);
        session.wait_for("ENDED 0");
    }
}

/// Answers a key, and ends by one.
fn goes_on(session: &mut Session) {
    let before = session.screen();
    session.press(" ");
    session.wait_for_change(&before);
    session.press("q");
}

#[test]
fn where_no_shell_minds_it_it_does_not_stop() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    session.signal("TSTP");
    session.press("\x1a");
    goes_on(&mut session);
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn stopped_by_somebody_else_it_takes_the_terminal_again_and_paints_all_of_it() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    session.settle(Duration::from_millis(100));
    let before = session.raw().len();
    session.signal("STOP");
    session.signal("CONT");
    session.wait_until("a full repaint", |_| count(&session.raw()[before..], "\x1b[2J") > 0);
    session.wait_for(OPENED);
    session.assert_taken();
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn a_key_that_comes_with_another_size_is_not_kept_waiting() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    for turn in 1..=100 {
        session.resize(80 + turn % 2, 24);
        session.press(" ");
        session.wait_until("the iteration", |screen| {
            let shown = screen.contents();
            [' ', '/'].iter().any(|after| shown.contains(&format!("iteration {turn}{after}")))
        });
    }
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn no_key_of_a_flood_is_lost() {
    let mut session = Session::start(120, 40, &[]);
    session.wait_for(OPENED);
    session.press(&"n".repeat(500));
    // 45 iterations of 11 steps are 495 of the 500.
    session.wait_for("iteration 46 · step 5/11");
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn without_a_terminal_it_names_what_works_without_one() {
    let output = Command::new(env!("CARGO_BIN_EXE_chainrule")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    for command in ["play --plain", "chainrule trace", "chainrule train", "chainrule render"] {
        assert!(said.contains(command), "{said}");
    }
    assert!(output.stdout.is_empty());
}

#[test]
fn a_key_is_answered_by_one_frame_and_nothing_is_written_outside_frames() {
    let mut session = Session::start(120, 40, &[]);
    session.wait_for(OPENED);
    session.settle(Duration::from_millis(100));
    let frames = |session: &Session| count(&session.raw(), "\x1b[?2026h");
    let first = frames(&session);
    assert_eq!(first, 1, "the first screen is one frame");
    for key in 1..=3 {
        let before = session.screen();
        session.press(" ");
        session.wait_for_change(&before);
        session.settle(Duration::from_millis(50));
        assert_eq!(frames(&session), first + key);
    }
    let raw = String::from_utf8(session.raw()).unwrap();
    let outside: String = raw
        .split("\x1b[?2026h")
        .map(|part| part.rsplit_once("\x1b[?2026l").map_or(part, |(_, after)| after))
        .collect();
    assert_eq!(outside, "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1000h\x1b[?1002h\x1b[?1006h");
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    session.settle(Duration::from_millis(100));
    let before = session.raw().len();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(session.raw().len(), before);
}

#[test]
fn the_terminal_is_asked_nothing() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    session.resize(100, 30);
    session.press(" ");
    session.settle(Duration::from_millis(100));
    session.assert_asked_nothing();
}

#[cfg(target_os = "linux")]
#[test]
fn a_frame_is_one_write() {
    let mut session = Session::start(200, 60, &[]);
    session.wait_for(OPENED);
    session.settle(Duration::from_millis(100));
    let first = session.writes();
    for key in 1..=5 {
        let (before, bytes) = (session.screen(), session.raw().len());
        session.press(" ");
        session.wait_for_change(&before);
        session.settle(Duration::from_millis(50));
        // More than the 1 KiB that standard output keeps back by itself.
        assert!(session.raw().len() - bytes > 1024, "a frame too small to tell");
        assert_eq!(session.writes(), first + key);
    }
}

#[test]
fn a_split_escape_sequence_only_cancels() {
    // Up, its first byte by itself, while nothing is open and while a line is typed.
    for keys in ["", ":lr 0.7", "?"] {
        let mut session = Session::start(120, 40, &[]);
        session.wait_for(OPENED);
        session.press("nn");
        session.wait_for("step 2/11");
        session.press(keys);
        session.settle(Duration::from_millis(50));
        session.press("\x1b");
        session.settle(Duration::from_millis(100));
        session.press("[A");
        session.settle(Duration::from_millis(100));
        let shown = session.screen().contents();
        assert!(shown.contains("step 2/11") && shown.contains("η 0.5"), "{keys:?}\n{shown}");
        session.press("n");
        session.wait_for("step 3/11");
        session.press("q");
        assert_eq!(session.end(), 0, "{keys:?}");
    }
}

#[test]
fn without_a_terminal_nothing_else_is_started() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let (told, tput) = (directory.path().join("started"), directory.path().join("tput"));
    std::fs::write(&tput, format!("#!/bin/sh\n: > {}\n", told.display())).unwrap();
    std::fs::set_permissions(&tput, std::fs::Permissions::from_mode(0o755)).unwrap();
    let lines: [&[&str]; 4] = [
        &["render", "paper", "--size", "80x24", "--format", "text"],
        &["play", "--plain"],
        &["trace", "paper"],
        &["--help"],
    ];
    for arguments in lines {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chainrule"));
        // No TERM either.
        command.env_clear().env("PATH", directory.path()).args(arguments).write_stdin("");
        command.assert().success();
        assert!(!told.exists(), "{arguments:?} started tput");
    }
}

#[test]
fn line_mode_on_a_terminal_prompts_and_takes_nothing() {
    let mut session = Session::shell(r#""$CHAINRULE" play --plain; echo "ENDED $?""#, 100, 40);
    session.wait_for("> ");
    session.press("step\n");
    session.wait_for("step 1 of 11");
    session.press("quit\n");
    session.wait_for("ENDED 0");
    session.end();
    session.assert_restored();
    assert_eq!(count(&session.raw(), "\x1b"), 0, "an escape sequence");
}

#[test]
fn no_color_leaves_bold_and_reverse_and_no_colours() {
    let session = Session::start(80, 24, &[("NO_COLOR", "1")]);
    session.wait_for(OPENED);
    let raw = session.raw();
    for color in ["38;2;", "48;2;", "38;5;", "48;5;", "\x1b[;m", "\x1b[m"] {
        assert_eq!(count(&raw, color), 0, "{color:?}");
    }
    assert!(count(&raw, "\x1b[1m") + count(&raw, "\x1b[7m") > 0, "no bold and no reverse");
}

#[test]
fn a_terminal_of_any_size_is_painted_and_grows_back() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    for (columns, rows) in [(1, 1), (2, 70), (220, 1), (39, 9), (200, 60)] {
        session.resize(columns, rows);
        session.settle(Duration::from_millis(30));
    }
    session.wait_for(OPENED);
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}
