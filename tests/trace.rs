//! `chainrule trace`: what a document holds, which part of it is printed, and numbers that leave
//! the finite.
#![expect(clippy::unwrap_used, reason = "what cannot be read is a failed test")]

#[path = "common/binary.rs"]
mod binary;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use binary::{numbers, printed, quantity, trace};
use chainrule::lesson::LESSONS;
use serde_json::Value;

/// One linear unit with η = 1e6 and Σx² = 4: the error grows by 1 − 4e6 an iteration, its square
/// leaves f64 (1.8e308) at iteration 25 (2 · 24 · 6.602 = 316.9) and not before (2 · 23 · 6.602 =
/// 303.7), the weights after 47 updates (47 · 6.602 = 310.3; 46 · 6.602 = 303.7), and ∞ − ∞ comes
/// next.
const OVERFLOWING: &str = r#"
title = "Too fast"
iterations = 50
[network]
inputs = 2
layers = [{ units = 1, activation = "identity", bias = false }]
[init]
weights = [[[0.5], [0.5]]]
biases = [[]]
[loss]
name = "half_squared"
[optimizer]
name = "sgd"
learning_rate = 1e6
[data]
x = [[1.2, -1.6]]
y = [[1]]
"#;

fn iterations(trace: &Value) -> &Vec<Value> {
    trace["iterations"].as_array().unwrap()
}

#[test]
fn every_lesson_s_document_has_the_fields_it_is_said_to_have() {
    for lesson in LESSONS.iter().map(|row| row.name) {
        let text = printed(&["trace", lesson, "--format", "json", "--iterations", "2"]);
        let trace: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(trace["lesson"], lesson);
        assert!(!trace["title"].as_str().unwrap().is_empty());
        assert!(trace["loss_name"].is_string());
        for (i, iteration) in iterations(&trace).iter().enumerate() {
            assert_eq!(iteration["iteration"], i + 1);
            let [loss, data, penalty] =
                ["loss", "data_loss", "penalty"].map(|key| iteration[key].as_f64().unwrap());
            assert_eq!(loss, data + penalty);
            iteration["quantities"].as_array().unwrap().iter().for_each(check_quantity);
        }
        assert_eq!(iterations(&trace).len(), 2);
    }
}

fn check_quantity(quantity: &Value) {
    let text = |key: &str| quantity[key].as_str().unwrap();
    let kinds = "input target weights bias pre_activation activation loss_per_example \
                 loss_gradient delta weight_gradient bias_gradient weights_after bias_after \
                 optimizer_state";
    assert!(kinds.split_whitespace().any(|kind| kind == text("kind")), "{quantity}");
    assert!(!text("name").is_empty() && !text("symbol").is_empty());
    let given = text("phase") == "given";
    assert_eq!(quantity["formula"].is_null(), given, "{quantity}");
    assert!(!(given && text("kind") == "optimizer_state"), "{quantity}");
    let layered = !["X", "Y", "L"].contains(&text("name"));
    assert_eq!(quantity["layer"].as_u64().is_some(), layered, "{quantity}");
    let rows = quantity["value"].as_array().unwrap();
    assert_eq!(quantity["shape"][0], rows.len(), "{quantity}");
    for row in rows {
        assert_eq!(quantity["shape"][1], row.as_array().unwrap().len(), "{quantity}");
    }
}

#[test]
fn names_symbols_and_formulas_are_the_paper_s() {
    let text = printed(&["trace", "paper", "--format", "json", "--iterations", "1"]);
    let trace: Value = serde_json::from_str(&text).unwrap();
    let quantities = iterations(&trace)[0]["quantities"].as_array().unwrap();
    let found: Vec<_> = quantities
        .iter()
        .map(|q| {
            let text = |key: &str| q[key].as_str().unwrap_or("-").to_owned();
            [text("name"), text("symbol"), text("formula")].join(" | ")
        })
        .collect();
    let expected = [
        "X | X | -",
        "Y | Y | -",
        "W1 | W | -",
        "W2 | W_out | -",
        "S1 | s | X · W",
        "A1 | s_ReLU | ReLU(s)",
        "S2 | s_out | s_ReLU · W_out",
        "A2 | y_out | tanh(s_out)",
        "L | L | ½ (y_out − Y)²",
        "delta2 | δ_out | tanh′(s_out) ⊙ (y_out − Y)",
        "delta1 | δ_s | ReLU′(s) ⊙ (δ_out · W_outᵀ)",
        "dW1 | ΔW | Xᵀ · δ_s",
        "dW2 | ΔW_out | s_ReLUᵀ · δ_out",
        "W1_next | W′ | W − η × ΔW",
        "W2_next | W_out′ | W_out − η × ΔW_out",
    ];
    assert_eq!(found, expected);
}

