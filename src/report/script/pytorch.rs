//! A script for `PyTorch`: the forward pass in its functions, the gradients by its autograd, the
//! update by its optimizer. Nothing of the worksheet's own mathematics is in it: it checks it.

mod optimizer;

use anyhow::Result;

use super::follow::Found;
use super::text::{self, SHOW, replaced};
use super::{Dialect, Line, Start};
use crate::math::expr::numpy::literal;
use crate::math::hyperparameter::{Domain, Hyperparameter};
use crate::math::optimizer::Pytorch;
use crate::report::{Format, Report};
use crate::train::Trainer;
use crate::worksheet::network::{Layer, Network, Reduction};
use crate::worksheet::quantity::{Phase, Role};
use optimizer::{optimizer_of, step, trains};

pub(in crate::report) static PYTORCH: Format = Format {
    name: "pytorch",
    ending: "torch.py",
    doc: "a Python script that computes them with PyTorch's autograd and optimizers",
    rounds: true,
    is_text: true,
    write: |report, iterations, out| super::write(&Torch, report, iterations, out),
};

struct Torch;

impl Dialect for Torch {
    fn module(&self) -> &'static str {
        "torch"
    }

    fn iteration(&self, report: &Report, trainer: &Trainer) -> Result<Vec<Line>> {
        let network = trainer.worksheet().network();
        let mut lines = Vec::new();
        if !trainer.batches().is_everything() {
            lines.push(Line::fixed(text::CHOSEN));
        }
        for l in 1..=network.depth() {
            lines.extend(layer(network.layer(l), l));
        }
        lines.push(Line::set("L", loss(network)));
        lines.push(Line::set("loss", total(trainer)));
        lines.extend(backward(network));
        lines.extend(text::heading());
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (_, quantity) in report.quantities(trainer) {
            let role = quantity.role;
            let shown = format!("{}={}", role.name(), value(role, network));
            if role.phase() == Phase::Update { after.push(shown) } else { before.push(shown) }
        }
        if !before.is_empty() {
            lines.push(Line::fixed(text::call("show", &before)));
        }
        lines.extend(step(trainer));
        if !after.is_empty() {
            lines.push(Line::fixed(text::call("show", &after)));
        }
        Ok(lines)
    }

    fn edit(&self, found: &Found, trainer: &Trainer) -> Vec<String> {
        let literal = |x| literal(x, "torch");
        let network = trainer.worksheet().network();
        let optimizer = &network.optimizer.pytorch;
        let theirs = |state| match optimizer {
            Pytorch::Class { states, .. } => {
                states.iter().find(|row| row.0 == state).map(|row| row.1)
            }
            Pytorch::Written(_) => None,
        };
        match *found {
            Found::Start => optimizer_of(trainer),
            Found::Hyper(row, value) => {
                let set = format!("{} = {}", row.name, flag(row.name, &literal(value)));
                let update = match optimizer {
                    Pytorch::Class { settings, .. }
                        if settings.iter().any(|setting| text::mentions(setting, row.name)) =>
                    {
                        trains(trainer)
                            .then(|| text::call("optimizer.param_groups[0].update", settings))
                    }
                    _ => None,
                };
                std::iter::once(set).chain(update).collect()
            }
            Found::Parameter(parameter, [row, column], value) => {
                vec![format!("{parameter}.data[{row}, {column}] = {}", literal(value))]
            }
            Found::Data(name, [row, column], value) => {
                vec![format!("{}[{row}, {column}] = {}", text::data(name, trainer), literal(value))]
            }
            // A buffer that begins with the first gradient is made by the optimizer.
            Found::Begins(..) if trainer.now().t == 1 => Vec::new(),
            Found::Begins(p, state) => theirs(state).map_or_else(Vec::new, |name| {
                vec![format!("optimizer.state[{p}][\"{name}\"] = torch.zeros_like({p})")]
            }),
            Found::Ends(p, state) => theirs(state).map_or_else(Vec::new, |name| {
                vec![format!("optimizer.state[{p}].pop(\"{name}\", None)")]
            }),
        }
    }

    fn head(&self, start: &Start, rest: &str) -> String {
        let mut out = start.comment.clone();
        out += "import torch\n";
        let more = start.more.join("\n");
        if text::mentions(rest, "F") {
            out += "import torch.nn.functional as F\n";
        }
        out += "\ntorch.set_default_dtype(torch.float64)\n\n";
        for (i, (name, array)) in start.given().enumerate() {
            // The data come first; states are no parameters, and stand there where they are used.
            let is_state = name.ends_with("_before");
            let grad = if i > 1 && !is_state { ", requires_grad=True" } else { "" };
            if !is_state || [more.as_str(), rest].iter().any(|text| text::mentions(text, &name)) {
                out += &text::set(&name, &format!("torch.tensor({array}{grad})"));
            }
        }
        let settings = start.settings(&format!("{more}{rest}"));
        let settings = settings.lines().map(|line| {
            let (name, value) = line.split_once(" = ").unwrap_or((line, ""));
            text::set(name, &flag(name, value))
        });
        out + &settings.collect::<String>() + &more + "\n\n\n" + &start.number + SHOW
    }
}

