//! The sheet of a problem: what is given, what is to be computed, and how it is handed in. Its
//! symbols, formulas and shapes are those of the worksheet.

mod latex;
mod markdown;

use super::{DECIMALS, Problem};
use crate::homework::reduction;
use crate::lesson::labels;
use crate::math::expr::{Expr, Style, latex::symbol};
use crate::math::hyperparameter::used_by;
use crate::math::number::{self, Digits};
use crate::report::{Page, Report, Selection, bmatrix};
use crate::train::Trainer;
use crate::worksheet::Worksheet;
use crate::worksheet::network::Network;
use crate::worksheet::op::Leaf;
use crate::worksheet::quantity::{Id, Phase, Quantity, Role};

/// What a sheet says; symbols and formulas are LaTeX, words are plain.
pub(super) struct Sheet {
    title: String,
    origin: String,
    /// Sentences on the network.
    network: Vec<String>,
    /// The formulas that define it.
    formulas: Vec<Formula>,
    /// `X = [[…]]`, what is given.
    given: Vec<String>,
    /// Settings: symbol, name, value.
    settings: Vec<[String; 3]>,
    /// What is said of the given numbers.
    remarks: Vec<String>,
    quantities: Vec<Wanted>,
    iterations: u64,
}

/// A formula of a sheet: a symbol and what it equals.
struct Formula {
    symbol: String,
    equals: String,
    /// Whether it is in words, which do not stand well in a formula.
    in_words: Option<&'static str>,
}

/// A quantity that is to be computed.
struct Wanted {
    symbol: String,
    name: String,
    what: &'static str,
    rows: usize,
    columns: usize,
}

impl Sheet {
    pub(super) fn new(problem: &Problem) -> Self {
        let lesson = &problem.lesson;
        let trainer = Trainer::new(&lesson.setup);
        let selection = Selection::all();
        let digits = Digits::Significant(8);
        let report = Report { lesson, selection: &selection, notation: lesson.notation, digits };
        let page = Page::new(&report, &trainer, Style::Latex);
        let sheet = trainer.worksheet();
        Self {
            title: lesson.title.clone(),
            origin: format!("Problem {} of seed {}.", problem.number, problem.seed),
            network: sentences(&lesson.setup.network, sheet.rows()),
            formulas: formulas(&trainer, &page),
            given: given(sheet, &page),
            settings: settings(problem),
            remarks: remarks(problem),
            quantities: wanted(sheet, &page),
            iterations: lesson.iterations,
        }
    }

    /// What is to be done, in sentences.
    fn task(&self) -> [String; 2] {
        let iterations = match self.iterations {
            1 => "Work out one iteration".into(),
            n => format!(
                "Work out {n} iterations, each from the parameters that the one before left"
            ),
        };
        [
            format!("{iterations}. In each, compute these, in this order:"),
            format!("Carry at least {DECIMALS} decimals; write at least 4 of them down."),
        ]
    }

    /// How it is handed in: what stands between backquotes is typed as it stands.
    fn hand_in(&self) -> [String; 2] {
        let first = self.quantities.first();
        let (symbol, name) = first.map_or(("", ""), |q| (q.symbol.as_str(), q.name.as_str()));
        [
            format!(
                "Write each iteration under a heading such as `Iteration 1`, and each value behind \
                 its name: `{symbol} = \\begin{{bmatrix}} ... \\end{{bmatrix}}` in LaTeX or Markdown, \
                 or `{name} =` above a table. CSV with the columns \
                 `iteration,quantity,row,col,value`, and JSON, are read as well."
            ),
            "`chainrule check FILE --lesson lesson.toml` marks it.".into(),
        ]
    }
}

