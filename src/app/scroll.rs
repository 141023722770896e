//! How far the panes of text are scrolled.

use super::place::Direction;
use super::{App, Pane};

/// By how many lines each pane is scrolled that is scrolled at all.
#[derive(Clone, Debug, Default)]
pub(super) struct Scrolled(Vec<(Pane, usize)>);

impl App {
    /// How many lines of a pane are scrolled out of sight at its top.
    pub fn scrolled(&self, pane: Pane) -> usize {
        self.scrolled.0.iter().find(|(of, _)| *of == pane).map_or(0, |(_, lines)| *lines)
    }

    /// Keeps panes from being scrolled past their ends, which are so many lines down.
    pub fn learn_scroll(&mut self, most: &[(Pane, usize)]) {
        for (pane, most) in most {
            self.set_scroll(*pane, self.scrolled(*pane).min(*most));
        }
    }

    /// Scrolls the focused pane by a line.
    pub(super) fn scroll_pane(&mut self, direction: Direction) -> Result<(), String> {
        self.scroll(self.focus, direction)
    }

    /// Scrolls a pane by a line.
    pub(super) fn scroll(&mut self, pane: Pane, direction: Direction) -> Result<(), String> {
        let now = self.scrolled(pane);
        let next = match direction {
            Direction::Up => now.checked_sub(1).ok_or("this is its first line")?,
            Direction::Down => now + 1,
            Direction::Left | Direction::Right => return Err("it scrolls up and down".into()),
        };
        self.set_scroll(pane, next);
        Ok(())
    }

    pub(super) fn set_scroll(&mut self, pane: Pane, lines: usize) {
        self.scrolled.0.retain(|(of, _)| *of != pane);
        if lines > 0 {
            self.scrolled.0.push((pane, lines));
        }
    }
}
