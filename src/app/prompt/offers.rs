//! What a line could mean: commands, hyperparameters, lessons, themes, glyphs, iterations, and
//! what may stand after the name of each.

use std::sync::LazyLock;

use super::fuzzy::{Match, fuzzy};
use super::run::{Named, is_number, parts};
use crate::app::App;
use crate::app::command::{Argument, COMMANDS, Command};
use crate::app::hyper::written;
use crate::app::looks::Choice;
use crate::lesson::{Embedded, LESSONS};
use crate::math::hyperparameter::{Domain, Hyperparameter, Nudge};

/// A line that could be meant.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// The line.
    pub line: String,
    /// Its key, or the value it has now.
    pub aside: String,
    /// One line about it.
    pub doc: String,
    /// Whether it can be run as it is; otherwise something must follow it.
    pub ready: bool,
    /// The places of the characters in the line that were typed.
    pub places: Vec<usize>,
}

/// An offer and the other names it is found by.
struct Candidate {
    offer: Offer,
    also: Vec<&'static str>,
}

/// The lessons by name, each with how long it takes and its summary.
pub(super) fn lessons() -> &'static [Choice] {
    static LIST: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
        let about = |row: &Embedded| {
            row.lesson().map(|lesson| match lesson.minutes {
                Some(minutes) => format!("{minutes:>2} min · {}", lesson.summary),
                None => lesson.summary,
            })
        };
        LESSONS.iter().map(|row| (row.name, about(row).unwrap_or_default())).collect()
    });
    static CHOICES: LazyLock<Vec<Choice>> =
        LazyLock::new(|| LIST.iter().map(|(name, summary)| (*name, summary.as_str())).collect());
    &CHOICES
}

impl App {
    /// What a line could mean, the likeliest first.
    pub(super) fn offers(&self, line: &str) -> Vec<Offer> {
        let (name, argument) = parts(line);
        let named = self.named(name).filter(|_| line.trim_start().contains([' ', '=']));
        match named {
            _ if is_number(line) => vec![iteration(line)],
            Some(Named::Command(command)) => self.arguments(command, argument),
            Some(Named::Hyper(row)) if self.uses(row) => self.values(row),
            Some(Named::Hyper(_)) => Vec::new(),
            None => ranked(line.trim().trim_start_matches(':'), self.candidates()),
        }
    }

    /// Everything a line may begin with.
    fn candidates(&self) -> Vec<Candidate> {
        let commands = COMMANDS.iter().map(|command| self.offered(command));
        let is_command = |row: &&Hyperparameter| Command::find(row.name).is_some();
        let used = self.hyperparameters().into_iter().filter(|row| !is_command(row));
        let hypers = used.map(|row| Candidate {
            also: [&[row.symbol, row.plain], row.aliases].concat(),
            offer: Offer {
                line: row.name.into(),
                aside: written(row, self.hyper_value(row)),
                doc: row.doc.into(),
                ..Offer::default()
            },
        });
        // These are too many to be offered to somebody who has not asked for one.
        let many = |argument| matches!(argument, Argument::Mistake | Argument::Setting(_));
        let few = COMMANDS.iter().filter(|command| !many(command.argument));
        let chosen = few.flat_map(|command| {
            let choices = self.choices(command.argument).into_iter();
            choices.map(|choice| chosen(command, choice))
        });
        commands.chain(hypers).chain(chosen).collect()
    }

    fn offered(&self, command: &Command) -> Candidate {
        let ready = match command.argument {
            Argument::None | Argument::Optional(_) => true,
            Argument::Setting(row) => row.may_be_bare,
            _ => false,
        };
        let keys: Vec<_> = self.keymap.keys(command.name).iter().map(ToString::to_string).collect();
        let (line, doc) = (command.name.into(), command.doc.into());
        let aside = match command.argument {
            Argument::Setting(row) if keys.is_empty() => self.setting_now(row).unwrap_or_default(),
            _ => keys.join(" "),
        };
        let offer = Offer { line, aside, doc, ready, ..Offer::default() };
        Candidate { offer, also: Vec::new() }
    }

