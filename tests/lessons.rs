//! Lesson files: those that come with the program, the reference cases as lessons, and what the
//! parser says about every kind of mistake, literally.
#![expect(clippy::unwrap_used, reason = "a lesson that cannot be read is a failed test")]

mod common;

use chainrule::lesson::{Expect, LESSONS, Lesson, Of, Place, default, embedded, parse};
use chainrule::train::Change;

/// A lesson with something of everything; the tests below break one line of it.
const GOOD: &str = include_str!("mistakes/good.toml");

/// A classifier, for what concerns classes.
const CLASSES: &str = include_str!("mistakes/classes.toml");

fn lesson(text: &str) -> Lesson {
    parse(text, "lesson.toml").unwrap()
}

fn complaint(text: &str) -> String {
    parse(text, "lesson.toml").expect_err(text).to_string()
}

/// `text` with one part replaced; the part must be there.
fn with(text: &str, part: &str, other: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "{part} in {text}");
    text.replace(part, other)
}

#[test]
fn every_embedded_lesson_reads_and_says_what_it_is() {
    for row in LESSONS {
        let lesson = row.lesson().unwrap();
        assert_eq!(lesson.name, row.name);
        assert!(!lesson.summary.is_empty() && lesson.title != lesson.name, "{}", row.name);
    }
    assert!(embedded("paper").is_some() && embedded("nothing").is_none());
    assert_eq!(default().name, "paper");
}

#[test]
fn every_reference_case_reads_as_a_lesson() {
    for (name, case) in common::cases() {
        let text = common::case_to_toml(&case);
        let lesson = parse(&text, "case.toml").unwrap_or_else(|e| panic!("{name}: {e}\n{text}"));
        assert_eq!(lesson.title, name);
        assert_eq!(lesson.name, "case");
        let weights = case["init"]["W"][0][0][0].as_f64().unwrap();
        assert_eq!(lesson.setup.parameters[0][0], weights, "{name}");
        let rate = case["optimizer"]["lr"].as_f64().unwrap();
        assert_eq!(lesson.setup.hyper.learning_rate, rate, "{name}");
        assert_eq!(lesson.setup.data.rows, case["data"]["x"].as_array().unwrap().len(), "{name}");
    }
}

#[test]
fn a_lesson_that_says_little_gets_what_the_paper_uses() {
    let lesson = lesson(
        "[network]\ninputs = 1\nlayers = [{ units = 1, activation = \"tanh\" }]\n\
         [init]\nweights = [[[1]]]\n[data]\nx = [[1], [-0]]\ny = [[1], [0x10]]\n",
    );
    let setup = &lesson.setup;
    assert_eq!((lesson.title.as_str(), lesson.iterations), ("lesson", 10));
    assert_eq!(setup.network.loss.name, "half_squared");
    assert_eq!(setup.network.optimizer.name, "sgd");
    assert_eq!(setup.network.reduction, chainrule::worksheet::network::Reduction::Sum);
    assert_eq!(setup.hyper.learning_rate, 0.5);
    assert_eq!((setup.batch, setup.shuffle, setup.parameters.len()), (2, None, 1));
    assert_eq!((setup.data.x[1].to_bits(), setup.data.y[1]), (0, 16.0));
}

#[test]
fn a_full_lesson_arrives_whole() {
    let timed = lesson(&with(GOOD, "iterations = 3", "minutes = 9"));
    assert_eq!((timed.minutes, timed.iterations), (Some(9), 10));
    let lesson = lesson(GOOD);
    assert_eq!(lesson.minutes, None);
    let setup = &lesson.setup;
    assert_eq!(setup.parameters[1], [0.1, 0.0, 0.0]);
    assert_eq!(setup.parameters[2], [0.02, 0.03, 0.09]);
    assert_eq!((setup.batch, setup.hyper.l2), (1, 0.1));
    assert_eq!(setup.network.frozen[0].to_string(), "b1");
    assert_eq!(lesson.names, [("w5".to_owned(), "W2[1,1]".to_owned())]);
    assert_eq!(lesson.cues[0].at, Place::Quantity(1, "delta1".into()));
    assert_eq!(lesson.cues[0].ask.as_deref(), Some("delta1[1,3]"));
    assert_eq!(lesson.cues[0].tries, ["set l2 0", "rerun"]);
    let [first, second] = lesson.expects.as_slice() else { panic!("{:?}", lesson.expects) };
    assert_eq!((first.at, &first.of, first.within), (2, &Of::Loss, 6e-7));
    assert_eq!(first.is, f64::INFINITY);
    let labels = |claim: &Expect| claim.changes.iter().map(Change::label).collect::<Vec<_>>();
    assert_eq!(labels(first), ["learning_rate 1000000", "X[1,2] 0.25"]);
    assert_eq!(second.of, Of::Cell { quantity: "delta1".into(), row: 0, column: 1 });
    assert_eq!((second.is, second.within), (0.125, 0.01));
    assert_eq!(labels(second), ["bug sign-flipped", "round 4 decimals"]);
}

