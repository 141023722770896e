//! θ′ = θ: a frozen parameter, whose gradient is shown and not used.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};

/// A copy of a parameter.
#[derive(Debug)]
pub(in crate::worksheet) struct Keep {
    pub(in crate::worksheet) parameter: Id,
}

impl Operation for Keep {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        out.copy_from_slice(earlier.get(self.parameter));
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        whole(self.parameter)
    }

    fn explain(&self, row: usize, column: usize, _: &Earlier, _: &Now) -> Expr<Leaf> {
        cell(self.parameter, row, column)
    }

    fn remark(&self) -> Option<String> {
        Some("frozen: the gradient is shown but not used".into())
    }
}
