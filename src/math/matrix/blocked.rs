//! Which way round a product that is not small is computed: where the lanes run, what is turned.

use pulp::Arch;

use crate::math::matrix::lanes;
use crate::math::matrix::scratch;
use crate::math::matrix::tile::Columns;
use crate::math::matrix::tile::Product;
use crate::math::matrix::tile::Rows;
use crate::math::matrix::transpose::transpose;

/// Rows from which turning the right factor pays; below, its rows are summed one lane each.
const WORTH_TURNING: usize = 4;

/// Terms from which turning the result pays when the other side of it fills the lanes better.
const WORTH_SWAPPING: usize = 16;

/// `out` (n×m) ← `a` (n×k) · `b` (k×m), no dimension zero.
#[inline(never)]
pub(super) fn blocked(arch: Arch, a: &[f64], b: &[f64], out: &mut [f64], shape: [usize; 3]) {
    let [_, k, m] = shape;
    lanes::run(arch, m, Product { left: Rows { a, k }, right: b, out, shape });
}

/// `out` (n×m) ← `a` (n×k) · `b`ᵀ, where `b` is m×k, no dimension zero.
#[inline(never)]
pub(super) fn blocked_transposed_right(
    arch: Arch,
    a: &[f64],
    b: &[f64],
    out: &mut [f64],
    shape: [usize; 3],
) {
    let [n, k, m] = shape;
    if k == 1 {
        // A column is a row as well.
        blocked(arch, a, b, out, shape);
    } else if n < WORTH_TURNING {
        // (A · Bᵀ)ᵀ = B · Aᵀ, row by row of A, and B needs no turning.
        for (right, out) in a.chunks_exact(k).zip(out.chunks_exact_mut(m)) {
            let left = Rows { a: b, k };
            lanes::run(arch, 1, Product { left, right, out, shape: [m, k, 1] });
        }
    } else {
        scratch::with(b.len(), |right| {
            transpose(b, right, k);
            lanes::run(arch, m, Product { left: Rows { a, k }, right, out, shape });
        });
    }
}

/// `out` (n×m) ← `a`ᵀ · `b`, where `a` is k×n and `b` is k×m, no dimension zero.
#[inline(never)]
pub(super) fn blocked_transposed_left(
    arch: Arch,
    a: &[f64],
    b: &[f64],
    out: &mut [f64],
    shape: [usize; 3],
) {
    let [n, k, m] = shape;
    if m == 1 {
        blocked(arch, b, a, out, [1, k, n]);
    } else if k >= WORTH_SWAPPING && lanes::waste(arch, n, m) < lanes::waste(arch, m, n) {
        scratch::with(out.len(), |swapped| {
            let left = Columns { a: b, n: m };
            lanes::run(arch, n, Product { left, right: a, out: swapped, shape: [m, k, n] });
            transpose(swapped, out, n);
        });
    } else {
        lanes::run(arch, m, Product { left: Columns { a, n }, right: b, out, shape });
    }
}
