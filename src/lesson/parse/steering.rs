//! `[loss]`, `[regularizer]` and `[optimizer]`: which rows of the tables are used, and the
//! hyperparameters that come with them. Which keys a section has follows from the rows.

use anyhow::Result;

use super::choose;
use crate::lesson::reader::{Node, Table};
use crate::lesson::source::{list, unknown};
use crate::math::activation::{ACTIVATIONS, Activation};
use crate::math::hyperparameter::{
    Domain, HYPERPARAMETERS, Hyperparameter, Hyperparameters, Section,
};
use crate::math::loss::{LOSSES, Loss, Targets};
use crate::math::optimizer::{OPTIMIZERS, Optimizer};
use crate::worksheet::network::{Layer, Network, Parameter, REDUCTIONS, Reduction};

/// `[optimizer]` without `frozen`; its settings go into `hyper`. Default: `sgd`.
pub(super) fn optimizer(file: &Table, hyper: &mut Hyperparameters) -> Result<&'static Optimizer> {
    let head = Head::of(file, "optimizer")?;
    let word = head.word("sgd")?;
    let names = OPTIMIZERS.iter().map(|row| row.name);
    let optimizer =
        Optimizer::find(word).ok_or_else(|| head.error(unknown("optimizer", word, names)))?;
    optimizer.set_defaults(hyper);
    let Some(table) = &head.table else { return Ok(optimizer) };
    let settings: Vec<_> = optimizer.settings.iter().map(|(name, _)| *name).collect();
    let owner = format!("optimizer \"{word}\"");
    settings_of(table, &owner, &["name", "frozen"], &settings, hyper)?;
    match (optimizer.refuse)(hyper) {
        Some(reason) => Err(table.error(format!("[optimizer] is refused: {reason}"))),
        None => Ok(optimizer),
    }
}

/// A section that names a row of a table, and the place for messages about that name.
struct Head<'a> {
    file: &'a Table<'a>,
    table: Option<Table<'a>>,
    name: Option<Node<'a>>,
}

impl<'a> Head<'a> {
    fn of(file: &'a Table<'a>, key: &str) -> Result<Self> {
        let table = file.section(key)?;
        let name = table.as_ref().and_then(|table| table.get("name"));
        Ok(Self { file, table, name })
    }

