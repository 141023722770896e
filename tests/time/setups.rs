//! The trainings that the tests go through: between them they have every kind of optimizer state,
//! batches of two sizes, a shuffled order, biases, a frozen parameter and a margin.

use chainrule::lesson::{embedded, parse};
use chainrule::train::Setup;

/// What a lesson file says, without its data.
const MOMENTUM: &str = r#"
[network]
inputs = 2
layers = [{ units = 3, activation = "tanh", bias = true }, { units = 1, activation = "identity" }]
[init]
scheme = "xavier_uniform"
seed = 3
[loss]
name = "squared"
reduction = "mean"
[optimizer]
name = "sgd"
learning_rate = 0.05
momentum = 0.9
"#;

const ADAM: &str = r#"
[network]
inputs = 2
layers = [{ units = 4, activation = "silu", bias = true }, { units = 1, activation = "sigmoid", bias = true }]
[init]
scheme = "he_normal"
seed = 5
[loss]
name = "bce"
[optimizer]
name = "adam"
learning_rate = 0.01
"#;

const RMSPROP: &str = r#"
[network]
inputs = 2
layers = [{ units = 3, activation = "softmax" }, { units = 1, activation = "identity", bias = true }]
[init]
scheme = "xavier_normal"
seed = 7
[loss]
name = "half_squared"
[regularizer]
l1 = 0.01
[optimizer]
name = "rmsprop"
learning_rate = 0.02
centered = true
frozen = ["W1"]
"#;

const HINGE: &str = r#"
[network]
inputs = 2
layers = [{ units = 3, activation = "relu" }, { units = 3, activation = "softmax" }]
[init]
scheme = "xavier_uniform"
seed = 11
[loss]
name = "hinge_softmax"
margin = 0.5
[optimizer]
name = "adagrad"
learning_rate = 0.1
lr_decay = 0.01
"#;

const SEVEN: &str =
    "x = [[1, 2], [0.5, -1], [-0.25, 0.75], [2, 0], [0, -2], [1, 1], [-1.5, 0.5]]\n";
const VALUES: &str = "y = [[1], [0], [1], [0], [0], [1], [1]]\n";
const LABELS: &str = "labels = [0, 1, 2, 1, 0, 2, 2]\n";

/// Name and setup of every training.
pub(crate) fn setups() -> Vec<(&'static str, Setup)> {
    let whole = |text, targets| lesson(&[text, "[data]\n", SEVEN, targets].concat());
    let batches = |text, targets, more: &str| {
        lesson(&[text, "[data]\n", SEVEN, targets, more, "\n"].concat())
    };
    vec![
        ("paper", paper()),
        ("momentum", whole(MOMENTUM, VALUES)),
        ("adam", whole(ADAM, VALUES)),
        ("rmsprop", whole(RMSPROP, VALUES)),
        ("hinge", whole(HINGE, LABELS)),
        ("momentum, batches", batches(MOMENTUM, VALUES, "batch = 3\nshuffle_seed = 17")),
        ("adam, batches", batches(ADAM, VALUES, "batch = 4")),
        ("rmsprop, shuffled", batches(RMSPROP, VALUES, "shuffle_seed = 2")),
    ]
}

/// The paper's network.
pub(crate) fn paper() -> Setup {
    embedded("paper").unwrap().lesson().unwrap().setup
}

/// The setup of a lesson's text.
pub(crate) fn lesson(text: &str) -> Setup {
    parse(text, "lesson.toml").unwrap().setup
}
