//! Runs loops with the widest vectors of the machine. That changes the speed only: what is written
//! is plain arithmetic on one element at a time, the same bits at every width.

use std::sync::LazyLock;

use pulp::Arch;
use pulp::Simd;
use pulp::WithSimd;

static ARCH: LazyLock<Arch> = LazyLock::new(Arch::new);

/// The widest vectors of this machine, found out once.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a load and a comparison")]
pub(super) fn arch() -> Arch {
    *ARCH
}

/// A loop to be compiled for every width of vectors. Its body and everything called in it must be
/// `#[inline(always)]`: what is not inlined does not get the wide instructions.
pub(super) trait Loop {
    /// What comes out of it.
    type Output;
    /// Does it.
    fn run(self) -> Self::Output;
}

/// Runs a loop with the widest vectors.
#[inline]
pub(super) fn run<L: Loop>(work: L) -> L::Output {
    arch().dispatch(Wide(work))
}

struct Wide<L>(L);

impl<L: Loop> WithSimd for Wide<L> {
    type Output = L::Output;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it has to be compiled for every width")]
    fn with_simd<S: Simd>(self, _: S) -> L::Output {
        self.0.run()
    }
}
