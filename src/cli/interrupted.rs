//! A file that is being written disappears when a signal ends the program half-way.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::Once;
use std::sync::PoisonError;
use std::thread;

use signal_hook::consts::SIGHUP;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGQUIT;
use signal_hook::consts::SIGTERM;
use signal_hook::consts::SIGXFSZ;
use signal_hook::iterator::Signals;
use signal_hook::low_level;

static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Remembers the file that is to go, and from the first time on waits for signals.
pub(super) fn remove_if_interrupted(path: &Path) -> io::Result<()> {
    static ONCE: Once = Once::new();
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_owned());
    let mut started = Ok(());
    ONCE.call_once(|| started = watch());
    started
}

fn watch() -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        // Whoever writes a file that may not grow any further hears of it, as of a full disk.
        for signal in signals.forever().filter(|signal| *signal != SIGXFSZ) {
            if let Some(path) = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).take() {
                // It has its own name by now, or it goes.
                let _ = fs::remove_file(path);
            }
            let _ = low_level::emulate_default_handler(signal);
        }
    })?;
    Ok(())
}
