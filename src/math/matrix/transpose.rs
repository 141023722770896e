//! The transpose of a row-major matrix, in square blocks that pass through registers.

use pulp::Arch;
use pulp::Simd;
use pulp::WithSimd;

/// Rows and columns of a block.
const BLOCK: usize = 4;

/// `out` (w×h) ← `a`ᵀ, where `a` is h×w and h is the length of `a` over `w`.
pub(super) fn transpose(arch: Arch, a: &[f64], out: &mut [f64], w: usize) {
    let h = a.len() / w;
    if h >= BLOCK && w >= BLOCK {
        arch.dispatch(Blocks { a, out, w, h });
        return;
    }
    for (i, row) in a.chunks_exact(w).enumerate() {
        for (j, &x) in row.iter().enumerate() {
            out[j * h + i] = x;
        }
    }
}

/// A transpose with at least a block of rows and of columns.
struct Blocks<'a> {
    a: &'a [f64],
    out: &'a mut [f64],
    w: usize,
    h: usize,
}

impl WithSimd for Blocks<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Blocks { a, out, w, h } = self;
        // The last block of a ragged side is moved back until it is whole: some numbers are set twice.
        for top in (0..h).step_by(2 * BLOCK) {
            for left in (0..w).step_by(BLOCK) {
                let left = left.min(w - BLOCK);
                for top in [top, top + BLOCK] {
                    let top = top.min(h - BLOCK);
                    block(&a[top * w + left..], w, &mut out[left * h + top..], h);
                }
            }
        }
    }
}

/// One block: rows of `a` are `w` apart, rows of `out` are `h` apart.
#[inline(always)]
fn block(a: &[f64], w: usize, out: &mut [f64], h: usize) {
    let mut rows = [[0.0; BLOCK]; BLOCK];
    for (i, row) in rows.iter_mut().enumerate() {
        row.copy_from_slice(&a[i * w..][..BLOCK]);
    }
    for j in 0..BLOCK {
        let column = rows.map(|row| row[j]);
        out[j * h..][..BLOCK].copy_from_slice(&column);
    }
}
