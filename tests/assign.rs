//! `chainrule assign`: the same files everywhere, problems that can be solved and marked, and a
//! folder in which nothing is lost.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use binary::{chainrule, file, printed};
use chainrule::homework::assign::{CONDITIONS, Problem, Solved, folder, problems};
use chainrule::lesson::{Lesson, embedded, parse};
use chainrule::train::Trainer;
use chainrule::worksheet::quantity::Role;

/// Problem 1 of seed 1 after the paper. Another machine has to draw the same.
const GOLDEN: &str = "\
weights = [
  [
    [0.37, 0.74, 0.58],
    [0.27, -0.47, -0.74],
  ],
  [
    [-0.78],
    [-0.39],
    [-0.67],
  ],
]
biases = [[], []]

[loss]
name = \"half_squared\"
reduction = \"sum\"

[optimizer]
name = \"sgd\"
learning_rate = 0.5

[data]
x = [
  [-0.2, -0.2],
  [0.8, -0.8],
  [0.8, -0.15],
  [-0.75, 0.85],
]
y = [
  [1.0],
  [-1.0],
  [1.0],
  [-1.0],
]
";

/// Templates of every kind: classes and margins, biases, several layers, one weight, an optimizer
/// with states, soft targets and a penalty, a loss with a parabola and lines.
fn templates() -> Vec<Lesson> {
    let names = ["paper", "hinge", "classes", "three-layers", "one-weight", "weight-change", "xor"];
    let embedded = names.map(|name| embedded(name).unwrap().lesson().unwrap());
    let own = [("adam", ADAM), ("huber", HUBER)];
    let own = own.map(|(name, text)| parse(text, &format!("{name}.toml")).unwrap());
    let mut all: Vec<_> = embedded.into_iter().chain(own).collect();
    for lesson in &mut all {
        lesson.iterations = lesson.iterations.min(3);
    }
    all
}

const ADAM: &str = r#"
iterations = 2
[network]
inputs = 2
layers = [{ units = 3, activation = "leaky_relu", bias = true }, { units = 3, activation = "softmax" }]
[init]
scheme = "xavier_uniform"
[loss]
name = "cross_entropy"
reduction = "mean"
[regularizer]
l2 = 0.25
[optimizer]
name = "adam"
learning_rate = 0.125
[data]
x = [[1, 0], [2, 1], [-1, 1]]
y = [[0.2, 0.8, 0], [1, 0, 0], [0.5, 0.25, 0.25]]
"#;

const HUBER: &str = r#"
iterations = 1
[network]
inputs = 2
layers = [{ units = 2, activation = "sigmoid" }, { units = 2, activation = "identity", bias = true }]
[init]
scheme = "xavier_uniform"
[loss]
name = "huber"
huber_delta = 0.75
[optimizer]
learning_rate = 0.125
[data]
x = [[1, 0], [2, 1], [-1, 1]]
y = [[1.5, 0.5], [1, 0], [-1, 2]]
"#;

fn drawn(template: &Lesson, seed: u64, count: u64) -> Vec<Problem> {
    problems(template, seed, count).unwrap()
}

/// Every file of a folder by its path, sorted.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                all.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

fn assign(folder: &Path, more: &[&str]) {
    let to = folder.to_str().unwrap();
    assert_eq!(printed(&[&["assign", "--seed", "1", "--output", to], more].concat()), "");
}

#[test]
fn the_same_seed_gives_the_same_files_and_they_are_those_of_another_machine() {
    let directory = tempfile::tempdir().unwrap();
    let [one, two] = ["one", "two"].map(|name| directory.path().join(name));
    assign(&one, &["--count", "2", "--solutions"]);
    assign(&two, &["--count", "2", "--solutions"]);
    let (one, two) = (files(&one), files(&two));
    assert_eq!(one, two);
    let lesson = one.iter().find(|file| file.0 == "01/lesson.toml").unwrap();
    let text = String::from_utf8(lesson.1.clone()).unwrap();
    assert!(text.ends_with(GOLDEN), "{text}");
}

#[test]
fn the_folder_holds_a_sheet_in_two_formats_and_a_lesson_for_each_and_solutions_apart() {
    let directory = tempfile::tempdir().unwrap();
    let to = directory.path().join("class");
    assign(&to, &["--count", "12", "--solutions"]);
    let names: Vec<_> = files(&to).into_iter().map(|file| file.0).collect();
    let mut expected = vec!["index.md".to_owned()];
    for number in 1..=12 {
        for what in ["lesson.toml", "problem.md", "problem.tex"] {
            expected.push(format!("{number:02}/{what}"));
        }
        expected.push(format!("solutions/{number:02}.md"));
        expected.push(format!("solutions/{number:02}.tex"));
    }
    expected.sort();
    assert_eq!(names, expected);
    let index = fs::read_to_string(to.join("index.md")).unwrap();
    assert!(index.contains("| 12 | 1 |") && index.contains("last loss"), "{index}");
}

