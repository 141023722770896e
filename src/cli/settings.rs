//! `--set NAME=VALUE`: a hyperparameter of the network at hand, within its bounds; or what training
//! starts over with: layers, loss, data.

use anyhow::{Result, anyhow, bail};

use crate::lesson;
use crate::lesson::Lesson;
use crate::lesson::setting::{SETTINGS, Setting};
use crate::math::hyperparameter::{Hyperparameter, used_by};
use crate::train::Setup;

/// Sets in a lesson what `NAME=VALUE` texts say, the later ones last.
///
/// # Errors
/// One line: the names there are, the bounds of a value, or why the values do not go together.
pub(super) fn apply(lesson: &mut Lesson, texts: &[String]) -> Result<()> {
    for text in texts {
        let Some((name, value)) = text.split_once('=') else {
            bail!("--set {text}: expected NAME=VALUE, such as learning_rate=0.1");
        };
        let name = name.trim();
        let complain = |reason: String| anyhow!("--set {text}: {reason}");
        match (used(&lesson.setup, name), Setting::find(name)) {
            (Some(row), _) => {
                (row.set)(&mut lesson.setup.hyper, row.parse(value).map_err(complain)?);
            }
            (None, Some(row)) => {
                let now = lesson.setup.hyper.clone();
                let altered = row.apply(lesson, &now, value);
                *lesson = altered.map_err(|error| complain(error.to_string()))?;
            }
            (None, None) => return Err(unknown(&lesson.setup, name)),
        }
    }
    match (lesson.setup.network.optimizer.refuse)(&lesson.setup.hyper) {
        Some(reason) if !texts.is_empty() => bail!("--set {}: {reason}", texts.join(" ")),
        _ => Ok(()),
    }
}

/// The hyperparameters that the network uses.
fn rows(setup: &Setup) -> impl Iterator<Item = &'static Hyperparameter> {
    let network = &setup.network;
    used_by(network.optimizer, network.loss.parameter.map(|(name, _)| name))
}

/// The one of this name or alias.
fn used(setup: &Setup, name: &str) -> Option<&'static Hyperparameter> {
    rows(setup).find(|row| row.name == name || row.aliases.contains(&name))
}

fn unknown(setup: &Setup, name: &str) -> anyhow::Error {
    let settings = SETTINGS.iter().map(|row| row.name);
    let mut names: Vec<_> = rows(setup).map(|row| row.name).collect();
    names.extend(settings.filter(|name| used(setup, name).is_none()));
    anyhow!("--set: {}", lesson::unknown("hyperparameter", name, names.into_iter()))
}
