//! The pieces that a script has whatever library it is for: what it says about itself, arrays,
//! batches, how a number is printed.

use std::fmt::Write;

use super::{Line, Start};
use crate::math::expr::numpy::literal;
use crate::math::hyperparameter::used_by;
use crate::math::number::Digits;
use crate::report::Report;
use crate::report::page::line;
use crate::train::Trainer;

/// The longest line.
const WIDTH: usize = 88;

/// What prints an iteration, with the function `number` before it.
pub(super) const SHOW: &str = "

def show(**quantities):
    for name, matrix in quantities.items():
        print(name)
        for row in matrix.tolist():
            print(\"   \", *map(number, row))

";

/// Which lesson and iterations it is.
pub(super) fn comment(report: &Report, from: u64, to: u64) -> String {
    let lesson = report.lesson;
    let (title, name) = (line(&lesson.title), line(&lesson.name));
    let span =
        if from == to { format!("iteration {to}") } else { format!("iterations {from} to {to}") };
    format!(
        "# {title}\n# Lesson {name} of chainrule, {span}; prints what `chainrule trace` does.\n"
    )
}

/// Everything that the first iteration starts from.
pub(super) fn start(report: &Report, trainer: &Trainer, module: &str) -> Start {
    let (sheet, trace) = (trainer.worksheet(), trainer.trace());
    let network = sheet.network();
    let array = |cells: &[f64], columns| array(cells, columns, module);
    let mut values = Vec::new();
    for slots in sheet.parameters() {
        let states = slots.states.iter().map(|(_, before, _)| *before);
        for id in std::iter::once(slots.before).chain(states) {
            let quantity = sheet.quantity(id);
            values.push((quantity.role.name(), array(trace.slice(sheet, id), quantity.columns)));
        }
    }
    let data = trainer.data();
    let rows = used_by(network.optimizer, network.loss.parameter.map(|(name, _)| name));
    let hyper = rows.map(|row| (row.name, literal((row.get)(trainer.hyper()), module)));
    Start {
        comment: String::new(),
        number: number(report.digits),
        values,
        data: [array(&data.x, network.inputs), array(&data.y, network.outputs())],
        batches: !trainer.batches().is_everything(),
        hyper: hyper.collect(),
        more: Vec::new(),
    }
}

/// The function that writes a number to the digits asked for.
fn number(digits: Digits) -> String {
    let says = match digits {
        Digits::Exact => "repr(x)".into(),
        Digits::Decimals(n) | Digits::TrimmedDecimals(n) => format!("f\"{{x:.{n}f}}\""),
        Digits::Significant(n) => format!("f\"{{x:.{n}g}}\""),
        Digits::Python12 => "f\"{x:.12g}\"".into(),
    };
    format!("def number(x):\n    return {says}\n")
}

/// A matrix as nested lists: on one line where it is short, else a row a line.
fn array(cells: &[f64], columns: usize, module: &str) -> String {
    let row = |row: &[f64]| {
        let cells: Vec<_> = row.iter().map(|x| literal(*x, module)).collect();
        format!("[{}]", cells.join(", "))
    };
    let rows: Vec<_> = cells.chunks(columns.max(1)).map(row).collect();
    let short = format!("[{}]", rows.join(", "));
    if short.len() + 24 <= WIDTH { short } else { format!("[\n    {},\n]", rows.join(",\n    ")) }
}

/// Which rows of the data each iteration sees, counted from 0; those of one epoch where all epochs
/// have the same.
pub(super) fn batches(rows: &[Vec<usize>], per_epoch: u64, first: u64) -> String {
    let epoch = usize::try_from(per_epoch).unwrap_or(usize::MAX).min(rows.len());
    let repeats = rows.iter().zip(&rows[epoch..]).all(|(one, next)| one == next);
    let mut out =
        format!("\n# The rows of each iteration, counted from 0.\nfirst = {first}\nbatches = [\n");
    for rows in if repeats { &rows[..epoch] } else { rows } {
        let contiguous = rows.windows(2).all(|pair| pair[1] == pair[0] + 1);
        // Writing to a string cannot fail.
        let _ = match rows.as_slice() {
            [first, .., last] if contiguous => writeln!(out, "    slice({first}, {}),", last + 1),
            rows => writeln!(out, "    {rows:?},"),
        };
    }
    out + "]\n"
}

/// Chooses an iteration's rows.
pub(super) const CHOSEN: &str = "\
rows = batches[(iteration - first) % len(batches)]
X, Y = X_all[rows], Y_all[rows]";

/// What all examples are called.
pub(super) fn data(name: &str, trainer: &Trainer) -> String {
    let part = if trainer.batches().is_everything() { "" } else { "_all" };
    format!("{name}{part}")
}

/// Prints which iteration it is, and its loss.
pub(super) fn heading() -> [Line; 2] {
    ["print(\"iteration\", iteration)", "print(\"loss =\", number(loss.item()))"].map(Line::fixed)
}

/// `name = value` on a line.
pub(super) fn set(name: &str, value: &str) -> String {
    format!("{name} = {value}\n")
}

impl Start {
    /// The data, the parameters and the states: name and array.
    pub(super) fn given(&self) -> impl Iterator<Item = (String, &str)> {
        let part = if self.batches { "_all" } else { "" };
        let data = ["X", "Y"].into_iter().zip(&self.data);
        let data = data.map(move |(name, array)| (format!("{name}{part}"), array.as_str()));
        data.chain(self.values.iter().map(|(name, array)| (name.clone(), array.as_str())))
    }

    /// The hyperparameters that the script uses, a line each.
    pub(super) fn settings(&self, rest: &str) -> String {
        let used = self.hyper.iter().filter(|(name, _)| mentions(rest, name));
        used.map(|(name, value)| set(name, value)).collect()
    }
}

/// A call with named arguments, a line or several.
pub(super) fn call<T: AsRef<str>>(name: &str, arguments: &[T]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
    let short = format!("{name}({})", arguments.join(", "));
    if short.len() + 8 <= WIDTH {
        return short;
    }
    let mut out = format!("{name}(\n    ");
    let mut used = 4;
    for (i, argument) in arguments.iter().enumerate() {
        if i > 0 && used + argument.len() + 9 > WIDTH {
            out += "\n    ";
            used = 4;
        } else if i > 0 {
            out += " ";
            used += 1;
        }
        out += argument;
        out += ",";
        used += argument.len() + 1;
    }
    out + "\n)"
}

/// The lines of a statement behind an indent.
pub(super) fn indented(statement: &str, indent: &str) -> String {
    statement.lines().fold(String::new(), |out, line| out + indent + line + "\n")
}

/// Whether a text uses an identifier.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    words(text).any(|(_, word)| word == name)
}

