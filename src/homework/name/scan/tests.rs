//! One thing written in many ways is scanned alike, and absurd texts end.

use super::*;

#[test]
fn one_thing_written_in_many_ways_is_the_same_signs() {
    let table: &[&[&str]] = &[
        &["δ₁", "\\delta_1", "\\delta_{1}", "δ_1", " \\delta _ {1}"],
        &["W¹", "W^1", "W^{1}", "\\mathbf{W}^1"],
        &["W′", "W'", "W^\\prime", "W^{\\prime}"],
        &["Xᵀ", "X^T", "X^\\top", "X^{\\intercal}"],
        &["ŷ", "\\hat{y}", "\\hat y", "\\hat{\\mathbf{y}}"],
        &["a ⊙ b", "a\\odot b", "a*b", "a \\times b"],
        &["s_{ReLU}", "s_{\\text{ReLU}}", "s_{\\mathrm{ReLU}}"],
        &["x - y", "x − y", "x – y"],
    ];
    for same in table {
        for other in &same[1..] {
            assert_eq!(signs(same[0]), signs(other), "{} and {other}", same[0]);
        }
    }
}

#[test]
fn absurd_texts_end() {
    for piece in ["{", "}", "_", "^", "\\", "\\frac", "_{", "^{\\frac{", "'", "[]", "\\hat"] {
        for count in [1, 2, 50, 1000, 100_000] {
            let _ = signs(&piece.repeat(count));
        }
    }
}
