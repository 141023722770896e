//! Iterations worked out otherwise: with a mistake in them, or with rounded numbers.

use chainrule::lesson::{LESSONS, Lesson};
use chainrule::math::number::{Digits, format};
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
fn every_mistake_breaks_something_and_is_explained_as_it_is_computed() {
    for row in LESSONS {
        let lesson = lesson(row.name);
        let (right_sheet, right) = worked_out(&lesson, Manner::default());
        let now = Now { hyper: &lesson.setup.hyper, t: 1 };
        for mistake in MISTAKES {
            let can = right_sheet.quantities().any(|(id, _)| {
                right_sheet.mistakes(id).iter().any(|wrong| {
                    let values = right_sheet.with_mistake(id, wrong, &right, &now);
                    wrong.code == mistake.code && values != right.slice(&right_sheet, id)
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
