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
    (
        Pane::Plane,
        &[("draw", "draw"), ("next-iteration", "iterate"), ("play", "play"), ("zoom", "zoom")],
    ),
    (Pane::Derivation, &[("next-step", "step"), ("previous-step", "step back"), ("zoom", "zoom")]),
    (Pane::Check, &[("next-iteration", "iterate"), ("zoom", "zoom")]),
    (Pane::Hyperparameters, &[("edit", "edit"), ("increase", "up"), ("decrease", "down")]),
    (Pane::Lesson, &[("next-step", "step"), ("open", "another lesson"), ("zoom", "zoom")]),
];

/// Where the pane of losses shows its surface.
const SURFACE: &[(&str, &str)] =
    &[("increase", "closer"), ("decrease", "further"), ("surface", "curve")];

const PROPOSED: (&str, &str) = ("try", "try it");

const MORE: (&str, &str) = ("next-cue", "read on");

const OVER: (&str, &str) = ("next-lesson", "next lesson");

/// Where the words stand behind another pane.
const UNSEEN: (&str, &str) = ("lesson", "words");

/// Where a proposal was passed over.
const NOT_DONE: (&str, &str) = ("previous-cue", "go back");

const COURSE: (&str, &str) = ("open", "lessons");

/// Where an epoch is more than one iteration.
const EPOCHS: (&str, &str) = ("next-epoch", "epoch");

/// Where the examples lie in a plane.
const IN_PLANE: (&str, &str) = ("plane", "plane");

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

const DRAWING: &[(&str, &str)] = &[
    ("increase", "put"),
    ("decrease", "put the other"),
    ("heat", "erase"),
    ("undo", "take one back"),
    ("rerun", "drop all"),
    ("follow", "done"),
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
        if self.is_on_surface() {
            return named(SURFACE);
        }
        let own = OWN.iter().find(|(pane, _)| *pane == self.focus);
        let can = |hint: &Hint| hint.command.name != "draw" || self.can_draw();
        own.map_or(Vec::new(), |(_, rows)| named(rows)).into_iter().filter(can).collect()
    }

    /// What matters now, the most important first.
    pub fn hints(&self) -> Vec<Hint> {
        if matches!(self.mode, Mode::Help(_)) {
            return named(HELP);
        }
        if let Mode::Draw(drawing) = &self.mode {
            // A class is put by its digit.
            let put = |hint: &Hint| drawing.class().is_none() || hint.command.name != "decrease";
            return named(DRAWING).into_iter().filter(put).collect();
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
        let own = hints.len();
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
        let at = if worksheet { hints.len() - own } else { hints.len() };
        hints.splice(at..at, self.offered_here());
        let at = if matches!(self.focus, Pane::Worksheet | Pane::Lesson) { 0 } else { own };
        for (at, taught) in [(at, self.course_goes_on()), (0, self.taught_here())] {
            hints.retain(|hint| taught.iter().all(|own| own.command.name != hint.command.name));
            hints.splice(at.min(hints.len())..at.min(hints.len()), taught);
        }
        hints
    }

    /// What the data offer besides.
    fn offered_here(&self) -> Vec<Hint> {
        let epochs = self.trainer().batches().per_epoch() > 1;
        let plane = self.lesson.placed().is_some() && self.focus != Pane::Plane;
        let rows = [(epochs, EPOCHS), (plane, IN_PLANE)];
        let rows: Vec<_> = rows.into_iter().filter(|row| row.0).map(|row| row.1).collect();
        named(&rows)
    }

    /// What the lesson says and proposes here.
    fn taught_here(&self) -> Vec<Hint> {
        let (seen, speaks) = (self.companion() == Pane::Lesson, self.lesson_speaks());
        let unseen = if speaks && !seen { &[UNSEEN][..] } else { &[] };
        let proposed = (seen || speaks) && !self.proposed().is_empty();
        let proposed = if proposed { &[PROPOSED][..] } else { &[] };
        let back = if self.left_out() { &[NOT_DONE][..] } else { &[] };
        named(&[unseen, back, proposed].concat())
    }

    /// How to go on in the lesson, and to others.
    fn course_goes_on(&self) -> Vec<Hint> {
        if self.lesson.cues.is_empty() {
            return Vec::new();
        }
        let over = self.lesson_is_over() && self.next_lesson().is_some();
        let start = self.step() == 0 && self.iteration() == 1 && self.lesson_number().is_some();
        let rows = [(!self.lesson_is_over(), MORE), (over, OVER), (start, COURSE)];
        let rows: Vec<_> = rows.into_iter().filter(|row| row.0).map(|row| row.1).collect();
        named(&rows)
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
        let taught = [PROPOSED, MORE, OVER, UNSEEN, NOT_DONE, COURSE, EPOCHS, IN_PLANE];
        assert_eq!(named(&taught).len(), taught.len());
        for rows in [SURFACE, DRAWING, PURSUING, PLAYING, VEILED, PROJECTED, HELP] {
            assert_eq!(named(rows).len(), rows.len());
        }
    }
}
