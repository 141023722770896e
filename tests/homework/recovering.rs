//! What a document starts from, found in the document alone.

use std::fs;
use std::path::{Path, PathBuf};

use chainrule::homework::document;
use chainrule::homework::document::{Document, Event};
use chainrule::homework::given::recover;
use chainrule::homework::place::{Layout, What, place};
use chainrule::lesson::{self, Lesson};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/homework/documents")
}

fn read(name: &str) -> Document {
    let bytes = fs::read(folder().join(name)).expect("a document of the folder");
    document::read(name, &bytes).expect("it can be read")
}

fn lesson_file(name: &str) -> Lesson {
    let text = fs::read_to_string(folder().join(name)).expect("a lesson of the folder");
    lesson::parse(&text, name).expect("it is a lesson")
}

fn paper() -> Lesson {
    let paper = lesson::embedded("paper").expect("it comes with the program");
    lesson::parse(paper.text, "paper.toml").expect("it is a lesson")
}

#[track_caller]
fn assert_same(found: &Lesson, expected: &Lesson, name: &str) {
    let (found, expected) = (&found.setup, &expected.setup);
    assert_eq!(found.parameters, expected.parameters, "{name}: parameters");
    assert_eq!(found.data, expected.data, "{name}: data");
    assert_eq!(found.hyper.learning_rate, expected.hyper.learning_rate, "{name}: η");
    assert_eq!(found.network.loss.name, expected.network.loss.name, "{name}: loss");
    assert_eq!(found.network.reduction, expected.network.reduction, "{name}: reduction");
    let activations = |setup: &chainrule::train::Setup| {
        setup.network.layers.iter().map(|layer| layer.activation.name).collect::<Vec<_>>()
    };
    assert_eq!(activations(found), activations(expected), "{name}: activations");
}

const DOCUMENTS: &[&str] = &[
    "hw0_perfect.tex",
    "hw1_forgot_relu_prime.tex",
    "hw2_updated_weights_in_backward.md",
    "hw3_mean_instead_of_sum.tex",
    "bonus_perfect_negative_delta.tex",
    "bonus_sign_flipped_tables.md",
    "bonus_lr_missing.csv",
    "bonus_f_not_fprime.json",
];

#[test]
fn everything_in_the_example_documents_is_placed() {
    for name in DOCUMENTS {
        let document = read(name);
        let stem = name.split('.').next().expect("a name has a stem");
        let lesson = lesson_file(&format!("{stem}.toml"));
        let setup = &lesson.setup;
        let (network, rows) = (&setup.network, setup.data.rows);
        let placement = place(&document, network, rows, &lesson.names, Layout::default());
        let written = document.events.iter().filter(|event| match event {
            Event::Written(written) => written.value.is_some(),
            _ => false,
        });
        assert!(placement.unread.is_empty(), "{name}: {:?}", placement.unread);
        let most = written.count();
        // A stated learning rate is written and no quantity.
        assert!(placement.placed.len() + 1 >= most && most > 8, "{name}: {most} values");
        let mut seen: Vec<String> = Vec::new();
        for placed in &placement.placed {
            let What::Quantity(role) = placed.what else { continue };
            let one = format!("{}.{}", placed.iteration, role.name());
            assert!(!seen.contains(&one), "{name}: {one} twice");
            seen.push(one);
        }
    }
}

#[test]
fn the_33_quantities_of_the_paper_are_placed() {
    let document = read("paper.txt");
    let setup = paper().setup;
    let placement = place(&document, &setup.network, setup.data.rows, &[], Layout::default());
    let roles =
        ["S1", "A1", "S2", "A2", "L", "delta2", "delta1", "dW1", "dW2", "W1_next", "W2_next"];
    let expected: Vec<_> = (1..=3).flat_map(|n| roles.map(|role| format!("{n}.{role}"))).collect();
    let found: Vec<_> = placement
        .placed
        .iter()
        .map(|placed| match placed.what {
            What::Quantity(role) => format!("{}.{}", placed.iteration, role.name()),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(found, expected, "{:?}", placement.unread);
    assert!(placement.unread.is_empty(), "{:?}", placement.unread);
}

#[test]
fn the_paper_is_recovered_to_the_numbers_of_its_lesson() {
    let recovered = recover(&read("paper.txt")).expect("it follows from the numbers");
    assert_same(&recovered.lesson, &paper(), "paper");
    assert_eq!(recovered.lesson.iterations, 3);
    let rate = recovered.assumed.iter().find(|assumed| assumed.key == "learning_rate");
    assert_eq!(rate.map(|assumed| assumed.value.as_str()), Some("0.5"));
    assert!(recovered.assumed.iter().all(|assumed| !assumed.said.is_empty()));
}

#[test]
fn example_documents_that_say_enough_are_recovered() {
    for name in ["hw0_perfect", "hw1_forgot_relu_prime", "bonus_perfect_negative_delta"] {
        let recovered =
            recover(&read(&format!("{name}.tex"))).expect("it follows from the numbers");
        assert_same(&recovered.lesson, &lesson_file(&format!("{name}.toml")), name);
    }
}

#[test]
fn a_mean_over_examples_and_outputs_is_said_to_be_one() {
    let bytes = fs::read(folder().join("../others/net_and_o_factor_half.md")).expect("a document");
    let document = document::read("half.md", &bytes).expect("it can be read");
    let recovered = recover(&document).expect("it follows from the numbers");
    let reduction = recovered.assumed.iter().find(|assumed| assumed.key == "reduction");
    let reduction = reduction.expect("losses are reduced");
    assert_eq!(reduction.value, "mean_all");
    assert!(reduction.said.contains("averaged over the examples and outputs"), "{reduction:?}");
}

#[test]
fn what_cannot_be_recovered_is_named_in_one_line() {
    let mut document = read("paper.txt");
    let only = |name: &str| matches!(name, "s" | "s_{ReLU}");
    document.events.retain(|event| match event {
        Event::Written(written) => only(&written.name),
        _ => true,
    });
    let error = recover(&document).expect_err("weights are nowhere").to_string();
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.starts_with("paper.txt: ") && error.contains("--lesson"), "{error}");
    let empty = Document { name: "empty".into(), events: Vec::new() };
    assert!(recover(&empty).expect_err("nothing is in it").to_string().contains("--lesson"));
}
