//! The transpose of a row-major matrix, in square blocks so that both sides stay in the cache.

/// Rows and columns of a block: one cache line.
const BLOCK: usize = 8;

/// `out` (w×h) ← `a`ᵀ, where `a` is h×w and h is the length of `a` over `w`.
pub(super) fn transpose(a: &[f64], out: &mut [f64], w: usize) {
    let h = a.len() / w;
    for top in (0..h).step_by(BLOCK) {
        let height = BLOCK.min(h - top);
        let rows = &a[top * w..][..height * w];
        for left in (0..w).step_by(BLOCK) {
            let width = BLOCK.min(w - left);
            let target = &mut out[left * h..][..width * h];
            if height == BLOCK && width == BLOCK {
                whole_block(&rows[left..], w, &mut target[top..], h);
            } else {
                for (j, column) in target.chunks_exact_mut(h).enumerate() {
                    for (x, row) in column[top..].iter_mut().zip(rows.chunks_exact(w)) {
                        *x = row[left + j];
                    }
                }
            }
        }
    }
}

/// One block of full size: rows of `a` are `w` apart, rows of `out` are `h` apart.
fn whole_block(a: &[f64], w: usize, out: &mut [f64], h: usize) {
    let mut block = [[0.0; BLOCK]; BLOCK];
    for (i, row) in block.iter_mut().enumerate() {
        row.copy_from_slice(&a[i * w..][..BLOCK]);
    }
    for j in 0..BLOCK {
        let column = &mut out[j * h..][..BLOCK];
        for (x, row) in column.iter_mut().zip(&block) {
            *x = row[j];
        }
    }
}
