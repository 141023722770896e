//! The products against the sum written out, on every width of vectors this machine has.

use pulp::Arch;

use super::*;

/// Every arch that can run here, from one lane up.
fn arches() -> Vec<Arch> {
    let mut arches = vec![Arch::Scalar];
    #[cfg(target_arch = "x86_64")]
    {
        arches.extend(pulp::x86::V3::try_new().map(Arch::V3));
        arches.extend(pulp::x86::V4::try_new().map(Arch::V4));
    }
    #[cfg(not(target_arch = "x86_64"))]
    arches.push(Arch::new());
    arches
}

/// Numbers of any kind from a counter: mostly ordinary, one in 16 awkward when `awkward`.
fn numbers(count: usize, seed: u64, awkward: bool) -> Vec<f64> {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 0.0, 5e-324, -3e-310, 1.7e308];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..count)
        .map(|_| {
            let bits = next();
            let plain = (bits >> 11) as f64 / (1u64 << 53) as f64 * 4.0 - 2.0;
            if awkward && bits.is_multiple_of(16) {
                odd[(next() >> 60) as usize % odd.len()]
            } else {
                plain
            }
        })
        .collect()
}

/// The contract, written out; `a` and `b` say where the factors of an element are.
fn written_out(
    [n, k, m]: [usize; 3],
    a: impl Fn(usize, usize) -> f64,
    b: impl Fn(usize, usize) -> f64,
) -> Vec<f64> {
    let mut out = Vec::new();
    for i in 0..n {
        for j in 0..m {
            out.push((0..k).fold(0.0, |sum, p| f64::mul_add(a(i, p), b(p, j), sum)));
        }
    }
    out
}

/// Bits, with every NaN the same one.
fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|x| if x.is_nan() { u64::MAX } else { x.to_bits() }).collect()
}

/// Compares bits without printing thousands of them.
fn same(ours: &[f64], expected: &[f64], what: &str) {
    let (ours, expected) = (bits(ours), bits(expected));
    let other = ours.iter().zip(&expected).position(|(a, b)| a != b);
    assert_eq!(other, None, "{what}: the first element that differs");
    assert_eq!(ours.len(), expected.len());
}

fn agrees_everywhere(shape @ [n, k, m]: [usize; 3], awkward: bool) {
    let a = numbers(n * k, 1 + (n + 31 * k) as u64, awkward);
    let b = numbers(k * m, 7 + (k + 37 * m) as u64, awkward);
    these_agree(shape, &a, &b);
}

/// The numbers of two factors in each of the three products.
fn these_agree(shape @ [n, k, m]: [usize; 3], a: &[f64], b: &[f64]) {
    for arch in arches() {
        let mut out = vec![f64::NAN; n * m];
        let expected = written_out(shape, |i, p| a[i * k + p], |p, j| b[p * m + j]);
        product_on(arch, a, b, &mut out, shape);
        same(&out, &expected, &format!("A·B {shape:?} {arch:?}"));

        let expected = written_out(shape, |i, p| a[i * k + p], |p, j| b[j * k + p]);
        out.fill(f64::NAN);
        product_transposed_right_on(arch, a, b, &mut out, shape);
        same(&out, &expected, &format!("A·Bᵀ {shape:?} {arch:?}"));

        let expected = written_out(shape, |i, p| a[p * n + i], |p, j| b[p * m + j]);
        out.fill(f64::NAN);
        product_transposed_left_on(arch, a, b, &mut out, shape);
        same(&out, &expected, &format!("Aᵀ·B {shape:?} {arch:?}"));
    }
}

#[test]
fn every_small_product_has_the_bits_of_the_sum_written_out() {
    for n in 1..=9 {
        for k in 1..=9 {
            for m in 1..=9 {
                agrees_everywhere([n, k, m], false);
                agrees_everywhere([n, k, m], true);
            }
        }
    }
}