#[test]
fn without_solutions_no_file_tells_a_result() {
    let template = embedded("paper").unwrap().lesson().unwrap();
    let problems = drawn(&template, 4, 3);
    for problem in &problems {
        let losses = problem.losses.map(|loss| format!("{loss:.4}"));
        for file in folder(&problems, false).unwrap() {
            let text = String::from_utf8(file.bytes).unwrap();
            assert!(!file.path.contains("solution"));
            assert!(losses.iter().all(|loss| !text.contains(loss)), "{}", file.path);
        }
    }
}

#[test]
fn thirty_problems_all_differ_and_do_not_depend_on_how_many_there_are() {
    let template = embedded("paper").unwrap().lesson().unwrap();
    let thirty = drawn(&template, 1, 30);
    let texts: HashSet<_> = thirty
        .iter()
        .map(|problem| problem.lesson.text.split_once("[init]").unwrap().1.to_owned())
        .collect();
    assert_eq!(texts.len(), 30);
    let few = drawn(&template, 1, 3);
    assert!(few.iter().zip(&thirty).all(|(a, b)| a.lesson.text == b.lesson.text));
    assert_ne!(drawn(&template, 2, 1)[0].lesson.text, thirty[0].lesson.text);
}

#[test]
fn every_condition_holds_for_every_problem_and_its_file_says_the_same() {
    for template in templates() {
        for problem in drawn(&template, 7, 8) {
            let again = parse(&problem.lesson.text, "lesson.toml").unwrap();
            let solved = Solved::new(&again.setup, again.iterations);
            for row in CONDITIONS {
                assert!((row.holds)(&solved), "{}: not {}", problem.lesson.text, row.wanted);
            }
            assert_eq!(problem.losses[0], Trainer::new(&again.setup).loss());
            let network = &again.setup.network;
            assert_eq!(network.loss.name, template.setup.network.loss.name);
            assert_eq!(again.setup.hyper, template.setup.hyper);
            assert_eq!(again.iterations, template.iterations);
        }
    }
}

#[test]
fn the_numbers_that_are_given_have_two_decimals_at_most_and_no_weight_is_zero_or_twice() {
    for template in templates() {
        for problem in drawn(&template, 3, 5) {
            let setup = &problem.lesson.setup;
            let all = setup.parameters.iter().flatten().chain(&setup.data.x).chain(&setup.data.y);
            for x in all {
                assert!(format!("{x}").split_once('.').is_none_or(|(_, d)| d.len() <= 2), "{x}");
            }
            for values in &setup.parameters {
                let bits: HashSet<u64> = values.iter().map(|w| w.to_bits()).collect();
                assert!(bits.len() == values.len() && values.iter().all(|w| *w != 0.0));
            }
        }
    }
}

#[test]
fn the_paper_s_relu_units_are_on_and_off_and_its_targets_are_both_signs() {
    let template = embedded("paper").unwrap().lesson().unwrap();
    for problem in drawn(&template, 11, 10) {
        let setup = &problem.lesson.setup;
        assert!([-1.0, 1.0].iter().all(|t| setup.data.y.contains(t)), "{:?}", setup.data.y);
        let mut trainer = Trainer::new(setup);
        let mut signs = vec![HashSet::new(); 3];
        let mut losses = Vec::new();
        for _ in 0..3 {
            let (sheet, trace) = (trainer.worksheet(), trainer.trace());
            let s = trace.slice(sheet, sheet.find(Role::PreActivation(1)).unwrap());
            for (at, s) in s.iter().enumerate() {
                assert!(s.abs() > 0.02);
                signs[at % 3].insert(*s > 0.0);
            }
            losses.push(trainer.loss());
            trainer.advance(&[]);
        }
        assert!(signs.iter().all(|signs| signs.len() == 2));
        assert!(losses[0] > losses[1] && losses[1] > losses[2] && losses[2] > trainer.loss());
    }
}

