//! Chooses at run time how many columns one instruction works on.
//!
//! The choice changes the speed only: a lane holds one output element from its first term to its last.

use pulp::Arch;
use pulp::Scalar;
use pulp::Simd;
use pulp::WithSimd;

/// Work that can be done at any width.
pub(super) trait Job {
    /// Does the work with vectors of `S::F64_LANES` numbers.
    fn run<S: Simd>(self, simd: S);
}

/// Runs a job with the widest vectors of `arch` that are not wider than `columns`.
pub(super) fn run(arch: Arch, columns: usize, job: impl Job) {
    #[cfg(target_arch = "x86_64")]
    match (arch, columns) {
        (Arch::V4(wide), 4..=7) => return Simd::vectorize(*wide, Fitted { columns, job }),
        (Arch::V4(wide), 2..4) => {
            return pulp::x86::V3_128b(*wide).vectorize(Fitted { columns, job });
        }
        (Arch::V3(wide), 2..4) => {
            return pulp::x86::V3_128b(wide).vectorize(Fitted { columns, job });
        }
        _ => {}
    }
    arch.dispatch(Fitted { columns, job });
}

/// Whether an instruction works on eight numbers.
pub(super) fn are_widest(arch: Arch) -> bool {
    #[cfg(target_arch = "x86_64")]
    return matches!(arch, Arch::V4(_));
    #[cfg(not(target_arch = "x86_64"))]
    return {
        let _ = arch;
        false
    };
}

/// A job that falls back to one lane, with the instructions of the arch, when a vector is too wide.
struct Fitted<J> {
    columns: usize,
    job: J,
}

impl<J: Job> WithSimd for Fitted<J> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        if S::F64_LANES <= self.columns {
            self.job.run(simd);
        } else {
            self.job.run(Scalar);
        }
    }
}
