//! What the person does, made the same on every terminal: presses only, a shifted letter as the
//! letter it is. A sequence that a slow line splits arrives as Esc and letters, which is why Esc
//! may only ever cancel.

use crossterm::event as raw;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseEvent;
use std::io;
use std::time::Duration;
use std::time::Instant;

/// Something that happened at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key, pressed. Shift shows in the character alone: `N`, `?`, never with a modifier.
    Key(KeyEvent),
    /// A button, a drag or the wheel; cells from 0.
    Mouse(MouseEvent),
    /// A text pasted as a whole.
    Paste(String),
    /// The screen has another size, or is to be painted again as a whole.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
}

/// What crossterm is given at least to look for an event: in no time at all it does not even look.
const LOOK: Duration = Duration::from_micros(20);

/// The next event, waiting for it as long as `patience` says, or for ever.
pub(super) fn next(patience: Option<Duration>) -> io::Result<Option<Event>> {
    let until = patience.map(|patience| Instant::now() + patience.max(LOOK));
    loop {
        if let Some(until) = until
            && !raw::poll(until.saturating_duration_since(Instant::now()))?
        {
            return Ok(None);
        }
        if let Some(event) = understood(raw::read()?) {
            return Ok(Some(event));
        }
    }
}

fn understood(event: raw::Event) -> Option<Event> {
    match event {
        raw::Event::Key(key) if key.kind == KeyEventKind::Press => Some(Event::Key(plain(key))),
        raw::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        raw::Event::Paste(text) => Some(Event::Paste(text)),
        raw::Event::Resize(width, height) => Some(Event::Resize { width, height }),
        _ => None,
    }
}

/// The same key without what only some terminals say about it.
fn plain(key: KeyEvent) -> KeyEvent {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let (code, shift) = match key.code {
        KeyCode::Char(letter) if shift => (KeyCode::Char(upper(letter)), false),
        KeyCode::Tab if shift => (KeyCode::BackTab, false),
        KeyCode::BackTab => (KeyCode::BackTab, false),
        code => (code, shift),
    };
    let mut modifiers = key.modifiers;
    modifiers.set(KeyModifiers::SHIFT, shift);
    KeyEvent::new(code, modifiers)
}

/// The capital of a letter that has a single one.
fn upper(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEventState;

    #[test]
    fn a_key_is_the_same_whatever_a_terminal_says_about_shift() {
        let (none, shift, control) =
            (KeyModifiers::NONE, KeyModifiers::SHIFT, KeyModifiers::CONTROL);
        let char = KeyCode::Char;
        let rows = [
            (char('N'), shift, char('N'), none),
            (char('N'), none, char('N'), none),
            (char('n'), shift, char('N'), none),
            (char('n'), none, char('n'), none),
            (char('?'), shift, char('?'), none),
            (char('ß'), shift, char('ß'), none),
            (char('r'), control, char('r'), control),
            (KeyCode::BackTab, shift, KeyCode::BackTab, none),
            (KeyCode::Tab, shift, KeyCode::BackTab, none),
            (KeyCode::Up, shift, KeyCode::Up, shift),
        ];
        for (code, modifiers, expected, left) in rows {
            let said = KeyEvent {
                state: KeyEventState::CAPS_LOCK,
                ..KeyEvent::new_with_kind(code, modifiers, KeyEventKind::Press)
            };
            let understood = understood(raw::Event::Key(said));
            assert_eq!(understood, Some(Event::Key(KeyEvent::new(expected, left))), "{said:?}");
        }
    }

    #[test]
    fn a_key_counts_once_and_a_release_never() {
        for (kind, counts) in [
            (KeyEventKind::Press, true),
            (KeyEventKind::Repeat, false),
            (KeyEventKind::Release, false),
        ] {
            let key = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind);
            assert_eq!(understood(raw::Event::Key(key)).is_some(), counts, "{kind:?}");
        }
    }
}
