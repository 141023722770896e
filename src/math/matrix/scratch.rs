//! A buffer for repacked factors, one for each thread, kept so that it is allocated once.

use std::cell::RefCell;

thread_local! {
    static BUFFER: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
}

/// Lends `len` numbers of any value; not to be nested.
pub(super) fn with<R>(len: usize, work: impl FnOnce(&mut [f64]) -> R) -> R {
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.len() < len {
            buffer.resize(len, 0.0);
        }
        work(&mut buffer[..len])
    })
}
