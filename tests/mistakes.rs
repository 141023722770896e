//! The classic mistakes: each is told from the right value somewhere, and the right value is never
//! taken for one.

#![expect(clippy::unreadable_literal, reason = "numbers as they are printed elsewhere")]

mod common;

use std::collections::BTreeMap;

use chainrule::lesson::{self, LESSONS, Lesson};
use chainrule::train::Trainer;
use chainrule::worksheet::mistake::{MISTAKES, Mistake};
use chainrule::worksheet::quantity::Cell;

/// Small networks that between them have every operation: the reference cases, the lessons, and
/// some whose layers are alike in shape.
fn networks() -> Vec<Lesson> {
    let parse = |text: &str| lesson::parse(text, "test").expect("a lesson");
    let cases = common::cases();
    let texts = cases.iter().map(|(_, case)| common::case_to_toml(case));
    let mut all: Vec<_> = texts.map(|text| parse(&text)).collect();
    all.extend(LESSONS.iter().map(|row| row.lesson().expect("a lesson")));
    let square = |activation: &str, loss: &str, optimizer: &str, output: &str| {
        format!(
            "title = \"t\"\n[network]\ninputs = 3\nlayers = [\
             {{ units = 3, activation = \"{activation}\", bias = true }},\
             {{ units = 3, activation = \"tanh\", bias = true }},\
             {{ units = 3, activation = \"{output}\", bias = true }}]\n\
             [init]\nscheme = \"xavier_uniform\"\nseed = 5\nbias = 0.1\n\
             [loss]\nname = \"{loss}\"\nreduction = \"mean\"\n\
             [regularizer]\nl1 = 0.01\nl2 = 0.1\n\
             [optimizer]\n{optimizer}\n\
             [data]\nx = [[0.5, -0.2, 0.9], [-0.7, 0.3, 0.1]]\ny = [[1, 0, 0], [0, 1, 0]]\n"
        )
    };
    let sgd = "name = \"sgd\"\nlearning_rate = 0.3\nmomentum = 0.9";
    for (activation, loss, optimizer, output) in [
        ("sigmoid", "half_squared", &format!("{sgd}\ndampening = 0.2"), "sigmoid"),
        ("relu", "squared", &format!("{sgd}\nnesterov = true"), "tanh"),
        ("gelu", "hinge_softmax", &"name = \"adam\"\nweight_decay = 0.1".into(), "softmax"),
        ("softmax", "cross_entropy", &"name = \"adamw\"\nweight_decay = 0.1".into(), "softmax"),
        ("elu", "bce", &"name = \"rmsprop\"\nmomentum = 0.5".into(), "sigmoid"),
    ] {
        all.push(parse(&square(activation, loss, optimizer, output)));
    }
    all
}

/// Each lesson in its first iteration and in its second.
fn trainers() -> Vec<(String, Trainer)> {
    let ready = |lesson: Lesson| {
        let name = format!("{} ({})", lesson.title, lesson.name);
        let mut second = Trainer::new(&lesson.setup);
        second.advance(&[]);
        [(name.clone() + ", 1", Trainer::new(&lesson.setup)), (name + ", 2", second)]
    };
    networks().into_iter().flat_map(ready).collect()
}

#[test]
fn every_mistake_is_told_from_the_right_value_by_some_network() {
    let mut told: BTreeMap<&str, usize> = MISTAKES.iter().map(|row| (row.code, 0)).collect();
    for (name, trainer) in trainers() {
        let (sheet, trace) = (trainer.worksheet(), trainer.trace());
        for (id, q) in sheet.quantities() {
            let right = trace.slice(sheet, id);
            for wrong in sheet.mistakes(id) {
                assert!(Mistake::find(wrong.code).is_some(), "{name}: {} has no row", wrong.code);
                assert!(!wrong.said().contains(['{', '}']) && !wrong.said().contains("you used  "));
                let values = sheet.with_mistake(id, &wrong, trace, &trainer.now());
                assert_eq!(values.len(), q.len());
                let apart = |(a, b): (&f64, &f64)| a.is_finite() && (a - b).abs() > 1e-6 * b.abs();
                if values.iter().zip(right).any(apart) {
                    *told.entry(wrong.code).or_default() += 1;
                }
            }
        }
    }
    let never: Vec<_> = told.iter().filter(|(_, n)| **n == 0).map(|(code, _)| code).collect();
    assert!(never.is_empty(), "no network tells {never:?} from what is right");
}

