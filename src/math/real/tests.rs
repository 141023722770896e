//! The functions of `lane` against exact values, against another implementation, and against
//! themselves at every width of vectors.

use super::*;
use crate::math::rng::Rng;

type Function = (&'static str, fn(f64) -> f64, fn(f64) -> f64);

/// Name, dispatched to the machine's instructions, and compiled for no machine in particular.
const FUNCTIONS: [Function; 4] = [
    ("exp", exp, lane::exp),
    ("expm1", expm1, lane::expm1),
    ("tanh", tanh, lane::tanh),
    ("sigmoid", sigmoid, lane::sigmoid),
];

/// A function of every number of a slice, in place, as softmax computes exponentials.
struct Each<'a, F>(F, &'a mut [f64]);

impl<F: Fn(f64) -> f64> Loop for Each<'_, F> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "what is not inlined is not vectorised")]
    fn run(self) {
        for x in self.1 {
            *x = self.0(*x);
        }
    }
}

/// How many numbers lie between two of the same sign.
fn apart(a: f64, b: f64) -> u64 {
    if a.is_nan() && b.is_nan() {
        return 0;
    }
    assert_eq!(a.is_sign_negative(), b.is_sign_negative(), "{a:e} and {b:e}");
    a.to_bits().abs_diff(b.to_bits())
}

/// Arguments of every size: close to 0, in the middle, and beyond every limit.
fn arguments() -> Vec<f64> {
    let mut rng = Rng::new(5);
    let mut draw = |n: usize, scale: f64| -> Vec<f64> {
        (0..n).map(|_| (rng.uniform() * 2.0 - 1.0) * scale).collect()
    };
    let mut all = vec![0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 5e-324, -5e-324];
    for scale in [1e-310, 1e-17, 1e-8, 1e-3, 0.5, 3.0, 50.0, 760.0, 1e300] {
        all.extend(draw(4_001, scale));
    }
    all
}

#[test]
fn every_function_is_at_most_two_numbers_away_from_the_exact_value_rounded() {
    let mut rows = 0;
    for line in include_str!("exact.txt").lines().filter(|line| !line.starts_with('#')) {
        let numbers: Vec<f64> = line.split(' ').map(|word| word.parse().unwrap()).collect();
        for ((name, f, _), exact) in FUNCTIONS.iter().zip(&numbers[1..]) {
            let (x, y) = (numbers[0], f(numbers[0]));
            assert!(apart(y, *exact) <= 2, "{name}({x}) = {y:e}, not {exact:e}");
        }
        rows += 1;
    }
    assert!(rows > 70, "{rows}");
}

#[test]
fn special_values_are_those_of_the_standard() {
    let (inf, nan) = (f64::INFINITY, f64::NAN);
    let special = [
        (0.0, [1.0, 0.0, 0.0, 0.5]),
        (-0.0, [1.0, -0.0, -0.0, 0.5]),
        (inf, [inf, inf, 1.0, 1.0]),
        (-inf, [0.0, -1.0, -1.0, 0.0]),
        (nan, [nan, nan, nan, nan]),
        (5e-324, [1.0, 5e-324, 5e-324, 0.5]),
        (-5e-324, [1.0, -5e-324, -5e-324, 0.5]),
        (709.782_712_893_384, [1.797_693_134_862_273_2e308, 1.797_693_134_862_273_2e308, 1.0, 1.0]),
        (709.782_712_893_385, [inf, inf, 1.0, 1.0]),
        (-745.2, [0.0, -1.0, -1.0, 0.0]),
        (1e308, [inf, inf, 1.0, 1.0]),
        (-1e308, [0.0, -1.0, -1.0, 0.0]),
    ];
    for (x, exact) in special {
        for ((name, f, _), exact) in FUNCTIONS.iter().zip(exact) {
            assert_eq!(apart(f(x), exact), 0, "{name}({x:e}) = {:e}, not {exact:e}", f(x));
        }
    }
}

#[test]
fn another_implementation_differs_by_the_last_digits_at_most() {
    let logistic = |x: f64| {
        let e = libm::exp(-x.abs());
        if x < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
    };
    let others: [fn(f64) -> f64; 4] = [libm::exp, libm::expm1, libm::tanh, logistic];
    for x in arguments() {
        for ((name, f, _), other) in FUNCTIONS.iter().zip(others) {
            let (a, b) = (f(x), other(x));
            assert!(apart(a, b) <= 3, "{name}({x:e}) = {a:e}, or {b:e}");
        }
    }
}

#[test]
fn one_number_or_many_with_any_instructions_give_the_same_bits() {
    let all = arguments();
    for (name, f, bare) in FUNCTIONS {
        for &x in &all {
            assert_eq!(apart(f(x), bare(x)), 0, "{name}({x:e})");
        }
    }
    for width in [1, 2, 3, 7, 8, 64] {
        for some in all.chunks(width) {
            let mut many = some.to_vec();
            wide::run(Each(lane::exp, &mut many));
            assert!(some.iter().zip(many).all(|(&x, y)| apart(exp(x), y) == 0), "{some:?}");
        }
    }
}

#[test]
fn the_exponentials_of_a_sum_are_added_in_order_and_the_largest_is_set_apart() {
    // ln(e⁰ + 9 e⁰) = ln 10; ln(e^1000 + e^1000) = 1000 + ln 2; what is 1e-300 of it stays.
    assert_eq!(log_sum_exp(&[0.0; 10], 0.0), std::f64::consts::LN_10);
    assert_eq!(log_sum_exp(&[1000.0; 2], 0.0), 1000.0 + std::f64::consts::LN_2);
    assert!(apart(log_sum_exp(&[0.0, -690.0], 0.0), libm::exp(-690.0)) <= 2);
    assert_eq!(log_sum_exp(&[], 0.0), f64::NEG_INFINITY);
    assert_eq!(log_sum_exp(&[3.0], 0.0), 3.0);
    assert_eq!(log_sum_exp(&[7.0, 5.0], 5.0), log_sum_exp(&[2.0, 0.0], 0.0));
    assert!(log_sum_exp(&[3.0, f64::NAN, 1.0], 0.0).is_nan());
}