#[test]
fn weights_are_drawn_alike_for_one_seed_and_otherwise_for_another() {
    let seeded = |seed: &str| with(CLASSES, "_uniform\"\n", &format!("_uniform\"\n{seed}\n"));
    let drawn = |seed: &str| lesson(&seeded(seed)).setup.parameters;
    assert_eq!(drawn("seed = 7"), drawn("seed = 7"));
    assert_ne!(drawn("seed = 7"), drawn("seed = 8"));
    assert_eq!(drawn(""), drawn("seed = 1"));
    let most = (6.0_f64 / 4.0).sqrt();
    assert!(drawn("seed = 7")[0].iter().all(|w| w.abs() <= most));
    let how = lesson(&seeded("seed = 7")).drawn.unwrap();
    assert_eq!(how, "xavier_uniform, seed 7, xoshiro256++ seeded by SplitMix64");
    assert_eq!(lesson(CLASSES).setup.data.y, [1.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
}

/// The records of a file of mistakes: what is replaced, by what, and the message.
fn mistakes(text: &str) -> Vec<[String; 3]> {
    let marked = |record: &str, mark: char| {
        let line = record.lines().find_map(|line| line.strip_prefix(mark)).unwrap();
        line.trim_start().replace(
            '⏎', "
",
        )
    };
    let records = text
        .split(
            "

",
        )
        .skip(1);
    records.map(|record| ['-', '+', '!'].map(|mark| marked(record, mark))).collect()
}

#[test]
fn every_mistake_is_told_in_one_line_with_its_place() {
    assert!(parse(GOOD, "lesson.toml").is_ok() && parse(CLASSES, "lesson.toml").is_ok());
    let all = [
        (GOOD, mistakes(include_str!("mistakes/good.txt"))),
        (CLASSES, mistakes(include_str!("mistakes/classes.txt"))),
    ];
    assert!(all.iter().map(|(_, records)| records.len()).sum::<usize>() > 60);
    let mut wrong = Vec::new();
    for (text, [part, other, expected]) in
        all.iter().flat_map(|(text, records)| records.iter().map(move |record| (text, record)))
    {
        let found = complaint(&with(text, part, other));
        if found != *expected {
            wrong.push(format!("{part} → {other}\n  says     {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn targets_must_suit_the_loss() {
    let one_hot = |loss: &str, y: &str| {
        let text = with(CLASSES, "cross_entropy", loss);
        parse(&with(&text, "labels = [0, 2]", y), "lesson.toml").map_err(|e| e.to_string())
    };
    assert!(one_hot("hinge", "y = [[1, 0, 0], [0, 0, 1]]").is_ok());
    assert!(one_hot("squared", "y = [[7, 0, 0], [0, 0, -1]]").is_ok());
    assert!(one_hot("bce", "y = [[0.5, 1, 0], [0, 0, 1]]").is_ok());
    assert_eq!(
        one_hot("hinge", "y = [[1, 0, 0], [0, 1, 1]]").unwrap_err(),
        "lesson.toml:10: y[2] is [0.0, 1.0, 1.0], expected a single 1 among zeros (loss \"hinge\")"
    );
    assert_eq!(
        one_hot("bce", "y = [[1, 0, 0], [0, 1.5, 1]]").unwrap_err(),
        "lesson.toml:10: y[2] is [0.0, 1.5, 1.0], expected numbers from 0 to 1 (loss \"bce\")"
    );
}

#[test]
fn a_text_of_any_kind_is_refused_without_a_panic() {
    let all = [GOOD, CLASSES].map(str::to_owned);
    let broken = all.iter().flat_map(|text| {
        (0..text.len()).filter(|&at| text.is_char_boundary(at)).map(move |at| &text[..at])
    });
    for text in broken.chain(["\u{0}", "=", "[", "[[", "[network", "\"", "a.b.c = 1", "cue = 1"]) {
        if let Err(error) = parse(text, "lesson.toml") {
            let message = error.to_string();
            assert!(message.starts_with("lesson.toml:") && !message.contains('\n'), "{message}");
        }
    }
}

#[test]
fn toml_may_be_written_in_other_ways() {
    let text = with(
        CLASSES,
        "layers = [{ units = 3, activation = \"softmax\" }]",
        "[[network.layers]]\nunits = 0b11\nactivation = \"softmax\"",
    );
    let text = with(&text, "x = [[1], [2]]", "x = [[1_000.5e0], [-0.0]]").replace('\n', "\r\n");
    let read = lesson(&text).setup;
    assert_eq!((read.network.outputs(), read.data.x[0]), (3, 1000.5));
    assert_eq!(read.data.x[1].to_bits(), (-0.0_f64).to_bits());
    let dotted = "optimizer.name = \"adam\"\noptimizer.beta1 = 0.5\n".to_owned() + CLASSES;
    assert_eq!(lesson(&dotted).setup.hyper.beta1, 0.5);
    assert_eq!(lesson(&dotted).setup.hyper.learning_rate, 0.001);
    assert_eq!(
        complaint(&with(&text, "0b11", "-1")),
        "lesson.toml:4: [network] layers[1] units is -1, expected a whole number of at least 1"
    );
    assert_eq!(
        complaint(&with(&dotted, "0.5", "1")),
        "lesson.toml:2: beta1 must be at least 0 and below 1, not 1"
    );
    assert_eq!(
        complaint(&with(CLASSES, "inputs = 1", "inputs = 1\ninputs = 1")),
        "lesson.toml:3: duplicate key"
    );
}