#[test]
fn classes_are_all_there_and_the_margin_is_kept_by_some_and_broken_by_others() {
    let template = embedded("hinge").unwrap().lesson().unwrap();
    for problem in drawn(&template, 2, 6) {
        let setup = &problem.lesson.setup;
        let columns = |k: usize| setup.data.y.iter().skip(k).step_by(3).sum::<f64>();
        assert!((0..3).all(|k| columns(k) == 1.0));
        let solved = Solved::new(setup, 5);
        let (mut kept, mut broken) = (false, false);
        for trace in &solved.traces {
            let p = trace.slice(&solved.sheet, solved.sheet.find(Role::Activation(1)).unwrap());
            for (p, t) in p.chunks(3).zip(setup.data.y.chunks(3)) {
                let y = t.iter().position(|t| *t == 1.0).unwrap();
                for j in (0..3).filter(|j| *j != y) {
                    let violation = p[j] - p[y] + setup.hyper.margin;
                    assert!(violation.abs() > 0.02);
                    kept |= violation < 0.0;
                    broken |= violation > 0.0;
                }
            }
        }
        assert!(kept && broken);
    }
}

#[test]
fn a_template_that_does_not_fit_is_refused_in_one_line_that_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let batch =
        file(&directory, &HUBER.replace("[1.5, 0.5]", "[1, 2]").replace("y = ", "batch = 2\ny = "));
    let wide = directory.path().join("wide.toml");
    let picture = "[network]\ninputs = 784\nlayers = [{ units = 2, activation = \"tanh\" }]\n[init]\nscheme = \"xavier_uniform\"\n[data]\n";
    let row = vec!["0"; 784].join(", ");
    fs::write(&wide, format!("{picture}x = [[{row}]]\ny = [[1, 0]]\n")).unwrap();
    let to = directory.path().join("out");
    let cases = [
        ("xor", vec!["5002 iterations", "10 iterations"]),
        (wide.to_str().unwrap(), vec!["784 inputs", "8 inputs"]),
        (batch.to_str().unwrap(), vec!["2 of the 3 examples", "batch"]),
        ("nothing", vec!["unknown lesson"]),
    ];
    for (template, words) in cases {
        let output =
            chainrule(&["assign", template, "--seed", "1", "--output", to.to_str().unwrap()]);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(words.iter().all(|word| complaint.contains(word)), "{complaint}");
        assert!(!to.exists());
    }
}

#[test]
fn a_condition_that_is_never_met_is_named() {
    let mut lesson = embedded("relu-at-zero").unwrap().lesson().unwrap();
    lesson.iterations = 1;
    // One example: a unit is on or off.
    let complaint = problems(&lesson, 1, 1).unwrap_err();
    assert!(complaint.contains("none has every unit with a kink on both sides"), "{complaint}");
    let mut lesson = embedded("one-weight").unwrap().lesson().unwrap();
    lesson.setup.hyper.learning_rate = 1e3;
    let complaint = problems(&lesson, 1, 1).unwrap_err();
    assert!(complaint.starts_with("one-weight: of ") && complaint.lines().count() == 1);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone_unless_it_is_forced() {
    let directory = tempfile::tempdir().unwrap();
    let to = directory.path().to_str().unwrap();
    let mine = directory.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    let output = chainrule(&["assign", "--seed", "1", "--output", to]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("--force"));
    assert_eq!(files(directory.path()), [("mine.txt".to_owned(), b"mine".to_vec())]);
    assign(directory.path(), &["--force"]);
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    let before = files(directory.path());
    let output = chainrule(&["assign", "--seed", "2", "--output", to]);
    assert_eq!((output.status.code(), files(directory.path())), (Some(2), before));
    let output = chainrule(&["assign", "--seed", "2", "--output", mine.to_str().unwrap()]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("expected a folder"));
}

#[test]
fn every_sheet_compiles_and_names_everything_that_is_to_be_computed() {
    let latex = Command::new("pdflatex").arg("--version").output();
    let compiles = latex.is_ok_and(|output| output.status.success());
    if !compiles {
        eprintln!("SKIPPED: no sheet is compiled, for pdflatex is not installed");
    }
    let directory = tempfile::tempdir().unwrap();
    for template in templates() {
        let problem = &drawn(&template, 1, 1)[0];
        let (markdown, latex) = (problem.markdown(), problem.latex());
        let trainer = Trainer::new(&problem.lesson.setup);
        for id in trainer.worksheet().steps() {
            let name = trainer.worksheet().quantity(*id).role.name();
            assert!(markdown.contains(&format!("\n{name} =\n")), "{name}: {markdown}");
        }
        let headings = markdown.lines().filter(|line| line.starts_with("## Iteration ")).count();
        assert_eq!(headings as u64, template.iterations);
        if compiles {
            fs::write(directory.path().join("sheet.tex"), latex).unwrap();
            let output = Command::new("pdflatex")
                .args(["-interaction=nonstopmode", "-halt-on-error", "sheet.tex"])
                .current_dir(directory.path())
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}
