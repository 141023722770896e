//! Iterations worked out otherwise: with a mistake in them, or with rounded numbers.

use chainrule::lesson::{LESSONS, Lesson};
use chainrule::math::number::{Digits, format};
use chainrule::train::{Change, Timeline};
use chainrule::worksheet::check::{Checked, Verdict, gradient_check};
use chainrule::worksheet::manner::Manner;
use chainrule::worksheet::mistake::{MISTAKES, Mistake};
use chainrule::worksheet::network::Parameter;
use chainrule::worksheet::op::Now;
use chainrule::worksheet::quantity::{Cell, Role};
use chainrule::worksheet::{Trace, Worksheet};

fn lesson(name: &str) -> Lesson {
    let row = LESSONS.iter().find(|row| row.name == name).expect("a lesson");
    row.lesson().expect("a lesson")
}

/// The first iteration of a lesson, all examples, in a manner.
fn worked_out(lesson: &Lesson, manner: Manner) -> (Worksheet, Trace) {
    let setup = &lesson.setup;
    let mut sheet = Worksheet::new(&setup.network, setup.data.rows, &setup.hyper);
    sheet.set_manner(manner);
    let mut trace = Trace::new(&sheet);
    for (role, values) in [(Role::Input, &setup.data.x), (Role::Target, &setup.data.y)] {
        let id = sheet.find(role).expect("a given quantity");
        trace.slice_mut(&sheet, id).copy_from_slice(values);
    }
    for (slots, values) in sheet.parameters().iter().zip(&setup.parameters) {
        trace.slice_mut(&sheet, slots.before).copy_from_slice(values);
    }
    trace.evaluate(&sheet, &setup.hyper, 1);
    (sheet, trace)
}

fn values<'a>(sheet: &Worksheet, trace: &'a Trace, name: &str) -> &'a [f64] {
    trace.slice(sheet, sheet.named(name).expect("a quantity"))
}

#[test]
fn going_back_through_updated_weights_uses_them_though_they_are_computed_later() {
    let mistake = Mistake::find("updated-weights-in-backward");
    let (sheet, trace) = worked_out(&lesson("paper"), Manner { mistake, rounding: None });
    // Example 1 of the paper: s > 0 in all units, so δ_s = δ_out · W_out′ᵀ; the paper prints
    // W_out′ = (0.22396530, 0.43825140, 0.05331913) and y_out = 0.0982718058711.
    let y: f64 = 0.098_271_805_871_1;
    let delta = (1.0 - y * y) * (y - 1.0);
    let expected = [0.223_965_30, 0.438_251_40, 0.053_319_13].map(|w| delta * w);
    for (value, expected) in values(&sheet, &trace, "delta1").iter().zip(expected) {
        assert!((value - expected).abs() < 1e-8, "{value} {expected}");
    }
    // What comes before the mistake is right: ∇W_out, as Errata E9 has it.
    assert!((values(&sheet, &trace, "dW2")[0] + 2.0 * 0.203_965_302).abs() < 1e-8);
}

#[test]
fn a_mistake_in_a_deep_network_is_carried_through_every_layer() {
    let mistake = Mistake::find("updated-weights-in-backward");
    let (sheet, trace) = worked_out(&lesson("three-layers"), Manner { mistake, rounding: None });
    let depth = sheet.network().depth();
    for l in 1..depth {
        let weights = Role::After(Parameter { layer: l + 1, bias: false });
        let id = sheet.find(weights).expect("weights");
        let (w, d) = (trace.view(&sheet, id), values(&sheet, &trace, &format!("delta{}", l + 1)));
        let (a, s) = (format!("A{l}"), format!("S{l}"));
        let rule = sheet.network().layer(l).activation.elementwise().expect("an activation");
        let units = w.nrows();
        for (at, value) in values(&sheet, &trace, &format!("delta{l}")).iter().enumerate() {
            let (n, j) = (at / units, at % units);
            let sum: f64 = (0..w.ncols()).map(|k| d[n * w.ncols() + k] * w[[j, k]]).sum();
            let (s, a) = (values(&sheet, &trace, &s)[at], values(&sheet, &trace, &a)[at]);
            let expected = (rule.prime)(s, a, 0.0) * sum;
            assert!((value - expected).abs() < 1e-12, "delta{l} {at}: {value} {expected}");
        }
    }
}

