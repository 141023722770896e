//! exp, expm1, tanh and σ without branches and without calls, so that a loop over them becomes
//! vector instructions. Fused multiply-adds throughout: the same bits at every width, everywhere.
//!
//! All of them take x = n ln 2 + r with |r| ≤ ½ ln 2 and eʳ − 1 from a polynomial. Largest errors
//! seen, in units of the last place: exp 0.9, expm1 1.8, tanh 2.2, σ 2.1.

#![expect(clippy::inline_always, reason = "vectorised only where the loop and the body are one")]

/// Adding it rounds a number below 2⁵¹ to an integer, which is then in the lowest bits.
const TO_INTEGER: f64 = 6_755_399_441_055_744.0;
const LOG2_E: f64 = std::f64::consts::LOG2_E;
/// The first 42 bits of ln 2: n times it is exact.
const LN_2_HIGH: f64 = 0.693_147_180_559_890_3;
/// The rest of ln 2.
const LN_2_LOW: f64 = 5.497_923_018_708_371e-14;

/// (eʳ − 1 − r) / r² on |r| ≤ ½ ln 2, interpolated at the 11 Chebyshev nodes in 60-digit
/// arithmetic; off by less than 1e-18 of eʳ − 1. Even and odd powers apart.
const EVEN: [f64; 6] = [
    0.5,
    0.041_666_666_666_666_67,
    0.001_388_888_888_888_374_8,
    2.480_158_732_554_774_3e-5,
    2.755_727_364_311_03e-7,
    2.091_468_696_808_687_6e-9,
];
const ODD: [f64; 5] = [
    0.166_666_666_666_666_7,
    0.008_333_333_333_326_136,
    0.000_198_412_698_748_206_27,
    2.755_725_540_020_642_2e-6,
    2.510_521_700_472_074_5e-8,
];

/// Above it exp is ∞; far enough that the scales of [`exp`] overflow by themselves.
const MOST: f64 = 710.0;
/// Below it exp is 0.
const LEAST: f64 = -746.0;
/// Below it expm1 is −1.
const LEAST_EXPM1: f64 = -40.0;
/// Above it tanh is 1.
const MOST_TANH: f64 = 20.0;
/// From about here on tanh is more than ½, and its distance from 1 is computed instead.
const HALF_TANH: f64 = 0.55;
/// Up to it tanh x and expm1 x are x to the last bit.
const TINY_TANH: f64 = 7.450_580_596_923_828e-9;
const TINY_EXPM1: f64 = 1.110_223_024_625_156_5e-16;

/// n (with its bits in the lowest ones of the second number) and eʳ − 1 where x = n ln 2 + r.
#[inline(always)]
fn reduced(x: f64) -> (f64, f64, f64) {
    let shifted = x.mul_add(LOG2_E, TO_INTEGER);
    let n = shifted - TO_INTEGER;
    let high = n.mul_add(-LN_2_HIGH, x);
    let r = n.mul_add(-LN_2_LOW, high);
    // What the rounding of r lost.
    let rest = n.mul_add(-LN_2_LOW, high - r);
    let square = r * r;
    let mut even = EVEN[5];
    for c in [EVEN[4], EVEN[3], EVEN[2], EVEN[1], EVEN[0]] {
        even = even.mul_add(square, c);
    }
    let mut odd = ODD[4];
    for c in [ODD[3], ODD[2], ODD[1], ODD[0]] {
        odd = odd.mul_add(square, c);
    }
    (n, shifted, r + square.mul_add(odd.mul_add(r, even), rest))
}

/// 2ⁿ from a number with n in its lowest bits, −1022 ≤ n ≤ 1023.
#[inline(always)]
fn power_of_two(shifted: f64) -> f64 {
    f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52)
}

/// eˣ
#[inline(always)]
pub(in crate::math) fn exp(x: f64) -> f64 {
    let x = if x > MOST { MOST } else { x };
    let x = if x < LEAST { LEAST } else { x };
    let (n, _, less_one) = reduced(x);
    // In two steps: only the second one rounds, where the result is subnormal.
    let half = n.mul_add(0.5, TO_INTEGER);
    let other = n - (half - TO_INTEGER) + TO_INTEGER;
    (1.0 + less_one) * power_of_two(half) * power_of_two(other)
}

/// eˣ − 1
#[inline(always)]
pub(in crate::math) fn expm1(x: f64) -> f64 {
    let bounded = if x > MOST { MOST } else { x };
    let bounded = if bounded < LEAST_EXPM1 { LEAST_EXPM1 } else { bounded };
    let (_, shifted, less_one) = reduced(bounded);
    // Half of it first: 2¹⁰²⁴ is no number.
    let half = power_of_two(shifted - 1.0);
    let result = 2.0 * half.mul_add(less_one, half - 0.5);
    if x.abs() < TINY_EXPM1 { x } else { result }
}

/// tanh x, as (e²ˣ − 1) / (e²ˣ + 1) near 0 and as 1 − 2 / (e²ˣ + 1) elsewhere.
#[inline(always)]
pub(in crate::math) fn tanh(x: f64) -> f64 {
    let size = x.abs();
    let bounded = if size > MOST_TANH { MOST_TANH } else { size };
    let (_, shifted, less_one) = reduced(bounded + bounded);
    let scale = power_of_two(shifted);
    let near = size < HALF_TANH;
    let above = if near { scale.mul_add(less_one, scale - 1.0) } else { -2.0 };
    let from = if near { 0.0 } else { 1.0 };
    let result = from + above / scale.mul_add(less_one, scale + 1.0);
    if size < TINY_TANH { x } else { result.copysign(x) }
}

/// 1 / (1 + e⁻ˣ), for a negative x as eˣ / (1 + eˣ): the exponential never overflows and the tail
/// towards −∞ keeps its digits.
#[inline(always)]
pub(in crate::math) fn sigmoid(x: f64) -> f64 {
    let e = exp(-x.abs());
    (if x < 0.0 { e } else { 1.0 }) / (1.0 + e)
}
