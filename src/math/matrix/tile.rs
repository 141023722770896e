//! The blocked product: tiles of a few rows by a few vectors of columns, held in registers while
//! `k` ascends. A ragged last vector of columns is moved left until it fits and computes some
//! columns twice, to the same bits.

use std::ops::Range;

use pulp::Simd;

use crate::math::matrix::lanes::Job;
use crate::math::matrix::sparse::DEPTH;
use crate::math::matrix::sparse::List;

/// The left factors of one tile: `R` numbers for each step of `k`.
pub(super) trait Factors<const R: usize> {
    /// The factors of step `p`.
    fn at(&self, p: usize) -> [f64; R];
}

/// A left factor that can be cut into strips of `R` output rows.
pub(super) trait Left: Sized + Send {
    /// The strip of `R` output rows.
    type Strip<const R: usize>: Factors<R>;
    /// The strip that starts at output row `first`, with `depth` steps of k.
    fn strip<const R: usize>(&self, first: usize, depth: usize) -> Self::Strip<R>;

    /// All of its numbers, in any order.
    fn numbers(&self) -> &[f64];

    /// The factors of some steps of k that are not zero, row by row, and how many they are as the
    /// bits of a number.
    fn list(&self, steps: &Range<usize>, lists: &mut [List], counts: &mut [f64]);

    /// The first output rows and the rest.
    fn split(self, first: usize) -> (Self, Self);

    /// A part of it, some rows and some steps of k, that is read from end to end: copied to
    /// `buffer`, `stride` numbers for each step, unless it is so already.
    type Near<'b>: Left
    where
        Self: 'b;

    /// That part, its rows and steps counted from 0.
    fn near<'b>(
        &'b self,
        rows: &Range<usize>,
        steps: &Range<usize>,
        buffer: &'b mut [f64],
        stride: usize,
    ) -> Self::Near<'b>;
}

/// A left factor as it is: n×k.
pub(super) struct Rows<'a> {
    pub(super) a: &'a [f64],
    pub(super) k: usize,
}

/// `R` rows of a left factor.
pub(super) struct RowStrip<'a, const R: usize>([&'a [f64]; R]);

impl<const R: usize> Factors<R> for RowStrip<'_, R> {
    #[inline(always)]
    fn at(&self, p: usize) -> [f64; R] {
        let mut factors = [0.0; R];
        for (factor, row) in factors.iter_mut().zip(self.0) {
            *factor = row[p];
        }
        factors
    }
}

impl<'a> Left for Rows<'a> {
    type Strip<const R: usize> = RowStrip<'a, R>;

    #[inline(always)]
    fn strip<const R: usize>(&self, first: usize, depth: usize) -> RowStrip<'a, R> {
        let mut rows = [&self.a[..0]; R];
        let start = &self.a[first * self.k..];
        for (i, row) in rows.iter_mut().enumerate() {
            *row = &start[i * self.k..][..depth];
        }
        RowStrip(rows)
    }

    fn numbers(&self) -> &[f64] {
        self.a
    }

    #[inline(always)]
    fn list(&self, steps: &Range<usize>, lists: &mut [List], counts: &mut [f64]) {
        let rows = self.a.chunks_exact(self.k).zip(lists);
        for ((row, list), count) in rows.zip(counts) {
            let mut listed = 0;
            for (step, &factor) in row[steps.clone()].iter().enumerate() {
                list[listed % DEPTH] = [f64::from_bits(step as u64), factor];
                listed += usize::from(factor != 0.0);
            }
            *count = f64::from_bits(listed as u64);
        }
    }

    fn split(self, first: usize) -> (Self, Self) {
        let (above, below) = self.a.split_at(first * self.k);
        (Self { a: above, ..self }, Self { a: below, ..self })
    }

    type Near<'b>
        = Rows<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn near<'b>(
        &'b self,
        rows: &Range<usize>,
        steps: &Range<usize>,
        _: &'b mut [f64],
        _: usize,
    ) -> Rows<'b> {
        Rows { a: &self.a[rows.start * self.k + steps.start..], k: self.k }
    }
}

/// Rows far apart that can be read at once without looking up where their pages are.
const FEW_PAGES: usize = 64;

/// A left factor that is stored transposed: k×n.
pub(super) struct Columns<'a> {
    pub(super) a: &'a [f64],
    pub(super) n: usize,
}

/// `R` columns of a left factor that is stored transposed.
pub(super) struct ColumnStrip<'a> {
    a: &'a [f64],
    n: usize,
}

impl<const R: usize> Factors<R> for ColumnStrip<'_> {
    #[inline(always)]
    fn at(&self, p: usize) -> [f64; R] {
        let mut factors = [0.0; R];
        factors.copy_from_slice(&self.a[p * self.n..][..R]);
        factors
    }
}

impl<'a> Left for Columns<'a> {
    type Strip<const R: usize> = ColumnStrip<'a>;

    #[inline(always)]
    fn strip<const R: usize>(&self, first: usize, _: usize) -> ColumnStrip<'a> {
        ColumnStrip { a: &self.a[first..], n: self.n }
    }

    fn numbers(&self) -> &[f64] {
        self.a
    }

    #[inline(always)]
    fn list(&self, steps: &Range<usize>, lists: &mut [List], counts: &mut [f64]) {
        counts.fill(0.0);
        let columns = self.a[steps.start * self.n..].chunks(self.n).take(steps.len());
        for (step, column) in columns.enumerate() {
            let rows = column.iter().zip(lists.iter_mut());
            for ((&factor, list), count) in rows.zip(counts.iter_mut()) {
                let listed = count.to_bits();
                list[listed as usize % DEPTH] = [f64::from_bits(step as u64), factor];
                *count = f64::from_bits(listed + u64::from(factor != 0.0));
            }
        }
    }

    fn split(self, first: usize) -> (Self, Self) {
        (Self { a: self.a, ..self }, Self { a: &self.a[first..], ..self })
    }

    type Near<'b>
        = Columns<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn near<'b>(
        &'b self,
        rows: &Range<usize>,
        steps: &Range<usize>,
        buffer: &'b mut [f64],
        stride: usize,
    ) -> Columns<'b> {
        let from = &self.a[steps.start * self.n..];
        if self.n <= 2 * stride || steps.len() <= FEW_PAGES {
            return Columns { a: &from[rows.start..], n: self.n };
        }
        let copies = buffer.chunks_exact_mut(stride).take(steps.len());
        for (row, copy) in from.chunks(self.n).zip(copies) {
            copy[..rows.len()].copy_from_slice(&row[rows.clone()]);
        }
        Columns { a: buffer, n: stride }
    }
}

/// `out` (n×m) ← `left` (n×k) · `right` (k×m), no dimension zero, m no less than the lanes.
pub(super) struct Product<'a, L> {
    pub(super) left: L,
    pub(super) right: &'a [f64],
    pub(super) out: &'a mut [f64],
    /// n, k and m.
    pub(super) shape: [usize; 3],
    /// From one row of `out` to the next.
    pub(super) stride: usize,
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
