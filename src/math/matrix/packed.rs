//! The product of factors that are too large for the nearest cache: both are repacked, a few hundred
//! terms at a time, so that they are read from end to end. The sums of a tile go on where the terms
//! before left them: `k` still ascends in one sum for each element.

use std::ops::Range;

use pulp::Arch;
use pulp::Simd;

use crate::math::matrix::lanes;
use crate::math::matrix::lanes::Job;
use crate::math::matrix::left::Factors;
use crate::math::matrix::left::Left;
use crate::math::matrix::scratch;

/// Vectors of columns in a panel.
const VECTORS: usize = 2;

/// The most columns a panel can have.
const WIDEST: usize = VECTORS * 8;

/// The most terms that are packed at a time: a panel of them stays in the nearest cache.
const DEPTH: usize = 304;

/// Numbers of the right factor packed at a time: with the left ones they stay in the second cache.
const PACKED: usize = 32_768;

/// Rows of results that go through all panels before the next ones do.
const HEIGHT: usize = 96;

/// Unused numbers between panels and between rows, which would else fall on the same few places of
/// a cache.
const GAP: usize = 8;

/// `out` (n×m) ← `left` (n×k) · `right` (k×m), no dimension zero, m no less than the lanes.
pub(super) fn packed(
    arch: Arch,
    left: impl Left,
    right: &[f64],
    out: &mut [f64],
    shape @ [_, k, m]: [usize; 3],
) {
    let depth = k.div_ceil(k.div_ceil(DEPTH));
    let columns = (PACKED / depth).max(WIDEST).min(m).next_multiple_of(WIDEST);
    // A gap for each panel, whose columns are two at least.
    let packed = columns * (depth + GAP / VECTORS);
    scratch::with(packed + DEPTH * (HEIGHT + GAP), |buffer| {
        let (panels, near) = buffer.split_at_mut(packed);
        lanes::run(arch, m, Packed { left, right, out, panels, near, shape, columns, depth });
    });
}

struct Packed<'a, L> {
    left: L,
    right: &'a [f64],
    out: &'a mut [f64],
    /// Where the right factor goes.
    panels: &'a mut [f64],
    /// Where the left factor goes.
    near: &'a mut [f64],
    /// n, k and m.
    shape: [usize; 3],
    /// How many columns are packed at a time.
    columns: usize,
    /// How many terms are packed at a time.
    depth: usize,
}

impl<L: Left> Job for Packed<'_, L> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let [n, k, m] = self.shape;
        for left in (0..m).step_by(self.columns) {
            let columns = left..(left + self.columns).min(m);
            for first in (0..k).step_by(self.depth) {
                let terms = first..(first + self.depth).min(k);
                self.pack::<S>(&columns, &terms);
                for top in (0..n).step_by(HEIGHT) {
                    let rows = top..(top + HEIGHT).min(n);
                    self.multiply(simd, &columns, &terms, &rows);
                }
            }
        }
    }
}

/// From one panel to the next.
#[inline(always)]
fn panel_size<S: Simd>(depth: usize) -> usize {
    depth * VECTORS * S::F64_LANES + GAP
}

impl<L: Left> Packed<'_, L> {
    /// Copies some terms of the right factor, row by row, into the panels of some columns.
    #[inline(always)]
    fn pack<S: Simd>(&mut self, columns: &Range<usize>, terms: &Range<usize>) {
        let (m, width) = (self.shape[2], VECTORS * S::F64_LANES);
        let size = panel_size::<S>(terms.len());
        let rows = self.right[terms.start * m..terms.end * m].chunks_exact(m);
        for (p, row) in rows.enumerate() {
            let panels = self.panels.chunks_exact_mut(size);
            for (column, panel) in columns.clone().step_by(width).zip(panels) {
                let packed = &mut panel[p * width..][..width];
                if let Some(whole) = row.get(column..column + width) {
                    packed.copy_from_slice(whole);
                } else {
                    packed[..m - column].copy_from_slice(&row[column..]);
                }
            }
        }
    }

    /// Adds some terms to some rows and columns of the result.
    #[inline(always)]
    fn multiply<S: Simd>(
        &mut self,
        simd: S,
        columns: &Range<usize>,
        terms: &Range<usize>,
        rows: &Range<usize>,
    ) {
        let m = self.shape[2];
        let left = self.left.near(rows, terms, self.near, HEIGHT + GAP);
        let panels = self.panels.chunks_exact(panel_size::<S>(terms.len()));
        for (column, panel) in columns.clone().step_by(VECTORS * S::F64_LANES).zip(panels) {
            let mut panel = Panel {
                terms: S::as_simd_f64s(panel).0.as_chunks().0,
                column,
                goes_on: terms.start > 0,
                out: &mut self.out[rows.start * m..],
                shape: [rows.len(), terms.len(), m],
            };
            panel.multiply(simd, &left);
        }
    }
}

/// A panel of the right factor and the rows of the result that it is multiplied into.
struct Panel<'a, S: Simd> {
    terms: &'a [[S::f64s; VECTORS]],
    column: usize,
    /// Whether the result holds the sums of earlier terms.
    goes_on: bool,
    out: &'a mut [f64],
    /// How many rows, terms, and columns from one row of the result to the next.
    shape: [usize; 3],
}

impl<S: Simd> Panel<'_, S> {
    /// All rows, as many at a time as there are registers for.
    #[inline(always)]
    fn multiply(&mut self, simd: S, left: &impl Left) {
        let n = self.shape[0];
        let mut row = 0;
        if S::REGISTER_COUNT >= 32 {
            while n - row >= 8 {
                self.tile::<8>(simd, left, row);
                row += 8;
            }
        }
        while n - row >= 6 {
            self.tile::<6>(simd, left, row);
            row += 6;
        }
        if n - row >= 4 {
            self.tile::<4>(simd, left, row);
            row += 4;
        }
        if n - row >= 2 {
            self.tile::<2>(simd, left, row);
            row += 2;
        }
        if n > row {
            self.tile::<1>(simd, left, row);
        }
    }

    /// `R` rows.
    #[inline(always)]
    fn tile<const R: usize>(&mut self, simd: S, left: &impl Left, row: usize) {
        let [_, depth, m] = self.shape;
        let out = &mut self.out[row * m..];
        let mut sums = [[simd.splat_f64s(0.0); VECTORS]; R];
        if self.goes_on {
            for (sums, out) in sums.iter_mut().zip(out.chunks(m)) {
                for (sum, out) in sums.iter_mut().zip(out[self.column..].chunks(S::F64_LANES)) {
                    *sum = simd.partial_load_f64s(out);
                }
            }
        }
        let strip = left.strip::<R>(row, depth);
        for (p, terms) in self.terms[..depth].iter().enumerate() {
            for (sums, factor) in sums.iter_mut().zip(strip.at(p)) {
                let factor = simd.splat_f64s(factor);
                for (sum, &term) in sums.iter_mut().zip(terms) {
                    *sum = simd.mul_add_f64s(factor, term, *sum);
                }
            }
        }
        for (sums, out) in sums.into_iter().zip(out.chunks_mut(m)) {
            for (sum, out) in sums.into_iter().zip(out[self.column..].chunks_mut(S::F64_LANES)) {
                simd.partial_store_f64s(out, sum);
            }
        }
    }
}
