//! The mouse of a real terminal: clicks and drags as it reports them, and none where none is wanted.

use crate::OPENED;
use crate::count;
use crate::session::Session;
use std::time::Duration;

/// A report of the mouse: 0 the left button, 32 more while it moves; columns and rows from 1.
fn report(button: u8, column: usize, row: usize, down: bool) -> String {
    format!("\x1b[<{button};{column};{row}{}", if down { 'M' } else { 'm' })
}

#[test]
fn a_click_goes_to_a_cell_and_a_drag_on_the_curve_goes_through_time() {
    let mut session = Session::start(120, 36, &[]);
    session.wait_for(OPENED);
    session.press(":100\r");
    session.wait_for("iteration 100 ");
    session.press("4z");
    session.wait_until("the loss alone", |screen| !screen.contents().contains("forward"));
    session.press(&report(0, 60, 10, true));
    session.wait_until("half-way", |screen| !screen.contents().contains("iteration 100 "));
    session.press(&(report(32, 1, 1, true) + &report(0, 1, 1, false)));
    session.wait_for("iteration 1/3");
    session.press("z1");
    session.wait_for("forward");
    // The first number of the worksheet's X.
    let (row, column) = session.place_of("0.75");
    session.press(&(report(0, column, row, true) + &report(0, column, row, false)));
    session.wait_for("an input, given");
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn no_mouse_sends_no_mouse_mode_and_the_command_turns_it_off_and_on() {
    let modes = ["\x1b[?1000h", "\x1b[?1002h", "\x1b[?1006h"];
    let mut session = Session::with(&["play", "--no-mouse"], 80, 24, &[]);
    session.wait_for(OPENED);
    for mode in modes {
        assert_eq!(count(&session.raw(), mode), 0, "{mode:?}");
    }
    session.press(":mouse\r");
    session.wait_for("Shift-drag selects text");
    session.settle(Duration::from_millis(50));
    for mode in modes {
        assert_eq!(count(&session.raw(), mode), 1, "{mode:?}");
    }
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    let mut session = Session::start(80, 24, &[]);
    session.wait_for(OPENED);
    session.press(":mouse\r");
    session.wait_for("the terminal's own");
    session.settle(Duration::from_millis(50));
    assert_eq!(session.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}
