//! Every row of the table: its derivative, its formula, its slices, its special values.

use super::{ACTIVATIONS, Activation, Arg, Elementwise, softmax_backward_row, softmax_row};
use crate::math::expr::Style;

const GRID: &[f64] = &[
    0.0,
    -0.0,
    5e-324,
    1e-8,
    -1e-8,
    0.3,
    -0.3,
    1.7,
    -1.7,
    8.0,
    -8.0,
    37.0,
    -37.0,
    710.0,
    -710.0,
    1e200,
    -1e200,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Equal in every bit, all NaN being one.
fn same(x: f64, y: f64) -> bool {
    x.to_bits() == y.to_bits() || (x.is_nan() && y.is_nan())
}

fn rows() -> impl Iterator<Item = (&'static Activation, &'static Elementwise, f64)> {
    let elementwise = ACTIVATIONS.iter().filter_map(|row| Some((*row, row.elementwise()?)));
    elementwise.flat_map(|(row, rule)| {
        let default = row.alpha.unwrap_or(0.0);
        [default, 0.25].into_iter().map(move |alpha| (row, rule, alpha))
    })
}

#[test]
fn the_names_are_those_of_lesson_files() {
    let names: Vec<_> = ACTIVATIONS.iter().map(|row| row.name).collect();
    let expected =
        "identity relu leaky_relu tanh sigmoid softplus elu gelu gelu_tanh silu sin softmax";
    assert_eq!(names.join(" "), expected);
    for row in ACTIVATIONS {
        assert!(Activation::find(row.name).is_some_and(|found| std::ptr::eq(found, *row)));
        assert!(row.plain.is_ascii(), "{}", row.name);
    }
}

#[test]
fn every_derivative_agrees_with_central_differences_away_from_kinks() {
    for (row, rule, alpha) in rows() {
        for i in -60..=60 {
            let s = f64::from(i) * 0.1 + 0.013;
            let h = 1e-6 * s.abs().max(1.0);
            if rule.kinks.iter().any(|kink| (s - kink).abs() <= h) {
                continue;
            }
            let slope = ((rule.f)(s + h, alpha) - (rule.f)(s - h, alpha)) / (2.0 * h);
            let prime = (rule.prime)(s, (rule.f)(s, alpha), alpha);
            assert!((slope - prime).abs() < 2e-9, "{} at {s}: {prime} not {slope}", row.name);
        }
    }
}

#[test]
fn every_kink_is_a_jump_of_the_derivative_and_there_are_no_others() {
    for (row, rule, alpha) in rows() {
        let prime = |s| (rule.prime)(s, (rule.f)(s, alpha), alpha);
        let jump = (prime(1e-9) - prime(-1e-9)).abs();
        let smooth = alpha == 1.0 || !rule.kinks.contains(&0.0);
        assert_eq!(jump < 1e-8, smooth, "{} with α = {alpha}: jump {jump}", row.name);
    }
}

#[test]
fn the_derivative_at_a_kink_is_the_left_one() {
    for (name, expected) in [("relu", 0.0), ("leaky_relu", 0.01), ("elu", 1.0)] {
        let row = Activation::find(name).unwrap();
        let rule = row.elementwise().unwrap();
        for zero in [0.0, -0.0] {
            assert_eq!((rule.prime)(zero, 0.0, row.alpha.unwrap_or(0.0)), expected, "{name}");
        }
        assert_eq!((rule.prime)(0.0, 0.0, 0.25), if name == "relu" { 0.0 } else { 0.25 });
    }
}

#[test]
fn the_formula_of_every_derivative_has_the_bits_of_the_function() {
    for (row, rule, alpha) in rows() {
        let formula = (rule.prime_expr)();
        for &s in GRID {
            let a = (rule.f)(s, alpha);
            let value = formula.value(&|leaf| match leaf {
                Arg::S => s,
                Arg::A => a,
                Arg::Alpha => alpha,
            });
            let prime = (rule.prime)(s, a, alpha);
            assert!(same(value, prime), "{} at {s}: {value} not {prime}", row.name);
        }
    }
}

#[test]
fn every_formula_can_be_printed_in_ascii() {
    for (row, rule, _) in rows() {
        let text = (rule.prime_expr)().print(Style::Plain, &|leaf| format!("{leaf:?}"));
        assert!(text.is_ascii(), "{}: {text}", row.name);
    }
}

#[test]
fn slices_have_the_bits_of_the_scalar_functions() {
    // Of every length: short ones are computed by narrower vectors, and ends one by one.
    let slices = (0..=GRID.len()).flat_map(|n| [&GRID[..n], &GRID[n..]]);
    for s in slices {
        for (row, rule, alpha) in rows() {
            let mut a = vec![7.0; s.len()];
            (rule.forward)(s, &mut a, alpha);
            for up in [1.0, -3.0, 0.0, f64::INFINITY] {
                let mut d = vec![up; s.len()];
                (rule.backward)(s, &a, alpha, &mut d);
                for ((&s, &a), &d) in s.iter().zip(&a).zip(&d) {
                    assert!(same(a, (rule.f)(s, alpha)), "{} at {s}", row.name);
                    assert!(same(d, (rule.prime)(s, a, alpha) * up), "{}′ at {s}", row.name);
                }
            }
        }
    }
}

#[test]
fn nan_passes_through_every_function() {
    for (row, rule, alpha) in rows() {
        assert!((rule.f)(f64::NAN, alpha).is_nan(), "{}", row.name);
    }
    let mut a = [0.0; 3];
    softmax_row(&[1.0, f64::NAN, 2.0], &mut a);
    assert!(a.iter().all(|x| x.is_nan()));
}

#[test]
fn every_function_of_a_finite_number_is_finite_and_so_is_its_derivative() {
    for (row, rule, alpha) in rows() {
        for &s in GRID.iter().filter(|s| s.is_finite()) {
            let a = (rule.f)(s, alpha);
            assert!(a.is_finite(), "{} at {s}: {a}", row.name);
            let prime = (rule.prime)(s, a, alpha);
            assert!(prime.is_finite(), "{}′ at {s}: {prime}", row.name);
        }
    }
}

#[test]
fn zeros_keep_the_sign_the_functions_give_them() {
    let f = |name: &str, s| {
        let row = Activation::find(name).unwrap();
        (row.elementwise().unwrap().f)(s, row.alpha.unwrap_or(0.0))
    };
    assert!(same(f("relu", -0.0), 0.0));
    assert!(same(f("relu", -5.0), 0.0));
    for name in ["identity", "leaky_relu", "tanh", "elu", "gelu", "gelu_tanh", "silu", "sin"] {
        assert!(same(f(name, -0.0), -0.0), "{name}");
    }
    for name in ["gelu", "gelu_tanh", "silu"] {
        assert!(same(f(name, f64::NEG_INFINITY), -0.0), "{name}");
    }
}

#[test]
fn both_forms_of_gelu_have_the_limits_of_their_derivative_at_infinity() {
    for name in ["gelu", "gelu_tanh"] {
        let prime = Activation::find(name).unwrap().elementwise().unwrap().prime;
        assert_eq!(prime(f64::INFINITY, f64::INFINITY, 0.0), 1.0, "{name}");
        assert_eq!(prime(f64::NEG_INFINITY, -0.0, 0.0), 0.0, "{name}");
    }
}

#[test]
fn saturation_is_exact_where_it_should_be() {
    let prime = |name: &str, s| {
        let rule = Activation::find(name).unwrap().elementwise().unwrap();
        (rule.prime)(s, (rule.f)(s, 0.0), 0.0)
    };
    assert_eq!(prime("tanh", 20.0), 0.0);
    assert_eq!(prime("sigmoid", 37.0), 0.0);
    // e⁻⁷⁰⁰ = 9.859676543759770e-305
    assert!((prime("sigmoid", -700.0) / 9.859_676_543_759_77e-305 - 1.0).abs() < 1e-13);
}

#[test]
fn softmax_rows_sum_to_one_and_do_not_overflow() {
    let mut a = [0.0; 3];
    softmax_row(&[1000.0, -1000.0, 0.0], &mut a);
    assert_eq!(a, [1.0, 0.0, 0.0]);
    // The example of the paper's section 4: o = (1, 2, 0.5).
    softmax_row(&[1.0, 2.0, 0.5], &mut a);
    for (a, expected) in a.iter().zip([0.231_224, 0.628_532, 0.140_244]) {
        assert!((a - expected).abs() < 1e-6);
    }
}

#[test]
fn the_product_with_softmax_s_jacobian_agrees_with_central_differences() {
    let (s, g, h) = ([0.2, -1.3, 0.9], [0.7, -0.4, 1.1], 1e-6);
    let weighted = |s: &[f64; 3]| {
        let mut a = [0.0; 3];
        softmax_row(s, &mut a);
        a.iter().zip(g).map(|(a, g)| a * g).sum::<f64>()
    };
    let (mut a, mut d) = ([0.0; 3], g);
    softmax_row(&s, &mut a);
    softmax_backward_row(&a, &mut d);
    for k in 0..3 {
        let (mut up, mut down) = (s, s);
        up[k] += h;
        down[k] -= h;
        let slope = (weighted(&up) - weighted(&down)) / (2.0 * h);
        assert!((slope - d[k]).abs() < 1e-9, "{k}: {} not {slope}", d[k]);
    }
}
