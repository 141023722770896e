//! Lesson files: those that come with the program, the reference cases as lessons, and what the
//! parser says about every kind of mistake, literally.

mod common;

use chainrule::lesson::{LESSONS, Lesson, Place, embedded, parse};
use chainrule::train::Timeline;
use chainrule::worksheet::Worksheet;

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
fn every_embedded_lesson_reads_and_its_cues_speak_of_what_exists() {
    for row in LESSONS {
        let lesson = row.lesson().unwrap();
        assert_eq!(lesson.name, row.name);
        assert!(!lesson.summary.is_empty() && lesson.title != lesson.name, "{}", row.name);
        assert!((3..=6).contains(&lesson.cues.len()), "{}", row.name);
        let sheet = Worksheet::new(&lesson.setup.network, lesson.setup.batch, &lesson.setup.hyper);
        for cue in &lesson.cues {
            if let Place::Quantity(iteration, name) = &cue.at {
                assert!(sheet.named(name).is_some(), "{}: {name}", row.name);
                assert!(*iteration <= lesson.iterations, "{}: {iteration}", row.name);
            }
        }
    }
    let names: Vec<_> = LESSONS.iter().map(|row| row.name).collect();
    assert_eq!(names, ["paper", "three-layers", "hinge", "weight-change", "xor"]);
    assert!(embedded("paper").is_some() && embedded("nothing").is_none());
}

/// Lesson, iteration, quantity, row, column and value to six digits, computed by hand in another
/// language: the numbers that the cues state.
const STATED: &[(&str, u64, &str, usize, usize, f64)] = &[
    ("paper", 1, "S1", 1, 1, 0.458),
    ("paper", 1, "delta1", 3, 3, 0.095_312),
    ("three-layers", 1, "A3", 1, 1, -0.113_955),
    ("three-layers", 1, "delta3", 1, 1, -0.359_229),
    ("three-layers", 1, "delta2", 1, 1, -0.078_777),
    ("three-layers", 1, "delta2", 1, 2, 0.097_719),
    ("three-layers", 1, "dW2", 1, 1, -0.017_057),
    ("hinge", 1, "A1", 1, 1, 0.231_224),
    ("hinge", 1, "A1", 1, 2, 0.628_532),
    ("hinge", 1, "A1", 1, 3, 0.140_244),
    ("hinge", 1, "L", 1, 1, 1.306_328),
    ("hinge", 1, "L", 2, 1, 0.0),
    ("hinge", 1, "dA1", 1, 1, -2.0),
    ("hinge", 1, "dA1", 1, 2, 1.0),
    ("hinge", 1, "delta1", 1, 1, -0.533_278),
    ("hinge", 1, "delta1", 1, 2, 0.435_995),
    ("hinge", 1, "delta1", 1, 3, 0.097_284),
    ("hinge", 2, "L", 1, 1, 0.725_604),
    ("hinge", 3, "L", 1, 1, 0.0),
    ("hinge", 3, "L", 3, 1, 0.0),
    ("weight-change", 1, "A1", 1, 1, -0.761_594),
    ("weight-change", 1, "L", 1, 1, 1.551_607),
    ("weight-change", 1, "delta1", 1, 1, -0.739_824),
    ("weight-change", 1, "dW1", 1, 1, 1.479_649),
    ("weight-change", 1, "W1_next", 1, 1, -0.239_824),
    ("weight-change", 2, "L", 1, 1, 0.153_479),
    ("xor", 1, "A2", 2, 1, 0.510_926),
    ("xor", 1, "db2", 1, 1, -0.001_403),
    ("xor", 200, "A2", 4, 1, 0.516),
    ("xor", 500, "A2", 1, 1, 0.166),
    ("xor", 500, "A2", 3, 1, 0.828),
    ("xor", 500, "A2", 4, 1, 0.196),
    ("xor", 5000, "W1_next", 1, 1, 4.438_589),
    ("xor", 5000, "b2_next", 1, 1, -4.131_319),
];

#[test]
fn the_numbers_that_cues_state_are_what_the_lesson_computes() {
    for &(name, iteration, quantity, row, column, expected) in STATED {
        let mut timeline = Timeline::new(embedded(name).unwrap().lesson().unwrap().setup);
        timeline.seek(iteration);
        let (sheet, trace) = (timeline.trainer().worksheet(), timeline.trainer().trace());
        let found = trace.view(sheet, sheet.named(quantity).unwrap())[[row - 1, column - 1]];
        let tolerance = if name == "xor" && iteration < 5000 { 1e-3 } else { 1e-6 };
        assert!(
            (found - expected).abs() < tolerance,
            "{name} {iteration}.{quantity}[{row},{column}]: {found}, stated {expected}"
        );
    }
}

#[test]
fn the_printed_formula_for_a_weights_change_raises_the_loss() {
    // One weight w between x and tanh(w x), target y, step 0.5: the numbers of `weight-change`.
    let (x, y, w) = (-2.0_f64, 1.0_f64, 0.5_f64);
    let loss = |w: f64| 0.5 * ((w * x).tanh() - y).powi(2);
    let delta = (1.0 - (w * x).tanh().powi(2)) * ((w * x).tanh() - y);
    let printed = w - 0.5 * delta * 1.0;
    assert!((printed - 0.869_912).abs() < 1e-6, "{printed}");
    assert!((loss(w) - 1.551_607).abs() < 1e-6, "{}", loss(w));
    assert!((loss(printed) - 1.882_200).abs() < 1e-6, "{}", loss(printed));
    let said = embedded("weight-change").unwrap().text;
    assert!(said.contains("0.869912") && said.contains("1.882200"));
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
    let lesson = lesson(GOOD);
    let setup = &lesson.setup;
    assert_eq!(setup.parameters[1], [0.1, 0.0, 0.0]);
    assert_eq!(setup.parameters[2], [0.02, 0.03, 0.09]);
    assert_eq!((setup.batch, setup.hyper.l2), (1, 0.1));
    assert_eq!(setup.network.frozen[0].to_string(), "b1");
    assert_eq!(lesson.names, [("w5".to_owned(), "W2[1,1]".to_owned())]);
    assert_eq!(lesson.cues[0].at, Place::Quantity(1, "delta1".into()));
    assert_eq!(lesson.cues[0].ask.as_deref(), Some("delta1[1,3]"));
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
