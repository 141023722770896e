//! A buffer for repacked factors, one for each thread, kept so that it is allocated once.

use std::cell::RefCell;

/// Numbers in a cache line: vectors that lie across two are read and written more slowly.
const CACHE_LINE: usize = 8;

thread_local! {
    static BUFFER: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
}

/// Lends `len` numbers of any value; not to be nested.
pub(super) fn with<R>(len: usize, work: impl FnOnce(&mut [f64]) -> R) -> R {
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.len() < len + CACHE_LINE {
            buffer.resize(len + CACHE_LINE, 0.0);
        }
        let skipped = buffer.as_ptr().align_offset(CACHE_LINE * size_of::<f64>()).min(CACHE_LINE);
        work(&mut buffer[skipped..][..len])
    })
}
