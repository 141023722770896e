//! A product on two threads of which each reads one half of the right factor: the first begins the sums
//! of some rows, the second goes on with them while the first begins the next ones. Every sum has the
//! order, and so the bits, that it has on one thread.
//!
//! Where the right factor is much larger than the result, sums are less to hand over between two cores
//! than that factor, half of which the other core has just written.

use std::array;
use std::hint;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use pulp::Arch;

use crate::math::matrix::lanes;
use crate::math::matrix::left::Left;
use crate::math::matrix::tile::Product;
use crate::math::threads;

/// How many parts of the rows are handed over: the second thread waits for the first one of them, and the
/// first at the end for the last.
const PARTS: usize = 8;

/// Rows that a part has at least: as many as the largest tile.
const LEAST: usize = 8;

/// How many times as large as the result the right factor is at least.
const LARGER: usize = 4;

/// The most numbers of a vector.
const LANES: usize = 8;

/// Whether a product is better computed like this than by halves of its rows.
pub(super) fn pays([n, k, m]: [usize; 3]) -> bool {
    n >= PARTS * LEAST && k >= LARGER * n && m.is_multiple_of(LANES)
}

/// `out` (n×m) ← `left` (n×k) · `right` (k×m), where that [`pays`].
pub(super) fn pipelined(
    arch: Arch,
    left: impl Left,
    right: &[f64],
    out: &mut [f64],
    [n, k, m]: [usize; 3],
) {
    let half = k / 2;
    let rows = n.div_ceil(PARTS).next_multiple_of(LEAST);
    let mut parts = out.chunks_mut(rows * m);
    let parts: [_; PARTS] = array::from_fn(|_| Mutex::new(parts.next().unwrap_or_default()));
    // What multiplies a part of the rows by some of the right factor's rows.
    let multiply = |part: usize, left, right, steps, begun| {
        let mut out = parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        let shape = [out.len() / m, steps, m];
        if shape[0] > 0 {
            let left: (_, _) = Left::split(left, part * rows);
            lanes::run(
                arch,
                m,
                Product { left: left.1, right, out: &mut out, shape, stride: m, begun },
            );
        }
    };
    let (first, second) = right.split_at(half * m);
    let ready = AtomicUsize::new(0);
    threads::both(
        || {
            for part in 0..PARTS {
                multiply(part, left, first, half, false);
                ready.store(part + 1, Ordering::Release);
            }
        },
        || {
            let left = left.after(half);
            for part in 0..PARTS {
                while ready.load(Ordering::Acquire) <= part {
                    hint::spin_loop();
                }
                multiply(part, left, second, k - half, true);
            }
        },
    );
}
