//! Large products are computed by two threads where the caller is in a pool of threads, each half of
//! the rows of the result. No sum is ever divided, so the bits are those of one thread.

use std::hint;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use rayon_core::ThreadPool;
use rayon_core::ThreadPoolBuildError;
use rayon_core::ThreadPoolBuilder;
use rayon_core::Yield;

/// Multiplications from which a second thread is faster, its waking up included.
const WORTH_WAKING: usize = 1 << 21;

/// Threads that share the large products of the one that asked for them, as long as this lives. They
/// stay awake in between, and so take up a core each: waking one up takes as long as a product.
#[derive(Debug)]
pub struct Threads {
    over: Arc<AtomicBool>,
    _pool: ThreadPool,
}

impl Threads {
    /// `count` threads, the calling one included.
    ///
    /// # Errors
    /// Where they cannot be started, or the calling thread shares its products already.
    pub fn new(count: usize) -> Result<Self, ThreadPoolBuildError> {
        let pool = ThreadPoolBuilder::new().num_threads(count).use_current_thread().build()?;
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        pool.spawn_broadcast(move |thread| {
            // Thread 0 is the one that asked.
            if thread.index() > 0 {
                stay_awake(&told);
            }
        });
        Ok(Self { over, _pool: pool })
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// Takes whatever work another thread of the pool has to share, until it is over.
fn stay_awake(over: &AtomicBool) {
    while !over.load(Ordering::Relaxed) {
        if !matches!(rayon_core::yield_now(), Some(Yield::Executed)) {
            hint::spin_loop();
        }
    }
}

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
