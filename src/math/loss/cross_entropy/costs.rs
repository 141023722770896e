//! The cross-entropies of many rows: the exponentials of several rows are computed in one go, so
//! that a few classes fill the vectors too. The order of every sum is that of a single row.

#![expect(clippy::inline_always, reason = "what is not inlined is not vectorised")]

use super::cost;
use super::wanted;
use crate::math::real;
use crate::math::real::lane;
use crate::math::threads;
use crate::math::wide;
use crate::math::wide::Loop;

/// Exponentials computed at a time.
const AT_ONCE: usize = 256;

/// Targets whose exponentials are computed at a time, at most.
const MOST: usize = 32;

/// As how many multiplications an output counts.
const WORK: usize = 200;

/// ℓ of every row of `outputs` pre-activations.
pub(super) fn of_rows(s: &[f64], t: &[f64], outputs: usize, l: &mut [f64]) {
    let outputs = outputs.max(1);
    threads::rows(l, 1, WORK * outputs, |at, l| {
        let of = at.start * outputs..at.end * outputs;
        of_these(&s[of.clone()], &t[of], outputs, l);
    });
}

fn of_these(s: &[f64], t: &[f64], outputs: usize, l: &mut [f64]) {
    l.fill(0.0);
    let rows = s.chunks_exact(outputs).zip(t.chunks_exact(outputs));
    let mut pending = Pending::new();
    for (row, (s, t)) in rows.enumerate() {
        for (nth, k) in wanted(t).enumerate() {
            if outputs > AT_ONCE {
                add(&mut l[row], nth == 0, t[k] * cost(s, k));
                continue;
            }
            if pending.count == MOST.min(AT_ONCE / outputs) {
                wide::run(Settle { pending: &mut pending, outputs, l });
            }
            pending.push(s, k, Target { row, first: nth == 0, t: t[k], top: 0, max: 0.0 });
        }
    }
    wide::run(Settle { pending: &mut pending, outputs, l });
}

/// The first term is the sum: 0 added to it would lose the sign of −0.
#[inline(always)]
fn add(sum: &mut f64, first: bool, term: f64) {
    *sum = if first { term } else { *sum + term };
}

/// A class that enters the sum of a row.
#[derive(Clone, Copy, Default)]
struct Target {
    row: usize,
    first: bool,
    t: f64,
    /// The output that outweighs the others, and by how much it is above this class.
    top: usize,
    max: f64,
}

/// Targets with the arguments of their exponentials, row by row.
struct Pending {
    count: usize,
    targets: [Target; MOST],
    x: [f64; AT_ONCE],
}

impl Pending {
    fn new() -> Self {
        Self { count: 0, targets: [Target::default(); MOST], x: [0.0; AT_ONCE] }
    }

    fn push(&mut self, s: &[f64], k: usize, target: Target) {
        let Some((top, max)) = real::outweighing(s, s[k]) else { return };
        let by = s[k];
        for (x, s) in self.x[self.count * s.len()..].iter_mut().zip(s) {
            *x = (s - by) - max;
        }
        self.targets[self.count] = Target { top, max, ..target };
        self.count += 1;
    }
}

/// Adds everything that is pending to the losses.
struct Settle<'a> {
    pending: &'a mut Pending,
    outputs: usize,
    l: &'a mut [f64],
}

impl Loop for Settle<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Pending { count, targets, x } = self.pending;
        let powers = &mut x[..*count * self.outputs];
        for x in powers.iter_mut() {
            *x = lane::exp(*x);
        }
        for (powers, target) in powers.chunks_exact_mut(self.outputs).zip(&targets[..*count]) {
            // Adding 0 changes no sum of exponentials.
            powers[target.top] = 0.0;
            let others = powers.iter().fold(0.0, |sum, x| sum + x);
            let cost = target.max + real::log1p(others);
            add(&mut self.l[target.row], target.first, target.t * cost);
        }
        *count = 0;
    }
}
