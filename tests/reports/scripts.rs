//! Scripts in Python print the numbers of the worksheet. They are run where a `python3` has the
//! library; else their test says so on stderr and checks nothing but that Python reads them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{format, lessons};
use chainrule::lesson::{Lesson, parse};
use chainrule::math::activation::ACTIVATIONS;
use chainrule::math::hyperparameter::{Domain, Hyperparameter};
use chainrule::math::loss::{LOSSES, Loss, Targets};
use chainrule::math::number::Digits;
use chainrule::math::optimizer::{OPTIMIZERS, Optimizer};
use chainrule::report::{Report, Selection, Straight};
use chainrule::train::{Change, Edit, Setup};
use chainrule::worksheet::Worksheet;
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::network::Parameter;

/// A lesson, what somebody changed, and which iterations are written.
struct Case {
    name: String,
    lesson: Lesson,
    edits: Vec<Edit>,
    span: (u64, u64),
}

impl Case {
    fn new(name: &str, lesson: Lesson, span: (u64, u64)) -> Self {
        Self { name: name.into(), lesson, edits: Vec::new(), span }
    }

    /// Its report.
    fn written(&self, name: &str) -> String {
        let (selection, digits) = (Selection::all(), Digits::Exact);
        let notation = self.lesson.notation;
        let report = Report { lesson: &self.lesson, selection: &selection, notation, digits };
        let mut iterations = Straight::new(&self.lesson.setup, self.edits.clone(), self.span);
        let mut bytes = Vec::new();
        let mut sink = |piece: &[u8]| {
            bytes.extend_from_slice(piece);
            Ok(())
        };
        report.write(format(name), &mut iterations, &mut sink).unwrap();
        String::from_utf8(bytes).unwrap()
    }
}

/// The numbers of quantities, by iteration and name.
type Matrices = BTreeMap<(u64, String), Vec<f64>>;

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap())
}

fn of_json(text: &str) -> Matrices {
    let trace: Value = serde_json::from_str(text).unwrap();
    let mut all = Matrices::new();
    for iteration in trace["iterations"].as_array().unwrap() {
        let n = iteration["iteration"].as_u64().unwrap();
        all.insert((n, "loss".into()), vec![number(&iteration["loss"])]);
        for quantity in iteration["quantities"].as_array().unwrap() {
            let rows = quantity["value"].as_array().unwrap().iter();
            let cells = rows.flat_map(|row| row.as_array().unwrap()).map(number).collect();
            all.insert((n, quantity["name"].as_str().unwrap().into()), cells);
        }
    }
    all
}

/// What a script prints: iterations, names, rows of numbers behind an indent.
fn of_print(text: &str) -> Matrices {
    let (mut all, mut n, mut name) = (Matrices::new(), 0, String::new());
    for line in text.lines() {
        if let Some(row) = line.strip_prefix("    ") {
            let cells = row.split_whitespace().map(|x| x.parse::<f64>().unwrap());
            all.entry((n, name.clone())).or_default().extend(cells);
        } else if let Some(iteration) = line.strip_prefix("iteration ") {
            n = iteration.parse().unwrap();
        } else if let Some(loss) = line.strip_prefix("loss = ") {
            all.insert((n, "loss".into()), vec![loss.parse().unwrap()]);
        } else {
            line.clone_into(&mut name);
        }
    }
    all
}

/// The first cell that is further off than a billionth of the largest of its matrix.
fn difference(found: &Matrices, expected: &Matrices) -> Option<String> {
    let names = |of: &Matrices| of.keys().cloned().collect::<Vec<_>>();
    if names(found) != names(expected) {
        return Some(format!("{:?} instead of {:?}", names(found), names(expected)));
    }
    for ((at, found), expected) in found.iter().zip(expected.values()) {
        let largest =
            expected.iter().filter(|x| x.is_finite()).fold(0.0, |a: f64, b| a.max(b.abs()));
        let near = |(a, b): (&f64, &f64)| {
            a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * largest.max(1e-6)
        };
        if found.len() != expected.len() || !found.iter().zip(expected).all(near) {
            return Some(format!("{at:?}: {found:?} instead of {expected:?}"));
        }
    }
    None
}

