//! The left factor of a product, stored row by row or transposed: cut into strips of a few output
//! rows, copied to where it is near, or as lists of what is not zero.

use std::ops::Range;

use crate::math::matrix::sparse::DEPTH;
use crate::math::matrix::sparse::List;

/// The left factors of one tile: `R` numbers for each step of `k`.
pub(super) trait Factors<const R: usize> {
    /// The factors of step `p`.
    fn at(&self, p: usize) -> [f64; R];
}

/// A left factor that can be cut into strips of `R` output rows.
pub(super) trait Left: Copy + Send + Sync {
    /// The strip of `R` output rows.
    type Strip<const R: usize>: Factors<R>;
    /// The strip that starts at output row `first`, with `depth` steps of k.
    fn strip<const R: usize>(&self, first: usize, depth: usize) -> Self::Strip<R>;

    /// All of its numbers, in any order.
    fn numbers(&self) -> &[f64];

    /// The factors of some steps of k that are not zero, row by row, and how many they are as the
    /// bits of a number.
    fn list(&self, steps: &Range<usize>, lists: &mut [List], counts: &mut [f64]);

    /// What is left of it after so many steps of k.
    fn after(self, steps: usize) -> Self;

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
#[derive(Clone, Copy)]
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

    fn after(self, steps: usize) -> Self {
        Self { a: &self.a[steps..], ..self }
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
#[derive(Clone, Copy)]
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

    fn after(self, steps: usize) -> Self {
        Self { a: &self.a[steps * self.n..], ..self }
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
