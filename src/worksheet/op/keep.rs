//! A quantity as it is: θ′ = θ of a frozen parameter, whose gradient is shown and not used; and what
//! somebody goes on with who leaves out what should be done to it.

use super::{Earlier, Expr, Id, Leaf, Now, Operation, cell, whole};

/// A copy of a quantity.
#[derive(Debug)]
pub(in crate::worksheet) struct Keep {
    pub(in crate::worksheet) of: Id,
    /// Whether it is a parameter that is not to be updated.
    pub(in crate::worksheet) frozen: bool,
}

impl Operation for Keep {
    fn evaluate(&self, earlier: &Earlier, out: &mut [f64], _: &Now) {
        out.copy_from_slice(earlier.get(self.of));
    }

    fn formula(&self, _: &Now) -> Expr<Leaf> {
        whole(self.of)
    }

    fn explain(&self, row: usize, column: usize, _: &Earlier, _: &Now) -> Expr<Leaf> {
        cell(self.of, row, column)
    }

    fn remark(&self) -> Option<String> {
        self.frozen.then(|| "frozen: the gradient is shown but not used".into())
    }
}