/// Runs scripts one after the other, each in a name space of its own.
const DRIVER: &str = "import sys\n\
    for path in sys.argv[1:]:\n\
    \x20   print('script', path, flush=True)\n\
    \x20   exec(compile(open(path).read(), path, 'exec'), {'__name__': '__main__'})\n";

/// The Python that has a library, or a word about it on stderr.
fn python_with(library: &str) -> Option<&'static str> {
    let has = |code: &str| {
        Command::new("python3").args(["-c", code]).output().is_ok_and(|o| o.status.success())
    };
    if has(&format!("import {library}")) {
        return Some("python3");
    }
    eprintln!("SKIPPED: python3 has no {library}, so that the scripts for it are NOT RUN");
    None
}

/// Writes the scripts of a format, runs them in one go and compares what each prints.
fn compare(name: &str, library: &str, cases: &[Case]) {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (i, case) in cases.iter().enumerate() {
        let path = format!("{i}.py");
        std::fs::write(folder.path().join(&path), case.written(name)).unwrap();
        paths.push(path);
    }
    parsed(folder.path(), &paths);
    let Some(python) = python_with(library) else { return };
    let mut command = Command::new(python);
    let output = command.args(["-c", DRIVER]).args(&paths).current_dir(&folder).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut parts = printed.split("script ").skip(1);
    for (case, path) in cases.iter().zip(&paths) {
        let part = parts.next().unwrap_or_else(|| panic!("{}: {errors}", case.name));
        let found = of_print(part.split_once('\n').unwrap().1);
        let expected = of_json(&case.written("json"));
        if let Some(difference) = difference(&found, &expected) {
            let script = std::fs::read_to_string(folder.path().join(path)).unwrap();
            panic!("{} with {library}: {difference}\n{errors}\n{script}", case.name);
        }
    }
    assert!(output.status.success(), "{errors}");
}

