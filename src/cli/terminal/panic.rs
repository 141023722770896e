//! A panic, on whatever thread, gives the terminal back before it prints, saves, and ends the
//! process: a screen torn down under a running loop helps nobody.

use super::modes;
use crate::cli::exit::PANIC;
use std::sync::Once;

/// Puts restoring in front of the message and saving behind it, once in the life of the process.
pub(super) fn restore_first(save: impl Fn() + Send + Sync + 'static) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            modes::leave();
            print(panic);
            save();
            std::process::exit(PANIC.into());
        }));
    });
}
