//! Which way round a product that is not small is computed: where the lanes run, what is turned.

use pulp::Arch;

use crate::math::matrix::lanes;
use crate::math::matrix::left::Columns;
use crate::math::matrix::left::Left;
use crate::math::matrix::left::Rows;
use crate::math::matrix::packed::packed;
use crate::math::matrix::pipelined;
use crate::math::matrix::scratch;
use crate::math::matrix::sparse::mostly_zeros;
use crate::math::matrix::sparse::sparse;
use crate::math::matrix::tile::Product;
use crate::math::matrix::transpose::transpose;
use crate::math::threads;

/// Rows from which repacking pays, and halves that are worth a thread.
const WORTH_PACKING: usize = 20;

/// Columns of a right factor whose rows are too far apart to be read as they are.
const APART: usize = 80;

/// Numbers of a right factor from which repacking pays: with the widest vectors, from where they do not
/// stay in the second cache, else from where they do not stay in the nearest beside all else.
fn far(arch: Arch) -> usize {
    if lanes::are_widest(arch) { 160_000 } else { 4096 }
}

/// Columns from which passing over zeros pays the search for them.
const WORTH_PASSING: usize = 96;

/// Rows from which turning the right factor pays; below, its rows are summed one lane each.
const WORTH_TURNING: usize = 4;

/// Terms from which turning the result pays when the other side of it fills the lanes better.
const WORTH_SWAPPING: usize = 16;

/// `out` (n×m) ← `a` (n×k) · `b` (k×m), no dimension zero.
#[inline(never)]
pub(super) fn blocked(arch: Arch, a: &[f64], b: &[f64], out: &mut [f64], shape: [usize; 3]) {
    multiply(arch, Rows { a, k: shape[1] }, b, out, shape);
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
            lanes::run(
                arch,
                1,
                Product { left, right, out, shape: [m, k, 1], stride: 1, begun: false },
            );
        }
    } else {
        scratch::with(k * m, |turned| {
            transpose(arch, b, turned, k);
            multiply(arch, Rows { a, k }, turned, out, shape);
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
    } else if is_better_swapped(arch, a, b, shape) {
        scratch::with(out.len(), |swapped| {
            multiply(arch, Columns { a: b, n: m }, a, swapped, [m, k, n]);
            transpose(arch, swapped, out, n);
        });
    } else {
        multiply(arch, Columns { a, n }, b, out, shape);
    }
}

/// Whether to compute (Aᵀ · B)ᵀ = Bᵀ · A: it fills the lanes better, or B is what can be passed over.
fn is_better_swapped(arch: Arch, a: &[f64], b: &[f64], [n, k, m]: [usize; 3]) -> bool {
    if is_large([n, k, m]) || is_large([m, k, n]) {
        return is_large([m, k, n]) && mostly_zeros(arch, b) && !mostly_zeros(arch, a);
    }
    k >= WORTH_SWAPPING && 4 * m * lanes_taken(n) < 3 * n * lanes_taken(m)
}

/// Whether it pays to look for zeros in the left factor.
fn is_large([n, k, m]: [usize; 3]) -> bool {
    n >= WORTH_PACKING && k >= WORTH_PACKING && m >= WORTH_PASSING
}

/// Whether zeros of the left factor are passed over.
fn passes_over_zeros(arch: Arch, left: &impl Left, shape: [usize; 3]) -> bool {
    is_large(shape) && mostly_zeros(arch, left.numbers())
}

/// `out` (n×m) ← `left` · `right`: a part of the rows for each thread that there is.
fn multiply(
    arch: Arch,
    left: impl Left,
    right: &[f64],
    out: &mut [f64],
    shape @ [n, k, m]: [usize; 3],
) {
    let parts = threads::free(n * k * m).min(n / WORTH_PACKING);
    if parts == 2 && pipelined::pays(shape) && !passes_over_zeros(arch, &left, shape) {
        return pipelined::pipelined(arch, left, right, out, shape);
    }
    multiply_in(parts, arch, left, right, out, shape);
}

/// The same in so many parts: past the zeros where there are many, repacked where that pays, which is
/// done once for each part.
fn multiply_in(
    parts: usize,
    arch: Arch,
    left: impl Left,
    right: &[f64],
    out: &mut [f64],
    shape @ [n, k, m]: [usize; 3],
) {
    if parts > 1 {
        let fewer = parts / 2;
        let rows = n * fewer / parts;
        let (above, below) = left.split(rows);
        let (first, second) = out.split_at_mut(rows * m);
        threads::both(
            || multiply_in(fewer, arch, above, right, first, [rows, k, m]),
            || multiply_in(parts - fewer, arch, below, right, second, [n - rows, k, m]),
        );
        return;
    }
    if passes_over_zeros(arch, &left, shape) && sparse(arch, &left, right, out, shape) {
        return;
    }
    if n >= WORTH_PACKING && m >= APART && k * m >= far(arch) {
        packed(arch, left, right, out, shape);
    } else {
        lanes::run(arch, m, Product { left, right, out, shape, stride: m, begun: false });
    }
}

/// Lanes that are taken up by a row of results, in the widths that fit it best.
fn lanes_taken(columns: usize) -> usize {
    let width = if columns < 4 { 2 } else { 4 };
    columns.div_ceil(width) * 4
}
