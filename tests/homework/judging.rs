//! What is right, what follows and what is wrong, in documents that are worked out by hand.

use chainrule::homework::check;
use chainrule::homework::convention::{Reading, of_layout};
use chainrule::homework::document::read;
use chainrule::homework::judge::Judge;
use chainrule::homework::judge::run::Run;
use chainrule::homework::place::Layout;
use chainrule::homework::verdict::{Judged, Status};
use chainrule::lesson::{LESSONS, Lesson, parse};
use chainrule::train::Setup;
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::quantity::Role;

use crate::sheet::{Hand, Paper, printed, worked};

/// Lessons of full batches, small enough to be worked out by hand, nothing wrong in them.
pub(crate) fn lessons() -> Vec<Lesson> {
    let embedded = LESSONS.iter().map(|lesson| lesson.lesson().expect("a lesson"));
    let own = OWN.iter().map(|text| parse(text, "own.toml").expect("a lesson"));
    let plain = |lesson: Lesson| {
        let setup = Setup { manner: Manner::default(), ..lesson.setup.clone() };
        Lesson { setup, ..lesson }
    };
    let all = embedded.chain(own).map(plain);
    all.filter(|lesson| {
        let data = &lesson.setup.data;
        lesson.setup.batch == data.rows && data.rows <= 12 && lesson.setup.shuffle.is_none()
    })
    .collect()
}

/// Networks with numbers by which mistakes can be told apart: 3 examples, η = 0.3, unequal widths.
pub(crate) const OWN: [&str; 3] = [
    r#"
title = "own tanh"
[network]
inputs = 2
layers = [{ units = 3, activation = "sigmoid", bias = true }, { units = 2, activation = "tanh", bias = true }]
[init]
weights = [[[0.41, -0.53, 0.27], [0.62, 0.19, -0.74]], [[0.36, -0.82], [0.57, 0.23], [-0.46, 0.68]]]
biases = [[0.13, -0.21, 0.34], [0.17, -0.29]]
[loss]
name = "half_squared"
reduction = "sum"
[optimizer]
name = "sgd"
learning_rate = 0.3
[data]
x = [[0.71, -0.42], [-0.33, 0.94], [1.27, 0.58]]
y = [[0.9, -0.4], [-0.7, 0.3], [0.2, 0.8]]
"#,
    r#"
title = "own mean"
[network]
inputs = 3
layers = [{ units = 4, activation = "relu", bias = true }, { units = 3, activation = "tanh", bias = true }, { units = 2, activation = "sigmoid", bias = true }]
[init]
weights = [[[0.41, -0.53, 0.27, 0.33], [0.62, 0.19, -0.74, 0.51], [0.25, 0.44, 0.38, -0.61]], [[0.36, -0.82, 0.45], [0.57, 0.23, -0.31], [-0.46, 0.68, 0.52], [0.29, 0.37, -0.64]], [[0.48, -0.35], [0.26, 0.73], [-0.59, 0.42]]]
biases = [[0.13, 0.21, 0.34, 0.11], [0.17, -0.29, 0.22], [0.14, -0.18]]
[loss]
name = "squared"
reduction = "mean"
[optimizer]
name = "sgd"
learning_rate = 0.3
[data]
x = [[0.71, 0.42, 0.63], [0.33, 0.94, -0.52], [1.27, -0.58, 0.85]]
y = [[0.9, 0.1], [0.3, 0.7], [0.2, 0.6]]
"#,
    r#"
title = "own classes"
[network]
inputs = 2
layers = [{ units = 4, activation = "tanh", bias = true }, { units = 3, activation = "softmax", bias = true }]
[init]
weights = [[[0.41, -0.53, 0.27, 0.33], [0.62, 0.19, -0.74, 0.51]], [[0.36, -0.82, 0.45], [0.57, 0.23, -0.31], [-0.46, 0.68, 0.52], [0.29, 0.37, -0.64]]]
biases = [[0.13, 0.21, 0.34, 0.11], [0.17, -0.29, 0.22]]
[loss]
name = "cross_entropy"
reduction = "mean"
[optimizer]
name = "adam"
learning_rate = 0.03
[data]
x = [[0.71, 0.42], [0.33, -0.94], [1.27, 0.58], [-0.47, 0.36], [0.15, 0.83]]
y = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
"#,
];