/// Python reads them, with or without any library.
fn parsed(folder: &Path, paths: &[String]) {
    let code = "import ast, sys\nfor path in sys.argv[1:]: ast.parse(open(path).read(), path)";
    let Ok(output) =
        Command::new("python3").args(["-c", code]).args(paths).current_dir(folder).output()
    else {
        return eprintln!("SKIPPED: there is no python3, so that no script is read by one");
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The embedded lessons, from their start and from the middle.
fn embedded() -> Vec<Case> {
    let case = |lesson: Lesson| {
        let to = lesson.iterations.min(8);
        let name = lesson.name.clone();
        let later = Case::new(&format!("{name} from {to}"), lesson.clone(), (to, to + 1));
        [Case::new(&name, lesson, (1, to)), later]
    };
    lessons().flat_map(case).collect()
}

/// Settings of an optimizer that switch everything on that it has.
fn settings(optimizer: &Optimizer, all: bool) -> String {
    let mut text = format!("[optimizer]\nname = \"{}\"\n", optimizer.name);
    for (name, _) in optimizer.settings {
        let row = Hyperparameter::find(name).unwrap();
        let value = match (*name, all) {
            ("learning_rate", _) => "0.05",
            ("nesterov", true) if optimizer.name == "sgd" => "true",
            ("dampening", true) => "0.0",
            ("dampening", false) => "0.25",
            ("momentum", _) => "0.75",
            (_, false) => continue,
            _ if row.domain == Domain::Flag => "true",
            ("l1" | "l2" | "weight_decay" | "lr_decay", _) => "0.125",
            _ => continue,
        };
        writeln!(text, "{name} = {value}").unwrap();
    }
    text
}

fn data(loss: &Loss) -> &'static str {
    match loss.targets {
        Targets::Class => "labels = [0, 2, 1, 2, 0]",
        Targets::Distribution => {
            "y = [[1, 0, 0], [0.25, 0.25, 0.5], [0, 0, 1], [0, 0.5, 0.5], [0, 1, 0]]"
        }
        _ => "y = [[1, 0, 0.25], [0, 1, 0.5], [0, 0.75, 1], [0.5, 0.5, 0], [1, 1, 0]]",
    }
}

/// A lesson of two layers, small weights and shuffled batches of two sizes.
/// Nothing where the loss does not take such outputs.
fn lesson(
    hidden: &str,
    output: &str,
    loss: &Loss,
    optimizer: &Optimizer,
    turn: usize,
) -> Option<Lesson> {
    let reductions = if loss.elementwise && loss.name != "cross_entropy" { 3 } else { 2 };
    let reduction = ["sum", "mean", "mean_all"][turn % reductions];
    let frozen = if turn % 4 == 3 { "frozen = [\"W1\", \"b2\"]\n" } else { "" };
    let penalty = match (optimizer.name, turn % 3) {
        ("playground", _) | (_, 0) => "",
        (_, 1) => "[regularizer]\nl2 = 0.125\n",
        _ => "[regularizer]\nl1 = 0.0625\nl2 = 0.125\n",
    };
    let bias = turn.is_multiple_of(2);
    let optimizer = settings(optimizer, turn % 2 == 1) + frozen;
    let (name, data) = (loss.name, data(loss));
    let text = format!(
        "[network]\ninputs = 2\nlayers = [\n\
         {{ units = 3, activation = \"{hidden}\", bias = {bias} }},\n\
         {{ units = 3, activation = \"{output}\", bias = true }} ]\n\
         [init]\nscheme = \"uniform\"\nseed = {turn}\nbias = 0.25\n\
         [loss]\nname = \"{name}\"\nreduction = \"{reduction}\"\n{penalty}{optimizer}\
         [data]\nx = [[0.5, -1.25], [1.5, 0.25], [-0.75, 0.5], [2, 1], [-0.5, -1]]\n{data}\n\
         batch = 2\nshuffle_seed = 3\n"
    );
    let text = if bias { text } else { text.replace("\"W1\", ", "") };
    match parse(&text, "made.toml") {
        Ok(lesson) => Some(lesson),
        Err(error) if error.to_string().contains(" outputs from 0 to 1") => None,
        Err(error) => panic!("{error}\n{text}"),
    }
}

/// Every activation with every loss and optimizer it can stand with.
fn combinations() -> Vec<Case> {
    let mut cases = Vec::new();
    for (i, activation) in ACTIVATIONS.iter().enumerate() {
        for (j, loss) in LOSSES.iter().enumerate() {
            for (k, optimizer) in OPTIMIZERS.iter().enumerate() {
                let turn = 5 * i + 3 * j + k;
                let other = ACTIVATIONS[(i + j + k) % ACTIVATIONS.len()].name;
                let (hidden, output) = match loss.needs {
                    Some(needed) => (activation.name, needed),
                    None => (other, activation.name),
                };
                let Some(lesson) = lesson(hidden, output, loss, optimizer, turn) else { continue };
                let name = format!("{hidden} {output} {} {} {turn}", loss.name, optimizer.name);
                let from = if turn % 5 == 0 { 3 } else { 1 };
                cases.push(Case::new(&name, lesson, (from, 5)));
            }
        }
    }
    assert!(cases.len() > 500, "only {}", cases.len());
    cases
}

/// Runs that somebody changed on the way.
fn edited() -> Vec<Case> {
    let hyper = |at, name, value| Edit {
        at,
        change: Change::Hyper(Hyperparameter::find(name).unwrap(), value),
    };
    let w1 = Parameter { layer: 1, bias: false };
    let cell = |at| Edit {
        at,
        change: Change::Parameter { parameter: w1, row: 1, column: 0, value: -0.5 },
    };
    let input = Edit { at: 4, change: Change::Input { row: 2, column: 1, value: 0.25 } };
    let lesson = |optimizer: &str| {
        let optimizer = Optimizer::find(optimizer).unwrap();
        lesson("tanh", "identity", Loss::find("half_squared").unwrap(), optimizer, 0).unwrap()
    };
    let momentum = [(2, 0.0), (3, 0.5), (5, 0.0), (6, 0.75)];
    let momentum = momentum.map(|(at, value)| hyper(at, "momentum", value));
    let each = [
        ("sgd", [hyper(3, "learning_rate", 0.01), cell(3), input.clone()].to_vec()),
        ("sgd", momentum.to_vec()),
        ("sgd", [hyper(3, "l2", 0.5), hyper(5, "l2", 0.0), hyper(4, "l1", 0.25)].to_vec()),
        ("adam", [hyper(3, "amsgrad", 1.0), hyper(4, "beta1", 0.5), cell(2)].to_vec()),
        (
            "rmsprop",
            [hyper(3, "momentum", 0.0), hyper(4, "centered", 1.0), hyper(5, "momentum", 0.5)]
                .to_vec(),
        ),
        ("playground", [hyper(2, "l1", 0.5), hyper(4, "l1", 0.0)].to_vec()),
    ];
    let case = |(i, (name, edits)): (usize, (&str, Vec<Edit>))| {
        [1, 4].map(|from| Case {
            name: format!("{name} edited {i} from {from}"),
            lesson: lesson(name),
            edits: edits.clone(),
            span: (from, 7),
        })
    };
    each.into_iter().enumerate().flat_map(case).collect()
}

#[test]
fn numpy_computes_every_lesson_and_every_combination_to_the_same_numbers() {
    compare("numpy", "numpy", &embedded());
    compare("numpy", "numpy", &edited());
    compare("numpy", "numpy", &combinations());
}

#[test]
fn pytorch_finds_the_same_numbers_by_itself() {
    compare("pytorch", "torch", &embedded());
    compare("pytorch", "torch", &edited());
    compare("pytorch", "torch", &combinations());
}

/// The paper's lesson, of these quantities and digits.
fn paper(
    name: &str,
    only: &[&str],
    digits: Digits,
    setup: &dyn Fn(&mut Setup),
) -> Result<String, String> {
    let mut lesson = chainrule::lesson::embedded("paper").unwrap().lesson().unwrap();
    setup(&mut lesson.setup);
    let words: Vec<String> = only.iter().map(ToString::to_string).collect();
    let sheet = Worksheet::new(&lesson.setup.network, lesson.setup.batch, &lesson.setup.hyper);
    let selection = Selection::of(&words, &sheet).unwrap();
    let report =
        Report { lesson: &lesson, selection: &selection, notation: lesson.notation, digits };
    let mut bytes = Vec::new();
    let mut sink = |piece: &[u8]| {
        bytes.extend_from_slice(piece);
        Ok(())
    };
    let mut iterations = Straight::new(&lesson.setup, Vec::new(), (1, 2));
    report.write(format(name), &mut iterations, &mut sink).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn a_script_reads_as_the_worksheet_does_and_prints_what_is_asked_for() {
    let script =
        paper("numpy", &["delta1", "weights_after"], Digits::Decimals(3), &|_| {}).unwrap();
    for line in [
        "    S1 = X @ W1\n",
        "    A2 = np.tanh(S2)\n",
        "    L = 0.5 * (A2 - Y)**2\n",
        "    delta2 = (1.0 - A2**2) * (A2 - Y)\n",
        "    delta1 = np.where(S1 > 0, 1.0, 0.0) * (delta2 @ W2.T)\n",
        "    dW1 = X.T @ delta1\n",
        "    W1_next = W1 - learning_rate * dW1\n",
        "    show(delta1=delta1, W1_next=W1_next, W2_next=W2_next)\n",
        "for iteration in range(1, 3):\n",
        "    return f\"{x:.3f}\"\n",
    ] {
        assert!(script.contains(line), "{line}{script}");
    }
    assert!(script.lines().all(|line| line.len() <= 88), "{script}");
    let script = paper("pytorch", &["delta1", "W1_next"], Digits::Significant(4), &|_| {}).unwrap();
    for line in [
        "    A1 = F.relu(S1)\n",
        "    loss.backward()\n",
        "    show(delta1=S1.grad)\n",
        "    show(W1_next=W1)\n",
        "    return f\"{x:.4g}\"\n",
    ] {
        assert!(script.contains(line), "{line}{script}");
    }
}

#[test]
fn what_a_script_cannot_say_is_refused_in_one_line() {
    for name in ["numpy", "pytorch"] {
        for manner in [
            Manner {
                mistake: chainrule::lesson::mistake_called("lr-twice").unwrap(),
                rounding: None,
            },
            Manner { mistake: None, rounding: Some(Digits::Decimals(2)) },
        ] {
            let with = |setup: &mut Setup| setup.manner = manner;
            let error = paper(name, &["delta1"], Digits::Exact, &with).unwrap_err();
            assert!(error.contains("cannot say") && !error.contains('\n'), "{error}");
        }
    }
}
