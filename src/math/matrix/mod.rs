//! Products of row-major matrices of `f64`, and the two row operations that go with them.
//!
//! Every element of a product is `acc = fma(a_k, b_k, acc)` with `k` ascending from 0 and `acc`
//! starting at +0.0, so its bits are the same on every machine (only which NaN a NaN is may differ).

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only emitted for what ends up inside the dispatched function"
)]

mod blocked;
mod lanes;
mod left;
mod packed;
mod pipelined;
mod scratch;
mod small;
mod sparse;
mod tile;
mod transpose;

#[cfg(test)]
mod tests;

use pulp::Arch;

use crate::math::matrix::blocked::blocked;
use crate::math::matrix::blocked::blocked_transposed_left;
use crate::math::matrix::blocked::blocked_transposed_right;
use crate::math::matrix::small::SmallLeft;
use crate::math::matrix::small::SmallRight;
use crate::math::threads;
use crate::math::wide;

/// `out` (n×m) ← `a` (n×k) · `b` (k×m).
///
/// # Panics
/// When a slice is not as long as its shape says.
#[inline]
pub fn product(a: &[f64], b: &[f64], out: &mut [f64], n: usize, k: usize, m: usize) {
    product_on(wide::arch(), a, b, out, [n, k, m]);
}

/// `out` (n×m) ← `a` (n×k) · `b`ᵀ, where `b` is m×k: the deltas of a hidden layer, δ · Wᵀ.
///
/// # Panics
/// When a slice is not as long as its shape says.
#[inline]
pub fn product_transposed_right(
    a: &[f64],
    b: &[f64],
    out: &mut [f64],
    n: usize,
    k: usize,
    m: usize,
) {
    product_transposed_right_on(wide::arch(), a, b, out, [n, k, m]);
}

/// `out` (n×m) ← `a`ᵀ · `b`, where `a` is k×n and `b` is k×m: the gradient of a layer, Aᵀ · δ.
///
/// # Panics
/// When a slice is not as long as its shape says.
#[inline]
pub fn product_transposed_left(
    a: &[f64],
    b: &[f64],
    out: &mut [f64],
    n: usize,
    k: usize,
    m: usize,
) {
    product_transposed_left_on(wide::arch(), a, b, out, [n, k, m]);
}

/// `out` (n×m) ← `out` + `bias` (1×m) on every row: plain additions.
///
/// # Panics
/// When `out` is not a whole number of rows as long as `bias`.
pub fn add_row(out: &mut [f64], bias: &[f64]) {
    if bias.is_empty() {
        assert!(out.is_empty(), "a bias for every column");
        return;
    }
    assert_eq!(out.len() % bias.len(), 0, "whole rows");
    threads::rows(out, bias.len(), threads::PASS, |_, out| {
        for row in out.chunks_exact_mut(bias.len()) {
            for (sum, term) in row.iter_mut().zip(bias) {
                *sum += term;
            }
        }
    });
}

/// `out` (1×m) ← the sums of the columns of `a` (n×m): plain additions, rows ascending from the
/// first one (so that a sum of −0.0 alone is −0.0).
///
/// # Panics
/// When `out` is not `m` long or `a` is not a whole number of such rows.
pub fn column_sums(a: &[f64], out: &mut [f64], m: usize) {
    assert_eq!(out.len(), m, "a sum for every column");
    out.fill(0.0);
    if m == 0 {
        return;
    }
    assert_eq!(a.len() % m, 0, "whole rows");
    let mut rows = a.chunks_exact(m);
    if let Some(first) = rows.next() {
        out.copy_from_slice(first);
    }
    for row in rows {
        for (sum, term) in out.iter_mut().zip(row) {
            *sum += term;
        }
    }
}

/// Whether there is anything to multiply; when not, `out` is zero, the empty sum.
#[inline(always)]
fn has_terms(a: &[f64], b: &[f64], out: &mut [f64], [n, k, m]: [usize; 3]) -> bool {
    if a.len() != n * k || b.len() != k * m || out.len() != n * m {
        refuse([a.len(), b.len(), out.len()], [n, k, m]);
    }
    if k == 0 {
        out.fill(0.0);
    }
    k > 0 && !out.is_empty()
}

#[cold]
fn refuse([a, b, out]: [usize; 3], [n, k, m]: [usize; 3]) -> ! {
    let (what, long) = match (a == n * k, b == k * m) {
        (false, _) => ("left factor", a),
        (_, false) => ("right factor", b),
        _ => ("result", out),
    };
    panic!("{what} of a product {n}×{k}×{m} is {long} long");
}

#[inline(always)]
fn product_on(arch: Arch, a: &[f64], b: &[f64], out: &mut [f64], shape: [usize; 3]) {
    let [_, k, m] = shape;
    if !has_terms(a, b, out, shape) {
        return;
    }
    if small::fits(k, m) {
        wide::dispatch(arch, SmallRight::<false> { a, b, out, k, m });
    } else {
        blocked(arch, a, b, out, shape);
    }
}

#[inline(always)]
fn product_transposed_right_on(
    arch: Arch,
    a: &[f64],
    b: &[f64],
    out: &mut [f64],
    shape: [usize; 3],
) {
    let [_, k, m] = shape;
    if !has_terms(a, b, out, shape) {
        return;
    }
    if small::fits(k, m) {
        wide::dispatch(arch, SmallRight::<true> { a, b, out, k, m });
    } else {
        blocked_transposed_right(arch, a, b, out, shape);
    }
}

#[inline(always)]
fn product_transposed_left_on(
    arch: Arch,
    a: &[f64],
    b: &[f64],
    out: &mut [f64],
    shape: [usize; 3],
) {
    let [n, _, m] = shape;
    if !has_terms(a, b, out, shape) {
        return;
    }
    if small::fits(n, m) {
        wide::dispatch(arch, SmallLeft { a, b, out, n, m });
    } else {
        blocked_transposed_left(arch, a, b, out, shape);
    }
}