    /// What may follow a command's name.
    fn arguments(&self, command: &Command, typed: &str) -> Vec<Offer> {
        let say = |doc: String| {
            let line = command.name.into();
            vec![Offer {
                line,
                doc,
                ready: matches!(command.argument, Argument::None),
                ..Offer::default()
            }]
        };
        match command.argument {
            Argument::None => say("nothing follows it".into()),
            Argument::Optional(what) | Argument::Needed(what) => say(what.into()),
            Argument::Setting(row) if row.choices.is_none() => {
                let now =
                    self.setting_now(row).map_or(String::new(), |now| format!(" (now {now})"));
                say(format!("{}{now}", row.takes))
            }
            Argument::Moment if is_number(typed) => vec![iteration(typed)],
            _ => {
                let choices = self.choices(command.argument).into_iter();
                let all: Vec<_> = choices.map(|choice| chosen(command, choice)).collect();
                ranked(typed, all)
            }
        }
    }

    /// The value a hyperparameter has, what it may be, and the values next to it.
    fn values(&self, row: &'static Hyperparameter) -> Vec<Offer> {
        let now = self.hyper_value(row);
        let offer = |value: f64, doc: String| Offer {
            line: format!("{} {}", row.name, written(row, value)),
            doc,
            ready: true,
            ..Offer::default()
        };
        let mut offers =
            vec![offer(now, format!("now; it may be {}: {}", row.domain.bounds(), row.doc))];
        let toggled = row.domain == Domain::Flag || row.nudge == Nudge::Toggle;
        let next = [(true, "the next value up"), (false, "the next value down")];
        for (up, doc) in next.into_iter().take(if toggled { 1 } else { 2 }) {
            let value = row.nudged(now, up);
            if value != now {
                offers.push(offer(value, if toggled { "the other" } else { doc }.into()));
            }
        }
        offers
    }
}

fn chosen(command: &Command, (name, doc): Choice) -> Candidate {
    let (line, doc) = (format!("{} {name}", command.name), doc.into());
    let offer = Offer { line, doc, ready: true, ..Offer::default() };
    Candidate { offer, also: vec![name] }
}

fn iteration(line: &str) -> Offer {
    let line = line.trim();
    let doc = format!("go to iteration {line}");
    Offer { line: line.into(), doc, ready: true, ..Offer::default() }
}

/// The candidates that fit, the best first; all of them, in their order, where nothing was typed.
fn ranked(typed: &str, candidates: Vec<Candidate>) -> Vec<Offer> {
    if typed.trim().is_empty() {
        return candidates.into_iter().map(|candidate| candidate.offer).collect();
    }
    let mut found: Vec<(i32, Offer)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let fit = fit(typed, &candidate)?;
            Some((fit.score, Offer { places: fit.places, ..candidate.offer }))
        })
        .collect();
    found.sort_by_key(|(score, _)| -score);
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// By its line, by another of its names, or by a word of what is said about it.
fn fit(typed: &str, candidate: &Candidate) -> Option<Match> {
    let line = &candidate.offer.line;
    let by_line = fuzzy(typed, line);
    let by_name = candidate.also.iter().filter_map(|name| {
        let found = fuzzy(typed, name)?;
        // Where the name stands in the line, its letters are marked there.
        let start = line.rfind(name).filter(|_| line.is_ascii());
        let places = start.map_or(Vec::new(), |at| found.places.iter().map(|p| p + at).collect());
        Some(Match { places, ..found })
    });
    let by_words = || {
        let doc = candidate.offer.doc.to_lowercase();
        let typed = typed.trim().to_lowercase();
        let begins =
            doc.match_indices(&typed).any(|(at, _)| !doc[..at].ends_with(char::is_alphanumeric));
        (begins && typed.chars().count() > 2).then_some(Match { score: 0, places: Vec::new() })
    };
    by_line.into_iter().chain(by_name).max_by_key(|found| found.score).or_else(by_words)
}
