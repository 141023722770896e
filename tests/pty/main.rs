//! The real binary in a terminal: however it ends, the terminal is given back; it writes whole
//! frames or nothing; it asks the terminal no questions.
#![cfg(unix)]

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

#[test]
fn a_panic_gives_the_terminal_back_before_it_prints() {
    let mut session = Session::start(80, 24, &[("CHAINRULE_TEST_PANIC", "1")]);
    session.wait_for(OPENED);
    session.press("x");
    assert_eq!(session.end(), 101);
    session.assert_restored();
    let shown = session.screen().contents();
    assert!(shown.contains("asked to by CHAINRULE_TEST_PANIC"), "{shown}");
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let line = r#""$CHAINRULE"; echo STOPPED; read -r _; fg; echo "ENDED $?""#;
    let mut session = Session::shell(line, 80, 24);
    session.wait_for(OPENED);
    session.assert_taken();
    session.press("\x1a");
    session.wait_for("STOPPED");
    session.assert_restored();
    session.press("\n");
    session.wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains(OPENED)
    });
    session.assert_taken();
    let before = session.screen();
    session.press(" ");
    session.wait_for_change(&before);
    session.press("q");
    session.wait_for("ENDED 0");
    session.end();
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
    for command in ["chainrule trace", "chainrule train", "chainrule render"] {
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
    // Cursor position, device attributes, background colour; and every movement of the mouse.
    for question in ["\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b]11", "\x1b[?1003h"] {
        assert_eq!(count(&session.raw(), question), 0, "{question:?}");
    }
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