#[test]
fn a_mistake_changes_nothing_where_it_can_do_no_harm_and_is_explained_as_it_is_computed() {
    for row in LESSONS {
        let lesson = lesson(row.name);
        let (right_sheet, right) = worked_out(&lesson, Manner::default());
        let now = Now { hyper: &lesson.setup.hyper, t: 1 };
        for mistake in MISTAKES {
            let can = right_sheet.quantities().any(|(id, _)| {
                right_sheet.mistakes(id).iter().any(|wrong| {
                    let values = right_sheet.with_mistake(id, wrong, &right, &now);
                    let mut pairs = values.iter().zip(right.slice(&right_sheet, id));
                    wrong.code == mistake.code && pairs.any(|(a, b)| a.to_bits() != b.to_bits())
                })
            });
            let (sheet, trace) =
                worked_out(&lesson, Manner { mistake: Some(mistake), rounding: None });
            let bits = |sheet: &Worksheet, trace: &Trace| -> Vec<u64> {
                let all = sheet.quantities().map(|(id, _)| trace.slice(sheet, id));
                all.flatten().map(|x| x.to_bits()).collect()
            };
            let changed = bits(&sheet, &trace) != bits(&right_sheet, &right);
            // Which variant is made is the first one, and that may be the harmless one.
            assert!(can || !changed, "{}: {}", row.name, mistake.code);
            for (quantity, q) in sheet.quantities() {
                let cell = Cell { quantity, row: q.rows - 1, column: 0 };
                let why = sheet.explain(&trace, &now, cell);
                let (said, is) = (why.recompute(&sheet, &trace), trace.cell(&sheet, cell));
                let same = said.to_bits() == is.to_bits() || (said.is_nan() && is.is_nan());
                assert!(same, "{} {}: {:?} {said} {is}", row.name, mistake.code, q.role);
            }
        }
    }
}

#[test]
fn rounding_carries_every_number_on_as_it_is_written() {
    for digits in [Digits::Decimals(2), Digits::Decimals(4), Digits::Significant(3)] {
        let manner = Manner { mistake: None, rounding: Some(digits) };
        let (sheet, trace) = worked_out(&lesson("paper"), manner);
        let given = |id| sheet.quantity(id).operation.is_none();
        for (id, q) in sheet.quantities().filter(|(id, _)| !given(*id)) {
            for x in trace.slice(&sheet, id) {
                assert_eq!(format(*x, digits).parse(), Ok(*x), "{} {digits:?}", q.role.name());
            }
        }
    }
    // By hand, two decimals: s = (0.46, 0.87, 0.70) for example 1 (exactly 0.458, 0.869, 0.704), so
    // s_out = 0.46·0.02 + 0.87·0.03 + 0.70·0.09 = 0.0983 → 0.10, y_out = tanh 0.10 = 0.0997 → 0.10,
    // δ_out = (1 − 0.01)(0.10 − 1) = −0.891 → −0.89.
    let manner = Manner { mistake: None, rounding: Some(Digits::Decimals(2)) };
    let (sheet, trace) = worked_out(&lesson("paper"), manner);
    assert_eq!(values(&sheet, &trace, "S1")[..3], [0.46, 0.87, 0.70]);
    assert_eq!(values(&sheet, &trace, "S2")[0], 0.10);
    assert_eq!(values(&sheet, &trace, "A2")[0], 0.10);
    assert_eq!(values(&sheet, &trace, "delta2")[0], -0.89);
}

/// A lesson's timeline with a change from an iteration on.
fn changed(name: &str, at: u64, change: Change) -> Timeline {
    let mut timeline = Timeline::new(lesson(name).setup);
    timeline.edit(at, change);
    timeline
}

fn mistake(code: &str) -> Change {
    Change::Mistake(Some(Mistake::find(code).expect("a mistake")))
}