#[test]
fn what_is_right_is_never_taken_for_a_mistake() {
    for (name, trainer) in trainers() {
        let (sheet, trace) = (trainer.worksheet(), trainer.trace());
        for (quantity, q) in sheet.quantities().filter(|(_, q)| q.len() < 50) {
            for at in 0..q.len() {
                let cell = Cell { quantity, row: at / q.columns, column: at % q.columns };
                let right = trace.cell(sheet, cell);
                for digits in [2, 6] {
                    let unit = 10f64.powi(-digits);
                    let answer = |x: f64| (x - right).abs() <= unit / 2.0;
                    let blamed = sheet.blamed(trace, &trainer.now(), cell, &answer);
                    let codes: Vec<_> = blamed.iter().map(|wrong| wrong.code).collect();
                    assert!(codes.is_empty(), "{name}, {}: {codes:?}", q.role.name());
                }
            }
        }
    }
}

/// The value of a mistake in a lesson's first iteration.
fn wrong_value(lesson: &str, quantity: &str, code: &str) -> Vec<f64> {
    let lesson = LESSONS.iter().find(|row| row.name == lesson).expect("a lesson").lesson();
    let trainer = Trainer::new(&lesson.expect("a lesson").setup);
    let sheet = trainer.worksheet();
    let id = sheet.named(quantity).expect("a quantity");
    let all = sheet.mistakes(id);
    let wrong = all.iter().find(|wrong| wrong.code == code).expect("the mistake");
    sheet.with_mistake(id, wrong, trainer.trace(), &trainer.now())
}

fn assert_close(values: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(values.len(), expected.len(), "{values:?}");
    for (value, expected) in values.iter().zip(expected) {
        assert!((value - expected).abs() < tolerance, "{values:?} against {expected}");
    }
}

#[test]
fn the_papers_own_formulas_give_the_papers_own_wrong_numbers() {
    // Section 2: ΔW = −η δ ∂f/∂x, which is the slope of the ReLU in the place of its value.
    let slope = wrong_value("paper", "dW2", "fprime-not-activation");
    let steps: Vec<f64> = slope.iter().map(|g| -0.5 * g).collect();
    assert_close(&steps, &[0.437886, 0.437886, 0.411331], 5e-7);
    // Section 2 and 3 mixed: W − η (−η ∇) is −0.081983 where W − η ∇ is 0.223965. With W = 0.02
    // the step printed as the gradient is (0.02 + 0.081983) / 0.5 = 0.203966.
    let step = wrong_value("paper", "dW2", "step-not-gradient");
    assert_close(&step[..1], &[0.203_965_302], 5e-10);
    assert_close(&[0.02 - 0.5 * step[0]], &[-0.081983], 5e-7);
}

#[test]
fn each_mistake_is_what_its_arithmetic_says() {
    // The paper's first iteration, example 3: s = (−0.442, −0.181, 0.704), s_ReLU = (0, 0, 0.704),
    // s_out = 0.06336, y_out = 0.063275349908, target −1, δ_out = (1 − y²)(y + 1) = 1.059018.
    let y: f64 = 0.063_275_349_907_815_82;
    let delta = (1.0 - y * y) * (y + 1.0);
    let third = |values: Vec<f64>| values[2 * values.len() / 4..3 * values.len() / 4].to_vec();
    let out = |code| third(wrong_value("paper", "delta2", code));
    assert_close(&out("forgot-fprime-out"), &[y + 1.0], 1e-12);
    assert_close(&out("one-minus-a"), &[(1.0 - y) * (y + 1.0)], 1e-12);
    assert_close(&out("a-squared"), &[y * y * (y + 1.0)], 1e-12);
    assert_close(&out("sigmoid-derivative"), &[y * (1.0 - y) * (y + 1.0)], 1e-12);
    assert_close(&out("f-not-fprime"), &[y * (y + 1.0)], 1e-12);
    assert_close(&out("sign-flipped"), &[-delta], 1e-12);
    assert_close(&out("factor-2"), &[2.0 * delta], 1e-12);
    assert_close(&out("mean-not-sum"), &[delta / 4.0], 1e-12);
    let hidden = |code| third(wrong_value("paper", "delta1", code));
    let through = [0.02 * delta, 0.03 * delta, 0.09 * delta];
    assert_close(&hidden("forgot-fprime"), &through, 1e-12);
    assert_close(&hidden("weights-missing"), &[0.0, 0.0, delta], 1e-12);
    assert_close(&hidden("raw-error-not-delta"), &[0.0, 0.0, 0.09 * (y + 1.0)], 1e-12);
    assert_close(&hidden("f-not-fprime"), &[0.0, 0.0, 0.704 * through[2]], 1e-12);
    let after = wrong_value("paper", "W2_next", "lr-missing");
    // ∇W_out[1] = −0.203965302 / 0.5 (Errata E9), and W_out[1] = 0.02.
    assert_close(&after[..1], &[0.02 + 0.407_930_604], 5e-9);
    assert_close(&wrong_value("paper", "W2_next", "not-updated"), &[0.02, 0.03, 0.09], 1e-15);
}

