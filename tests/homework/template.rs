//! Networks of every kind, as templates for homework.

use chainrule::homework::assign::problems;
use chainrule::lesson::{Lesson, embedded, parse};

/// A template by its layers, loss, optimizer and targets; three examples of two inputs.
struct Row {
    layers: &'static str,
    loss: &'static str,
    optimizer: &'static str,
    targets: &'static str,
}

const SIGMOID_TANH: &str = r#"{ units = 3, activation = "sigmoid", bias = true }, { units = 2, activation = "tanh", bias = true }"#;
const TANH_SIGMOID: &str = r#"{ units = 2, activation = "tanh", bias = true }, { units = 2, activation = "sigmoid", bias = true }"#;
const DEEP: &str = r#"{ units = 3, activation = "relu" }, { units = 3, activation = "tanh" }, { units = 2, activation = "identity", bias = true }"#;
const SOFTMAX: &str =
    r#"{ units = 3, activation = "tanh", bias = true }, { units = 3, activation = "softmax" }"#;
const SCORES: &str =
    r#"{ units = 3, activation = "tanh", bias = true }, { units = 3, activation = "identity" }"#;
const PLAIN: &str = "learning_rate = 0.25";
const VALUES: &str = "y = [[0.5, -0.25], [0.75, 0.5], [0.125, -0.5]]";
const LABELS: &str = "labels = [0, 1, 2]";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: PLAIN, targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"squared\"\nreduction = \"mean\"", optimizer: PLAIN, targets: VALUES },
    Row { layers: TANH_SIGMOID, loss: "name = \"half_squared\"", optimizer: PLAIN, targets: "y = [[1, 0], [0, 1], [1, 0]]" },
    Row { layers: TANH_SIGMOID, loss: "name = \"bce\"", optimizer: PLAIN, targets: "y = [[1, 0], [0, 1], [1, 1]]" },
    Row { layers: DEEP, loss: "name = \"half_squared\"\nreduction = \"mean\"", optimizer: PLAIN, targets: VALUES },
    Row { layers: SOFTMAX, loss: "name = \"cross_entropy\"", optimizer: PLAIN, targets: LABELS },
    Row { layers: SOFTMAX, loss: "name = \"hinge_softmax\"\nmargin = 0.25", optimizer: PLAIN, targets: LABELS },
    Row { layers: SOFTMAX, loss: "name = \"half_squared\"", optimizer: PLAIN, targets: "y = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]" },
    Row { layers: SCORES, loss: "name = \"hinge\"\nmargin = 0.5", optimizer: PLAIN, targets: LABELS },
    Row { layers: SCORES, loss: "name = \"squared_hinge\"\nmargin = 0.5", optimizer: "learning_rate = 0.0625", targets: LABELS },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"sgd\"\nlearning_rate = 0.25\nmomentum = 0.5", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"sgd\"\nlearning_rate = 0.25\nmomentum = 0.5\nnesterov = true", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"sgd\"\nlearning_rate = 0.25\nmomentum = 0.5\ndampening = 0.25", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"sgd\"\nlearning_rate = 0.25\nweight_decay = 0.125", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "learning_rate = 0.25\n[regularizer]\nl2 = 0.125", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"adam\"\nlearning_rate = 0.0625\neps = 0.01", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"adam\"\nlearning_rate = 0.0625\nweight_decay = 0.125", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"adamw\"\nlearning_rate = 0.0625\nweight_decay = 0.125", targets: VALUES },
    Row { layers: SIGMOID_TANH, loss: "name = \"half_squared\"", optimizer: "name = \"rmsprop\"\nlearning_rate = 0.015625\neps = 0.01", targets: VALUES },
];

/// Every template, small enough to be solved by hand in two or three iterations.
pub(crate) fn templates() -> Vec<Lesson> {
    let names = ["paper", "hinge", "three-layers", "xor", "weight-change"];
    let known = names.map(|name| embedded(name).unwrap().lesson().unwrap());
    let mut all: Vec<_> = known.into_iter().chain(ROWS.iter().map(Row::lesson)).collect();
    for lesson in &mut all {
        lesson.iterations = lesson.iterations.min(3);
    }
    all
}

/// A problem after each template for which there is one.
pub(crate) fn drawn(seed: u64) -> Vec<Lesson> {
    let one = |template: &Lesson| Some(problems(template, seed, 1).ok()?.remove(0).lesson);
    templates().iter().filter_map(one).collect()
}

impl Row {
    fn lesson(&self) -> Lesson {
        let Self { layers, loss, optimizer, targets } = self;
        let text = format!(
            "iterations = 2\nnotation = \"textbook\"\n[network]\ninputs = 2\nlayers = [{layers}]\n[init]\n\
             scheme = \"xavier_uniform\"\nseed = 3\n[loss]\n{loss}\n[optimizer]\n{optimizer}\n[data]\n\
             x = [[0.5, -0.75], [-0.25, 0.5], [1, 0.125]]\n{targets}\n"
        );
        parse(&text, "template.toml").unwrap()
    }
}