/// A flag as Python has it.
fn flag(name: &str, value: &str) -> String {
    let is_flag = Hyperparameter::find(name).is_some_and(|row| row.domain == Domain::Flag);
    match (is_flag, value) {
        (true, "1.0") => "True".into(),
        (true, _) => "False".into(),
        (false, _) => value.into(),
    }
}

fn layer(layer: &Layer, l: usize) -> [Line; 2] {
    let input = if l == 1 { "X".into() } else { format!("A{}", l - 1) };
    let bias = if layer.bias { format!(" + b{l}") } else { String::new() };
    let activation = replaced(layer.activation.python.torch, &|word| match word {
        "s" => Some(format!("S{l}")),
        "alpha" => Some(literal(layer.alpha, "torch")),
        _ => None,
    });
    [
        Line::set(format!("S{l}"), format!("{input} @ W{l}{bias}")),
        Line::set(format!("A{l}"), activation),
    ]
}

/// ℓ of every example, a column.
fn loss(network: &Network) -> String {
    let depth = network.depth();
    let python = network.fused().map_or(&network.loss.python, |fused| &fused.python);
    replaced(python.torch, &|word| match word {
        "s" => Some(format!("S{depth}")),
        "a" => Some(format!("A{depth}")),
        "y" => Some("Y".into()),
        _ => None,
    })
}

fn total(trainer: &Trainer) -> String {
    let divided = match trainer.worksheet().network().reduction {
        Reduction::Sum => "",
        Reduction::Mean => " / len(Y)",
        Reduction::MeanAll => " / Y.numel()",
    };
    let penalty = text::penalty(trainer, "torch.abs");
    let penalty = penalty.map_or(String::new(), |penalty| format!(" + {penalty}"));
    format!("L.sum(){divided}{penalty}")
}

fn backward(network: &Network) -> [Line; 3] {
    let inner = (1..=network.depth()).map(|l| format!("S{l}, A{l}")).collect::<Vec<_>>().join(", ");
    let parameters = names(network.parameters().iter());
    [
        format!("for tensor in [{inner}]:\n    tensor.retain_grad()"),
        format!("for tensor in [{parameters}]:\n    tensor.grad = None"),
        "loss.backward()".into(),
    ]
    .map(Line::fixed)
}

fn names(of: impl Iterator<Item = impl ToString>) -> String {
    of.map(|p| p.to_string()).collect::<Vec<_>>().join(", ")
}

/// Where the script has a quantity.
fn value(role: Role, network: &Network) -> String {
    match role {
        Role::LossGradient(l) => format!("A{l}.grad"),
        Role::Delta(l) => format!("S{l}.grad"),
        Role::Gradient(p) => format!("{p}.grad"),
        Role::After(p) => p.to_string(),
        Role::State(p, state) => match &network.optimizer.pytorch {
            Pytorch::Class { states, .. } => {
                let name = states.iter().find(|row| row.0 == state).map_or(state, |row| row.1);
                format!("optimizer.state[{p}][\"{name}\"]")
            }
            Pytorch::Written(_) => format!("{p}_{state}_before"),
        },
        _ => role.name(),
    }
}
