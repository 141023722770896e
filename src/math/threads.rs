//! What takes long is computed by two threads where the caller is in a pool of threads: each has half
//! of the rows of the result or, where that is less to hand over, half of the terms of every sum, one
//! after the other. So the bits are those of one thread.

use std::hint;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use rayon_core::ThreadPool;
use rayon_core::ThreadPoolBuildError;
use rayon_core::ThreadPoolBuilder;
use rayon_core::Yield;

/// Multiplications of a product from which a second thread is worth being started.
const WORTH_STARTING: usize = 1 << 21;

/// Multiplications from which half of the work is worth being left to a thread that is awake.
const WORTH_SHARING: usize = 1 << 19;

/// As how many multiplications an element counts that is read, changed a little and written: most of
/// it is waiting for memory.
pub const PASS: usize = 16;

/// Threads that share the work of the one that asked for them, as long as this lives. They stay awake
/// in between, and so take up a core each: waking one up takes as long as a product.
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

/// Whether a network whose largest product has so many multiplications is worth other threads.
pub fn are_worth_starting(multiplications: usize) -> bool {
    multiplications >= WORTH_STARTING
}

/// Whether what takes as long as so many multiplications is worth asking for other threads.
#[inline]
pub(super) fn are_worth_asking(multiplications: usize) -> bool {
    multiplications >= WORTH_SHARING
}

/// How many threads what takes as long as so many multiplications should be shared between.
pub(super) fn free(multiplications: usize) -> usize {
    let pooled = || rayon_core::current_thread_index().map(|_| rayon_core::current_num_threads());
    are_worth_asking(multiplications).then(pooled).flatten().unwrap_or(1)
}

/// Computes the rows of `out`, each `width` long and independent of the others: `work` is told which
/// rows it is given. `each` says as how many multiplications a number of them counts.
#[inline]
pub fn rows(
    out: &mut [f64],
    width: usize,
    each: usize,
    work: impl Fn(Range<usize>, &mut [f64]) + Sync,
) {
    if free(out.len() * each) > 1 {
        return halves(out, width, work);
    }
    work(0..out.len() / width.max(1), out);
}

/// The same, half of the rows on another thread.
#[cold]
fn halves(out: &mut [f64], width: usize, work: impl Fn(Range<usize>, &mut [f64]) + Sync) {
    let count = out.len() / width.max(1);
    let (above, below) = out.split_at_mut(count / 2 * width);
    both(|| work(0..count / 2, above), || work(count / 2..count, below));
}

/// Does both, on two threads where another one is free.
pub(super) fn both(one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
    rayon_core::join(one, other);
}
