//! The terminal session: one screen, entered and left as a whole, whatever ends it.
//! It asks the terminal nothing (an answer may never come) and writes a frame in one piece.

mod encode;
mod event;
mod frame;
mod modes;
mod panic;
#[cfg(unix)]
mod signals;

pub use event::Event;
pub use frame::Surface;

use anyhow::Context;
use crossterm::clipboard::CopyToClipboard;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io;
use std::io::IsTerminal;
use std::time::Duration;

/// What is said when there is no terminal to draw on.
pub const NO_TERMINAL: &str = "standard input and output are not a terminal; without one use \
                               `chainrule play --plain`, `chainrule trace`, `chainrule train` or \
                               `chainrule render`";

/// The terminal while it is ours. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Screen {
    surface: Surface,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and the mouse if wanted.
    ///
    /// From here on the process ends in order: SIGHUP, SIGINT, SIGQUIT and SIGTERM restore the
    /// terminal, call `save` (on a thread of its own) and exit; a panic on any thread restores the
    /// terminal, prints its message, calls `save` and exits, with the codes of
    /// [`EXITS`](crate::cli::exit::EXITS). `save` must not wait for what the panicking thread holds.
    ///
    /// # Errors
    /// [`NO_TERMINAL`] if standard input or output is not one; otherwise what the terminal says.
    pub fn enter(
        mouse: bool,
        save: impl Fn() + Clone + Send + Sync + 'static,
    ) -> anyhow::Result<Self> {
        anyhow::ensure!(io::stdin().is_terminal() && io::stdout().is_terminal(), NO_TERMINAL);
        let (width, height) = crossterm::terminal::size().context("the terminal has no size")?;
        // Colours are mapped by the theme. Left to itself, crossterm answers NO_COLOR with an
        // empty sequence that wipes bold and reverse.
        crossterm::style::force_color_output(true);
        panic::restore_first(save.clone());
        #[cfg(unix)]
        signals::watch(save).context("signals cannot be watched")?;
        #[cfg(not(unix))]
        drop(save);
        modes::enter(mouse).context("the terminal cannot be taken")?;
        Ok(Self { surface: Surface::new(width, height) })
    }

    /// Paints a frame into a blank buffer and writes what differs from the one before: all in one
    /// write, as one synchronized update, or nothing at all.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn draw<T>(&mut self, paint: impl FnOnce(Rect, &mut Buffer) -> T) -> io::Result<T> {
        self.catch_up();
        let (learned, bytes) = self.surface.frame(paint);
        modes::write(bytes)?;
        Ok(learned)
    }

    /// Sees to what no event has told: where a key and another size come at once, crossterm tells
    /// one of the two only.
    fn catch_up(&mut self) {
        let area = self.surface.area();
        // Not `size`, which asks another program where the terminal does not know.
        let now = crossterm::terminal::window_size().map_or((0, 0), |now| (now.columns, now.rows));
        let differs = now.0 > 0 && now.1 > 0 && now != (area.width, area.height);
        let lost = modes::is_lost();
        if differs {
            self.surface.resize(now.0, now.1);
        } else if lost {
            self.surface.resize(area.width, area.height);
        }
    }

    /// Waits for the next event: until it comes, or for so long.
    ///
    /// A resize is taken account of before it is returned: what follows is a full repaint.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn event(&mut self, patience: Option<Duration>) -> io::Result<Option<Event>> {
        let event = event::next(patience)?;
        if let Some(Event::Resize { width, height }) = event {
            self.surface.resize(width, height);
        }
        Ok(event)
    }

    /// Gives the terminal back, stops the process (as Ctrl-Z does outside raw mode) and, once it
    /// is continued, takes the terminal again; the next frame is a full repaint.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        {
            modes::suspend()?;
            let (width, height) = crossterm::terminal::size()?;
            self.surface.resize(width, height);
        }
        Ok(())
    }

    /// Turns reports of the mouse on or off.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        modes::set_mouse(on)
    }

    /// Puts a text on the clipboard of the person's own machine, also over SSH (OSC 52).
    ///
    /// # Errors
    /// What the terminal says; one that refuses says nothing.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        crossterm::queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
        modes::write(&bytes)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        modes::leave();
    }
}
