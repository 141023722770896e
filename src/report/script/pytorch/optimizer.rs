//! The optimizer of a script for `PyTorch`: one of its classes with the states that ours has by then,
//! or the step written out where it has none like it.

use super::names;
use crate::math::optimizer::Pytorch;
use crate::report::script::Line;
use crate::report::script::text;
use crate::train::Trainer;
use crate::worksheet::Slots;
use crate::worksheet::network::Reduction;

/// The parameters that are not frozen.
fn trained(trainer: &Trainer) -> impl Iterator<Item = &Slots> {
    let sheet = trainer.worksheet();
    let frozen = &sheet.network().frozen;
    sheet.parameters().iter().filter(|slots| !frozen.contains(&slots.parameter))
}

/// Whether any is: an optimizer of none would be refused.
pub(super) fn trains(trainer: &Trainer) -> bool {
    trained(trainer).next().is_some()
}

/// The optimizer, with its states where it has some already.
pub(super) fn optimizer_of(trainer: &Trainer) -> Vec<String> {
    let network = trainer.worksheet().network();
    let (name, settings, states) = match &network.optimizer.pytorch {
        Pytorch::Written(step) => {
            let fresh = trained(trainer).filter(|slots| slots.states.is_empty());
            let fresh = fresh.map(|slots| slots.parameter);
            let none = fresh.map(|p| format!("{p}_dead_before = torch.zeros_like({p})"));
            return std::iter::once(format!("\n\n{step}\n")).chain(none).collect();
        }
        Pytorch::Class { name, settings, states } => (name, settings, states),
    };
    if !trains(trainer) {
        return Vec::new();
    }
    let all = names(trained(trainer).map(|slots| slots.parameter));
    let mut lines = Vec::new();
    let arguments: Vec<_> = std::iter::once(format!("[{all}]"))
        .chain(settings.iter().map(ToString::to_string))
        .collect();
    lines.push(text::call(&format!("optimizer = torch.optim.{name}"), &arguments));
    let t = trainer.now().t;
    for slots in trained(trainer).filter(|_| t > 1) {
        let p = slots.parameter;
        let name = |ours: &str| states.iter().find(|row| row.0 == ours).map_or("", |row| row.1);
        let kept =
            slots.states.iter().map(|(ours, ..)| format!("{}={p}_{ours}_before", name(ours)));
        let steps = std::iter::once(format!("step=torch.tensor({}.0)", t - 1));
        let all = if slots.states.is_empty() { Vec::new() } else { steps.chain(kept).collect() };
        if !all.is_empty() {
            lines.push(text::call(&format!("optimizer.state[{p}].update"), &all));
        }
    }
    lines
}

/// The update.
pub(super) fn step(trainer: &Trainer) -> Vec<Line> {
    let network = trainer.worksheet().network();
    if !trains(trainer) {
        return Vec::new();
    }
    match network.optimizer.pytorch {
        Pytorch::Class { .. } => vec![Line::fixed("optimizer.step()")],
        Pytorch::Written(_) => trained(trainer)
            .map(|slots| {
                let p = slots.parameter;
                let examples = if network.reduction == Reduction::Sum { "len(Y)" } else { "1" };
                let weight = if p.bias { "False" } else { "True" };
                let dead = format!("{p}_dead_before");
                Line::set(&dead, format!("step({p}, {dead}, {examples}, {weight})"))
            })
            .collect(),
    }
}