#[test]
fn the_derivative_in_the_place_of_the_input_steps_the_wrong_way() {
    // W = 0.5, x = −2, target 1, η = 0.5: δ = (1 − a²)(a − 1) with a = tanh(−1), so the right step
    // is −0.5 · δ · −2; with the derivative of the input, 1, it is −0.5 · δ.
    let a = (-1f64).tanh();
    let w = 0.5 - 0.5 * (1.0 - a * a) * (a - 1.0);
    assert!((w - 0.869_912).abs() < 1e-6);
    let mut timeline = changed("weight-change", 1, mistake("fprime-not-activation"));
    timeline.seek(2);
    assert!((timeline.trainer().parameters()[0][0] - w).abs() < 1e-12);
    // and the loss is ½ (tanh(−2 w) − 1)² = 1.882200, higher than before.
    assert!((timeline.trainer().loss() - 1.882_200).abs() < 1e-6);
    let checks = gradient_check(
        timeline.trainer().worksheet(),
        timeline.trainer().trace(),
        timeline.trainer().hyper(),
    );
    assert!(checks.iter().all(|check| check.verdict == Verdict::Differs));
    // Mended again, the loss falls: δ of the new weight times −2.
    timeline.edit(2, Change::Mistake(None));
    let (before, a) = (timeline.trainer().loss(), (-2.0 * w).tanh());
    timeline.seek(3);
    let w = w - 0.5 * (1.0 - a * a) * (a - 1.0) * -2.0;
    assert!((timeline.trainer().parameters()[0][0] - w).abs() < 1e-12);
    assert!(timeline.trainer().loss() < before);
}

#[test]
fn a_mistake_begins_where_it_is_made_and_the_run_before_stays_right() {
    let mut right = Timeline::new(lesson("paper").setup);
    right.seek(3);
    let honest = right.trainer().loss();
    let mut timeline = Timeline::new(lesson("paper").setup);
    timeline.seek(3);
    timeline.edit(2, mistake("forgot-fprime"));
    assert_eq!(timeline.iteration(), 3);
    assert!(timeline.trainer().loss() > honest && timeline.ghost() == Some(0));
    timeline.seek(1);
    assert!(timeline.trainer().worksheet().manner().is_plain());
    timeline.seek(3);
    assert!(timeline.undo());
    assert_eq!(timeline.trainer().loss().to_bits(), honest.to_bits());
    assert!(timeline.redo());
    assert!(timeline.trainer().loss() > honest);
}

#[test]
fn a_sign_or_a_factor_goes_wrong_once_and_is_handed_on() {
    let (right_sheet, right) = worked_out(&lesson("three-layers"), Manner::default());
    for (code, factor) in [("sign-flipped", -1.0), ("factor-2", 2.0), ("factor-half", 0.5)] {
        let manner = Manner { mistake: Mistake::find(code), rounding: None };
        let (sheet, trace) = worked_out(&lesson("three-layers"), manner);
        for name in ["delta3", "delta2", "delta1", "dW1", "dW2", "dW3"] {
            let expected = values(&right_sheet, &right, name).iter().map(|x| factor * x);
            for (value, expected) in values(&sheet, &trace, name).iter().zip(expected) {
                assert!((value - expected).abs() <= 1e-15, "{code} {name}: {value} {expected}");
            }
        }
        // The loss is what it was, so that its slopes are seen to be others.
        assert_eq!(values(&sheet, &trace, "L"), values(&right_sheet, &right, "L"), "{code}");
    }
}

#[test]
fn rounded_numbers_pass_the_gradient_check_and_mistakes_among_them_do_not() {
    for (digits, code, wrong) in [
        (Digits::Decimals(4), None, 0),
        (Digits::Significant(4), None, 0),
        // ReLU′ is 0 for three cells of rows 3 and 4, so all six elements of ∇W are wrong.
        (Digits::Decimals(4), Some("forgot-fprime"), 6),
    ] {
        let mut setup = lesson("paper").setup;
        setup.manner = Manner { mistake: code.and_then(Mistake::find), rounding: Some(digits) };
        let timeline = Timeline::new(setup);
        let trainer = timeline.trainer();
        let checks = gradient_check(trainer.worksheet(), trainer.trace(), trainer.hyper());
        let differ = checks.iter().filter(|check| check.verdict == Verdict::Differs).count();
        assert_eq!(differ, wrong, "{digits:?} {code:?}");
        assert!(checks.iter().all(Checked::is_compared), "{digits:?}");
    }
}
