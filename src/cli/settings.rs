//! `--set NAME=VALUE`: a hyperparameter of the network at hand, within its bounds.

use anyhow::{Result, anyhow, bail};

use crate::lesson;
use crate::math::hyperparameter::{Hyperparameter, used_by};
use crate::train::Setup;

/// Sets hyperparameters of `setup` to what `NAME=VALUE` texts say, the later ones last.
///
/// # Errors
/// One line: the names this network has, the bounds of a value, or why the values do not go
/// together.
pub(super) fn apply(setup: &mut Setup, texts: &[String]) -> Result<()> {
    for text in texts {
        let Some((name, value)) = text.split_once('=') else {
            bail!("--set {text}: expected NAME=VALUE, such as learning_rate=0.1");
        };
        let row = find(setup, name.trim())?;
        let x = row.parse(value).map_err(|reason| anyhow!("--set {text}: {reason}"))?;
        (row.set)(&mut setup.hyper, x);
    }
    match (setup.network.optimizer.refuse)(&setup.hyper) {
        Some(reason) if !texts.is_empty() => bail!("--set {}: {reason}", texts.join(" ")),
        _ => Ok(()),
    }
}

/// The row of this name or alias, among those the network uses.
fn find(setup: &Setup, name: &str) -> Result<&'static Hyperparameter> {
    let network = &setup.network;
    let parameter = network.loss.parameter.map(|(name, _)| name);
    let rows = || used_by(network.optimizer, parameter);
    let found = rows().find(|row| row.name == name || row.aliases.contains(&name));
    found.ok_or_else(|| {
        let names: Vec<_> = rows().map(|row| row.name).collect();
        anyhow!("--set: {}", lesson::unknown("hyperparameter", name, names.into_iter()))
    })
}
