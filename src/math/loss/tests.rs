//! Every row of the table: its slope, its formulas, its fused pair, its special values.

use super::{Arg, LOSSES, Loss, Targets};
use crate::math::activation::{Activation, softmax_backward_row, softmax_row};
use crate::math::expr::{Expr, Style};

/// Rows of three outputs: between 0 and 1 for losses of probabilities, any for the others.
const OUTPUTS: &[[f64; 3]] =
    &[[0.2, 0.5, 0.3], [0.71, 0.19, 0.1], [0.4, 0.35, 0.25], [0.03, 0.9, 0.07], [0.55, 0.6, 0.95]];

pub(super) const HARD: &[[f64; 3]] = &[
    [0.0, 1.0, 1.0],
    [0.5, 0.5, 0.5],
    [-0.0, 0.0, 1.0],
    [1e200, -1e200, 3.0],
    [-5.0, -5.0, 40.0],
    [f64::INFINITY, 0.5, f64::NEG_INFINITY],
    [f64::NAN, 0.5, 0.25],
    [0.5, 0.25, f64::NAN],
];

fn targets(loss: &Loss) -> Vec<[f64; 3]> {
    let mut rows = vec![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    match loss.targets {
        Targets::Class => {}
        Targets::Distribution => rows.extend([[0.2, 0.5, 0.3], [0.1, 0.1, 0.1]]),
        Targets::UnitInterval => rows.extend([[0.3, 0.9, 0.5], [1.0, 1.0, 0.0]]),
        Targets::Values => rows.extend([[0.3, -2.0, 0.5], [7.0, 1.0, -3.0]]),
    }
    rows
}

fn parameters(loss: &Loss) -> Vec<f64> {
    loss.parameter.map_or(vec![0.0], |(_, default)| vec![default, 0.13])
}

/// Every row with every target row and parameter it may meet.
fn cases() -> impl Iterator<Item = (&'static Loss, [f64; 3], f64)> {
    LOSSES.iter().flat_map(|&loss| {
        let with = move |t| parameters(loss).into_iter().map(move |p| (loss, t, p));
        targets(loss).into_iter().flat_map(with)
    })
}

fn slope(loss: &Loss, a: &[f64], t: &[f64], p: f64) -> [f64; 3] {
    let mut g = [7.0; 3];
    (loss.slope)(a, t, p, &mut g);
    g
}

/// The value of a formula; `x` are the outputs or the pre-activations, whichever it is written in.
fn value(e: &Expr<Arg>, x: &[f64], t: &[f64], p: f64) -> f64 {
    e.value(&|leaf| match *leaf {
        Arg::A(k) | Arg::S(k) => x[k],
        Arg::T(k) => t[k],
        Arg::Parameter => p,
    })
}

pub(super) fn same(x: f64, y: f64) -> bool {
    x.to_bits() == y.to_bits() || (x.is_nan() && y.is_nan())
}

fn near(x: f64, y: f64, tolerance: f64) -> bool {
    (x - y).abs() <= tolerance * y.abs().max(1.0)
}

#[test]
fn the_names_are_those_of_lesson_files() {
    let names: Vec<_> = LOSSES.iter().map(|row| row.name).collect();
    let expected = "half_squared squared absolute huber bce bce_logits cross_entropy \
                    hinge_softmax hinge squared_hinge crammer_singer";
    assert_eq!(names.join(" "), expected);
    for row in LOSSES {
        assert!(Loss::find(row.name).is_some_and(|found| std::ptr::eq(found, *row)));
        let fused = row.fused.as_ref().map(|fused| fused.activation);
        for activation in row.needs.into_iter().chain(fused) {
            assert!(Activation::find(activation).is_some(), "{}: {activation}", row.name);
        }
    }
}

#[test]
fn every_slope_agrees_with_central_differences_away_from_kinks() {
    let h = 1e-6;
    let mut tried = vec![];
    for (loss, t, p) in cases() {
        for a in OUTPUTS.iter().filter(|a| (loss.kink)(*a, &t, p) > h) {
            let g = slope(loss, a, &t, p);
            for k in 0..3 {
                let (mut up, mut down) = (*a, *a);
                up[k] += h;
                down[k] -= h;
                let difference =
                    ((loss.value.row)(&up, &t, p) - (loss.value.row)(&down, &t, p)) / (2.0 * h);
                assert!(near(g[k], difference, 1e-6), "{} {a:?} {t:?}: {g:?}", loss.name);
            }
            tried.push(loss.name);
        }
    }
    for loss in LOSSES {
        assert!(tried.iter().filter(|name| **name == loss.name).count() >= 9, "{}", loss.name);
    }
}

#[test]
fn element_wise_slopes_depend_on_their_own_output_alone() {
    for (loss, t, p) in cases() {
        for (a, other) in OUTPUTS.iter().zip(&OUTPUTS[1..]) {
            let mixed = [a[0], other[1], other[2]];
            let alone = slope(loss, a, &t, p)[0] == slope(loss, &mixed, &t, p)[0];
            assert!(alone || !loss.elementwise, "{}", loss.name);
        }
    }
}

#[test]
fn the_formulas_have_the_bits_of_the_functions() {
    for (loss, t, p) in cases() {
        for a in OUTPUTS.iter().chain(HARD) {
            let (l, formula) =
                ((loss.value.row)(a, &t, p), value(&(loss.value_expr)(&t), a, &t, p));
            assert!(same(l, formula), "{} {a:?} {t:?}: {formula} not {l}", loss.name);
            for (k, &g) in slope(loss, a, &t, p).iter().enumerate() {
                let formula = value(&(loss.slope_expr)(a, &t, k), a, &t, p);
                assert!(same(g, formula), "{} {a:?} {t:?} {k}: {formula} not {g}", loss.name);
            }
        }
    }
}

#[test]
fn the_formulas_of_fused_pairs_have_the_bits_of_the_functions() {
    for (loss, t, p) in cases() {
        let Some(fused) = &loss.fused else { continue };
        for x in OUTPUTS.iter().chain(HARD) {
            let formula = value(&(fused.value_expr)(&t), x, &t, p);
            assert!(same((fused.value)(x, &t), formula), "{} {x:?} {t:?}", loss.name);
            let mut d = [7.0; 3];
            (fused.delta)(x, &t, &mut d);
            for (k, &d) in d.iter().enumerate() {
                let formula = value(&(fused.delta_expr)(&t, k), x, &t, p);
                assert!(same(d, formula), "{} {x:?} {t:?} {k}", loss.name);
            }
        }
    }
}

#[test]
fn every_formula_can_be_printed_in_ascii() {
    for (loss, t, _) in cases() {
        let mut formulas = vec![(loss.value_expr)(&t), (loss.slope_expr)(&OUTPUTS[0], &t, 1)];
        if let Some(fused) = &loss.fused {
            formulas.extend([(fused.value_expr)(&t), (fused.delta_expr)(&t, 1)]);
        }
        for formula in formulas {
            let text = formula.print(Style::Plain, &|leaf| format!("{leaf:?}"));
            assert!(text.is_ascii(), "{}: {text}", loss.name);
        }
    }
}

fn activate(name: &str, s: &[f64; 3]) -> [f64; 3] {
    let mut a = [0.0; 3];
    match Activation::find(name).unwrap().elementwise() {
        Some(rule) => (rule.forward)(s, &mut a, 0.0),
        None => softmax_row(s, &mut a),
    }
    a
}

#[test]
fn fused_pairs_agree_with_the_chain_rule_away_from_saturation() {
    for (loss, t, p) in cases() {
        let Some(fused) = &loss.fused else { continue };
        for s in [[0.2, -0.5, 1.3], [-1.1, 0.4, 0.0]] {
            let a = activate(fused.activation, &s);
            let l = (fused.value)(&s, &t);
            assert!(near(l, (loss.value.row)(&a, &t, p), 1e-12), "{}: {l}", loss.name);
            let mut chain = slope(loss, &a, &t, p);
            match Activation::find(fused.activation).unwrap().elementwise() {
                Some(rule) => (rule.backward)(&s, &a, 0.0, &mut chain),
                None => softmax_backward_row(&a, &mut chain),
            }
            let mut d = [7.0; 3];
            (fused.delta)(&a, &t, &mut d);
            for k in 0..3 {
                assert!(near(d[k], chain[k], 1e-12), "{} {t:?}: {d:?}", loss.name);
            }
        }
    }
}

#[test]
fn fused_pairs_are_right_in_saturation() {
    for (name, expected) in [("bce", [40.0, 40.0, 0.0]), ("cross_entropy", [40.0, 80.0, 40.0])] {
        let fused = Loss::find(name).unwrap().fused.as_ref().unwrap();
        let s = [40.0, -40.0, 0.0];
        let a = activate(fused.activation, &s);
        // Output 1 should be 1 and is next to 0: the loss is as large as the distance, and the
        // delta is −1 although f′ is 0 or nearly so.
        let (t, mut d) = ([0.0, 1.0, 0.0], [7.0; 3]);
        (fused.delta)(&a, &t, &mut d);
        assert!((d[1] + 1.0).abs() < 1e-15 && (d[0] - 1.0).abs() < 1e-15, "{name}: {d:?}");
        let off = if name == "bce" { expected[0] + expected[1] + 2f64.ln() } else { expected[1] };
        assert!(near((fused.value)(&s, &t), off, 1e-15), "{name}");
    }
    // Certain and right: ℓ = ln(1 + e⁻⁴⁰) = 4.248354255291589e-18, not 0.
    let value = |name: &str, s: &[f64], t: &[f64]| {
        (Loss::find(name).unwrap().fused.as_ref().unwrap().value)(s, t)
    };
    let right = 4.248_354_255_291_589e-18;
    assert!((value("bce", &[40.0], &[1.0]) / right - 1.0).abs() < 1e-14);
    assert!((value("cross_entropy", &[40.0, 0.0], &[1.0, 0.0]) / right - 1.0).abs() < 1e-14);
    assert_eq!(value("cross_entropy", &[1000.0, -1000.0, 0.0], &[0.0, 1.0, 0.0]), 2000.0);
}
