//! What the keys do here: which commands matter in a pane or a mode, and in which words.

use super::command::{COMMANDS, Command};
use super::{App, Mode, Pane};

/// A command that matters here, and what it does here in a word or two.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// The command.
    pub command: &'static Command,
    /// The words.
    pub word: &'static str,
}

/// The table: what matters in each pane besides what matters everywhere.
static OWN: &[(Pane, &[(&str, &str)])] = &[
    (Pane::Worksheet, &[("follow", "to a factor"), ("search", "find"), ("increase", "nudge")]),
    (Pane::Why, &[("follow", "to a factor"), ("back", "come back"), ("zoom", "zoom")]),
    (Pane::Network, &[("next-step", "step"), ("zoom", "zoom")]),
    (Pane::Loss, &[("play", "play"), ("faster", "faster"), ("switch-run", "other run")]),
    (Pane::Plane, &[("next-iteration", "iterate"), ("play", "play"), ("zoom", "zoom")]),
    (Pane::Derivation, &[("next-step", "step"), ("previous-step", "step back"), ("zoom", "zoom")]),
    (Pane::Check, &[("next-iteration", "iterate"), ("zoom", "zoom")]),
    (Pane::Hyperparameters, &[("edit", "edit"), ("increase", "up"), ("decrease", "down")]),
    (Pane::Lesson, &[("next-step", "step"), ("open", "another lesson"), ("zoom", "zoom")]),
];

const PROPOSED: &[(&str, &str)] = &[("try", "try it")];

const PURSUING: &[(&str, &str)] = &[("back", "stop here")];

const PLAYING: &[(&str, &str)] =
    &[("play", "pause"), ("back", "stop"), ("slower", "slower"), ("faster", "faster")];

const ASKED: &[(&str, &str)] = &[("follow", "answer"), ("hint", "formula"), ("reveal", "show")];

const VEILED: &[(&str, &str)] = &[
    ("next-step", "show all"),
    ("follow", "show this one"),
    ("previous-step", "back"),
    ("projector", "leave"),
];

const PROJECTED: &[(&str, &str)] = &[
    ("next-step", "next"),
    ("previous-step", "back"),
    ("next-iteration", "iterate"),
    ("projector", "leave"),
];

const HELP: &[(&str, &str)] =
    &[("down", "scroll"), ("page-down", "further"), ("page-up", "back"), ("help", "close")];

fn named(rows: &[(&str, &'static str)]) -> Vec<Hint> {
    let hint = |(name, word): &(&str, &'static str)| {
        Command::find(name).map(|command| Hint { command, word })
    };
    rows.iter().filter_map(hint).collect()
}

impl App {
    /// What matters in the focused pane and nowhere else so much.
    pub fn own_hints(&self) -> Vec<Hint> {
        let own = OWN.iter().find(|(pane, _)| *pane == self.focus);
        own.map_or(Vec::new(), |(_, rows)| named(rows))
    }

    /// What matters now, the most important first.
    pub fn hints(&self) -> Vec<Hint> {
        if matches!(self.mode, Mode::Help(_)) {
            return named(HELP);
        }
        let everywhere =
            COMMANDS.iter().filter_map(|command| command.hint.map(|word| Hint { command, word }));
        if self.is_projecting() && !self.is_moving() {
            return named(if self.asked().is_some() { VEILED } else { PROJECTED });
        }
        if self.asked().is_some() {
            return named(ASKED).into_iter().chain(everywhere).collect();
        }
        if self.pursued.is_some() || self.playing {
            let moving = named(if self.playing { PLAYING } else { PURSUING });
            return moving.into_iter().chain(everywhere.filter(|h| h.command.in_help)).collect();
        }
        let mut hints = self.own_hints();
        let heard = self.lesson_speaks() || self.companion() == Pane::Lesson;
        let proposed = heard && !self.proposed().is_empty();
        let proposed = named(if proposed { PROPOSED } else { &[] });
        let worksheet = self.focus == Pane::Worksheet;
        let rest: Vec<_> = everywhere
            .filter(|hint| {
                worksheet || hints.iter().all(|own| own.command.name != hint.command.name)
            })
            .collect();
        if worksheet {
            hints.splice(0..0, rest);
        } else {
            hints.extend(rest);
        }
        hints.splice(0..0, proposed);
        hints
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::PANES;

    #[test]
    fn every_pane_has_hints_and_every_hint_is_a_command() {
        for row in PANES {
            let own = OWN.iter().find(|(pane, _)| *pane == row.pane).expect("a row of hints");
            assert_eq!(named(own.1).len(), own.1.len(), "{}", row.name);
        }
        for rows in [PROPOSED, PURSUING, PLAYING, VEILED, PROJECTED, HELP] {
            assert_eq!(named(rows).len(), rows.len());
        }
    }
}