#[test]
fn large_and_ragged_products_have_the_bits_of_the_sum_written_out() {
    let mut shapes = vec![
        [64, 784, 128],
        [784, 64, 128],
        [64, 128, 10],
        [128, 64, 10],
        [64, 10, 128],
        [200, 2, 8],
        [200, 8, 1],
        [8, 200, 1],
        [8, 200, 8],
        [2, 200, 8],
        [1, 784, 128],
        [1, 30, 300],
        [3, 300, 23],
        [47, 5, 600],
        [150, 310, 5],
        [5, 700, 37],
        [40, 20, 12],
        [33, 17, 3],
        [4, 130, 200],
        [203, 700, 41],
        [101, 40, 900],
        [30, 310, 1100],
        [20, 900, 20],
    ];
    let sizes = numbers(90, 5, false);
    shapes
        .extend(sizes.chunks_exact(3).map(|s| [0, 1, 2].map(|i| 1 + (s[i].abs() * 30.0) as usize)));
    for shape in shapes {
        agrees_everywhere(shape, false);
        agrees_everywhere(shape, true);
    }
}

#[test]
fn zeros_that_are_passed_over_leave_the_bits_of_the_sum_written_out() {
    let zeros = |numbers: Vec<f64>, nth: usize| -> Vec<f64> {
        let kept = |(i, x): (usize, f64)| if (i * i + i / 7) % nth == 0 { x } else { 0.0 * x };
        numbers.into_iter().enumerate().map(kept).collect()
    };
    for shape @ [n, k, m] in [[40, 150, 101], [130, 70, 24], [30, 64, 300], [784, 20, 97]] {
        for (left, right) in [(3, 1), (1, 3), (4, 2)] {
            let a = zeros(numbers(n * k, 3, false), left);
            let b = zeros(numbers(k * m, 5, false), right);
            these_agree(shape, &a, &b);
            // What is not finite, opposite a zero, makes a sum NaN.
            let spoilt: Vec<f64> =
                b.iter().map(|&x| if x > 1.9 { f64::INFINITY } else { x }).collect();
            these_agree(shape, &a, &spoilt);
            // Products below the smallest number, and then zeros: sums of −0 and of +0.
            let tiny = |numbers: &[f64]| numbers.iter().map(|x| x * 1e-200).collect::<Vec<_>>();
            these_agree(shape, &tiny(&a), &tiny(&b));
        }
    }
}

#[test]
fn a_product_without_terms_is_zero_and_one_without_elements_is_nothing() {
    for shape in [[3, 0, 2], [0, 3, 2], [3, 2, 0], [0, 0, 0], [20, 0, 30], [1, 0, 1]] {
        agrees_everywhere(shape, false);
    }
}

#[test]
#[should_panic(expected = "right factor of a product 2×3×4")]
fn a_factor_of_another_shape_is_refused() {
    product(&[0.0; 6], &[0.0; 11], &mut [0.0; 8], 2, 3, 4);
}

#[test]
fn a_bias_is_added_to_every_row() {
    let mut out = [1.0, 2.0, 3.0, 4.0, -0.0, f64::INFINITY];
    add_row(&mut out, &[10.0, -0.5]);
    assert_eq!(out, [11.0, 1.5, 13.0, 3.5, 10.0, f64::INFINITY]);
    add_row(&mut [], &[]);
}

#[test]
fn columns_are_summed_from_the_first_row_down() {
    let mut out = [9.0; 2];
    // 1e16 + 1 + 1 = 1e16 going down, 1 + 1 + 1e16 = 1e16 + 2 going up.
    column_sums(&[1e16, -0.0, 1.0, -0.0, 1.0, -0.0], &mut out, 2);
    assert_eq!(out.map(f64::to_bits), [1e16f64, -0.0].map(f64::to_bits));
    column_sums(&[1.0, -0.0, 1.0, 1.0, 1e16, 2.0], &mut out, 2);
    assert_eq!(out, [1e16 + 2.0, 3.0]);
    column_sums(&[], &mut out, 2);
    assert_eq!(out.map(f64::to_bits), [0, 0]);
}
