//! The signals that end a program, and those that stop it and let it go on, on a thread of their own:
//! after a hang-up, waiting for events may never return. A file that may not grow any further is
//! for whoever writes it to hear of, as of a full disk.

use super::modes;
use crate::cli::exit::SIGNAL;
use crossterm::terminal::disable_raw_mode;
use signal_hook::consts::SIGCONT;
use signal_hook::consts::SIGHUP;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGQUIT;
use signal_hook::consts::SIGTERM;
use signal_hook::consts::SIGTSTP;
use signal_hook::consts::SIGWINCH;
use signal_hook::consts::SIGXFSZ;
use signal_hook::iterator::Signals;
use signal_hook::low_level;
use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a terminal that takes nothing (stopped by Ctrl-S, say) may delay the end.
const PATIENCE: Duration = Duration::from_millis(500);

/// Starts the thread, once in the life of the process.
pub(super) fn watch(save: impl Fn() + Send + 'static) -> io::Result<()> {
    static WATCHING: AtomicBool = AtomicBool::new(false);
    if WATCHING.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals =
        Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGCONT => go_on(),
                SIGTSTP => stop(),
                // What crossterm makes of it is lost at times, and what a smaller size has cut off with it.
                SIGWINCH => modes::paint_all(),
                SIGXFSZ => {}
                _ => end(signal, &save),
            }
        }
    })?;
    Ok(())
}

/// The event loop hears of it as a resize, which it answers with a full repaint.
fn go_on() {
    if modes::resume() {
        let _ = low_level::raise(SIGWINCH);
    }
}

fn stop() {
    if modes::suspend_for_another().is_ok_and(|stopped| stopped) {
        let _ = low_level::raise(SIGWINCH);
    }
}

fn end(signal: i32, save: &impl Fn()) -> ! {
    let (done, wait) = mpsc::channel();
    thread::spawn(move || {
        modes::leave();
        let _ = done.send(());
    });
    if wait.recv_timeout(PATIENCE).is_err() {
        // What is stuck is the writing; the line can be set right all the same.
        let _ = disable_raw_mode();
    }
    save();
    low_level::exit(i32::from(SIGNAL) + signal)
}