#[test]
fn the_hinge_of_the_paper_gives_the_vector_that_raises_the_loss() {
    // Errata E19: o = (1, 2, ½), y = 0, m = ½: the printed formula, read as ∂L/∂oⱼ.
    let text = "title = \"t\"\n[network]\ninputs = 1\n\
        layers = [{ units = 3, activation = \"softmax\", bias = false }]\n\
        [init]\nweights = [[[1.0, 2.0, 0.5]]]\nbiases = [[]]\n\
        [loss]\nname = \"hinge_softmax\"\nmargin = 0.5\n\
        [optimizer]\nname = \"sgd\"\nlearning_rate = 1\n\
        [data]\nx = [[1]]\nlabels = [0]\n";
    let lesson = lesson::parse(text, "test").expect("a lesson");
    let trainer = Trainer::new(&lesson.setup);
    let sheet = trainer.worksheet();
    let id = sheet.named("delta1").expect("a quantity");
    let all = sheet.mistakes(id);
    let value = |code: &str| {
        let wrong = all.iter().find(|wrong| wrong.code == code).expect("the mistake");
        sheet.with_mistake(id, wrong, trainer.trace(), &trainer.now())
    };
    assert_close(&value("hinge-gradient-for-o_y"), &[-0.231224, -0.323091, -0.210187], 5e-7);
    // pⱼ (1 − pⱼ + p_y) with p = (0.231224, 0.628532, 0.140244).
    let own = [0.0, 0.628532 * (1.0 - 0.628532 + 0.231224), 0.140244 * (1.0 - 0.140244 + 0.231224)];
    assert_close(&value("own-term-only"), &own, 2e-6);
    assert_close(&value("softmax-jacobian-missing"), &[-2.0, 1.0, 1.0], 1e-12);
    assert_close(&value("ce-shortcut"), &[0.231224 - 1.0, 0.628532, 0.140244], 5e-7);
}

#[test]
fn every_mistake_changes_a_number_of_a_running_network() {
    let mut inert: Vec<&str> = MISTAKES.iter().map(|row| row.code).collect();
    for lesson in networks() {
        let mut right = Trainer::new(&lesson.setup);
        right.advance(&[]);
        inert.retain(|code| {
            let mut setup = lesson.setup.clone();
            setup.manner.mistake = Mistake::find(code);
            let mut wrong = Trainer::new(&setup);
            wrong.advance(&[]);
            let sheet = right.worksheet();
            let bits = |trainer: &Trainer, id| -> Vec<u64> {
                trainer.trace().slice(trainer.worksheet(), id).iter().map(|x| x.to_bits()).collect()
            };
            sheet.quantities().all(|(id, _)| bits(&right, id) == bits(&wrong, id))
        });
    }
    assert!(inert.is_empty(), "{inert:?}");
}

#[test]
fn no_mistake_is_explained_by_a_frozen_parameter() {
    for (name, trainer) in trainers() {
        let sheet = trainer.worksheet();
        for wrong in sheet.quantities().flat_map(|(id, _)| sheet.mistakes(id)) {
            let remark = wrong.operation.remark().unwrap_or_default();
            assert!(!remark.contains("frozen"), "{name}: {}: {remark}", wrong.code);
        }
    }
}