#[test]
fn only_picks_by_name_and_by_kind() {
    let names = |only: &str| -> Vec<String> {
        let text = printed(&["trace", "-n", "1", "--format", "json", "--only", only]);
        let trace: Value = serde_json::from_str(&text).unwrap();
        let quantities = iterations(&trace)[0]["quantities"].as_array().unwrap();
        quantities.iter().map(|q| q["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("dW2,S1"), ["S1", "dW2"]);
    assert_eq!(names("delta"), ["delta2", "delta1"]);
    assert_eq!(names("W1,weights_after"), ["W1", "W1_next", "W2_next"]);
    assert_eq!(names("loss"), Vec::<String>::new());
}

#[test]
fn a_later_start_prints_the_same_bits_as_the_whole_run() {
    let whole = printed(&["trace", "xor", "--format", "json", "--iterations", "9"]);
    let end = printed(&["trace", "xor", "--format", "json", "--from", "8", "--iterations", "9"]);
    let from = whole.find("{\"iteration\":8,").unwrap();
    assert!(end.ends_with(&whole[from..]));
    assert_eq!(end.matches("\"iteration\":").count(), 2);
}

#[test]
fn overflow_is_seen_in_the_loss_then_in_the_weights_then_as_not_a_number() {
    let trace = trace(OVERFLOWING, &[]);
    let loss = |i: usize| numbers(&iterations(&trace)[i - 1]["loss"])[0];
    let after = |i: usize| numbers(quantity(&trace, i - 1, "W1_next"));
    assert!((1..=24).all(|i| loss(i).is_finite()));
    assert!((25..=47).all(|i| loss(i) == f64::INFINITY));
    assert!((1..=46).all(|i| after(i).into_iter().all(f64::is_finite)));
    assert!(after(47).into_iter().all(f64::is_infinite), "{:?}", after(47));
    assert!((48..=50).all(|i| after(i).into_iter().all(f64::is_nan)));
    let text = trace.to_string();
    assert!(["\"nan\"", "\"inf\"", "\"-inf\""].iter().all(|number| text.contains(number)));
}

#[test]
fn a_net_of_dead_units_stays_finite_and_stays_where_it_is() {
    let lesson = OVERFLOWING
        .replace("identity", "relu")
        .replace("[[[0.5], [0.5]]]", "[[[-1.0], [0.5]]]")
        .replace("1e6", "0.5");
    let trace = trace(&lesson, &[]);
    for i in 0..50 {
        assert_eq!(iterations(&trace)[i]["loss"], 0.5);
        assert_eq!(numbers(quantity(&trace, i, "W1_next")), [-1.0, 0.5]);
    }
}

#[test]
fn a_deep_and_wide_net_is_traced_whole() {
    let layer = "{ units = 64, activation = \"tanh\", bias = true }";
    let lesson = format!(
        "[network]\ninputs = 3\nlayers = [{}]\n[init]\nscheme = \"xavier_uniform\"\nseed = 7\n\
         [loss]\nname = \"half_squared\"\n[optimizer]\nname = \"sgd\"\nlearning_rate = 1e6\n\
         [data]\nx = [[0.1, -0.2, 0.3]]\ny = [[{}]]\n",
        [layer; 6].join(", "),
        ["0.5"; 64].join(", ")
    );
    let trace = trace(&lesson, &["--iterations", "3"]);
    for i in 0..3 {
        assert_eq!(numbers(quantity(&trace, i, "dW6")).len(), 64 * 64);
        assert_eq!(numbers(quantity(&trace, i, "b6_next")).len(), 64);
        // |tanh| ≤ 1 whatever the weights: 64 · ½ · 1.5² at most.
        assert!(numbers(&iterations(&trace)[i]["loss"])[0] <= 72.0);
    }
}

#[test]
fn a_smaller_last_batch_has_fewer_rows() {
    let lesson = OVERFLOWING.replace("1e6", "0.1").replace("y = [[1]]", "y = [[1], [2], [3]]");
    let lesson = lesson.replace("x = [[1.2, -1.6]]", "x = [[1, 0], [0, 1], [1, 1]]\nbatch = 2");
    let trace = trace(&lesson, &["--iterations", "4"]);
    let rows = [0, 1, 2, 3].map(|i| numbers(quantity(&trace, i, "Y")));
    assert_eq!(rows, [vec![1.0, 2.0], vec![3.0], vec![1.0, 2.0], vec![3.0]]);
}

#[test]
fn text_is_written_to_the_digits_asked_for() {
    let first = |options: &[&str]| {
        let text = printed(&[&["trace", "--only", "delta1", "-n", "1"], options].concat());
        text.lines().find(|line| line.contains('⎡')).unwrap().to_owned()
    };
    // The paper's δ_s: −0.0178604, −0.0267906, −0.08037179.
    let table: &[(&[&str], &str)] = &[
        (&[], "    ⎡  -0.017860398  -0.026790597  -0.08037179   ⎤"),
        (&["--decimals", "3"], "    ⎡  -0.018  -0.027  -0.080  ⎤"),
        (&["--significant", "2"], "    ⎡  -0.018  -0.027  -0.08   ⎤"),
    ];
    for (options, expected) in table {
        assert_eq!(first(options), *expected, "{options:?}");
    }
    let json = printed(&["trace", "--only", "delta1", "-n", "1", "--format", "json"]);
    for cell in first(&["--exact"]).trim_matches([' ', '⎡', '⎤']).split_whitespace() {
        assert!(json.contains(cell), "{cell}");
    }
}

#[test]
fn a_run_of_any_length_is_written_as_it_goes_and_ends_when_nobody_reads() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("chainrule"))
        .args(["trace", "paper", "--format", "json", "--iterations", "1000000000000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with("{\"lesson\":\"paper\""));
    assert!(lines.next().unwrap().unwrap().starts_with("{\"iteration\":1,"));
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
