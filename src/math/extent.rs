//! Whether any of many numbers is too large or no number at all, at the speed of reading them.
#![expect(
    clippy::inline_always,
    reason = "vector instructions are only emitted for what ends up inside the dispatched function"
)]

use super::wide::{self, Loop};

/// So many numbers are looked at side by side.
const LANES: usize = 8;

/// Whether any of `xs` is further from 0 than `bound`, or NaN.
pub fn exceeds(xs: &[f64], bound: f64) -> bool {
    let search = Search { xs, bound };
    if xs.len() < 8 * LANES { search.run() } else { wide::run(search) }
}

/// Whether any of `xs` is infinite or NaN.
pub fn any_not_finite(xs: &[f64]) -> bool {
    exceeds(xs, f64::MAX)
}

struct Search<'a> {
    xs: &'a [f64],
    bound: f64,
}

impl Loop for Search<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let found = |x: f64| u64::from(x.is_nan() | (x.abs() > self.bound));
        let (blocks, rest) = self.xs.as_chunks::<LANES>();
        let mut lanes = [0; LANES];
        for block in blocks {
            for (lane, x) in lanes.iter_mut().zip(block) {
                *lane |= found(*x);
            }
        }
        lanes.iter().any(|lane| *lane != 0) || rest.iter().any(|x| found(*x) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_among_many_is_found_wherever_it_stands() {
        for len in [1, 3, 63, 64, 65, 1_000] {
            let calm = vec![-7.0; len];
            assert!(!exceeds(&calm, 7.0) && !any_not_finite(&calm));
            for at in [0, len / 2, len - 1] {
                for (x, finite) in [(7.5, true), (f64::NAN, false), (f64::NEG_INFINITY, false)] {
                    let mut xs = calm.clone();
                    xs[at] = x;
                    assert!(exceeds(&xs, 7.0), "{x} at {at} of {len}");
                    assert_eq!(any_not_finite(&xs), !finite, "{x} at {at} of {len}");
                }
            }
        }
        assert!(!any_not_finite(&[f64::MAX, f64::MIN, -0.0]) && !exceeds(&[], 0.0));
    }
}