/// What is found in a document in the reading that fits it.
pub(crate) fn judged(lesson: &Lesson, paper: &Paper) -> (Reading, Vec<Judged>) {
    let last = paper.placement.placed.iter().map(|placed| placed.iteration).max().unwrap_or(1);
    let run = Run::new(lesson, last, false).expect("a run");
    let (reading, _) = of_layout(&paper.document, &paper.placement, &run, Layout::default());
    let judge = Judge::new(&paper.document, &paper.placement, &run, &reading);
    let found = judge.diagnosing(lesson).judged();
    (reading, found)
}

/// A line for every quantity against which something is to be said.
pub(crate) fn complaints(found: &[Judged]) -> Vec<String> {
    let bad = found.iter().filter(|judged| !judged.status.is_right());
    bad.map(|judged| {
        let cell = judged.first_wrong.as_ref();
        let codes: Vec<_> = judged.causes.iter().map(|cause| cause.codes.join("+")).collect();
        let (iteration, name) = (judged.iteration, &judged.name);
        format!("{iteration} {name}: {} {cell:?} {codes:?}", judged.status.name())
    })
    .collect()
}

#[test]
fn correct_runs_are_right_at_every_number_of_decimals_exact_and_carried() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for lesson in lessons() {
        for decimals in 3..=8 {
            for carried in [None, Some(decimals)] {
                let sheet = worked(&lesson, Hand { iterations: 3, slip: None, carried });
                let every: &dyn Fn(Role) -> bool = &|_| true;
                let few: &dyn Fn(Role) -> bool = &|role| {
                    matches!(role, Role::Activation(_) | Role::Gradient(_) | Role::After(_))
                };
                for shows in [every, few] {
                    let paper = printed(&sheet, Some(decimals), shows, &|_, _, _| {});
                    let (reading, found) = judged(&lesson, &paper);
                    count += 1;
                    for line in complaints(&found) {
                        if !line.contains("too_few_digits") || reading != Reading::default() {
                            wrong.push(format!("{} {decimals} {carried:?} {line}", lesson.name));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 100, "{count}");
}

#[test]
fn numbers_that_were_cut_are_right() {
    let mut cut_ones = 0;
    for lesson in lessons() {
        let sheet = worked(&lesson, Hand { iterations: 2, ..Hand::default() });
        let cut = |_: u64, _: Role, values: &mut Vec<f64>| {
            for x in values {
                *x = (*x * 1e5).trunc() / 1e5;
            }
        };
        let paper = printed(&sheet, Some(5), &|_| true, &cut);
        let (_, found) = judged(&lesson, &paper);
        let all = complaints(&found);
        assert!(all.is_empty(), "{} {}", lesson.name, all.join("\n"));
        cut_ones += found.iter().filter(|judged| judged.status == Status::OkTruncated).count();
    }
    assert!(cut_ones > 100, "{cut_ones}");
}

#[test]
fn a_matrix_that_dots_make_smaller_is_of_no_wrong_shape() {
    let lesson = LESSONS.iter().find(|row| row.name == "paper").expect("it is embedded");
    let lesson = lesson.lesson().expect("a lesson");
    // The paper's S1 is 4×3.
    let table = [
        (r"\cdots & \cdots \\ \vdots & \ddots", Status::Elided),
        (r"1 & 2 & 3 \\ \vdots & \vdots & \vdots", Status::Elided),
        (r"1 & 2 & 3 & 4 & 5 \\ \cdots & \cdots & \cdots & \cdots & \cdots", Status::Shape),
        (r"1 & 2 & 3 \\ 4 & 5 & 6", Status::Shape),
    ];
    for (cells, expected) in table {
        let text = format!("$S_1 = X W_1 = \\begin{{bmatrix}} {cells} \\end{{bmatrix}}$");
        let document = read("a.tex", text.as_bytes()).expect("it can be read");
        let verdict = check(&document, Some(&lesson)).expect("it can be judged").verdict;
        let found: Vec<_> = verdict.quantities.iter().map(|judged| judged.status).collect();
        assert_eq!(found, [expected], "{cells}");
    }
}