/// The identifiers of a text and where they stand; a name behind a point is none.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    text.split(move |c| !inside(c)).filter_map(move |word| {
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let attribute = text[..start].ends_with('.');
        (!word.is_empty() && !attribute).then_some((start, word))
    })
}

/// An expression with identifiers replaced; `None` leaves one as it is.
pub(super) fn replaced(text: &str, with: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, word) in words(text) {
        if let Some(new) = with(word) {
            out += &text[at..start];
            out += &new;
            at = start + word.len();
        }
    }
    out + &text[at..]
}

/// How often a text uses an identifier.
pub(super) fn count(text: &str, name: &str) -> usize {
    words(text).filter(|(_, word)| *word == name).count()
}

/// The penalty on the weights, where there is one; `absolute` is the library's absolute value.
pub(super) fn penalty(trainer: &Trainer, absolute: &str) -> Option<String> {
    let network = trainer.worksheet().network();
    let hyper = trainer.hyper();
    if !network.regularized() {
        return None;
    }
    let weights: Vec<_> = (1..=network.depth()).map(|l| format!("W{l}")).collect();
    let sum =
        |of: &dyn Fn(&String) -> String| weights.iter().map(of).collect::<Vec<_>>().join(" + ");
    let l1 =
        (hyper.l1 != 0.0).then(|| format!("l1 * ({})", sum(&|w| format!("{absolute}({w}).sum()"))));
    let l2 =
        (hyper.l2 != 0.0).then(|| format!("0.5 * l2 * ({})", sum(&|w| format!("({w}**2).sum()"))));
    let terms: Vec<_> = l1.into_iter().chain(l2).collect();
    (!terms.is_empty()).then(|| terms.join(" + "))
}
