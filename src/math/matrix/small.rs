//! Products whose inner shape is known to the compiler: loops without a counter, for layers of up
//! to four units, where finding the way to a blocked kernel would cost more than the product.

use pulp::Simd;
use pulp::WithSimd;

/// Up to this many rows or columns a factor counts as small.
const LIMIT: usize = 4;

/// Calls `$call` with two sizes of 1 to 4 as constants.
macro_rules! with_constants {
    ($pair:expr, $job:ident . $call:ident) => {
        match $pair {
            (1, 1) => $job.$call::<1, 1>(),
            (1, 2) => $job.$call::<1, 2>(),
            (1, 3) => $job.$call::<1, 3>(),
            (1, 4) => $job.$call::<1, 4>(),
            (2, 1) => $job.$call::<2, 1>(),
            (2, 2) => $job.$call::<2, 2>(),
            (2, 3) => $job.$call::<2, 3>(),
            (2, 4) => $job.$call::<2, 4>(),
            (3, 1) => $job.$call::<3, 1>(),
            (3, 2) => $job.$call::<3, 2>(),
            (3, 3) => $job.$call::<3, 3>(),
            (3, 4) => $job.$call::<3, 4>(),
            (4, 1) => $job.$call::<4, 1>(),
            (4, 2) => $job.$call::<4, 2>(),
            (4, 3) => $job.$call::<4, 3>(),
            _ => $job.$call::<4, 4>(),
        }
    };
}

/// Whether two sizes are small enough for the kernels of this file.
pub(super) fn fits(one: usize, other: usize) -> bool {
    one <= LIMIT && other <= LIMIT
}

/// `out` (n×m) ← `a` (n×k) · `b` (k×m), or · `b`ᵀ (m×k) when `TRANSPOSED`; k and m at most 4.
pub(super) struct SmallRight<'a, const TRANSPOSED: bool> {
    pub(super) a: &'a [f64],
    pub(super) b: &'a [f64],
    pub(super) out: &'a mut [f64],
    pub(super) k: usize,
    pub(super) m: usize,
}

impl<const TRANSPOSED: bool> WithSimd for SmallRight<'_, TRANSPOSED> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        with_constants!((self.k, self.m), self.multiply);
    }
}

impl<const TRANSPOSED: bool> SmallRight<'_, TRANSPOSED> {
    #[inline(always)]
    fn multiply<const K: usize, const M: usize>(self) {
        // Rows of `b` by rows of `K` or of `M`, whichever way round it is stored.
        let turned = self.b.as_chunks::<K>().0.first_chunk::<M>();
        let plain = self.b.as_chunks::<M>().0.first_chunk::<K>();
        let (Some(turned), Some(plain)) = (turned, plain) else { return };
        let mut right = *plain;
        if TRANSPOSED {
            for (p, terms) in right.iter_mut().enumerate() {
                *terms = turned.map(|column| column[p]);
            }
        }
        let rows = self.a.as_chunks::<K>().0;
        for (row, sums) in rows.iter().zip(self.out.as_chunks_mut::<M>().0) {
            let mut row_sums = [0.0; M];
            for (factor, terms) in row.iter().zip(right) {
                for (sum, term) in row_sums.iter_mut().zip(terms) {
                    *sum = factor.mul_add(term, *sum);
                }
            }
            *sums = row_sums;
        }
    }
}

/// `out` (n×m) ← `a`ᵀ · `b`, where `a` is k×n and `b` is k×m; n and m at most 4.
pub(super) struct SmallLeft<'a> {
    pub(super) a: &'a [f64],
    pub(super) b: &'a [f64],
    pub(super) out: &'a mut [f64],
    pub(super) n: usize,
    pub(super) m: usize,
}

impl WithSimd for SmallLeft<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        with_constants!((self.n, self.m), self.multiply);
    }
}

impl SmallLeft<'_> {
    #[inline(always)]
    fn multiply<const N: usize, const M: usize>(self) {
        let mut sums = [[0.0; M]; N];
        let rights = self.b.as_chunks::<M>().0;
        for (factors, terms) in self.a.as_chunks::<N>().0.iter().zip(rights) {
            for (sums, factor) in sums.iter_mut().zip(factors) {
                for (sum, term) in sums.iter_mut().zip(terms) {
                    *sum = factor.mul_add(*term, *sum);
                }
            }
        }
        for (out, sums) in self.out.as_chunks_mut::<M>().0.iter_mut().zip(sums) {
            *out = sums;
        }
    }
}
