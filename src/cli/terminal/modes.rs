//! What is switched on when the terminal is taken and off when it is given back, and the one lock
//! behind which it is written to: nothing is written to a terminal that is no longer ours.

use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use std::io;
use std::io::Write;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// Alternate screen, hidden cursor, bracketed paste.
const ON: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Buttons, dragging, coordinates in decimal. Not 1003, which reports every movement.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Ends an update cut off half-way, and the style it was in.
const CUT_OFF: &[u8] = b"\x1b[?2026l\x1b[0m";
const OFF: &[u8] = b"\x1b[?2004l\x1b[?25h\x1b[?1049l";

struct State {
    entered: bool,
    mouse: bool,
    /// Stopped by our own hand: who stopped it takes the terminal again.
    suspended: bool,
}

static STATE: Mutex<State> = Mutex::new(State { entered: false, mouse: false, suspended: false });

/// Taken again after somebody else had stopped it, and nothing was painted since.
static AGAIN: AtomicBool = AtomicBool::new(false);

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the terminal.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    let mut state = state();
    state.mouse = mouse;
    state.enter()
}

/// Gives the terminal back, if it is ours; what it answers is of no use any more.
pub(super) fn leave() {
    state().leave();
}

/// Writes to the terminal in one piece, if it is ours.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let state = state();
    if bytes.is_empty() || !state.entered {
        return Ok(());
    }
    put(bytes)
}

/// Turns reports of the mouse on or off.
pub(super) fn set_mouse(on: bool) -> io::Result<()> {
    let mut state = state();
    state.mouse = on;
    if !state.entered {
        return Ok(());
    }
    put(if on { MOUSE_ON } else { MOUSE_OFF })
}

/// Gives the terminal back, stops the process, takes the terminal again when it goes on; true then.
/// Does nothing where no shell minds the process, which nobody would let go on.
#[cfg(unix)]
pub(super) fn suspend() -> io::Result<bool> {
    if !is_minded() {
        return Ok(false);
    }
    {
        let mut state = state();
        state.leave();
        state.suspended = true;
    }
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
    state().enter().map(|()| true)
}

/// The same when somebody else asks for it: all of the screen is to be painted then.
#[cfg(unix)]
pub(super) fn suspend_for_another() -> io::Result<bool> {
    let stopped = suspend()?;
    if stopped {
        paint_all();
    }
    Ok(stopped)
}

/// Whether the process was started as a job of its own: by a shell of the same session. What is
/// outside the process's own container has the number 0.
#[cfg(unix)]
fn is_minded() -> bool {
    use nix::unistd::{getpgid, getpgrp, getppid, getsid};
    let parent = Some(getppid());
    let same_session = getsid(parent).is_ok_and(|session| getsid(None) == Ok(session));
    same_session && getpgid(parent).is_ok_and(|group| group != getpgrp())
}

/// After the process was stopped and goes on: whether it had to take the terminal again, because
/// somebody else had stopped it.
#[cfg(unix)]
pub(super) fn resume() -> bool {
    let mut state = state();
    if std::mem::take(&mut state.suspended) || !state.entered {
        return false;
    }
    // Raw mode is off by now if the shell minds its terminal, but crossterm believes it is on.
    let _ = disable_raw_mode();
    let again = state.enter().is_ok();
    AGAIN.store(again, Ordering::SeqCst);
    again
}

/// Has all of the screen painted at the next frame.
pub(super) fn paint_all() {
    AGAIN.store(true, Ordering::SeqCst);
}

/// Whether what is on the screen may have been lost since this was asked last: it was taken again, or
/// had another size.
pub(super) fn is_lost() -> bool {
    AGAIN.swap(false, Ordering::SeqCst)
}

impl State {
    fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.entered = true;
        put(&[ON, if self.mouse { MOUSE_ON } else { b"" }].concat())
    }

    fn leave(&mut self) {
        if std::mem::take(&mut self.entered) {
            let _ = put(&[CUT_OFF, MOUSE_OFF, OFF].concat());
            let _ = disable_raw_mode();
        }
    }
}

fn put(bytes: &[u8]) -> io::Result<()> {
    whole(&mut io::stdout().lock(), bytes)
}

/// One write: standard output hands on whatever exceeds its buffer, and is flushed of the rest.
fn whole(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::LineWriter;

    /// Counts what reaches it.
    #[derive(Default)]
    struct Counted {
        writes: usize,
        bytes: usize,
    }

    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes += 1;
            self.bytes += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_put_is_one_write_whatever_its_size() {
        // Standard output is a writer of lines with a buffer of 1 KiB.
        for size in [1, 1_000, 1_024, 1_025, 20_000, 100_000] {
            let mut out = LineWriter::with_capacity(1024, Counted::default());
            for turn in 1..=3 {
                whole(&mut out, &vec![b'x'; size]).unwrap();
                assert_eq!(out.get_ref().writes, turn, "{size}");
                assert_eq!(out.get_ref().bytes, turn * size);
            }
        }
    }

    #[test]
    fn the_mouse_is_not_reported_where_it_only_moves_and_everything_on_is_switched_off() {
        let modes = |bytes: &[u8]| -> Vec<String> {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let parts = text.split("\x1b[?").filter(|part| !part.is_empty());
            parts.map(|part| part.trim_end_matches(['h', 'l']).to_owned()).collect()
        };
        assert!(!modes(MOUSE_ON).contains(&"1003".to_owned()));
        for (on, off) in [(ON, OFF), (MOUSE_ON, MOUSE_OFF)] {
            let (mut on, mut off) = (modes(on), modes(off));
            on.sort();
            off.sort();
            assert_eq!(on, off);
        }
    }
}
