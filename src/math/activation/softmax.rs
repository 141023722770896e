//! Softmax over a row, and its product with a gradient; the Jacobian is never formed.

use super::{Activation, Python, Rule};
use crate::math::real;
use crate::math::real::lane;
use crate::math::threads;
use crate::math::wide;
use crate::math::wide::Loop;

/// aₖ = exp(sₖ − max s) / Σⱼ exp(sⱼ − max s)
pub(super) static SOFTMAX: Activation = Activation {
    name: "softmax",
    symbol: "softmax",
    prime: "softmax′",
    plain: "softmax",
    doc: "probabilities of a row, summing to 1",
    formula: "exp(sₖ − max s) / Σⱼ exp(sⱼ − max s)",
    derivative: "diag(a) − a aᵀ",
    alpha: None,
    python: Python {
        numpy: "e = np.exp(s - s.max(axis=1, keepdims=True))\n\
                return e / e.sum(axis=1, keepdims=True)",
        prime: None,
        torch: "torch.softmax(s, dim=1)",
    },
    rule: Rule::Softmax,
};

/// Fills one row of probabilities from one row of logits, both of length K.
pub fn softmax_row(s: &[f64], a: &mut [f64]) {
    softmax_rows(s, a, s.len());
}

/// Fills rows of `width` probabilities from rows of as many logits.
///
/// # Panics
/// When `a` is not as long as `s`.
pub fn softmax_rows(s: &[f64], a: &mut [f64], width: usize) {
    assert_eq!(s.len(), a.len(), "a probability for every logit");
    let width = width.max(1);
    threads::rows(a, width, WORK, |at, a| {
        wide::run(Rows { s: &s[at.start * width..at.end * width], a, width });
    });
}

/// As how many multiplications an exponential counts.
const WORK: usize = 64;

/// Logits and probabilities, row by row.
struct Rows<'a> {
    s: &'a [f64],
    a: &'a mut [f64],
    width: usize,
}

impl Loop for Rows<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for (s, a) in self.s.chunks_exact(self.width).zip(self.a.chunks_exact_mut(self.width)) {
            let max = s.iter().copied().fold(f64::NEG_INFINITY, real::larger);
            for (a, &s) in a.iter_mut().zip(s) {
                *a = s - max;
            }
        }
        // All rows at once, so that narrow ones fill the vectors too.
        for a in self.a.iter_mut() {
            *a = lane::exp(*a);
        }
        for a in self.a.chunks_exact_mut(self.width) {
            let total = a.iter().copied().reduce(|x, y| x + y).unwrap_or(1.0);
            for a in a {
                *a /= total;
            }
        }
    }
}

/// Turns a row of ∂L/∂a into ∂L/∂s in place: δₖ = aₖ (gₖ − Σⱼ gⱼ aⱼ).
pub fn softmax_backward_row(a: &[f64], g: &mut [f64]) {
    let mean = g.iter().zip(a).fold(0.0, |sum, (&g, &a)| g.mul_add(a, sum));
    for (g, &a) in g.iter_mut().zip(a) {
        *g = a * (*g - mean);
    }
}
