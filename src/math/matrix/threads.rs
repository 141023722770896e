//! Large products are computed by two threads where the caller is in a pool of threads, each half of
//! the rows of the result. No sum is ever divided, so the bits are those of one thread.
//!
//! Nothing here makes a thread: outside of a pool everything stays on the caller's.

/// Multiplications from which a second thread is faster, its waking up included.
const WORTH_WAKING: usize = 1 << 21;

/// Whether a product of so many multiplications would be shared with other threads of a pool.
pub fn worth_threads(multiplications: usize) -> bool {
    multiplications >= WORTH_WAKING
}

/// Whether half of so many multiplications should be left to another thread.
pub(super) fn help(multiplications: usize) -> bool {
    worth_threads(multiplications) && rayon_core::current_thread_index().is_some()
}

/// Does both, on two threads where another one is free.
pub(super) fn both(one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
    rayon_core::join(one, other);
}
