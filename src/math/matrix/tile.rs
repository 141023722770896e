//! The blocked product: tiles of a few rows by a few vectors of columns, held in registers while
//! `k` ascends. A ragged last vector of columns is moved left until it fits and computes some
//! columns twice, to the same bits.

use pulp::Simd;

use crate::math::matrix::lanes::Job;
use crate::math::matrix::left::Factors;
use crate::math::matrix::left::Left;

/// `out` (n×m) ← `left` (n×k) · `right` (k×m), no dimension zero, m no less than the lanes.
pub(super) struct Product<'a, L> {
    pub(super) left: L,
    pub(super) right: &'a [f64],
    pub(super) out: &'a mut [f64],
    /// n, k and m.
    pub(super) shape: [usize; 3],
    /// From one row of `out` to the next.
    pub(super) stride: usize,
    /// Whether `out` holds the sums of the steps before these, which are gone on with; then m is a
    /// multiple of the lanes.
    pub(super) begun: bool,
}

impl<L: Left> Job for Product<'_, L> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let vectors = self.shape[2].div_ceil(S::F64_LANES);
        let mut done = 0;
        while done < vectors {
            let width = self.panel_width::<S>(vectors - done);
            match width {
                1 => self.panel::<S, 1>(simd, done),
                2 => self.panel::<S, 2>(simd, done),
                3 => self.panel::<S, 3>(simd, done),
                4 => self.panel::<S, 4>(simd, done),
                _ => self.panel::<S, 8>(simd, done),
            }
            done += width;
        }
    }
}

impl<L: Left> Product<'_, L> {
    /// How many of `left` vectors to take at once: enough sums to keep the multiplier busy, few
    /// enough to stay in registers.
    #[inline(always)]
    fn panel_width<S: Simd>(&self, left: usize) -> usize {
        if self.shape[0] == 1 {
            return [8, 4, 2, 1].into_iter().find(|&width| width <= left).unwrap_or(1);
        }
        match left {
            1 => 1,
            _ if S::REGISTER_COUNT < 32 && left % 2 == 1 => 3,
            _ => 2,
        }
    }

    /// All rows of `V` vectors of columns.
    #[inline(always)]
    fn panel<S: Simd, const V: usize>(&mut self, simd: S, vector: usize) {
        let [n, _, m] = self.shape;
        let mut columns = [0; V];
        for (i, column) in columns.iter_mut().enumerate() {
            *column = ((vector + i) * S::F64_LANES).min(m - S::F64_LANES);
        }
        if V > 3 {
            return self.tile::<S, 1, V>(simd, 0, columns);
        }
        let mut row = 0;
        if V == 1 || S::REGISTER_COUNT >= 32 {
            while n - row >= 8 {
                self.tile::<S, 8, V>(simd, row, columns);
                row += 8;
            }
        }
        if V == 2 {
            while n - row >= 6 {
                self.tile::<S, 6, V>(simd, row, columns);
                row += 6;
            }
        }
        while n - row >= 4 {
            self.tile::<S, 4, V>(simd, row, columns);
            row += 4;
        }
        if n - row >= 2 {
            self.tile::<S, 2, V>(simd, row, columns);
            row += 2;
        }
        if n > row {
            self.tile::<S, 1, V>(simd, row, columns);
        }
    }

    /// `R` rows of `V` vectors of columns.
    #[inline(always)]
    fn tile<S: Simd, const R: usize, const V: usize>(
        &mut self,
        simd: S,
        first: usize,
        columns: [usize; V],
    ) {
        let [_, k, m] = self.shape;
        let strip = self.left.strip::<R>(first, k);
        let mut sums = [[simd.splat_f64s(0.0); V]; R];
        if self.begun {
            let out = &self.out[first * self.stride..];
            for (i, sums) in sums.iter_mut().enumerate() {
                for (sum, column) in sums.iter_mut().zip(columns) {
                    let begun = &out[i * self.stride + column..][..S::F64_LANES];
                    *sum = S::as_simd_f64s(begun).0[0];
                }
            }
        }
        let mut rest = self.right;
        for p in 0..k {
            let row;
            (row, rest) = rest.split_at(m);
            let mut terms = [simd.splat_f64s(0.0); V];
            for (term, &column) in terms.iter_mut().zip(&columns) {
                *term = S::as_simd_f64s(&row[column..][..S::F64_LANES]).0[0];
            }
            let factors = strip.at(p);
            for (sums, factor) in sums.iter_mut().zip(factors) {
                let factor = simd.splat_f64s(factor);
                for (sum, term) in sums.iter_mut().zip(terms) {
                    *sum = simd.mul_add_f64s(factor, term, *sum);
                }
            }
        }
        let out = &mut self.out[first * self.stride..];
        for (i, sums) in sums.into_iter().enumerate() {
            for (sum, column) in sums.into_iter().zip(columns) {
                S::as_mut_simd_f64s(&mut out[i * self.stride + column..][..S::F64_LANES]).0[0] =
                    sum;
            }
        }
    }
}
