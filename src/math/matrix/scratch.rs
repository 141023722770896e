//! Buffers for repacked factors, kept by each thread so that they are allocated once.

use std::cell::RefCell;

/// Numbers in a cache line: vectors that lie across two are read and written more slowly.
const CACHE_LINE: usize = 8;

thread_local! {
    /// Those that are not lent.
    static BUFFERS: RefCell<Vec<Vec<f64>>> = const { RefCell::new(Vec::new()) };
}

/// Lends `len` numbers of any value.
pub(super) fn with<R>(len: usize, work: impl FnOnce(&mut [f64]) -> R) -> R {
    let mut buffer = BUFFERS.with_borrow_mut(Vec::pop).unwrap_or_default();
    if buffer.len() < len + CACHE_LINE {
        buffer.resize(len + CACHE_LINE, 0.0);
    }
    let skipped = buffer.as_ptr().align_offset(CACHE_LINE * size_of::<f64>()).min(CACHE_LINE);
    let result = work(&mut buffer[skipped..][..len]);
    BUFFERS.with_borrow_mut(|buffers| buffers.push(buffer));
    result
}
