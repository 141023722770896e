//! Runs loops with the widest vectors of the machine. That changes the speed only: what is written
//! is plain arithmetic on one element at a time, the same bits at every width.

use std::sync::LazyLock;

use pulp::Arch;
use pulp::Simd;
use pulp::WithSimd;

/// Numbers below which vectors of four leave fewer to be done one by one than vectors of eight.
#[cfg(target_arch = "x86_64")]
const FEW: usize = 16;

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
    dispatch(arch(), Wide(work))
}

/// Runs a loop over so many numbers: where the widest vectors would leave most of them to be done one by
/// one, with narrower ones.
#[inline]
pub(super) fn run_over<L: Loop>(numbers: usize, work: L) -> L::Output {
    #[cfg(target_arch = "x86_64")]
    if let Arch::V4(wide) = arch()
        && numbers < FEW
    {
        return Simd::vectorize(*wide, Wide(work));
    }
    let _ = numbers;
    run(work)
}

/// Does work with the vectors of `arch`. What is compiled for a machine without any stays out of the
/// way of those that have them.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a comparison and a call")]
pub(super) fn dispatch<W: WithSimd>(arch: Arch, work: W) -> W::Output {
    if matches!(arch, Arch::Scalar) {
        return without_vectors(work);
    }
    arch.dispatch(work)
}

#[cold]
#[inline(never)]
fn without_vectors<W: WithSimd>(work: W) -> W::Output {
    Arch::Scalar.dispatch(work)
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