    fn word(&self, default: &'static str) -> Result<&'a str> {
        self.name.as_ref().map_or(Ok(default), Node::text)
    }

    fn error(&self, message: String) -> anyhow::Error {
        match (&self.name, &self.table) {
            (Some(name), _) => name.error(message),
            (None, Some(table)) => table.error(message),
            (None, None) => self.file.error(message),
        }
    }
}

/// `[regularizer]`: l1 and l2, which the optimizer must leave to the objective.
pub(super) fn regularizer(
    file: &Table,
    optimizer: &Optimizer,
    hyper: &mut Hyperparameters,
) -> Result<()> {
    let Some(table) = file.section("regularizer")? else { return Ok(()) };
    let rows = HYPERPARAMETERS.iter().filter(|row| row.section == Section::Regularizer);
    let settings: Vec<_> = rows.map(|row| row.name).collect();
    for key in table.keys() {
        if settings.contains(&key) && optimizer.settings.iter().any(|(name, _)| *name == key) {
            let name = optimizer.name;
            let message =
                format!("optimizer \"{name}\" applies {key} itself: put it under [optimizer]");
            return Err(table.error_at(key, message));
        }
    }
    settings_of(&table, "[regularizer]", &[], &settings, hyper)
}

/// `[loss]`; the loss's parameter goes into `hyper`. Default: `half_squared`, `sum`.
pub(super) fn objective(
    file: &Table,
    layers: &[Layer],
    hyper: &mut Hyperparameters,
) -> Result<(&'static Loss, Reduction)> {
    let head = Head::of(file, "loss")?;
    let word = head.word("half_squared")?;
    let names = LOSSES.iter().map(|row| row.name);
    let loss = Loss::find(word).ok_or_else(|| head.error(unknown("loss", word, names)))?;
    if let Some((name, default)) = loss.parameter
        && let Some(row) = Hyperparameter::find(name)
    {
        (row.set)(hyper, default);
    }
    if let Some(complaint) = layers.last().and_then(|output| misfit(loss, output)) {
        return Err(head.error(complaint));
    }
    let Some(table) = &head.table else { return Ok((loss, Reduction::Sum)) };
    let settings: Vec<_> = loss.parameter.iter().map(|(name, _)| *name).collect();
    let owner = format!("loss \"{word}\"");
    settings_of(table, &owner, &["name", "reduction"], &settings, hyper)?;
    let node = table.get("reduction");
    Ok((loss, node.map_or(Ok(Reduction::Sum), |node| reduction(&node, loss))?))
}

fn reduction(node: &Node, loss: &Loss) -> Result<Reduction> {
    let reduction = choose(node, "reduction", REDUCTIONS)?;
    if reduction == Reduction::MeanAll && !loss.elementwise {
        let others = REDUCTIONS.iter().filter(|row| row.1 != reduction).map(|row| row.0);
        let message = format!(
            "reduction \"mean_all\" is for element-wise losses, \"{}\" is not one; expected one of {}",
            loss.name,
            list(others)
        );
        return Err(node.error(message));
    }
    Ok(reduction)
}

/// Why the loss cannot stand behind this output layer, if it cannot.
fn misfit(loss: &Loss, output: &Layer) -> Option<String> {
    let (name, found) = (loss.name, output.activation.name);
    if let Some(needed) = loss.needs.filter(|needed| *needed != found) {
        return Some(format!(
            "loss \"{name}\" needs \"{needed}\" as activation of the output layer, not \"{found}\""
        ));
    }
    let wants_probabilities = matches!(loss.targets, Targets::UnitInterval | Targets::Distribution);
    if loss.needs.is_some() || !wants_probabilities || gives_probabilities(output.activation) {
        return None;
    }
    let fits = ACTIVATIONS.iter().filter(|row| gives_probabilities(row)).map(|row| row.name);
    let raw = LOSSES.iter().find(|row| row.targets == loss.targets && row.needs.is_some());
    let raw = raw.map_or(String::new(), |row| format!("; on raw outputs use \"{}\"", row.name));
    Some(format!(
        "loss \"{name}\" needs outputs from 0 to 1, \"{found}\" gives others: expected one of {}{raw}",
        list(fits)
    ))
}

/// Whether the outputs of an activation lie between 0 and 1, as far as a few arguments show.
fn gives_probabilities(activation: &Activation) -> bool {
    let default = activation.alpha.unwrap_or(0.0);
    activation.elementwise().is_none_or(|rule| {
        [-4.0, -1.5, -0.5, 0.0, 0.5, 1.5, 4.0]
            .into_iter()
            .all(|s| (0.0..=1.0).contains(&(rule.f)(s, default)))
    })
}

/// The settings of a table into `hyper`; other keys are refused, with a word on where they belong.
fn settings_of(
    table: &Table,
    owner: &str,
    others: &[&str],
    settings: &[&str],
    hyper: &mut Hyperparameters,
) -> Result<()> {
    let choices: Vec<_> = others.iter().chain(settings).copied().collect();
    for key in table.keys().into_iter().filter(|key| !choices.contains(key)) {
        match Hyperparameter::find(key) {
            Some(row) if choices.contains(&row.name) => {
                return Err(table.refuse(key, Some(row.name), &choices));
            }
            Some(row) => {
                let message = format!("{owner} has no {}; it belongs {}", row.name, home(row));
                return Err(table.error_at(key, message));
            }
            None => table.allow(&choices)?,
        }
    }
    let rows = HYPERPARAMETERS.iter().filter(|row| settings.contains(&row.name));
    for (row, node) in rows.filter_map(|row| Some((row, table.get(row.name)?))) {
        (row.set)(hyper, setting(row, &node)?);
    }
    Ok(())
}

/// The value of a hyperparameter, within its bounds.
pub(in crate::lesson) fn setting(row: &Hyperparameter, node: &Node) -> Result<f64> {
    let value = match row.domain {
        Domain::Flag => f64::from(u8::from(node.flag()?)),
        _ => node.number()?,
    };
    row.check(value).map_err(|complaint| node.error(complaint))?;
    Ok(value)
}

/// Where a hyperparameter can be given.
fn home(row: &Hyperparameter) -> String {
    match row.section {
        Section::Regularizer => "under [regularizer]".into(),
        Section::Loss => {
            let has = |loss: &&&Loss| loss.parameter.is_some_and(|(name, _)| name == row.name);
            format!("to the losses {}", list(LOSSES.iter().filter(has).map(|loss| loss.name)))
        }
        Section::Optimizer => {
            let has = |o: &&&Optimizer| o.settings.iter().any(|(name, _)| *name == row.name);
            format!("to the optimizers {}", list(OPTIMIZERS.iter().filter(has).map(|o| o.name)))
        }
    }
}

/// `frozen` of `[optimizer]`: parameters by name, each once, in the file's order.
pub(super) fn frozen(file: &Table, network: &Network) -> Result<Vec<Parameter>> {
    let node = file.section("optimizer")?.and_then(|table| table.get("frozen"));
    let Some(node) = node else { return Ok(Vec::new()) };
    let named: Vec<_> = network.parameters().into_iter().map(|p| (p.to_string(), p)).collect();
    let choices: Vec<_> = named.iter().map(|(name, p)| (name.as_str(), *p)).collect();
    let mut frozen = Vec::new();
    for entry in node.array()? {
        let parameter = choose(&entry, "parameter", &choices)?;
        if !frozen.contains(&parameter) {
            frozen.push(parameter);
        }
    }
    Ok(frozen)
}
