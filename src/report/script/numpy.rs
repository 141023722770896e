//! A script for numpy: an iteration line by line as on the worksheet, each line the formula of its
//! quantity. Only what a formula says in words, such as a hinge, is written by the table's row.

use anyhow::Result;

use super::follow::Found;
use super::formula::formula;
use super::functions::functions;
use super::text::{self, SHOW};
use super::{Dialect, Line, Start};
use crate::math::expr::numpy::literal;
use crate::report::{Format, Report};
use crate::train::Trainer;
use crate::worksheet::Worksheet;
use crate::worksheet::network::Reduction;
use crate::worksheet::quantity::Role;

pub(in crate::report) static NUMPY: Format = Format {
    name: "numpy",
    ending: "py",
    doc: "a Python script that computes the same numbers with numpy, line by line",
    rounds: true,
    is_text: true,
    write: |report, iterations, out| super::write(&Numpy, report, iterations, out),
};

struct Numpy;

impl Dialect for Numpy {
    fn module(&self) -> &'static str {
        "np"
    }

    fn iteration(&self, report: &Report, trainer: &Trainer) -> Result<Vec<Line>> {
        let sheet = trainer.worksheet();
        let mut lines = Vec::new();
        let mut phase = None;
        for id in sheet.steps() {
            let role = sheet.quantity(*id).role;
            if phase != Some(role.phase()) {
                phase = Some(role.phase());
                lines.push(Line::fixed(format!("# {}", role.phase().name())));
            }
            lines.push(Line::set(role.name(), formula(trainer, *id)));
            if role == Role::Loss {
                lines.push(Line::set("loss", total(trainer)));
            }
        }
        if lines.iter().any(|line| text::mentions(&line.statement, "t")) {
            let t = match trainer.iteration() - trainer.now().t {
                0 => "iteration".into(),
                before => format!("iteration - {before}"),
            };
            lines.insert(0, Line::set("t", t));
        }
        if !trainer.batches().is_everything() {
            lines.insert(0, Line::fixed(text::CHOSEN));
        }
        lines.extend(text::heading());
        let shown = report.quantities(trainer).map(|(_, quantity)| quantity.role.name());
        let shown: Vec<_> = shown.map(|name| format!("{name}={name}")).collect();
        if !shown.is_empty() {
            lines.push(Line::fixed(text::call("show", &shown)));
        }
        lines.extend(carried(sheet));
        Ok(lines)
    }

    fn edit(&self, found: &Found, trainer: &Trainer) -> Vec<String> {
        let at = |name: &str, [row, column]: [usize; 2], value: f64| {
            vec![format!("{name}[{row}, {column}] = {}", literal(value, "np"))]
        };
        match *found {
            Found::Start | Found::Ends(..) => Vec::new(),
            Found::Hyper(row, value) => vec![format!("{} = {}", row.name, literal(value, "np"))],
            Found::Parameter(parameter, place, value) => at(&parameter.to_string(), place, value),
            Found::Data(name, place, value) => at(&text::data(name, trainer), place, value),
            Found::Begins(parameter, state) => {
                vec![format!("{parameter}_{state}_before = np.zeros_like({parameter})")]
            }
        }
    }

    fn head(&self, start: &Start, rest: &str) -> String {
        let functions = functions(rest);
        let math = if text::mentions(&functions, "math") { "import math\n\n" } else { "" };
        let mut out = start.comment.clone();
        out += math;
        out += "import numpy as np\n\nnp.seterr(all=\"ignore\")  # inf and nan are values\n\n";
        for (name, array) in start.given() {
            out += &text::set(&name, &format!("np.array({array})"));
        }
        out + &start.settings(rest) + "\n\n" + &start.number + SHOW + &functions
    }
}

/// What goes on to the next iteration.
fn carried(sheet: &Worksheet) -> impl Iterator<Item = Line> {
    sheet.parameters().iter().map(|slots| {
        let p = slots.parameter;
        let states = slots.states.iter().map(|state| state.0);
        let to = states.clone().map(|state| format!(", {p}_{state}_before"));
        let from = states.map(|state| format!(", {p}_{state}"));
        let [to, from] = [to.collect::<String>(), from.collect()];
        Line::set(format!("{p}{to}"), format!("{p}_next{from}"))
    })
}

/// The objective from the losses of the examples.
fn total(trainer: &Trainer) -> String {
    let divided = match trainer.worksheet().network().reduction {
        Reduction::Sum => "",
        Reduction::Mean => " / len(Y)",
        Reduction::MeanAll => " / Y.size",
    };
    let penalty = text::penalty(trainer, "np.abs");
    let penalty = penalty.map_or(String::new(), |penalty| format!(" + {penalty}"));
    format!("L.sum(){divided}{penalty}")
}
