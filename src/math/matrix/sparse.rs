//! The product with a left factor that is mostly zeros, as pictures are, and deltas behind `ReLU`: the
//! zeros are passed over.
//!
//! The bits are those of the whole sum. 0·x is ±0 for every finite x, and adding that changes no
//! sum but −0, which a sum that begins at +0 becomes only where a product underflows. So this
//! refuses factors that are not finite, and says when a result is −0.

use std::ops::Range;

use pulp::Arch;
use pulp::Simd;

use crate::math::matrix::lanes;
use crate::math::matrix::lanes::Job;
use crate::math::matrix::left::Left;
use crate::math::matrix::scratch;
use crate::math::wide;
use crate::math::wide::Loop;

/// Steps of k whose right factors are packed at a time: with [`VECTORS`] they fill most of the
/// nearest cache.
pub(super) const DEPTH: usize = 64;

/// Vectors of columns that are summed at once.
const VECTORS: usize = 12;

/// How many numbers are looked at to guess how many are zero.
const SAMPLE: usize = 256;

/// The share of numbers that may be something else than zero, in percent: the wider the vectors, the
/// less a term costs that is not passed over.
fn most(arch: Arch) -> usize {
    if lanes::are_widest(arch) { 22 } else { 45 }
}

/// The factors of one row that are not zero: their steps, counted from the first one packed, as the
/// bits of a number, and the factors.
pub(super) type List = [[f64; 2]; DEPTH];

/// Whether so many of the numbers seem to be zero that passing them over pays.
pub(super) fn mostly_zeros(arch: Arch, factor: &[f64]) -> bool {
    // An odd stride meets every column.
    let stride = (factor.len() / SAMPLE) | 1;
    let (mut seen, mut others) = (0, 0);
    for x in factor.iter().step_by(stride) {
        seen += 1;
        others += usize::from(*x != 0.0);
    }
    others * 100 <= seen * most(arch)
}

/// `out` (n×m) ← `left` (n×k) · `right` (k×m), no dimension zero, m no less than the lanes. False
/// where `out` is not to be used.
pub(super) fn sparse(
    arch: Arch,
    left: &impl Left,
    right: &[f64],
    out: &mut [f64],
    shape @ [n, _, _]: [usize; 3],
) -> bool {
    if !wide::run(AllFinite(right)) {
        return false;
    }
    // Vectors have eight numbers at the most.
    let panel = DEPTH * VECTORS * 8;
    scratch::with(panel + n * DEPTH * 2, |buffer| {
        let (panel, lists) = buffer.split_at_mut(panel);
        let lists = lists.as_chunks_mut().0.as_chunks_mut().0;
        scratch::with(n, |counts| {
            lanes::run(arch, shape[2], Sparse { left, right, out, panel, lists, counts, shape });
        });
    });
    !wide::run(AnyNegativeZero(out))
}

struct AllFinite<'a>(&'a [f64]);

impl Loop for AllFinite<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        self.0.iter().fold(true, |all, x| all & x.is_finite())
    }
}

struct AnyNegativeZero<'a>(&'a [f64]);

impl Loop for AnyNegativeZero<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        self.0.iter().fold(false, |any, x| any | (x.to_bits() == (-0.0f64).to_bits()))
    }
}

struct Sparse<'a, L> {
    left: &'a L,
    right: &'a [f64],
    out: &'a mut [f64],
    /// Where right factors go.
    panel: &'a mut [f64],
    /// The left factors of each row, and how many there are.
    lists: &'a mut [List],
    counts: &'a mut [f64],
    /// n, k and m.
    shape: [usize; 3],
}

impl<L: Left> Job for Sparse<'_, L> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let [_, k, m] = self.shape;
        for first in (0..k).step_by(DEPTH) {
            let steps = first..(first + DEPTH).min(k);
            self.left.list(&steps, self.lists, self.counts);
            for column in (0..m).step_by(VECTORS * S::F64_LANES) {
                let vectors = (m - column).div_ceil(S::F64_LANES);
                match vectors {
                    0..=2 => self.panel::<S, 2>(simd, &steps, column),
                    3..=4 => self.panel::<S, 4>(simd, &steps, column),
                    5..=8 => self.panel::<S, 8>(simd, &steps, column),
                    _ => self.panel::<S, VECTORS>(simd, &steps, column),
                }
            }
        }
    }
}

impl<L: Left> Sparse<'_, L> {
    /// Adds some steps to all rows of `V` vectors of columns.
    #[inline(always)]
    fn panel<S: Simd, const V: usize>(&mut self, simd: S, steps: &Range<usize>, column: usize) {
        let m = self.shape[2];
        let width = V * S::F64_LANES;
        let columns = column..(column + width).min(m);
        let rows = self.right[steps.start * m..steps.end * m].chunks_exact(m);
        for (row, packed) in rows.zip(self.panel.chunks_exact_mut(width)) {
            packed[..columns.len()].copy_from_slice(&row[columns.clone()]);
        }
        let terms = S::as_simd_f64s(&self.panel[..DEPTH * width]).0;
        let Some(terms) = terms.as_chunks::<V>().0.first_chunk::<DEPTH>() else { return };
        let lists = self.lists.iter().zip(self.counts.iter());
        for (out, (list, count)) in self.out.chunks_exact_mut(m).zip(lists) {
            let out = &mut out[columns.clone()];
            let mut sums = [simd.splat_f64s(0.0); V];
            if steps.start > 0 {
                for (sum, out) in sums.iter_mut().zip(out.chunks(S::F64_LANES)) {
                    *sum = simd.partial_load_f64s(out);
                }
            }
            for [step, factor] in &list[..count.to_bits() as usize % (DEPTH + 1)] {
                let factor = simd.splat_f64s(*factor);
                let terms = &terms[step.to_bits() as usize % DEPTH];
                for (sum, term) in sums.iter_mut().zip(terms) {
                    *sum = simd.mul_add_f64s(factor, *term, *sum);
                }
            }
            for (sum, out) in sums.into_iter().zip(out.chunks_mut(S::F64_LANES)) {
                simd.partial_store_f64s(out, sum);
            }
        }
    }
}