/// The network in words.
fn sentences(network: &Network, rows: usize) -> Vec<String> {
    let many =
        |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let mut all = vec![format!("The network reads {}.", many(network.inputs, "input"))];
    for (at, layer) in network.layers.iter().enumerate() {
        let output = if at + 1 == network.depth() { ", the output," } else { "" };
        let bias = if layer.bias { "a bias" } else { "no bias" };
        let alpha = layer.activation.alpha.map(|_| format!(" with alpha {}", layer.alpha));
        let (units, activation) = (many(layer.units, "unit"), layer.activation.plain);
        let alpha = alpha.unwrap_or_default();
        all.push(format!(
            "Layer {}{output} has {units}, {bias}, and the activation {activation}{alpha}.",
            at + 1
        ));
    }
    let reduction = reduction::words(network.reduction);
    all.push(format!(
        "Every iteration sees the {}, a row each. The loss is {}, {reduction}.",
        many(rows, "example"),
        network.loss.name
    ));
    all.push(format!("The optimizer is {}.", network.optimizer.name));
    for parameter in &network.frozen {
        all.push(format!("{parameter} is frozen: it is not updated."));
    }
    all
}

/// The forward pass, the loss, and the update of the first parameter.
fn formulas(trainer: &Trainer, page: &Page) -> Vec<Formula> {
    let sheet = trainer.worksheet();
    let first = sheet.parameters().first().map(|slots| slots.parameter);
    let defines = |role: Role| match role.phase() {
        Phase::Forward | Phase::Loss => true,
        Phase::Update => role.parameter() == first,
        _ => false,
    };
    let wanted = sheet.quantities().filter(|(_, q)| defines(q.role));
    let formula = |(id, _): (Id, &Quantity)| {
        let in_words = match sheet.formula(id, &trainer.now())? {
            Expr::Leaf(Leaf::Text(text)) => Some(text),
            _ => None,
        };
        Some(Formula { symbol: page.symbol(id), equals: page.formula(id)?, in_words })
    };
    wanted.filter_map(formula).collect()
}

fn given(sheet: &Worksheet, page: &Page) -> Vec<String> {
    let is_given = |role: Role| matches!(role, Role::Input | Role::Target | Role::Parameter(_));
    let all = sheet.quantities().filter(|(_, q)| is_given(q.role));
    all.map(|(id, _)| {
        let (cells, columns) = page.cells(id);
        format!("{} = {}", page.symbol(id), bmatrix(page, cells.chunks(columns)))
    })
    .collect()
}

/// The settings that the network reads and that are not off.
fn settings(problem: &Problem) -> Vec<[String; 3]> {
    let setup = &problem.lesson.setup;
    let network = &setup.network;
    let rows = used_by(network.optimizer, network.loss.parameter.map(|(name, _)| name));
    let rows = rows.map(|row| (row, (row.get)(&setup.hyper)));
    let given = rows.filter(|(row, value)| *value != 0.0 || row.name == "learning_rate");
    given
        .map(|(row, value)| {
            let value = number::format(value, Digits::Significant(8));
            [symbol(row.symbol), row.name.replace('_', " "), Style::Latex.figure(&value)]
        })
        .collect()
}

fn remarks(problem: &Problem) -> Vec<String> {
    let setup = &problem.lesson.setup;
    let labels = labels(&setup.network, &setup.data).map(|labels| {
        let classes: Vec<_> = labels.iter().map(|class| (class + 1).to_string()).collect();
        format!("The right classes of the examples, counted from 1: {}.", classes.join(", "))
    });
    let has_state = (setup.network.optimizer.lines)(&setup.hyper).len() > 1;
    let state = has_state.then(|| "The states of the optimizer start at 0.".to_owned());
    labels.into_iter().chain(state).collect()
}

fn wanted(sheet: &Worksheet, page: &Page) -> Vec<Wanted> {
    let of = |id: &Id| {
        let quantity = sheet.quantity(*id);
        Wanted {
            symbol: page.symbol(*id),
            name: page.name(*id),
            what: what(quantity.role),
            rows: quantity.rows,
            columns: quantity.columns,
        }
    };
    sheet.steps().iter().map(of).collect()
}

/// What a quantity is, in words.
fn what(role: Role) -> &'static str {
    match role {
        Role::Input => "inputs",
        Role::Target => "targets",
        Role::Parameter(_) | Role::StateBefore(..) => "start",
        Role::PreActivation(_) => "pre-activations",
        Role::Activation(_) => "activations",
        Role::Loss => "loss of each example",
        Role::LossGradient(_) => "gradient by the activations",
        Role::Delta(_) => "gradient by the pre-activations",
        Role::Gradient(_) => "gradient",
        Role::State(..) => "state of the optimizer",
        Role::After(_) => "value after the update",
    }
}
